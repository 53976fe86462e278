# SPDX-License-Identifier: Apache-2.0
"""The examples are run, one after the other, on one registry."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, Iterator

import pytest

import lawful
from conftest import EMAIL, ROOT
from smtp_server import serving

EXAMPLES = ROOT / "examples/python"
POLICY = ROOT / "examples/veilig-thuis/lawful.toml"


def run(name: str, *arguments: object) -> str:
    done = subprocess.run([sys.executable, "-W", "error", "-B", str(EXAMPLES / name), *map(str, arguments)],
                          capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def partners(tmp_path: Path) -> Path:
    """A registry of first_consent.py, with the partner list imported."""
    said = run("first_consent.py", tmp_path, POLICY)
    assert said.splitlines()[0] == "allow_with_obligations"
    key = lawful.SecretKey.read_file(tmp_path / "partners.key")
    with lawful.Registry.open(tmp_path / "partners.lawful", key) as registry:
        mapping = lawful.read_mapping(ROOT / "examples/partners.mapping.toml")
        registry.import_(mapping, ROOT / "examples/data/partners.csv")
    return tmp_path


class Sink:
    def __init__(self) -> None:
        self.to: list[str] = []
        self.texts: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.to += envelope.rcpt_tos
        self.texts.append(envelope.content)
        return "250 kept"


@pytest.fixture
def sink() -> Iterator[tuple[Sink, int]]:
    handler = Sink()
    with serving(handler) as port:
        yield handler, port


def test_the_newsletter_goes_to_whom_it_may(partners: Path, sink: tuple[Sink, int]) -> None:
    handler, port = sink
    file, key = partners / "partners.lawful", partners / "partners.key"
    said = run("newsletter.py", file, key, f"127.0.0.1:{port}")
    assert said.startswith(f"{len(handler.to)} sent, ") and handler.to
    assert "e.bos@roc-midden.example" in handler.to
    with lawful.Registry.open(file, lawful.SecretKey.read_file(key)) as registry:
        screening = registry.screen(handler.to, purpose="partner-newsletter", channel=EMAIL)
        assert all(screening)
    assert all(b"Lindeplein 12" in text for text in handler.texts)


def test_a_spreadsheet_is_screened(partners: Path) -> None:
    said = run("screen_dataframe.py", partners / "partners.lawful", partners / "partners.key",
               ROOT / "examples/data/partners.csv", partners / "allowed.csv")
    assert "<Screening of " in said and "E_NL_CONSENT" in said
    allowed = (partners / "allowed.csv").read_text(encoding="utf-8").splitlines()
    assert 0 < len(allowed) - 1 < 200


def test_consents_are_drawn_over_time(partners: Path) -> None:
    said = run("audit_report.py", partners / "partners.lawful", partners / "partners.key", "partner-newsletter",
               partners / "consents.png")
    assert "events verified, 0 erased" in said
    assert (partners / "consents.png").read_bytes().startswith(b"\x89PNG")


def test_every_example_is_run() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{file.name}"' in text for file in EXAMPLES.glob("*.py"))
    assert all(len(file.read_text(encoding="utf-8").splitlines()) < 100 for file in EXAMPLES.rglob("*.py"))
