"""What people write lies sealed under its dossier's key; a column of plain text stands on the list below, with the reason (DESIGN 6)."""

import pytest
from django.apps import apps
from django.db import connection, models

from foundation.dossiers.fields import SealedText
from tests.laws.visiting import BESIDE
from tests.laws.world import CANARIES, STAGES

SHORT = 40  # characters: a code, a state, a reference; nobody tells a story in it
PLAIN = {
    "our own words, the same for every report": [
        "intake.Report.declaration", "casefile.Strand.words", "intake.ReportStrand.words",
        "policy.PolicyVersion.body", "policy.PolicyVersion.minute_ref",
        "policy.Clause.label", "policy.Clause.related_policies", "policy.Clause.law_guidance", "policy.Clause.flags",
        "policy.Platform.slug", "policy.Platform.name", "policy.Platform.aliases", "policy.Platform.report_routes",
        "policy.Platform.url_hosts", "policy.Platform.notes", "assurance.Publication.definitions", "deadlines.BankHoliday.name",
    ],
    "published figures, under disclosure control": [
        "assurance.Grouping.unit", "assurance.PublishedCell.unit", "assurance.PublishedShare.unit",
        "assurance.Snapshot.content", "assurance.Snapshot.digest",
    ],
    "the directory: who works where, and how they sign in": [
        "people.Academy.code", "people.Academy.name", "people.Academy.local_authority", "people.Academy.lado_contact",
        "people.Person.name", "people.Person.email", "people.Person.job", "people.User.email", "people.User.password",
        "people.Identity.issuer", "people.Identity.subject", "signins.SignInChange.address",
        "account.EmailAddress.email", "account.EmailConfirmation.key",
    ],
    "lists of codes, numbers and uuids; the trail refuses anything else": [
        "trail.Event.ids", "trail.Event.action", "trail.Event.reason", "trail.Seal.heads", "trail.Restore.counts",
        "triage.Weighing.circumstances",
        "triage.Weighing.policies", "lowlevel.LowLevelConcern.clauses", "targets.Talk.offered",
        "removals.RemovalRequest.signs", "cooperation.Scope.kinds", "people.Setting.key", "people.Setting.value",
        "deadlines.Deadline.owner",
        "deadlines.Deadline.terms", "deadlines.ClockEvent.terms", "deadlines.ClockEvent.reason", "dossiers.OneTimeKey.purpose",
        "outbox.Message.code",
    ],
    "sealed by its own adapter; of a passkey, public halves of keys": ["mfa.Authenticator.data"],
    "sealed by the store of sessions": ["people.Session.session_data"],
    "addresses of this site, with a random reference in them": [
        "outbox.Message.path", "deadlines.Deadline.path", "casefile.Strand.path", "intake.ReportStrand.path", "letters.Letter.path",
        "dossiers.OneTimeKey.answer",
    ],
    "digests, keyed indexes, wrapped keys, random ids": [
        "trail.Event.previous", "trail.Event.digest", "trail.ChainHead.digest", "trail.Seal.previous", "trail.Seal.digest",
        "dossiers.Dossier.draft_token", "dossiers.DossierKey.wrapped", "dossiers.Party.name_index", "outbox.Message.key",
        "outbox.Message.message_id", "evidence.Exhibit.sha256", "evidence.Exhibit.address_index", "intake.ReportAddress.address_index",
        "intake.ReportAddress.handle_index", "serving.Delivery.code_index", "deadlines.CalendarFeed.key_index",
        "removals.RemovalRequest.address_index", "letters.Letter.sha256", "policy.PolicyVersion.body_hash",
    ],
    "Django's own": [
        "auth.Permission.name", "auth.Permission.codename", "auth.Group.name", "contenttypes.ContentType.app_label",
        "contenttypes.ContentType.model",
    ],
}
WRITABLE = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)
# what the story's people typed: the report, the case, the removals, the reasons, the declarations
TYPED = [
    CANARIES["narrative"], CANARIES["scope"], CANARIES["web"], CANARIES["letter"], CANARIES["note"],
    "Seen by few people", "gone before anybody", "no earlier advice",
    "friend of mine", "Establish what was posted", "the person's own account", "visible to about ninety", "Comparable matters",
    "my own family", "page is gone", "It is gone", "academy's logo", "removed it at once", "ended the same way",
    "Saturday evening", "My union advises", "on a course until", "came to neither", "who could see it.",
]


def holds_words(column):
    if isinstance(column, SealedText) or not isinstance(column, WRITABLE) or column.choices:
        return False
    return isinstance(column, models.JSONField | models.BinaryField) or (column.max_length or SHORT + 1) > SHORT


def columns():
    return {f"{model._meta.label}.{column.name}": column for model in apps.get_models() for column in model._meta.concrete_fields}


def test_every_column_that_could_hold_words_is_sealed_or_listed_with_a_reason():
    listed = sorted(name for names in PLAIN.values() for name in names)
    assert sorted(name for name, column in columns().items() if holds_words(column)) == listed


def test_the_law_sees_what_it_is_about():
    assert holds_words(models.TextField())
    assert holds_words(models.CharField(max_length=200))
    assert holds_words(models.JSONField())
    assert not holds_words(models.CharField(max_length=20))
    assert not holds_words(SealedText())


@pytest.mark.parametrize("name", [name for name, column in columns().items() if isinstance(column, SealedText)])
def test_a_sealed_column_says_so_and_has_a_key(name):
    row = columns()[name].model
    assert name.endswith("_sealed")
    assert hasattr(row, "uuid")
    assert hasattr(row, "dossier_id") or hasattr(row, "dossier")


@pytest.mark.django_db
@pytest.mark.parametrize("stage", [STAGES[-1]], indirect=True)
def test_nothing_that_anybody_wrote_lies_open_in_the_database(stage):
    assert lying_open(TYPED) == []
    assert {name.split(".")[1] for name in lying_open(["Tam Ellis"])} == {"people_person"}


@pytest.mark.django_db
@pytest.mark.parametrize("stage", [STAGES[-1]], indirect=True)
def test_nothing_that_anybody_wrote_lies_open_in_the_evidence_folder(stage):
    files = [path.read_bytes() for path in stage.folder.rglob("*") if path.is_file()]
    assert files
    assert not any(data.startswith((b"\x89PNG", b"\xff\xd8")) or word.encode() in data for data in files for word in TYPED)


def lying_open(words):
    """`word.table` for every word found in a row of any table, whatever type its column has."""
    found = set()
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names()) - BESIDE:
            cursor.execute(f'SELECT * FROM "{table}"')
            whole = b" ".join(bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                              for row in cursor.fetchall() for value in row)
            found |= {f"{word}.{table}" for word in words if word.encode() in whole}
    return sorted(found)
