#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Verifies an audit bundle by docs/audit-format.md, with the Python standard library alone."""
import argparse, base64, collections, hashlib, hmac, itertools, json, os, re, stat, sys
try: from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError: Ed25519PublicKey = None

NUMBER = "(?:0|[1-9][0-9]{0,15})"
PATH = re.compile(rf"checkpoint|leaves|answer\.json|events\.jsonl|report\.html|policy/{NUMBER}\.json|notices/[0-9a-f]{{64}}\.txt"
                  rf"|proofs/(?:{NUMBER}\.tlog-proof|consistency-{NUMBER})")
LINE = re.compile(rf'\{{"index":({NUMBER}),"m":"([A-Za-z0-9+/=]*)","r":"([A-Za-z0-9+/=]*)"\}}\n'.encode())
LIMIT, faults = 16 << 20, []
def need(holds, what):
    if not holds: raise ValueError(what)
def at(where, action, *arguments, go_on=False):  # errors say where; to go on is to note them as faults
    try: return action(*arguments)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError) as error:
        what = f"{where}: {error}".encode("ascii", "backslashreplace").decode()
        if not go_on: raise ValueError(what) from None
        faults.append(what)
def b64(text, size=None):  # nothing but the one right spelling
    out, text = base64.b64decode(text, validate=True), text if isinstance(text, bytes) else text.encode()
    need(base64.b64encode(out) == text and size in (None, len(out)), f"not base64, or not {size} bytes")
    return out
def written(value): return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
def ordered(pairs):
    names = [name.encode("utf-16-be") for name, _ in pairs]
    return need(names == sorted(set(names)), "names out of order, or one twice") or dict(pairs)
def canonical(raw):
    bare = re.sub(rb'"(?:[^"\\]|\\.)*"', b"", raw)  # without the texts
    need(not re.search(rb"null|NaN|Inf|[0-9][.eE]", bare), "null or fraction")
    need(all(len(n) < 17 and int(n) < 2**53 for n in re.findall(rb"[0-9]+", bare)), "integer of 2^53 or more")
    need(max(itertools.accumulate((c in b"{[") - (c in b"]}") for c in bare), default=0) <= 33, "nested too deep")
    value = json.loads(raw.decode(), object_pairs_hook=ordered)
    return need(written(value) == raw, "not canonical json") or value

def sha(data): return hashlib.sha256(data).digest()
def node(left, right): return sha(b"\x01" + left + right)
def leaf_hash(c): return sha(b"\x00lawful-ledger/v1\n" + base64.b64encode(c) + b"\n")
def half(size): return 1 << (size - 1).bit_length() - 1
def tree(leaves, size):  # RFC 6962 2.1, over commitments read in order
    if size < 2: return leaf_hash(leaves.read(32)) if size else sha(b"")
    return node(tree(leaves, half(size)), tree(leaves, size - half(size)))
def included(index, size, hash, proof):  # RFC 6962 2.1.1: the root that the proof leads to
    if size == 1: return need(not proof, "too many hashes") or hash
    k, last, rest = half(size), proof[-1], proof[:-1]
    return node(included(index, k, hash, rest), last) if index < k else node(last, included(index - k, size - k, hash, rest))
def prefix(old, new, root, proof, whole=True):  # RFC 6962 2.1.2: the older and the newer root
    if old == new: return need(len(proof) == (not whole), "too many hashes") or (root if whole else proof[0],) * 2
    k, last, rest = half(new), proof[-1], proof[:-1]
    if old > k: return tuple(node(last, hash) for hash in prefix(old - k, new - k, root, rest, False))
    left, right = prefix(old, k, root, rest, whole)
    return left, node(right, last)

def parse_key(text):
    name, ident, key = text.split("+", 2)
    right = sha(name.encode() + b"\n" + b64(key, 33))[:4].hex() == ident and b64(key)[0] == 1
    return need(right, "not a verifier key") or ((name, ident), b64(key)[1:])
