"""A command of manage.py that kills its own process in a commit: `python -m tests.faults.killed FRACTION COMMAND...`.

FRACTION is the part of a usual commit that passes before the kill, from 0 (before it) to more than 1 (after it). The
first commit of a transaction that published a release is meant; `never` runs the command to its end and prints the
seconds that this commit took.
"""

import os
import signal
import sys
import threading
import time
from pathlib import Path

SECONDS = "seconds of the commit: "


def main(when, usual, command):
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()

    from django.core.management import execute_from_command_line
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.signals import post_save

    from events.models import Release

    published, commit = threading.Event(), BaseDatabaseWrapper._commit

    def kill():
        time.sleep(float(when) * float(usual))
        os.kill(os.getpid(), signal.SIGKILL)

    def stopping(connection):
        if not published.is_set():
            return commit(connection)
        published.clear()
        killer = threading.Thread(target=kill, daemon=True)
        if when != "never":
            killer.start()
        began = time.perf_counter()
        done = commit(connection)
        if when != "never":
            killer.join()
        print(f"{SECONDS}{time.perf_counter() - began}")
        return done

    post_save.connect(lambda **told: published.set(), sender=Release, weak=False)
    BaseDatabaseWrapper._commit = stopping
    execute_from_command_line([str(Path("manage.py")), *command])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
