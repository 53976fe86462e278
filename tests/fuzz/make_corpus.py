# SPDX-License-Identifier: Apache-2.0
"""Makes the corpus anew: make_corpus.py LAWFUL. The files called regression-* are what was found, and stay."""
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "verify"))
import ed25519  # noqa: E402
from bundle import DATA, SEED, b64, canonical, note, verifier_key  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
POLICY = HERE.parent / "cli/data/lawful.toml"
ASK = ("--purpose", "newsletter", "--channel", "email")


def save(target, name, text):
    (HERE / "corpus" / target / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def archive(files):
    """As tests/fuzz/bundle_input.hpp reads it."""
    return b"".join(b"-- %s --\n%s\n" % (path.encode(), text) for path, text in files)


def files_of(folder):
    return [(str(file.relative_to(folder)), file.read_bytes())
            for file in sorted(folder.rglob("*")) if file.is_file()]


def with_our_key(m):
    """The bundle is signed anew, so another key was announced."""
    event = json.loads(m)
    if event["kind"] != "signing_key_announced":
        return m
    return canonical({**event, "body": {"key": verifier_key(SEED)}})


def in_clear(folder):
    """Its events as they are hashed; what is made of them is left out."""
    lines = [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]
    events = [(f"m/{line['index']}", with_our_key(base64.b64decode(line["m"]))) for line in lines]
    made = ("checkpoint", "events.jsonl", "leaves", "manifest.json", "report.html")
    return events + [(path, text) for path, text in files_of(folder)
                     if path not in made and not path.startswith("proofs/")]


class Registry:
    """One whose answers are explained: tools/lawful does the work."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.environment = {**os.environ, "LAWFUL_REGISTRY": str(self.folder / "registry"),
                            "LAWFUL_KEY_FILE": str(self.folder / "key")}
        self.run("key", "new", self.folder / "key")
        self.run("init")
        self.run("apply", POLICY)

    def run(self, *arguments, status=0):
        done = subprocess.run([PROGRAM, *map(str, arguments)], env=self.environment, check=False,
                              capture_output=True, text=True)
        assert done.returncode == status, (arguments, done.stdout, done.stderr)
        return done.stdout

    def person(self, name, address):
        made = self.run("recipient", "add", "--name", name, "--country", "NL", "--language", "nl",
                        "--source", "subject", "--obtained", "2024-01-01", "--json")
        self.run("address", "add", address)
        recipient = json.loads(made)["recipient"]
        self.run("holder", "add", address, recipient, "--from", "2024-01-01")
        return recipient

    def explained(self, name, address, status):
        folder = self.folder / name
        self.run("explain", address, *ASK, "--proof", folder, status=status)
        save("bundle", f"answer-{name}", archive(in_clear(folder)))
        save("bundle", f"answer-{name}.json", (folder / "answer.json").read_bytes())


def answers(folder):
    registry = Registry(folder)
    anna, bram = "a.smit@noord.example", "b.bos@zuid.example"
    registry.explained("nobody", anna, 1)
    registry.person("Anna Smit", anna)
    registry.run("consent", "give", anna, *ASK, "--notice", "nl:1", "--method", "signed_form",
                 "--evidence", "binder 3")
    registry.explained("given", anna, 0)
    registry.run("holder", "add", anna, registry.person("Bram Bos", bram), "--from", "2024-02-01")
    registry.explained("shared", anna, 1)
    registry.run("consent", "withdraw", anna, *ASK)
    registry.explained("withdrawn", anna, 1)
    registry.run("erase", bram, "--ground", "17(1)(b)", "--yes")
    registry.explained("erased", bram, 1)


def succession():
    """Key 7 announces 8, which signs."""
    announced = {"key": verifier_key(bytes([8] * 32))}
    statement = f"lawful-signing-key/v1\n{announced['key']}\n".encode()
    announced["signature"] = b64(ed25519.sign(bytes([7] * 32), statement))
    bodies = [("registry_created", {"format": 1}), ("signing_key_announced", {"key": verifier_key(bytes([7] * 32))}),
              ("signing_key_announced", announced)]
    time = "2026-01-02T09:30:00.000Z"
    return [(f"m/{index}", canonical({"body": body, "kind": kind, "lawful": 1, "occurred": time, "origin": "direct",
                                      "recorded": time, "subject": "registry:" + "0" * 31 + "1"}))
            for index, (kind, body) in enumerate(bodies)] + [("signer", b"8"), ("older", (DATA / "checkpoint-0").read_bytes())]


def notes():
    point = (DATA / "full/checkpoint").read_text()
    text = point.split("\n\n")[0] + "\n"
    save("note", "checkpoint", point)
    save("note", "checkpoint-of-nothing", (DATA / "checkpoint-0").read_bytes())
    save("note", "two-signatures", point + note(text, "example.org/other").split("\n\n")[1])
    save("note", "extensions", note(text + "more of it\nand more\n"))
    save("note", "no-checkpoint", note("Hello\n\nWorld\n"))
    save("note", "proof", (DATA / "partial/proofs/5.tlog-proof").read_bytes())
    save("note", "proof-with-extra", (DATA / "partial/proofs/5.tlog-proof").read_text().replace("\nindex", "\nextra AAAA\nindex"))
    save("note", "key", (DATA / "verifier-key").read_text().strip())


def bundles():
    save("bundle", "full", archive(files_of(DATA / "full")))
    save("bundle", "partial", archive(files_of(DATA / "partial") + [("older", (DATA / "checkpoint-5").read_bytes())]))
    save("bundle", "erasures", archive(in_clear(DATA / "full")))
    save("bundle", "succession", archive(succession()))
    save("bundle", "manifest.json", (DATA / "full/manifest.json").read_bytes())
    save("bundle", "line.json", (DATA / "full/events.jsonl").read_bytes().split(b"\n")[0])


for _target in ("note", "bundle"):
    for _file in (HERE / "corpus" / _target).glob("*"):
        if not _file.name.startswith("regression-"):
            _file.unlink()
notes()
bundles()
with tempfile.TemporaryDirectory() as _folder:
    answers(_folder)
