"""A page whose form the house takes only with its one-time key carries one: else nobody could ever send it."""

import re

import pytest

from foundation.face.forms import INCOMPLETE
from tests.laws.doors import DOORS
from tests.laws.test_every_address_has_a_door import each_address
from tests.laws.visiting import ask

pytestmark = pytest.mark.django_db
KEY = re.compile(r'<input type="hidden" name="once" value="[0-9a-f-]{36}"')


@each_address
def test_it_does(stage, visitors, name):
    door, path = DOORS[name], DOORS[name].path(name, stage)
    for who in door.sees.split()[:1] if isinstance(door.form, dict) or callable(door.form) else ():
        refused = ask(visitors[who], path, {**door.filled(stage), "once": ""}).text
        if INCOMPLETE in refused:
            assert KEY.search(refused)
            page = ask(visitors[who], path).text
            assert KEY.search(page) or 'name="image"' in page  # a question comes first, and carries the key to the file
