import datetime
import re
from types import SimpleNamespace

from foundation.face.rows import TaskRow, Tasks
from tmt_policy import home
from tmt_policy.demo import reporting
from tmt_policy.demo.reporting import Told
from tmt_policy.home import home_of

DAY = datetime.timedelta(days=1)


def test_whatever_room_it_comes_from(teo, tam, sasha, now):
    for days in (0, 9, 4):
        reporting.send(Told(by=teo, about=(tam,), what="A post."), at=now - datetime.timedelta(days=days))
    due = [row.due_at for row in home_of(sasha, now).needs_me]
    assert due == sorted(due)
    assert len(due) == 3


def test_what_has_no_date_stands_after_what_is_late_and_before_what_is_due_later(hana, now, monkeypatch):
    late, soon, undated = TaskRow("/a/", "late", due_at=now - DAY), TaskRow("/b/", "soon", due_at=now + DAY), TaskRow("/c/", "undated")
    room = SimpleNamespace(tasks=lambda person, at: Tasks([soon] * 10 + [undated, late]))
    monkeypatch.setattr(home, "ROOMS", (room,))
    assert [row.title for row in home_of(hana, now).needs_me][:3] == ["late", "undated", "soon"]


def test_where_the_rest_stands_is_said(teo, tam, sasha, now, client_of):
    for day in range(10):
        reporting.send(Told(by=teo, about=(tam,), what="A post."), at=now - datetime.timedelta(days=day))
    page = re.sub(r"<[^>]+>", "", client_of(sasha).get("/").content.decode())
    assert "The rest stands under Triage and Removals." in page
