#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Verifies an audit bundle by docs/audit-format.md, with the Python standard library alone (and signed_tree.py)."""
import argparse, collections, contextlib, hmac, json, pathlib, re, sys
from signed_tree import (Ed25519PublicKey, b64, grown, included, is_signed, leaf_of, need, parse_checkpoint, parse_key,
                         sha, sha_of_file, signers, tree)
LINE = re.compile(rb'\{"index":(0|[1-9][0-9]{0,15}),"m":"([^"]*)","r":"([^"]*)"\}\n')
faults = []

@contextlib.contextmanager
def at(where, stop=False):  # what goes wrong inside is a fault there; to stop is to end with it
    try: yield
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError) as error:
        if stop: raise ValueError(f"{where}: {error}") from None
        faults.append(f"{where}: {error}".encode("ascii", "backslashreplace").decode())
def plain(value, depth=32):  # texts, booleans, integers, lists and objects
    need(value is not None and not isinstance(value, float) and depth >= 0, "null, fraction, or nested too deep")
    need(not isinstance(value, int) or abs(value) < 2**53, "an integer of 2^53 or more")
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in items: plain(item, depth - 1)
def written(value):  # all names of the format are ASCII: their order is the same in UTF-16
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
def canonical(raw):
    plain(value := json.loads(raw.decode()))
    need(written(value) == raw, "not canonical json")
    return value

