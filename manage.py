#!/usr/bin/env python3
"""Django's command line for Attest, in the environment that make has installed."""

import os
import sys
from pathlib import Path

INSTALLED = Path(__file__).parent / ".venv" / "bin" / "python"

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # A user who has another environment active stays in it.
    if sys.prefix == sys.base_prefix and INSTALLED.exists():
        os.execv(INSTALLED, [str(INSTALLED), *sys.argv])
    try:
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError:
        sys.exit("Attest is not installed for this Python: say make run, which installs it.")

    execute_from_command_line(sys.argv)
