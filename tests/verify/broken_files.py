# SPDX-License-Identifier: Apache-2.0
"""Bundles broken in their files: damage, manifest, folder, policy and notice."""
import os

from kinds import broken, flip, kind


# Damage: the manifest is the old one.

for _path in ("checkpoint", "leaves", "events.jsonl", "policy/1.json", "report.html", "notices"):
    def _damage(change, path):
        def action(b):
            at = b.notice() if path == "notices" else path
            b.write(at, change(b.read(at)))
        return action
    for _name, _what, _change in (("flipped", "sha-256", lambda d: flip(d, 20)),
                                  ("truncated", "size", lambda d: d[:-1]),
                                  ("longer", "size", lambda d: d + b"\n"),
                                  ("emptied", "size", lambda d: b"")):
        if _path == "checkpoint":
            _what = ""
        if _path in ("leaves", "events.jsonl"):
            _what = ""
        kind(f"{_name} {_path.replace('/', ' ')}", _path, _what, _damage(_change, _path))


# The manifest.

def with_manifest(change):
    def action(b):
        manifest = b.manifest()
        b.write_manifest(change(manifest) or manifest)
    return action


def with_file(number, **members):
    return with_manifest(lambda m: m["files"][number].update(members))


def with_text(change):
    return lambda b: b.write("manifest.json", change(b.read("manifest.json")))


LIST = "manifest.json"
PATH = "not one of this format"
for _name, _path in (("above", "../leaves"), ("from the root", "/etc/passwd"), ("around", "policy/../leaves"),
                     ("here", "./leaves"), ("of a folder", "notices"), ("unknown", "secret"), ("nothing", ""),
                     ("with zero", "policy/01.json"), ("deep", "policy/1.json/2.json"),
                     ("of itself", "manifest.json"), ("with a newline", "leaves\n")):
    kind(f"path {_name}", LIST, PATH, with_file(0, path=_path))
kind("file listed twice", LIST, "not after", with_manifest(lambda m: m["files"].insert(0, m["files"][0])))
kind("files out of order", LIST, "not after", with_manifest(lambda m: m["files"].reverse()))
kind("file not listed", "report.html", "does not list", with_manifest(
    lambda m: m["files"].pop() and None))
kind("file that is absent", "report.html", "", lambda b: os.remove(b.folder / "report.html"))
kind("leaves that are absent", "leaves", "", lambda b: os.remove(b.folder / "leaves"))
kind("full bundle without leaves", LIST, "without leaves", lambda b: (
    os.remove(b.folder / "leaves"), b.relist()))
kind("size that lies", "size", "manifest's", with_manifest(lambda m: {**m, "size": 13}))
kind("number of events that lies", "events.jsonl", "number of lines", with_manifest(
    lambda m: {**m, "events": 7}))
kind("bytes that lie", "checkpoint", "size", with_file(0, bytes=1))
kind("hash that lies", "checkpoint", "sha-256", with_file(0, sha256="0" * 64))
kind("hash in capitals", LIST, "hexadecimal", with_file(0, sha256="A" * 64))
kind("hash too short", LIST, "hexadecimal", with_file(0, sha256="00"))
kind("file with another member", LIST, "of this format", with_file(0, mode=1))
kind("another format", LIST, "lawful-audit/1", with_manifest(lambda m: {**m, "format": "lawful-audit/2"}))
kind("another coverage", LIST, "full nor partial", with_manifest(lambda m: {**m, "coverage": "most"}))
kind("another member", LIST, "of this format", with_manifest(lambda m: {**m, "x": 1}))
kind("no coverage", LIST, "lacks", with_manifest(lambda m: m.pop("coverage") and None))
kind("size below zero", LIST, "negative", with_manifest(lambda m: {**m, "size": -12}))
kind("size that is true", LIST, "type", with_manifest(lambda m: {**m, "size": True}))
kind("size of 2^53", LIST, "2^53", with_manifest(lambda m: {**m, "size": 2**53}))
kind("files that are words", LIST, "type", with_manifest(lambda m: {**m, "files": "all"}))
kind("key that is none", "verifier_key", "none", with_manifest(lambda m: {**m, "verifier_key": "me"}))
kind("manifest with white space", LIST, "not a value", with_text(lambda t: t.replace(b":", b": ", 1)))
kind("manifest with null", LIST, "subset", with_text(lambda t: t.replace(b":12", b":null", 1)))
kind("manifest without end", LIST, "newline", with_text(lambda t: t[:-1]))
kind("manifest with two ends", LIST, "follows", with_text(lambda t: t + b"\n"))
kind("manifest that is empty", LIST, "newline", with_text(lambda t: b""))
kind("manifest that is a list", LIST, "no object", with_text(lambda t: b"[]\n"))
kind("manifest too large", LIST, "larger", with_text(lambda t: b" " * (5 << 20)))
kind("manifest absent", LIST, "", lambda b: os.remove(b.folder / "manifest.json"))


# The folder.

def replaced(path, put):
    def action(b):
        at = b.folder / (b.notice() if path == "notices" else path)
        at.rename(b.folder.parent / "moved")
        put(b.folder.parent / "moved", at)
    return action


kind("another file", "stray", "does not list", lambda b: b.write("stray", ""))
kind("another policy", "policy/8.json", "does not list", lambda b: b.write("policy/8.json", ""))
kind("another folder", "more", "does not list", lambda b: os.mkdir(b.folder / "more"))
kind("folder in a folder", "policy/1", "does not list", lambda b: os.mkdir(b.folder / "policy/1"))
kind("link to a file", "report.html", "link", replaced("report.html", lambda old, at: at.symlink_to(old)))
kind("link to the leaves", "leaves", "link", replaced("leaves", lambda old, at: at.symlink_to(old)))
kind("link to a folder", "policy", "link", replaced("policy", lambda old, at: at.symlink_to(old)))
kind("pipe", "report.html", "no regular file", replaced("report.html", lambda old, at: os.mkfifo(at)))


# Policy and notice.

@broken("policy/1.json", "not the policy")
def policy_changed(b):
    b.write("policy/1.json", '{"controller":"Iemand anders"}')
    b.relist()


@broken("policy/5.json", "put no policy in force")
def policy_of_a_consent(b):
    b.write("policy/5.json", b.read("policy/1.json"))
    b.relist()


@broken("policy/2.json", "not opened")
def policy_of_an_erased_event(b):
    b.write("policy/2.json", b.read("policy/1.json"))
    b.relist()


@broken("notices/", "its name is not its sha-256")
def notice_changed(b):
    b.write(b.notice(), "Nee\n")
    b.relist()
