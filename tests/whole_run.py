"""Hooks of pytest that let no run end well in which a test was chosen and not run, as when its workers were stopped."""

import pytest

REPORTED = pytest.StashKey[set]()


def pytest_configure(config):
    config.stash[REPORTED] = set()
    config.pluginmanager.register(Reports(config.stash[REPORTED]))


class Reports:
    """Notes the tests of which there is a report."""

    def __init__(self, reported):
        self.reported = reported

    def pytest_runtest_logreport(self, report):
        self.reported.add(report.nodeid)


def pytest_sessionfinish(session, exitstatus):
    config = session.config
    missing = session.testscollected - len(config.stash[REPORTED])
    # A worker of xdist runs its share only; the process that hands them out sees all reports.
    is_worker = hasattr(config, "workerinput")
    if missing > 0 and exitstatus == 0 and not is_worker and not config.option.collectonly:
        session.exitstatus = pytest.ExitCode.INTERRUPTED
        terminal = config.pluginmanager.get_plugin("terminalreporter")
        terminal.write_line(
            f"\n{missing} of {session.testscollected} tests were not run.", red=True
        )
