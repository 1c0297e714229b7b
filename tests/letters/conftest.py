import uuid

import pytest

from foundation.dossiers import services as dossiers
from foundation.letters import services
from tests.cases.story import about_tam
from tests.letters.papers import VALUES
from tests.told import told_once


@told_once
def case(cast, at):
    return about_tam(cast, at)


@pytest.fixture
def begin(case, cast, at):
    """begin(): a draft of a letter to tam about something, by hana; with other words if given."""

    def begun(*, to="tam", about=None, code="removal-staff", **changed):
        return services.begin(
            case.dossier, about=about or uuid.uuid4(), path="/removals/X-2222-2222/", right="removal.issue", code=code,
            values=VALUES | changed, to=cast.get(to), by=cast["hana"], at=at,
        )

    return begun


@pytest.fixture
def freeze(begin, hana, at):
    """freeze(): the same, made."""

    def made(**changed):
        draft = begin(**changed)
        return services.freeze(draft, by=hana, at=at, version=draft.version)

    return made


@pytest.fixture
def disclose(case, tam, hana, at):
    """disclose(letter): what it is about is shown to tam, as by somebody who has spoken to them."""

    def shown(letter):
        dossiers.disclose(case.dossier, tam, object_kind="removal", object_uuid=letter.about, by=hana, at=at)
        return letter

    return shown
