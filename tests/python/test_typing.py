# SPDX-License-Identifier: Apache-2.0
"""Types: mypy and pyright on the package, its examples and its documents; stubtest against the module."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import lawful
from conftest import ROOT

PACKAGE = Path(lawful.__file__).parent
EXAMPLES = sorted((ROOT / "examples/python").glob("*.py"))
PROJECT = ROOT / "examples/python/django_project"
ALLOWED = ROOT / "tests/python/stubtest.txt"


def run(tmp_path: Path, *command: str) -> str:
    environment = {**os.environ, "MYPY_CACHE_DIR": str(tmp_path / "mypy"), "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, cwd=tmp_path,
                          env=environment, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_mypy_finds_nothing_in_the_package_and_the_examples(tmp_path: Path) -> None:
    assert "Success" in run(tmp_path, "mypy", "--strict", "-p", "lawful")
    assert "Success" in run(tmp_path, "mypy", "--strict", *map(str, EXAMPLES))
    assert "Success" in run(PROJECT, "mypy", "--strict", "--cache-dir", str(tmp_path / "project"), ".")


def test_pyright_finds_nothing_in_the_package_and_the_examples(tmp_path: Path) -> None:
    for folder, checked in ((tmp_path, [str(PACKAGE), *map(str, EXAMPLES)]), (PROJECT, ["."])):
        said = run(folder, "pyright", "--pythonpath", sys.executable, *checked)
        assert "0 errors, 0 warnings" in said


@pytest.mark.skipif(sys.version_info < (3, 10),
                    reason="the standard library's stubs in the last mypy for 3.9 are those of 3.10")
def test_the_stubs_are_those_of_the_module(tmp_path: Path) -> None:
    said = run(tmp_path, "mypy.stubtest", "lawful", "--allowlist", str(ALLOWED))
    assert "Success" in said


WRONG = '''
import lawful
from datetime import datetime
def f(registry: lawful.Registry) -> None:
    registry.may_send("a@example.org", "newsletter", "email")
    lawful.ConsentRequested("newsletter")
    lawful.ConsentGiven(purpose="newsletter", addresses=["a"])
    lawful.Registry.open("a", "key")
    registry.record(registry.id(), lawful.Decision())
    lawful.Period(months=1).months = 2
'''


def test_the_types_refuse_mistakes(tmp_path: Path) -> None:
    file = tmp_path / "wrong.py"
    file.write_text(WRONG)
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "m"), str(file)],
                          capture_output=True, text=True, cwd=tmp_path)
    lines = {int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line}
    assert lines == {5, 6, 7, 8, 9, 10}, done.stdout


@pytest.mark.parametrize("name", lawful.__all__)
def test_everything_public_says_what_it_is(name: str) -> None:
    thing = getattr(lawful, name)
    if name.startswith("__") or not isinstance(thing, type) and not callable(thing):
        return
    if name in ("Column", "Credential", "PathArgument", "Progress", "SubjectLike", "EventBody"):
        return
    assert thing.__doc__ and not thing.__doc__.startswith(" "), name
    for attribute, value in vars(thing).items() if isinstance(thing, type) else ():
        if not attribute.startswith("_") and callable(value):
            assert value.__doc__, f"{name}.{attribute}"
