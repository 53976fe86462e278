# SPDX-License-Identifier: Apache-2.0
"""Whatever include/lawful declares is in Python, under the same name."""
from __future__ import annotations

import keyword
import re
from enum import Enum
from typing import Iterator

import pytest

import lawful
from conftest import ROOT

HEADERS = {file.stem: re.sub(r"//.*", "", file.read_text(encoding="utf-8"))
           for file in sorted((ROOT / "include/lawful").glob("*.hpp"))}
TEXT = "\n".join(HEADERS.values())
#: What Python has in another way, and how.
OTHERWISE = {
    "Id": "RecipientId and so on", "WireNames": "Enum", "Subject": "no plain record",
    "AuditStreams": "a folder such as zipfile.Path",
    "to_string": "str()", "wire_name": "Enum.value", "from_wire_name": "the Enum called", "parse_id": "the id's class",
    "parse_id_bytes": "the id's class", "now": "Options(clock=...)", "fill": "Options(random=...)",
}
VERBS = {"import": "import_"}


def python_name(name: str) -> str:
    return name + "_" if keyword.iskeyword(name) else name


def structs() -> Iterator[tuple[str, str, str]]:
    """Name, base and body."""
    for match in re.finditer(r"^struct (\w+) : (\w+) \{[^\n]*\};$|^struct (\w+)(?: : (\w+))? \{(.*?)^\};", TEXT,
                             re.DOTALL | re.MULTILINE):
        inline, inline_base, name, base, body = match.groups()
        if (name or inline) not in OTHERWISE:
            yield name or inline, base or inline_base or "", body or ""


def members(body: str) -> list[str]:
    found = []
    for line in body.split("\n"):
        line = re.sub(r"\{[^{}]*\}", "", line)
        if "operator" in line or "(" in line.split("=")[0].split("<")[0]:
            continue
        match = re.match(r"\s+\S.*?[\s>](\w+(?:, \w+)*)(?: = [^;]+)?;\s*$", line)
        if match:
            found += match[1].split(", ")
    return found


STRUCTS = {name: (base, members(body)) for name, base, body in structs()}


@pytest.mark.parametrize("name", STRUCTS)
def test_every_struct_with_its_members(name: str) -> None:
    base, fields = STRUCTS[name]
    wanted = fields or STRUCTS[base][1]
    assert set(getattr(lawful, name)._fields) == {python_name(field) for field in wanted}


def test_the_structs_were_found() -> None:
    assert len(STRUCTS) > 70
    assert STRUCTS["NoticeRef"] == ("", ["language", "version"])
    assert STRUCTS["RecipientAdded"][0] == "Recipient"
    assert "consent" in STRUCTS["ImportMapping"][1] and "patterns" in STRUCTS["ImportMapping"][1]


def test_every_enum_with_its_members() -> None:
    found = re.findall(r"^enum class (\w+) : std::uint8_t \{(.*?)\};", TEXT, re.DOTALL | re.MULTILINE)
    assert len(found) > 20
    for name, body in found:
        members = [python_name(word.split("=")[0].strip()) for word in body.split(",") if word.strip()]
        cls = getattr(lawful, name)
        assert issubclass(cls, Enum) and [member.name for member in cls] == members, name


def test_every_verb_of_every_class() -> None:
    found = re.findall(r"^class (\w+)(?: final)?(?: : [^{]+)? \{(.*?)^\};", TEXT, re.DOTALL | re.MULTILINE)
    seen = 0
    for name, body in found:
        if name in ("Clock", "SystemClock", "Random", "Credential", "Error", "ReasonCodes"):
            continue  # callables, a frozenset, and what stands in test_registry.py
        public = body.split("private:")[0]
        for verb in re.findall(r"^    (?!using)[^\s/].*?\b(\w+)\(", public, re.MULTILINE):
            if verb in (name, "operator") or (name, verb) == ("Passphrase", "expose"):
                continue  # a passphrase does not come back
            assert hasattr(getattr(lawful, name), python_name(VERBS.get(verb, verb))), (name, verb)
            seen += 1
    assert seen > 40


def test_every_function() -> None:
    free = re.sub(r"^(?:class|struct) .*?^\};", "", TEXT, flags=re.DOTALL | re.MULTILINE)
    names = set(re.findall(r"^(?:\[\[nodiscard\]\] )?(?:constexpr )?[\w:<>, ]+ (\w+)\([^;]*\)(?: noexcept)?[;\s{]", free,
                           re.MULTILINE))
    assert {"read_policy", "lint", "parse_period", "verify_audit", "key_id", "to_json"} <= names
    for name in names - set(OTHERWISE):
        assert callable(getattr(lawful, name)), name