def checkpoint(raw, keys, must_be_signed):
    need(len(raw) <= 10**6 and not re.search(rb"[\x00-\x09\x0b-\x1f]", raw), "not a signed note")
    (text, _, lines), signers = raw.decode().rpartition("\n\n"), []
    need(lines.endswith("\n") and lines.count("\n") <= 100, "no signature")
    for name, value in (re.fullmatch("\u2014 ([^ +]+) (.{8,})", line).groups() for line in lines[:-1].split("\n")):
        key = keys.get((name, b64(value)[:4].hex()))
        if key is None: continue
        try: Ed25519PublicKey and Ed25519PublicKey.from_public_bytes(key).verify(b64(value)[4:], f"{text}\n".encode())
        except Exception: raise ValueError("a signature of a known key is wrong") from None
        signers.append(name)
    origin, size, root, *more = text.split("\n")
    need(origin and all(more) and re.fullmatch("0|[1-9][0-9]{0,19}", size), "not a checkpoint")
    need(not must_be_signed or origin in signers, "no known key of its origin signed it")
    return origin, int(size), b64(root, 32)
def small(*path):
    with open(os.path.join(*path), "rb") as file: out = file.read(LIMIT + 1)
    return need(len(out) <= LIMIT, "too large") or out

def check_file(where, listed):
    hash, status = hashlib.sha256(), os.lstat(where)
    need(stat.S_ISREG(status.st_mode), "a link, or no regular file")
    with open(where, "rb") as file:
        while (piece := file.read(1 << 20)) and status.st_size == listed["bytes"]: hash.update(piece)
    need(hash.hexdigest() == listed["sha256"], "another size or sha-256 than in the manifest")
    need("notices" not in where.split(os.sep)[-2:] or listed["sha256"] in where, "its name is not its sha-256")
def read_manifest(folder):
    raw = small(folder, "manifest.json")
    manifest = need(raw.endswith(b"\n") and len(raw) <= 4 << 20, "without a newline, or too large") or canonical(raw[:-1])
    need(sorted(manifest) == ["coverage", "events", "files", "format", "size", "verifier_key"], "other members")
    need(manifest["format"] == "lawful-audit/1" and manifest["coverage"] in ("full", "partial"), "another format")
    need(type(manifest["size"]) is int and manifest["size"] >= 0, "not a size")
    paths = [file["path"] for file in manifest["files"]]
    need(paths == sorted(set(paths)) and all(map(PATH.fullmatch, paths)), "a path out of order or not of this format")
    hashes = [file["sha256"] for file in manifest["files"] if sorted(file) == ["bytes", "path", "sha256"]]
    need(len(hashes) == len(paths) and all(re.fullmatch("[0-9a-f]{64}", hash) for hash in hashes), "a file with other members")
    need(manifest["coverage"] == "partial" or "leaves" in paths, "a full bundle without leaves")
    return manifest, dict(zip(paths, manifest["files"]))

