"""What the reports of the volume say: a dozen shapes, told by those of the demo's cast who hold no role. Every word is invented."""

from itertools import cycle, islice

from foundation.people.models import Person
from reports.intake.rules import CONFIDENTIAL
from tmt_policy.demo import cast
from tmt_policy.demo.reporting import Told

COLLEAGUE = "colleague"  # another one of the reporter's academy who holds no role; where there is none, a parent
_INSTAGRAM, _FACEBOOK = "https://www.instagram.com/p/Cx{}q/", "https://www.facebook.com/groups/westmoor/posts/{}/"
_SHAPES = (
    {"about": COLLEAGUE, "what": "A post made fun of a pupil's project. The name could be read.", "live": "yes", "clauses": ("C7.3l",),
     "addresses": (_INSTAGRAM.format(1),)},
    {"about": "parent:Mr Wren", "what": "A parent wrote in a local group that a teacher lies.", "platform": "facebook", "live": "yes",
     "addresses": (_FACEBOOK.format(20), _FACEBOOK.format(21))},
    {"about": "pupil:", "what": "A pupil filmed a lesson and put it online.", "platform": "tiktok", "child": "yes", "live": "yes"},
    {"about": COLLEAGUE, "what": "Homework was discussed in a private chat.", "platform": "whatsapp", "live": "unsure"},
    {"about": "unknown", "what": "An account with our badge insults staff.", "platform": "x", "live": "yes", "when": "Since half term."},
    {"about": "parent:Ms Crane", "what": "Photographs of the fair show other people's children.", "mode": CONFIDENTIAL, "live": "yes"},
    {"about": COLLEAGUE, "what": "A colleague wrote that they will come to the site tonight.", "danger": "yes", "when": "An hour ago."},
    {"about": "pupil:", "what": "A made-up account pretends to be the headteacher.", "platform": "snapchat", "live": "yes"},
    {"about": COLLEAGUE, "what": "A leader shared a picture of a staff meeting.", "leader": "yes", "platform": "linkedin"},
    {"about": "parent:", "what": "A petition about the uniform names two of us.", "behalf": "parent", "platform": "x", "live": "yes"},
    {"about": COLLEAGUE, "what": "Somebody was left out of a group and laughed at in it.", "mode": CONFIDENTIAL, "platform": "whatsapp"},
    {"about": "pupil:", "what": "A picture goes round. I have only been told of it.", "image": "unsure", "platform": "snapchat"},
)


def shapes(people: dict[str, Person]) -> list[Told]:
    """A dozen reports of different kinds, by reporters from every academy; `people` of the cast by first name."""
    plain = [first for first, row in {**cast.CAST, **cast.OTHERS}.items() if row[1] and not row[4] and first not in cast.LEFT]
    reporters = islice(cycle(first for first in plain if first not in cast.NO_EMAIL), len(_SHAPES))
    return [_told(people, plain, reporter, dict(shape)) for reporter, shape in zip(reporters, _SHAPES, strict=True)]


def _told(people: dict[str, Person], plain: list[str], reporter: str, shape: dict) -> Told:
    by, about = people[reporter], shape.pop("about")
    colleagues = [people[first] for first in plain if first != reporter and people[first].academy_id == by.academy_id]
    if about == COLLEAGUE:
        about = colleagues[0] if colleagues else "parent:"
    return Told(by=by, about=(about,), **shape)
