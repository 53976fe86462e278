#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Verifies an audit bundle by docs/audit-format.md, with the Python standard library and signed_tree.py."""
import argparse, collections, hmac, itertools, json, pathlib, re, sys
from signed_tree import (Ed25519PublicKey, Keys, canonical, grown, included, need, parse_checkpoint, root_of,
                         sha, sha_of_file, unbase64, written)
LINE = re.compile(rb'\{"index":(0|[1-9][0-9]{0,15}),"m":"([^"]*)","r":"([^"]*)"\}\n')
faults = []

def attempt(where, check, *arguments):  # what goes wrong inside is a fault there
    try: check(*arguments)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError) as error:
        faults.append(f"{where}: {error}".encode("ascii", "backslashreplace").decode())

class Bundle:
    def __init__(self, folder, keys, older):
        self.folder, self.files = folder, {"checkpoint", "leaves", "events.jsonl", "answer.json", "report.html"}
        self.leaves, self.states, self.last, self.erased = None, {}, -1, collections.Counter()
        attempt("manifest.json", self.read_manifest)
        attempt("checkpoint", self.read_checkpoint)
        if not faults: attempt("verifier_key", self.read_keys, keys)
        if faults: return
        attempt("leaves", self.check_leaves)
        attempt("events.jsonl", self.check_events)
        attempt("checkpoint", self.keys.check, self.checkpoint)
        for file in older: attempt(file, self.check_older, file)
        attempt("manifest.json", self.check_manifest)
        if (folder / "answer.json").exists(): attempt("answer.json", self.check_answer)
        print(self.origin, self.size, self.manifest["coverage"], dict(collections.Counter(self.states.values())))

    def read(self, path): return (self.folder / path).read_bytes()
    def read_manifest(self):
        self.manifest = json.loads(self.read("manifest.json"))
        need(self.manifest["format"] == "lawful-audit/1", "another format")
        self.full = {"full": True, "partial": False}[self.manifest["coverage"]]
    def read_checkpoint(self):
        self.note = self.read("checkpoint")
        self.checkpoint = self.origin, self.size, self.root, *_ = parse_checkpoint(self.note)
    def read_keys(self, keys):
        self.keys = Keys(keys, self.manifest["verifier_key"])

    def check_leaves(self):
        if self.full or (self.folder / "leaves").exists():
            self.leaves = self.read("leaves")
            need(len(self.leaves) == 32 * self.size, "fewer or more than the checkpoint's size")
            need(root_of(self.leaves) == self.root, "they have another root; none is verified")

    def check_events(self):
        number = 0
        with open(self.folder / "events.jsonl", "rb") as events:
            while line := events.readline(16 << 20):
                number, parts = number + 1, LINE.fullmatch(line)
                event = f"event {int(parts[1])}, " if parts else ""
                attempt(f"{event}events.jsonl line {number}", self.check_event, parts)
        missing = (index for index in range(self.size) if self.full and index not in self.states)
        for index in itertools.islice(missing, 20):
            faults.append(f"event {index}: missing: not opened, and no tombstone names it")
        need(number == self.manifest["events"], "another number of lines than in manifest.json")

    def check_event(self, parts):
        need(parts, "not a line of index, m and r, or too long")
        index, m, r = int(parts[1]), unbase64(parts[2].decode()), unbase64(parts[3].decode(), 32)
        need(self.last < index < self.size and any(r), "index out of order or of the ledger, or r is zero")
        self.last, self.states[index] = index, "TAMPERED"
        self.check_leaf(index, hmac.digest(r, b"lawful-ledger/v1\0" + m, "sha256"))
        event = canonical(m)
        kind, body, self.states[index] = event["kind"], event["body"], "VERIFIED"
        if kind == "erased": self.bury(index, body, event["recorded"][:10])
        if kind == "signing_key_announced": self.keys.announce(body)
        if kind == "policy_applied" and (self.folder / (path := f"policy/{index}.json")).exists():
            self.files.add(path)
            need(self.read(path) == written(body["policy"]), f"{path}: not the policy of its event")

    def check_leaf(self, index, commitment):
        if self.leaves is not None:
            right = self.leaves[32 * index:32 * index + 32] == commitment
            return need(right, "r and m do not open its commitment in leaves")
        self.files.add(path := f"proofs/{index}.tlog-proof")
        head, _, note = self.read(path).partition(b"\n\n")
        version, place, *hashes = head.decode().split("\n")
        need((version, place, note) == ("c2sp.org/tlog-proof@v1", f"index {index}", self.note), "not its proof")
        root = included(index, self.size, commitment, [unbase64(hash, 32) for hash in hashes])
        need(root == self.root, "its proof leads to another root")

    def bury(self, index, body, day):  # a tombstone
        leaves, ground = body["leaves"], body["ground"]
        told = re.fullmatch(r"17\(1\)\([a-f]\) [0-9-]{10}", f"{ground} {day}") and body["subject"]
        need(told, "erased without a ground, a subject or a time")
        earlier = leaves and leaves == sorted(set(leaves)) and leaves[0] >= 0 and leaves[-1] < index
        need(earlier, "not of earlier leaves")
        self.erased[day, ground] += len(leaves)
        for leaf in [leaf for leaf in leaves if self.states.setdefault(leaf, "ERASED") != "ERASED"]:
            faults.append(f"event {leaf}: opened, and event {index} says that it was erased")

    def check_older(self, file):
        origin, size, root, *_ = older = parse_checkpoint(pathlib.Path(file).read_bytes())
        self.keys.signers(older)
        need(origin == self.origin and size <= self.size, "of another origin, or the ledger was rolled back")
        if self.leaves is not None: roots = root_of(self.leaves[:32 * size]), self.root
        elif size in (0, self.size): roots = self.root if size else sha(), self.root
        else:
            hashes = self.read(f"proofs/consistency-{size}").decode().split("\n")[:-1]
            roots = grown(size, self.size, root, [unbase64(hash, 32) for hash in hashes])
        need(roots == (root, self.root), "not consistent: the ledger had another root at that size")

    def check_manifest(self):
        found, listed = {}, {file["path"]: file for file in self.manifest["files"]}
        for file in self.folder.rglob("*"):
            path, link = file.relative_to(self.folder).as_posix(), file.is_symlink()
            if file.is_file() and not link:
                found[path] = {"bytes": file.stat().st_size, "path": path, "sha256": sha_of_file(file)}
            elif link or not file.is_dir() or path not in ("policy", "notices", "proofs"):
                faults.append(f"{path!a}: no plain file")
        del found["manifest.json"]
        self.files.update(f"notices/{file['sha256']}.txt" for file in found.values())
        self.files.update(path for path in found if path.startswith("proofs/consistency-"))
        for path in found.keys() | listed.keys():
            if path not in self.files or found.get(path) != listed.get(path):
                faults.append(f"manifest.json: {path!a}: not as it is here, or no file of a bundle")
        right = {**self.manifest, "files": [found[path] for path in sorted(found)], "size": self.size}
        same = len(right) == 6 and written(right) + b"\n" == self.read("manifest.json")
        need(same, "not canonical, or of another size, or not what is here")

    def check_answer(self):  # but for the decision, which needs the rules
        raw = self.read("answer.json")
        answer = canonical(raw[:-1])
        asked, decision = answer["asked"], answer["decision"]
        need(raw.endswith(b"\n") and len(answer) == 2, "no newline at its end, or other members")
        need(decision["ledger_size"] == asked["size"] <= self.size, "of another size")
        citing = decision["reasons"] + asked.get("merged_suppressions", [])
        for index in [one["event"] for one in citing if "event" in one] + asked["suppressions"]:
            need(self.states.get(index) == "VERIFIED", f"it cites event {index}, which is not opened here")

def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("DIR", type=pathlib.Path)
    parser.add_argument("--checkpoint", action="append", default=[], help="an older one")
    parser.add_argument("--verifier-key", action="append", default=[], help="one known from elsewhere")
    options = parser.parse_args()
    bundle = Bundle(options.DIR, options.verifier_key, options.checkpoint)
    for (day, ground), count in sorted(bundle.erased.items()):
        print(f"erased on {day}, GDPR {ground}: {count} events")
    print("signature:", "checked" if Ed25519PublicKey else "NOT CHECKED, the cryptography package is missing")
    for fault in faults: print("FAULT", fault)
    print("the bundle does NOT hold" if faults else "the bundle holds")
    if faults or not (options.DIR / "answer.json").exists(): return 1 if faults else 0
    print("but its answer was NOT decided again: that needs the rules")
    return 3
if __name__ == "__main__": sys.exit(main())
