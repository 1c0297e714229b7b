"""A skipped test proves nothing. With NO_SKIPS=1 a skip fails the run, unless ALLOWED_SKIPS (sentences parted by `;`) holds its reason."""

import os

import pytest

unexpected = pytest.StashKey[list]()


def allowed(reason: str, sentences: str) -> bool:
    """Whether `reason` contains one of the `;`-parted sentences."""
    return any(part.strip() in reason for part in sentences.split(";") if part.strip())


def pytest_configure(config):
    config.stash[unexpected] = []


def _note(config, report):
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not allowed(reason, os.environ.get("ALLOWED_SKIPS", "")):
            config.stash[unexpected].append(f"{report.nodeid}: {reason}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    _note(item.config, report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    _note(collector.config, report)
    return report


def pytest_sessionfinish(session, exitstatus):
    content = exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    if os.environ.get("NO_SKIPS") and session.config.stash[unexpected] and content:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    if os.environ.get("NO_SKIPS") and config.stash[unexpected]:
        terminalreporter.section("skipped, and nobody allowed it", red=True)
        for line in config.stash[unexpected]:
            terminalreporter.line(line)
