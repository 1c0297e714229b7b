"""Before it changes anything."""

import socket

import pytest
from django.core.management import CommandError, call_command

from tmt_policy.management.commands import demo


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port(taken):
    with pytest.raises(CommandError, match=f"{taken} is taken.*make demo PORT="):
        call_command("demo", "--port", str(taken))


def test_an_impossible_port():
    with pytest.raises(CommandError, match="from 1 to 65535, not 70000"):
        demo.refuse_taken("127.0.0.1", 70000)


def test_an_address_others_can_reach():
    with pytest.raises(CommandError, match="for one machine"):
        demo.refuse_taken("192.0.2.1", 8000)


def test_production_mode(settings):
    settings.EMBEDDED = False
    with pytest.raises(CommandError, match="does not run in production"):
        call_command("demo")


def test_a_second_demo_in_the_same_folder(settings, tmp_path):
    settings.VAR = tmp_path
    with demo.alone(), pytest.raises(CommandError, match="already runs"), demo.alone():
        pass


def test_a_trust_it_did_not_make_is_left_alone(cast, settings, tmp_path):
    settings.VAR = tmp_path
    with pytest.raises(CommandError, match="did not make"):
        demo.Command().prepare()
    assert not (tmp_path / "demo-unfinished").exists()


def test_a_free_port_is_accepted():
    assert demo.refuse_taken("127.0.0.1", free_port()) is None


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
