"""A saved change wakes the sender; a dead or silent broker costs a moment and nothing else (DESIGN 5)."""

import socket
import time

import pytest
from celery import current_app
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from kombu import Connection

from foundation.messages import tasks


@pytest.fixture
def broker(monkeypatch):
    """broker(address): the queue is there from now on."""

    def broker(address, **options):
        for name, value in {"broker_url": address, "broker_write_url": address, "broker_transport_options": options}.items():
            monkeypatch.setitem(current_app.conf, name, value)

    return broker


@pytest.fixture
def folder(tmp_path, broker):
    for name in ("in", "control"):
        (tmp_path / name).mkdir()
    options = {"data_folder_in": str(tmp_path / "in"), "data_folder_out": str(tmp_path / "in"), "control_folder": str(tmp_path / "control")}
    broker("filesystem://localhost//", **options)
    return tmp_path / "in"


def test_one_change_wakes_the_sender_once(tell, sasha, hana, folder, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(sasha)
        tell(hana)
    assert len(list(folder.iterdir())) == 1


def test_a_change_that_is_rolled_back_wakes_nobody(tell, sasha, folder, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        tell(sasha)
        transaction.set_rollback(True)
    assert list(folder.iterdir()) == []


def test_what_waits_for_the_morning_wakes_nobody(tell, sasha, folder, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(sasha, urgency="digest")
    assert list(folder.iterdir()) == []


@pytest.fixture
def silent():
    """Takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def told_in(tell, sasha, callbacks):
    began = time.monotonic()
    with callbacks(execute=True):
        tell(sasha)
    return time.monotonic() - began


def test_a_dead_broker_costs_nothing(tell, sasha, broker, caplog, django_capture_on_commit_callbacks):
    broker("redis://127.0.0.1:1/0")
    assert told_in(tell, sasha, django_capture_on_commit_callbacks) < 2
    assert "The queue is away" in caplog.text


def test_a_silent_broker_costs_a_moment(tell, sasha, broker, silent, caplog, django_capture_on_commit_callbacks):
    broker(f"redis://127.0.0.1:{silent}/0")
    assert told_in(tell, sasha, django_capture_on_commit_callbacks) < 4
    assert "The queue is away" in caplog.text


def test_a_full_disk_costs_nothing(tell, sasha, broker, caplog, django_capture_on_commit_callbacks):
    broker("filesystem://localhost//", data_folder_in="/dev/null/in", data_folder_out="/dev/null/in", control_folder="/dev/null/control")
    told_in(tell, sasha, django_capture_on_commit_callbacks)
    assert "The queue is away" in caplog.text


@pytest.mark.usefixtures("wordings")
def test_the_sweep_finds_what_was_not_announced(tell, sasha, time_machine, at):
    tell(sasha)
    time_machine.move_to(at)
    assert tasks.send_due() == 1
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("wordings")
def test_it_can_be_sent_by_hand(tell, sasha, time_machine, at, capsys):
    tell(sasha)
    time_machine.move_to(at)
    call_command("send_outbox")
    assert capsys.readouterr().out == "Sent: 1\n"


def test_the_name_that_wakes_the_sender_is_the_name_of_the_task(folder, tell, sasha, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(sasha)
    with Connection("filesystem://localhost//", transport_options=current_app.conf.broker_transport_options) as link:
        assert link.SimpleQueue("celery").get(timeout=1).headers["task"] == tasks.send_due.name
