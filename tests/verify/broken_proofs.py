# SPDX-License-Identifier: Apache-2.0
"""Bundles broken in checkpoints and proofs."""
import base64
import os

from broken_events import with_event
from bundle import DATA, ORIGIN, b64, note
from kinds import ZERO, broken, flip, kind


# The checkpoint.

def with_checkpoint(change):
    def action(b):
        content = change(b)
        b.write("checkpoint", content)
        b.relist()
    return action


def text_changed(change):
    def changed(b):
        text = b.read("checkpoint").decode().split("\n\n")[0] + "\n"
        return note(change(text))
    return with_checkpoint(changed)


POINT = "checkpoint"
OTHER = bytes([9] * 32)
kind("checkpoint of another origin", POINT, "no known key", with_checkpoint(
    lambda b: b.checkpoint(b.commitments(), origin="example.org/other")))
kind("origin that did not sign", POINT, "another origin",
     text_changed(lambda t: t.replace(ORIGIN, "example.org/other")))
kind("checkpoint of another key", POINT, "no known key", with_checkpoint(
    lambda b: b.checkpoint(b.commitments(), seed=OTHER)))
kind("checkpoint of another size", POINT, "size", with_checkpoint(
    lambda b: b.checkpoint(b.commitments(), size=11)))
kind("checkpoint of another root", "leaves", "root", text_changed(
    lambda t: "\n".join([*t.split("\n")[:2], ZERO, ""])))
kind("checkpoint with a size that is none", POINT, "size", text_changed(
    lambda t: t.replace("\n12\n", "\n012\n")))
kind("checkpoint with a short root", POINT, "root", text_changed(
    lambda t: "\n".join([*t.split("\n")[:2], b64(bytes(31)), ""])))
kind("checkpoint with an empty line", POINT, "empty", text_changed(lambda t: t + "\nx\n"))
kind("checkpoint of two lines", POINT, "three lines", text_changed(lambda t: t[:t.rindex("\n", 0, -1) + 1]))
kind("checkpoint without a signature", POINT, "no signature", with_checkpoint(
    lambda b: b.read("checkpoint").decode().split("\n\n")[0] + "\n"))
kind("checkpoint with a bad second signature", POINT, "known key is wrong", with_checkpoint(
    lambda b: b.read("checkpoint").decode() + note("x\n").split("\n\n")[1]))
kind("checkpoint with a line behind", POINT, "no signature", with_checkpoint(
    lambda b: b.read("checkpoint") + b"and so on\n"))
kind("checkpoint that is not utf-8", POINT, "UTF-8", with_checkpoint(lambda b: b"\xff" + b.read("checkpoint")))
kind("checkpoint with a control character", POINT, "control", with_checkpoint(
    lambda b: b.read("checkpoint").replace(b"\n12\n", b"\n12\r\n")))
kind("checkpoint too large", POINT, "larger", with_checkpoint(lambda b: b"a\n" * 600_000))
kind("checkpoint that is a folder", POINT, "", lambda b: (
    os.remove(b.folder / "checkpoint"), os.mkdir(b.folder / "checkpoint")))


# Older checkpoints.

def older(change):
    def action(b):
        b.write("../older", change(b))
        b.older.append(b.folder.parent / "older")
    return action


for _of in ("full", "partial"):
    kind(f"older checkpoint not consistent, {_of}", "older", "not consistent", older(
        lambda b: note(f"{ORIGIN}\n5\n{ZERO}\n")), _of)
    kind(f"older checkpoint of this size, {_of}", "older", "not consistent", older(
        lambda b: note(f"{ORIGIN}\n12\n{ZERO}\n")), _of)
    kind(f"older checkpoint of nothing, {_of}", "older", "not consistent", older(
        lambda b: note(f"{ORIGIN}\n0\n{ZERO}\n")), _of)
    kind(f"older checkpoint of another origin, {_of}", "older", "another origin", older(
        lambda b: note(f"example.org/other\n5\n{ZERO}\n", "example.org/other")), _of)
    kind(f"rolled back, {_of}", "older", "rolled back", older(
        lambda b: note(f"{ORIGIN}\n13\n{ZERO}\n")), _of)
    kind(f"older checkpoint wrongly signed, {_of}", "older", "known key is wrong", older(
        lambda b: (DATA / "checkpoint-5").read_text().replace("\n5\n", "\n6\n")), _of)
    kind(f"older checkpoint that is none, {_of}", "older", "signature", older(lambda b: "x\n"), _of)


# Partial bundles: event 5 has a proof, and the trees of 5 and 9 leaves too.

PROOF = "proofs/5.tlog-proof"


def with_proof(change, path=PROOF):
    def action(b):
        b.write(path, change(b.read(path).decode()))
        b.relist()
    return action


def hash_flipped(text):
    lines = text.split("\n")
    lines[2] = b64(flip(base64.b64decode(lines[2])))
    return "\n".join(lines)


def partial(name, where, what, action):
    kind(name, where, what, action, "partial")


partial("proof flipped", "event 5", "another root", with_proof(hash_flipped))
partial("proof of another event", "event 5", "another event", with_proof(
    lambda t: t.replace("index 5", "index 6")))
partial("proof with a hash less", "event 5", "few", with_proof(
    lambda t: "\n".join(t.split("\n")[:2] + t.split("\n")[3:])))
partial("proof with a hash more", "event 5", "too many", with_proof(
    lambda t: t.replace("\n\n", f"\n{ZERO}\n\n", 1)))
partial("proof with extra data", "event 5", "extra", with_proof(
    lambda t: t.replace("\nindex", "\nextra AAAA\nindex")))
partial("proof of another format", "event 5", "format", with_proof(lambda t: t.replace("@v1", "@v2")))
partial("proof with another checkpoint", "event 5", "another checkpoint", with_proof(
    lambda t: t.replace("\n12\n", "\n13\n")))
partial("proof that is empty", "events.jsonl line 2", "", with_proof(lambda t: ""))
partial("proof damaged", PROOF, "sha-256", lambda b: b.write(PROOF, hash_flipped(b.read(PROOF).decode())))
partial("proof absent", "events.jsonl line 2", "no proof", lambda b: (os.remove(b.folder / PROOF), b.relist()))
partial("proof of nothing opened", "proofs/2.tlog-proof", "not opened", lambda b: (
    b.write("proofs/2.tlog-proof", b.read(PROOF)), b.relist()))
partial("opened event changed", "event 5", "another root", with_event(r=b64(bytes([1] * 32))))
partial("opened event non-canonical", "event 8", "", with_event(8, m=b64(b"{} ")))
partial("leaves and proofs", "proofs/1.tlog-proof", "beside all leaves", lambda b: (
    b.write("leaves", (DATA / "full/leaves").read_bytes()), b.relist()))


@broken("older", "not consistent", of="partial")
def consistency_proof_flipped(b):
    lines = b.read("proofs/consistency-5").decode().split("\n")
    lines[0] = b64(flip(base64.b64decode(lines[0])))
    b.write("proofs/consistency-5", "\n".join(lines))
    b.relist()
    older(lambda _: (DATA / "checkpoint-5").read_text())(b)


@broken("older", "does not prove", of="partial")
def consistency_proof_absent(b):
    os.remove(b.folder / "proofs/consistency-5")
    b.relist()
    older(lambda _: (DATA / "checkpoint-5").read_text())(b)