class Bundle:
    def __init__(self, folder, options):
        self.folder, self.states, self.erased, self.last = folder, {}, collections.Counter(), -1
        self.manifest, self.files = at("manifest.json", read_manifest, folder)
        for path, listed in self.files.items(): at(path, check_file, os.path.join(folder, path), listed, go_on=True)
        for base, folders, names in os.walk(folder):
            for path in (os.path.relpath(os.path.join(base, name), folder) for name in folders + names):
                known = path in ("notices", "policy", "proofs") and not os.path.islink(os.path.join(folder, path))
                if not (known or path in self.files or path == "manifest.json"): faults.append(f"{path!a}: a link, or not in the manifest")
        keys = dict(at("verifier_key", parse_key, key) for key in options.verifier_key or [self.manifest["verifier_key"]])
        self.note = at("checkpoint", small, folder, "checkpoint")
        self.origin, self.size, self.root = at("checkpoint", checkpoint, self.note, keys, True)
        need(self.size == self.manifest["size"], "checkpoint: its size is not the manifest's")
        self.leaves = at("leaves", open, os.path.join(folder, "leaves"), "rb") if "leaves" in self.files else None
        if self.leaves: at("leaves", self.root_over_leaves, self.size, self.root, go_on=True)
        for file in options.checkpoint: at(file, lambda: self.compare(*checkpoint(small(file), keys, False)), go_on=True)
        with open(os.path.join(folder, "events.jsonl"), "rb") as events:
            lines = itertools.takewhile(bool, iter(lambda: events.readline(LIMIT), None))
            count = sum(1 for n, line in enumerate(lines, 1) if at(f"events.jsonl line {n}", self.opening, line, go_on=True) or True)
        if count != self.manifest["events"]: faults.append("events.jsonl: another number of lines than in the manifest")
        for path in self.files:
            number = re.fullmatch(rf"(?:proofs|policy)/({NUMBER})\..*", path)
            if number and self.states.get(int(number[1]), "ERASED") == "ERASED": faults.append(f"{path}: its event is not opened")
            if self.leaves and path.startswith("proofs/"): faults.append(f"{path}: a proof beside all leaves")
        if self.manifest["coverage"] == "full":
            missing = (n for n in range(self.size) if n not in self.states)
            faults.extend(f"event {n}: missing: not opened, and no tombstone names it" for n in itertools.islice(missing, 20))
    def root_over_leaves(self, size, root):
        need(os.fstat(self.leaves.fileno()).st_size == 32 * self.size, "fewer or more than the checkpoint's size")
        self.leaves.seek(0)
        need(tree(self.leaves, size) == root, "not consistent: the first %d leaves have another root; none is verified" % size)
    def compare(self, origin, size, root):
        need(origin == self.origin and size <= self.size, "of another origin, or the ledger was rolled back")
        if self.leaves: return self.root_over_leaves(size, root)
        proof = [] if size in (0, self.size) else small(self.folder, "proofs", f"consistency-{size}").decode().split("\n")[:-1]
        both = prefix(size, self.size, root, [b64(line, 32) for line in proof]) if size else (sha(b""), self.root)
        need(both == (root, self.root), "not consistent")
    def opening(self, line):
        match = LINE.fullmatch(line)
        need(match and int(match[1]) < 2**53, "not a line of index, m and r")
        index, m, r = int(match[1]), b64(match[2]), b64(match[3], 32)
        need(self.last < index < self.size and any(r), "index out of order or outside of the ledger, or r is zero")
        self.last, self.states[index] = index, "TAMPERED"
        at(f"event {index}", self.bound, index, m, hmac.digest(r, b"lawful-ledger/v1\0" + m, "sha256"))
        if (path := f"policy/{index}.json") not in self.files: return
        is_policy, body = json.loads(m)["kind"] == "policy_applied", json.loads(m)["body"]
        need(is_policy and small(self.folder, path) == written(body["policy"]), f"{path}: not the policy of its event")
    def bound(self, index, m, c):
        if self.leaves:
            self.leaves.seek(32 * index)
            need(self.leaves.read(32) == c, "r and m do not open the commitment in leaves")
        else:
            head, _, note = small(self.folder, "proofs", f"{index}.tlog-proof").decode().partition("\n\n")
            head, place, *hashes = head.split("\n")
            need((head, place, note.encode()) == ("c2sp.org/tlog-proof@v1", f"index {index}", self.note), "not its proof")
            need(included(index, self.size, leaf_hash(c), [b64(h, 32) for h in hashes]) == self.root, "its proof leads to another root")
        event, self.states[index] = canonical(m), "VERIFIED"
        if event["kind"] != "erased": return
        ground, leaves, day = event["body"]["ground"], event["body"]["leaves"], event["recorded"][:10]
        need(leaves and leaves == sorted(set(leaves)) and all(type(n) is int and 0 <= n < index for n in leaves), "tombstone of other than earlier leaves")
        need(re.fullmatch(r"17\(1\)\([a-f]\)", ground) and re.fullmatch("[0-9-]{10}", day) and event["body"]["subject"], "tombstone without time, ground or subject")
        self.erased[day, ground] += len(leaves)
        for n in leaves:
            if self.states.setdefault(n, "ERASED") == "VERIFIED": faults.append(f"event {n}: opened, and event {index} says that it was erased")

def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("DIR")
    for name in ("--checkpoint", "--verifier-key"): parser.add_argument(name, action="append", default=[])
    options = parser.parse_args()
    if bundle := at("bundle", Bundle, options.DIR, options, go_on=True):
        print(bundle.origin, bundle.size, bundle.manifest["coverage"], dict(collections.Counter(bundle.states.values())))
        for (day, ground), leaves in sorted(bundle.erased.items()): print(f"erased on {day}, GDPR {ground}: {leaves} events")
    print("signature:", "checked" if Ed25519PublicKey else "NOT CHECKED, the cryptography package is missing")
    print(*(f"FAULT {fault}" for fault in faults), "the bundle does NOT hold" if faults else "the bundle holds", sep="\n")
    return 1 if faults else 0

if __name__ == "__main__": sys.exit(main())
