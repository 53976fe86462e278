# SPDX-License-Identifier: Apache-2.0
"""Django's test runner runs the tests of the backend, and those of the example project."""
from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

HERE = Path(__file__).parent


def ran(done: subprocess.CompletedProcess[str]) -> int:
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.search(r"Ran (\d+) tests?", done.stderr)
    assert found is not None
    return int(found[1])


def test_the_backend() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "django", "test", "django_suite", "--settings", "django_suite.settings"],
        capture_output=True, text=True, cwd=HERE, env={**os.environ, "PYTHONPATH": str(HERE)}, timeout=300)
    assert ran(done) == 10


def test_the_example_project(tmp_path: Path) -> None:
    project = ROOT / "examples/python/django_project"
    done = subprocess.run([sys.executable, "-W", "error", "-B", "manage.py", "test"], capture_output=True, text=True,
                          cwd=project, env={**os.environ, "LAWFUL_FOLDER": str(tmp_path)}, timeout=300)
    assert ran(done) >= 3
