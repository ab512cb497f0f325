"""The unit of docs/deploy.md: systemd accepts it, it is hardened, and its variables are settings."""

import re
import shutil
import subprocess
import sys

import pytest

from config.environment import VARIABLES
from tests.config.test_behind_proxies import DOCS, block

UNIT = block("ini")
FOLDER = "/srv/attest"
MOST_EXPOSED = 20  # of 100, by systemd's own count; a unit without hardening has 96


@pytest.fixture
def unit(tmp_path):
    """The unit with a program that is there, as systemd looks for it."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed (Debian: apt install systemd)")
    text = UNIT.replace(f"{FOLDER}/.venv/bin/python", sys.executable)
    file = tmp_path / "attest.service"
    file.write_text(text.replace(f"WorkingDirectory={FOLDER}", f"WorkingDirectory={tmp_path}"))
    return file


def analyze(*words):
    done = subprocess.run(
        ["systemd-analyze", *map(str, words)], check=False, capture_output=True, text=True
    )
    return done.returncode, done.stderr


def test_systemd_accepts_it(unit):
    status, faults = analyze("verify", "--man=no", unit)
    assert (status, unit.name in faults) == (0, False), faults
    unit.write_text(unit.read_text().replace("Restart=on-failure", "Restart=sometimes"))
    assert unit.name in analyze("verify", "--man=no", unit)[1]


def test_it_is_hardened(unit):
    security = ("security", "--offline=yes", "--no-pager", f"--threshold={MOST_EXPOSED}")
    assert analyze(*security, unit)[0] == 0
    unit.write_text(unit.read_text().replace("ProtectSystem=strict\n", ""))
    assert analyze(*security, unit)[0] != 0


def test_its_variables_are_settings_and_its_paths_those_of_the_commands_beside_it():
    variables = dict(re.findall(r"^Environment=(\w+)=(.*)$", UNIT, re.MULTILINE))
    assert set(variables) <= {variable.name for variable in VARIABLES}
    assert {variables["DATABASE_URL"], variables["CACHE_DIR"]} == {
        "sqlite:////var/lib/attest/attest.sqlite3",
        "/var/lib/attest/cache",
    }
    assert "StateDirectory=attest" in UNIT
    (commands,) = re.findall(r"^```sh\n(useradd .*?)^```", DOCS, re.MULTILINE | re.DOTALL)
    assert commands.count(f"env DATABASE_URL={variables['DATABASE_URL']} ") == 2
    assert f"cd {FOLDER}\n" in commands
    assert re.findall(r"manage\.py (\w+)", UNIT + commands) == ["serve", "migrate", "load_fixtures"]
