"""A story that many tests of a file begin with, told once: each of them gets it as it stood, and what it changes is taken back.

`@told_once` stands where `@pytest.fixture` would. Such a story asks for nothing but people, academies, moments and other stories; whatever
is made anew for each test (settings, a browser, a folder) is not for it.
"""

import copy
import inspect
import itertools
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from tmt_policy.demo.cast import by_first_name

_numbers = itertools.count()


class Story:
    def __init__(self, tell):
        self.tell, self.name, self.number = tell, tell.__name__, next(_numbers)
        self.asks_for = tuple(inspect.signature(tell).parameters)


@dataclass
class Level:
    """A story that stands upon those before it: what each of them gave, as it is now, and the evidence of all of them."""

    story: Story
    changes: transaction.Atomic
    folder: Path
    given: dict[str, object]


def told_once(tell):
    """Make `tell` a fixture whose rows are written once for all tests of a file that follow one another."""
    story = Story(tell)

    def given(request, db, **_):
        return request.getfixturevalue("_telling").given(story, request)

    names = dict.fromkeys(("request", "db", *story.asks_for))
    given.__signature__ = inspect.Signature([inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names])
    given.__name__, given.__doc__, given.__module__, given.story = tell.__name__, tell.__doc__, tell.__module__, story
    return pytest.fixture(given)


def stories_of(request) -> list[Story]:
    """Those that the test begins with, in the order in which they are written down; none where the test's changes are not taken back."""
    mark = request.node.get_closest_marker("django_db")
    if {"transactional_db", "live_server"} & set(request.fixturenames) or (mark and mark.kwargs.get("transaction")):
        return []
    last = (defined[-1].func for defined in request.node._fixtureinfo.name2fixturedefs.values())
    return sorted({one.story for one in last if hasattr(one, "story")}, key=lambda one: one.number)


class Telling:
    """The stories that stand, each in a transaction within the one before. `now` is when the file's first test began."""

    def __init__(self, folder: Path):
        self.folder, self.now = folder, timezone.now()
        self.levels: list[Level] = []
        self.copies = (None, {})

    def stand(self, request=None) -> None:
        """Take back what the test of `request` does not begin with, and whatever came upon it; tell what is missing."""
        wanted = stories_of(request) if request else []
        same = 0
        while same < min(len(wanted), len(self.levels)) and self.levels[same].story is wanted[same]:
            same += 1
        while len(self.levels) > same:
            self._take_back()
        for story in wanted[same:]:
            self._tell(story, request)

    def given(self, story: Story, request) -> object:
        """What `story` gave: a copy that is the test's own."""
        if story not in (level.story for level in self.levels):
            return story.tell(**{name: request.getfixturevalue(name) for name in story.asks_for})
        if self.copies[0] is not request.node:
            self.copies = request.node, copy.deepcopy(self.levels[-1].given)
        return self.copies[1][story.name]

    def lay_out(self, folder: Path) -> None:
        """The evidence of the stories that stand, in the test's own folder."""
        if self.levels and any(self.levels[-1].folder.iterdir()) and not folder.exists():
            shutil.copytree(self.levels[-1].folder, folder)

    def _tell(self, story: Story, request) -> None:
        below = self.levels[-1] if self.levels else None
        folder = self.folder / str(len(self.levels))
        shutil.rmtree(folder, ignore_errors=True)
        if below:
            shutil.copytree(below.folder, folder)
        folder.mkdir(exist_ok=True)
        changes = transaction.atomic()
        changes._from_testcase = True  # as around a test: what insists on the outermost transaction may be in it
        changes.__enter__()
        given = copy.deepcopy(below.given) if below else {}
        self.levels.append(Level(story, changes, folder, given))
        people = by_first_name()
        known = {**people, "cast": people, "alder": people["hana"].academy, "birch": people["olu"].academy, **given}
        moments = {name: request.getfixturevalue(name) for name in {"at", "now"} & set(story.asks_for)}
        try:
            with override_settings(EVIDENCE_DIR=folder, CLAMAV=""):
                given[story.name] = story.tell(**{name: (known | moments)[name] for name in story.asks_for})
        except BaseException:
            self._take_back()
            raise

    def _take_back(self) -> None:
        transaction.set_rollback(True)
        self.levels.pop().changes.__exit__(None, None, None)
