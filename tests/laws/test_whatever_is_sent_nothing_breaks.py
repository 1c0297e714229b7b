"""Every part of every form, spoilt in every way: no page breaks, nothing that was refused is kept, nothing that was typed is lost.

The forms are those behind the addresses of `doors`, read off their pages; on each, every control is spoilt in turn.
"""

import pytest

from reports.journey.steps import STEPS
from tests.laws.doors import DOORS, UNCHANGED
from tests.laws.filled import LINES, UNSEEN, Body, Filled, wrong
from tests.laws.visiting import ask
from tests.laws.world import STAGES
from tests.reports.journey_steps import ANSWERS

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
EXPECTED = {200, 302, 400, 403, 413, 422}
FORMS = [(name, {}) for name, door in DOORS.items() if door.form is not None and name != "reports:step"]
FORMS += [("reports:step", {"slug": step.slug}) for step in STEPS]
FORMS.sort(key=lambda one: STAGES.index(DOORS[one[0]].stage))
each_form = pytest.mark.parametrize(
    ("stage", "name", "part"), [(DOORS[name].stage, name, part) for name, part in FORMS], indirect=["stage"], scope="module",
    ids=[" ".join((name, *part.values())) for name, part in FORMS],
)


@each_form
def test_a_form_takes_anything(stage, visitors, name, part):
    door, path = DOORS[name], DOORS[name].path(name, stage, **part)
    who = visitors[(door.does or door.leads or door.sees or door.told or door.goes_on or "teo").split()[0]]
    first = door.first and (DOORS[door.first[0]].path(door.first[0], stage), door.first[1])

    def send(body, kind=FORM):
        return ask(who, path, body, first=first, kind=kind)

    shown = Filled(ask(who, path, first=first).text)
    if not shown.kinds and door.form is UNCHANGED:  # a page of words
        return
    good = whole(shown, ANSWERS[part["slug"]] if part else {} if door.form is UNCHANGED else door.filled(stage))
    found = []
    for at, control in enumerate(shown.kinds, len(name)):
        for what, body in sample(good, control, shown.kinds, at):
            found += [(control, what, why) for why in faults(send(body.packed()), shown, body, control)]
    big, json = send(f"{good.packed()}&more={'x' * 1_000_000}"), send(b'{"a": "\xff', "application/json")
    split = send(b"--x\r\nno such part", "multipart/form-data; boundary=y")
    assert [*found, *(("", "", why) for answer in (big, json, split) for why in faults(answer, shown, Body(), "version"))] == []


def whole(shown, typed):
    """What stands in the page, and what the row of the table says."""
    values = {control: value if isinstance(value, list) else [value] for control, value in typed.items() if not hasattr(value, "read")}
    return Body({control: values for control, values in shown.typed.items() if values} | values)


def sample(body, control, kinds, at):
    """Nothing at all, and of the other ways some, others for each control: more for what is typed than for a choice."""
    ways, many = list(wrong(body, control).items()), 3 if kinds[control] in LINES else 1
    return ways[:2] + [(ways[2:] * 2)[(at * many + step) % len(ways[2:])] for step in range(many)]


def faults(answer, shown, body, control):
    """What is wrong about an answer."""
    status = answer.response.status_code
    if status not in EXPECTED:
        yield f"answered {status}"
    if status != 302 and answer.wrote:
        yield f"refused, and wrote to {answer.wrote}"
    if status != 422:
        return
    page = Filled(answer.text)
    if not page.said or (not page.links and control not in UNSEEN):
        yield f"says {page.said} faults, links to {page.links}"
    if missing := [link for link in page.links if link.removeprefix("#") not in page.ids]:
        yield f"links to what is not there: {missing}"
    kept = {name: values for name, values in body.values.items() if name in shown.kinds and name not in (*UNSEEN, control)}
    if lost := {name: (values, page.typed.get(name)) for name, values in kept.items() if page.typed.get(name) != list(map(str, values))}:
        yield f"lost {lost}"
