import datetime
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
    room = SimpleNamespace(tasks=lambda person, at, most: Tasks([soon] * 10 + [undated, late]))
    monkeypatch.setattr(home, "ROOMS", (room,))
    assert [row.title for row in home_of(hana, now).needs_me][:3] == ["late", "undated", "soon"]


def sent(by, about, number, now):
    for day in range(number):
        reporting.send(Told(by=by, about=(about,), what="A post."), at=now - datetime.timedelta(days=day))


def test_each_list_that_is_cut_off_says_how_many_more_there_are_and_leads_to_all(teo, tam, sasha, now, client_of):
    sent(teo, tam, 12, now)
    for reader, words, part in ((sasha, "2 more need you", "needs-you"), (teo, "2 more of yours", "reported")):
        page = client_of(reader).get("/").content.decode()
        assert f'href="/all/{part}/">{words}: see all' in page
        assert client_of(reader).get(f"/all/{part}/").content.decode().count('class="tmt-tasks__row"') == 12


def test_what_is_waited_for_is_cut_off_and_counted_alike(hana, now, monkeypatch, client_of):
    room = SimpleNamespace(tasks=lambda person, at, most: Tasks(waiting=[TaskRow("/a/", "a")] * 13, beyond=(0, 4, 0)))
    monkeypatch.setattr(home, "ROOMS", (room,))
    assert (len(home_of(hana, now).waiting), home_of(hana, now).beyond) == (10, (0, 7, 0))
    assert "7 more are waited for: see all" in client_of(hana).get("/").content.decode()
    assert "4 more do not fit on this page. They stand under" in client_of(hana).get("/all/waiting/").content.decode()


def test_where_nothing_is_cut_off_nothing_is_said(teo, tam, sasha, now, client_of):
    sent(teo, tam, 10, now)
    assert home_of(sasha, now).beyond == (0, 0, 0)
    assert "/all/" not in client_of(sasha).get("/").content.decode()


def test_there_is_no_other_such_list(teo, client_of):
    assert client_of(teo).get("/all/nothing/").content == client_of(teo).get("/nothing/").content
