
from tests.mailbox import scene
from tests.told import told_once


@told_once
def report(teo, tam, sasha, at):
    """Teo's, about tam; sasha has taken it on."""
    return scene.taken(teo, tam, sasha, at=at)


@told_once
def asked(report, sasha, at):
    """Sasha has asked teo something."""
    return scene.ask(report, sasha, at=at)
