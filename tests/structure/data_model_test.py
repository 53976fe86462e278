# SPDX-License-Identifier: Apache-2.0
"""Compares docs/data-model.md with the sources: event kinds and their fields, tables and their
columns, and the worked example, which is computed again.

    python3 data_model_test.py [ROOT]
"""
import base64
import hashlib
import hmac
import re
import sys
from pathlib import Path

NAME = re.compile(r"`([a-z0-9_]+)`")


def rows_under(text, heading):
    """Cells of the first table after a heading, without its head."""
    part = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def read_all(folder, *names):
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)


def kinds_in_sources(root):
    """Wire name of each kind, and the names of its fields."""
    kind_hpp = (root / "lib/model/kind.hpp").read_text(encoding="utf-8")
    names = kind_hpp.split("kind_names", 1)[1].split("});", 1)[0]
    events = read_all(root / "include/lawful", "events.hpp", "registry_events.hpp", "rights.hpp")
    bases = dict(re.findall(r"struct (\w+) : (\w+) \{", events))
    members = read_all(root / "lib/model", "fields.hpp", "registry_fields.hpp", "rights_fields.hpp")
    fields = {name: re.findall(r'v\("(\w+)"', body) for name, body in re.findall(
        r"Like<(\w+)> T>\nvoid fields\(V& v, T& x\) \{\n(.*?)\n\}", members, re.DOTALL)}
    found = {}
    for kind in re.findall(r'"(\w+)"', names):
        struct = "".join(word.capitalize() for word in kind.split("_"))
        found[kind] = fields[bases.get(struct, struct)]
    return found


def kinds_in_document(text):
    return {NAME.match(row[0]).group(1): NAME.findall(row[2])
            for row in rows_under(text, "Events")}


def tables_in_sources(root):
    schema = (root / "lib/store/schema.cpp").read_text(encoding="utf-8")
    tables = re.findall(r"CREATE TABLE (\w+) \(\n(.*?)\n\)(?: WITHOUT ROWID)?;", schema, re.DOTALL)
    return {name: sorted(re.findall(r"^    ([a-z]\w*) ", body, re.MULTILINE))
            for name, body in tables}


def tables_in_document(text):
    tables = {}
    for row in rows_under(text, "Tables"):
        if row[0]:
            table = tables.setdefault(NAME.match(row[0]).group(1), [])
        table += NAME.findall(row[1])
    return {name: sorted(columns) for name, columns in tables.items()}


def differences(what, here, there):
    for name in sorted(set(here) | set(there)):
        if here.get(name) != there.get(name):
            yield f"{what} {name}: the sources say {here.get(name)}, the document {there.get(name)}"


def example_faults(root, text):
    blocks = re.findall(r"```\n(.*?)```", text.split("Worked example", 1)[1], re.DOTALL)
    m = blocks[0].replace("\n", "")
    said = dict(line.split(None, 1) for line in blocks[1].replace("in tree", "in_tree").splitlines())
    r = bytes.fromhex(said["r"])
    c = hmac.new(r, b"lawful-ledger/v1\0" + m.encode(), hashlib.sha256).digest()
    leaf = b"lawful-ledger/v1\n" + base64.b64encode(c) + b"\n"
    computed = {"r": said["r"], "c": c.hex(),
                "leaf": '"' + leaf.decode().replace("\n", "\\n") + '"',
                "in_tree": hashlib.sha256(b"\0" + leaf).hexdigest()}
    yield from differences("worked example,", computed, said)
    golden = (root / "tests/model/event_test.cpp").read_text(encoding="utf-8")
    if m not in "".join(re.findall(r'R"\((.*?)\)"', golden)):
        yield "worked example: m is not the one of tests/model/event_test.cpp"


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    text = (root / "docs/data-model.md").read_text(encoding="utf-8")
    faults = [*differences("kind", kinds_in_sources(root), kinds_in_document(text)),
              *differences("table", tables_in_sources(root), tables_in_document(text)),
              *example_faults(root, text)]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
