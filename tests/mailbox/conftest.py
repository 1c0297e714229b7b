import pytest

from tests.mailbox import scene


@pytest.fixture
def report(teo, tam, sasha, at):
    """Teo's, about tam; sasha has taken it on."""
    return scene.taken(teo, tam, sasha, at=at)


@pytest.fixture
def asked(report, sasha, at):
    """Sasha has asked teo something."""
    return scene.ask(report, sasha, at=at)
