# SPDX-License-Identifier: Apache-2.0
"""README, the tutorial and the docstrings are run."""
from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
import pydoc
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import lawful
from conftest import ROOT

POLICY = ROOT / "examples/veilig-thuis/lawful.toml"
BLOCK = re.compile(r"^```python([ 0-9.]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_example_in_the_readme(tmp_path: Path) -> None:
    ((_, code),) = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    (tmp_path / "readme.py").write_text(code)
    done = subprocess.run([sys.executable, "-W", "error", "readme.py", str(tmp_path), str(POLICY)], cwd=tmp_path,
                          capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:2] == ["allow_with_obligations", "  A_CONSENT (GDPR 6(1)(a))"]
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(line.strip().split(" ")[0] in shown for line in lines), "README shows this answer"


def test_the_tutorial_from_beginning_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                            capsys: pytest.CaptureFixture[str]) -> None:
    os.symlink(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall((ROOT / "docs/python.md").read_text(encoding="utf-8"))
    assert len(blocks) > 10
    names: dict[str, object] = {}
    for number, (least, code) in enumerate(blocks, 1):
        if least.strip() and sys.version_info[:2] < tuple(map(int, least.strip().split("."))):
            continue
        exec(compile(code, f"docs/python.md, block {number}", "exec"), names)
    said = capsys.readouterr().out
    assert "<Screening of 3: 0 allow, 1 allow_with_obligations, 2 deny>" in said
    assert "to e.bos@roc-midden.example" in said
    assert "ErrorCode.unknown_purpose" in said


def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(lawful.__path__, "lawful.")
    return [lawful, *(importlib.import_module(m.name) for m in found
                      if not m.name.endswith(("__main__", "contrib.django")))]


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.__name__)
def test_docstrings_are_true(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def test_there_are_doctests() -> None:
    assert sum(doctest.testmod(module).attempted for module in modules()) >= 15


def test_help_reads_well() -> None:
    text = pydoc.plaintext.document(lawful.ConsentGiven)
    assert "Who, when, how, and which text" in text
    assert "addresses: tuple[AddressId, ...] = ()\n" in text and "purpose: str\n" in text
    assert "channel: Channel = Channel.email\n" in text and "std::" not in text
    assert max(map(len, text.splitlines())) <= 100
    text = pydoc.plaintext.document(lawful.Registry)
    assert re.search(r"may_send\([\s|]*self,[\s|]+who", text) and "May this be sent" in text
    assert "lawful._core.Registry object" not in text and "0x" not in text
