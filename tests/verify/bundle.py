# SPDX-License-Identifier: Apache-2.0
"""A copy of a golden bundle that can be damaged, and put together again so that the damage is not
found by a mere hash."""
import base64
import hashlib
import hmac
import json
import re
import shutil
from pathlib import Path

import ed25519

DATA = Path(__file__).parent / "data"
# An answer and the events behind it, in clear: made by tests/fuzz/make_corpus.py.
ANSWER = Path(__file__).parents[1] / "fuzz/corpus/bundle/answer-given"
ORIGIN = "example.org/registry"
SEED = bytes([7] * 32)


def b64(data):
    return base64.b64encode(data).decode()


def sha(data):
    return hashlib.sha256(data).digest()


def canonical(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def root_of(leaves):
    """RFC 6962 section 2.1, word for word, over leaf hashes."""
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\x01" + root_of(leaves[:k]) + root_of(leaves[k:]))


def note(text, name=ORIGIN, seed=SEED):
    """A signed note of that text."""
    key = ed25519.public_key(seed)
    ident = sha(name.encode() + b"\n\x01" + key)[:4]
    return f"{text}\n\u2014 {name} {b64(ident + ed25519.sign(seed, text.encode()))}\n"


def verifier_key(seed, name=ORIGIN):
    key = b"\x01" + ed25519.public_key(seed)
    return f"{name}+{sha(name.encode() + bytes([10]) + key)[:4].hex()}+{b64(key)}"


def in_parts(text):
    """What tests/fuzz/bundle_input.hpp describes: each path and its content."""
    _, *rest = re.split(rb"^-- (\S+) --\n", text, flags=re.MULTILINE)
    return {path.decode(): content[:-1] for path, content in zip(rest[::2], rest[1::2])}


def commitment(event):
    m, r = base64.b64decode(event["m"]), base64.b64decode(event["r"])
    return hmac.digest(r, b"lawful-ledger/v1\x00" + m, "sha256")


class Bundle:
    """`full` or `partial` of the golden ones, or `answer`: a partial one that proves an answer."""

    def __init__(self, folder, kind="full"):
        self.folder = Path(folder) / "bundle"
        self.seed = SEED     # of the key that signs
        self.older = []      # checkpoints to give to the verifier
        self.keys = []       # verifier keys to give to it
        if kind == "answer":
            self.make_answer()
        else:
            shutil.copytree(DATA / kind, self.folder)
        self.events = [json.loads(line) for line in self.read("events.jsonl").splitlines()]

    def make_answer(self):
        parts = in_parts(ANSWER.read_bytes())
        self.folder.mkdir()
        events = [(int(path[2:]), parts.pop(path)) for path in list(parts) if path.startswith("m/")]
        self.events = [{"index": index, "m": b64(m), "r": b64(sha(b"r%d" % index))} for index, m in events]
        for path, content in parts.items():
            self.write(path, content)
        leaves = [commitment(event) for event in self.events]
        self.write("leaves", b"".join(leaves))
        self.write("checkpoint", self.checkpoint(leaves))
        self.write_manifest({"coverage": "partial", "files": [], "format": "lawful-audit/1",
                             "size": len(leaves), "verifier_key": verifier_key(SEED)})
        self.write_events()

    def read(self, path):
        return (self.folder / path).read_bytes()

    def write(self, path, content):
        (self.folder / path).parent.mkdir(exist_ok=True)
        (self.folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())

    def notice(self):
        return next(f"notices/{file.name}" for file in (self.folder / "notices").iterdir())

    # The manifest.

    def manifest(self):
        return json.loads(self.read("manifest.json"))

    def set_manifest(self, **members):
        self.write_manifest({**self.manifest(), **members})

    def write_manifest(self, manifest):
        self.write("manifest.json", canonical(manifest) + b"\n")

    def relist(self, **members):
        """A manifest that lists what is there now."""
        files = []
        for file in self.folder.rglob("*"):
            path = str(file.relative_to(self.folder))
            if file.is_file() and path != "manifest.json":
                data = file.read_bytes()
                files.append({"bytes": len(data), "path": path,
                              "sha256": hashlib.sha256(data).hexdigest()})
        files.sort(key=lambda file: file["path"])
        self.set_manifest(files=files, **members)

    # The events.

    def m(self, index):
        return base64.b64decode(self.event(index)["m"])

    def event(self, index):
        return next(event for event in self.events if event["index"] == index)

    def lines(self):
        return self.read("events.jsonl").decode().splitlines(keepends=True)

    def write_lines(self, lines):
        lines = list(lines)
        self.write("events.jsonl", "".join(lines))
        self.relist(events="".join(lines).count("\n"))

    def write_events(self):
        self.write_lines(canonical(event).decode() + "\n" for event in self.events)

    # The ledger, as its keeper could forge it.

    def checkpoint(self, leaves, size=None, origin=ORIGIN, seed=None):
        hashes = [sha(b"\x00lawful-ledger/v1\n" + base64.b64encode(c) + b"\n") for c in leaves]
        size = len(leaves) if size is None else size
        return note(f"{origin}\n{size}\n{b64(root_of(hashes))}\n", origin, seed or self.seed)

    def commitments(self):
        data = self.read("leaves")
        return [data[i:i + 32] for i in range(0, len(data), 32)]

    def record(self, index, m):
        """What the bundle would be, had `m` been recorded at `index`."""
        m = m if isinstance(m, bytes) else canonical(m)
        event = self.event(index)
        event["m"] = b64(m)
        leaves = self.commitments()
        leaves[index] = commitment(event)
        self.write("leaves", b"".join(leaves))
        self.write("checkpoint", self.checkpoint(leaves))
        self.write_events()
