# SPDX-License-Identifier: Apache-2.0
"""`python -m lawful` is the command-line tool."""
from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import lawful
from conftest import ROOT


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "lawful", *arguments], capture_output=True, text=True, input=given,
                          timeout=120)


def test_it_is_the_same_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"lawful {lawful.__version__}\n")


def test_it_makes_a_registry_that_python_opens(tmp_path: Path) -> None:
    key, file = tmp_path / "a.key", tmp_path / "a.lawful"
    where = ("--registry", str(file), "--key-file", str(key))
    assert run("key", "new", str(key)).returncode == 0
    assert run("init", *where).returncode == 0
    assert run("apply", str(ROOT / "examples/veilig-thuis/lawful.toml"), *where).returncode == 0
    with lawful.Registry.open(file, lawful.SecretKey.read_file(key)) as registry:
        assert registry.policy().controller.country == "NL"
        school = registry.add(lawful.Organisation(name="ROC Midden"))
    shown = run("organisation", "list", "--json", *where)
    assert str(school) in shown.stdout, shown


def test_its_exit_status_is_the_errors_code(tmp_path: Path) -> None:
    key = tmp_path / "a.key"
    lawful.SecretKey.generate().write_file(key)
    done = run("check-store", "--registry", str(tmp_path / "none.lawful"), "--key-file", str(key))
    assert done.returncode == lawful.ErrorCode.registry_missing.value
    assert run("no-such-command").returncode == 2


def test_the_script_is_installed() -> None:
    script = Path(sysconfig.get_path("scripts")) / "lawful"
    done = subprocess.run([str(script), "--version"], capture_output=True, text=True)
    assert done.stdout == f"lawful {lawful.__version__}\n"