class Bundle:
    def __init__(self, folder, keys, older):
        self.folder, self.states, self.erased, self.announced, self.given = folder, {}, collections.Counter(), [], keys
        with at("manifest.json", stop=True):
            self.manifest = json.loads((folder / "manifest.json").read_bytes())
            need(self.manifest["format"] == "lawful-audit/1", "another format")
            self.full = {"full": True, "partial": False}[self.manifest["coverage"]]
        with at("verifier_key", stop=True):
            self.known = [parse_key(key) for key in keys or [self.manifest["verifier_key"]]]
        with at("checkpoint", stop=True):
            self.note = (folder / "checkpoint").read_bytes()
            self.checkpoint = self.origin, self.size, self.root, *_ = parse_checkpoint(self.note)
        self.files = {"checkpoint", "leaves", "events.jsonl", "answer.json", "report.html"}  # that may be there
        with at("leaves"): self.check_leaves()
        with at("events.jsonl", stop=True): self.check_events()
        with at("checkpoint"): self.check_signature()
        for file in older:
            with at(file): self.check_older(pathlib.Path(file).read_bytes())
        with at("manifest.json"): self.check_manifest()
        if (folder / "answer.json").exists():
            with at("answer.json"): self.check_answer()
    def check_leaves(self):
        self.leaves = (self.folder / "leaves").read_bytes() if self.full or (self.folder / "leaves").exists() else None
        if self.leaves is None: return
        need(len(self.leaves) == 32 * self.size, "fewer or more than the checkpoint's size")
        need(tree(self.leaves) == self.root, "they have another root; none is verified")
    def check_events(self):
        last, count = -1, 0
        with open(self.folder / "events.jsonl", "rb") as events:
            while line := events.readline(16 << 20):
                count += 1
                with at(f"events.jsonl line {count}"):
                    need(match := LINE.fullmatch(line), "not a line of index, m and r, or too long")
                    index, m, r = int(match[1]), b64(match[2].decode()), b64(match[3].decode(), 32)
                    need(last < index < self.size and any(r), "index out of order or of the ledger, or r is zero")
                    last, self.states[index] = index, "TAMPERED"
                    with at(f"event {index}, events.jsonl line {count}"): self.check_event(index, m, r)
        if count != self.manifest["events"]: faults.append("events.jsonl: another number of lines than in manifest.json")
        for index in [n for n in range(self.size) if self.full and n not in self.states][:20]: faults.append(f"event {index}: missing: not opened, and no tombstone names it")
    def check_event(self, index, m, r):
        c = hmac.digest(r, b"lawful-ledger/v1\0" + m, "sha256")
        if self.leaves is None: self.check_proof(index, c)
        else: need(self.leaves[32 * index:32 * index + 32] == c, "r and m do not open its commitment in leaves")
        event = canonical(m)
        kind, body, self.states[index] = event["kind"], event["body"], "VERIFIED"
        if kind == "erased": self.bury(index, body, event["recorded"][:10])
        if kind == "signing_key_announced": self.announce(body)
        if kind == "policy_applied" and (path := self.folder / f"policy/{index}.json").exists():
            self.files.add(f"policy/{index}.json")
            need(path.read_bytes() == written(body["policy"]), f"policy/{index}.json: not the policy of its event")
    def check_proof(self, index, c):
        self.files.add(f"proofs/{index}.tlog-proof")
        head, _, note = (self.folder / f"proofs/{index}.tlog-proof").read_bytes().decode().partition("\n\n")
        head, place, *hashes = head.split("\n")
        need((head, place, note.encode()) == ("c2sp.org/tlog-proof@v1", f"index {index}", self.note), "not its proof")
        hashes = [b64(hash, 32) for hash in hashes]
        need(included(index, self.size, leaf_of(c), hashes) == self.root, "its proof leads to another root")
    def bury(self, index, body, day):  # a tombstone
        leaves = body["leaves"]
        told = re.fullmatch(r"17\(1\)\([a-f]\) [0-9-]{10}", f"{body['ground']} {day}") and body["subject"]
        need(told, "erased without a ground, a subject or a time")
        need(leaves and leaves == sorted(set(leaves)) and 0 <= leaves[0] and leaves[-1] < index, "not of earlier leaves")
        self.erased[day, body["ground"]] += len(leaves)
        for leaf in leaves:
            with at(f"event {leaf}"): need(self.states.setdefault(leaf, "ERASED") == "ERASED", f"opened, erased by {index}")
    def announce(self, body):  # the key after the last one; known, if a known one signed it
        key, signature = parse_key(body["key"]), b64(body.get("signature", ""))
        signed_by = [old for old in self.known + self.announced[-1:] if old[0] == key[0] and
                     is_signed(old, f"lawful-signing-key/v1\n{body['key']}\n", signature)]
        need(not self.announced or self.announced[-1] in signed_by, "the key before it did not sign it")
        if self.given and any(old in self.known for old in signed_by): self.known.append(key)
        self.announced.append(key)
    def check_signature(self):
        who = signers(self.checkpoint, self.known)
        need(any(key[0] == self.origin for key in who), "no known key of its origin signed it")
        need(not self.announced or self.announced[-1] in who, "the key announced last did not sign it")
    def check_older(self, raw):
        origin, size, root, *_ = older = parse_checkpoint(raw)
        signers(older, self.known)
        need(origin == self.origin and size <= self.size, "of another origin, or the ledger was rolled back")
        if self.leaves is not None: both = tree(self.leaves[:32 * size]), self.root
        elif size in (0, self.size): both = (self.root if size else sha(b"")), self.root
        else:
            lines = (self.folder / f"proofs/consistency-{size}").read_text().split("\n")[:-1]
            both = grown(size, self.size, root, [b64(line, 32) for line in lines])
        need(both == (root, self.root), "not consistent: the ledger had another root at that size")
    def check_manifest(self):
        found, listed = {}, {file["path"]: file for file in self.manifest["files"]}
        for file in self.folder.rglob("*"):
            path, plain_file = str(file.relative_to(self.folder)), file.is_file() and not file.is_symlink()
            if file.is_dir() and not file.is_symlink() and path in ("policy", "notices", "proofs"): continue
            hash = sha_of_file(file) if plain_file else None
            known = path in self.files or path == f"notices/{hash}.txt" or path.startswith("proofs/consistency-")
            if known and plain_file: found[path] = {"bytes": file.stat().st_size, "path": path, "sha256": hash}
            elif path != "manifest.json": faults.append(f"{path!a}: manifest.json may not list it, or it is no plain file")
        for path in listed.keys() | found.keys():
            if listed.get(path) != found.get(path): faults.append(f"{path!a}: not as manifest.json lists it")
        right = {**self.manifest, "files": [found[path] for path in sorted(found)], "size": self.size}
        same = len(right) == 6 and written(right) + b"\n" == (self.folder / "manifest.json").read_bytes()
        need(same, "not canonical, or of another size, or not what is here")
    def check_answer(self):  # but for the decision: that needs the rules
        answer = canonical((raw := (self.folder / "answer.json").read_bytes())[:-1])
        asked, decision = answer["asked"], answer["decision"]
        cited = [reason["event"] for reason in decision["reasons"] if "event" in reason] + asked["suppressions"]
        cited += [entry["event"] for entry in asked.get("merged_suppressions", [])]
        sized = decision["ledger_size"] == asked["size"] <= self.size
        need(sized and raw.endswith(b"\n") and len(answer) == 2, "of another size or with other members")
        need(all(self.states.get(index) == "VERIFIED" for index in cited), "it cites an event that is not opened here")
        print("answer:", decision["verdict"], "is stated; it was NOT decided again: that needs the rules")

def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("DIR", type=pathlib.Path)
    for name in ("--checkpoint", "--verifier-key"): parser.add_argument(name, action="append", default=[])
    options = parser.parse_args()
    with at("bundle"):
        bundle = Bundle(options.DIR, options.verifier_key, options.checkpoint)
        print(bundle.origin, bundle.size, bundle.manifest["coverage"], dict(collections.Counter(bundle.states.values())))
        for (day, ground), leaves in sorted(bundle.erased.items()): print(f"erased on {day}, GDPR {ground}: {leaves} events")
    print("signature:", "checked" if Ed25519PublicKey else "NOT CHECKED, the cryptography package is missing")
    print(*(f"FAULT {fault}" for fault in faults), "the bundle does NOT hold" if faults else "the bundle holds", sep="\n")
    return 1 if faults else 0
if __name__ == "__main__": sys.exit(main())
