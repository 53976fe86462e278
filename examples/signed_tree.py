# SPDX-License-Identifier: Apache-2.0
"""What verify_audit.py stands on: canonical JSON, Merkle trees (RFC 6962), signed checkpoints (C2SP)."""
import base64
import hashlib
import json
import re

try:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:  # signatures are then not checked
    Ed25519PublicKey = None

NOTE = re.compile("((.+)\n(0|[1-9][0-9]{0,19})\n(.{44})\n(?:.+\n)*)\n((?:\u2014 [^ +\n]+ .{8,}\n){1,100})")

def need(holds, what):
    if not holds: raise ValueError(what)

def unbase64(text, size=None):  # nothing but the one right spelling
    data = base64.b64decode(text, validate=True)
    right = base64.b64encode(data).decode() == text and size in (None, len(data))
    need(right, f"not base64 of {size} bytes" if size else "not base64")
    return data

def is_plain(value, depth=32):  # texts, booleans, integers below 2^53, lists and objects
    if isinstance(value, dict): value = list(value.values())
    if isinstance(value, list): return depth >= 0 and all(is_plain(part, depth - 1) for part in value)
    return isinstance(value, str) or isinstance(value, int) and abs(value) < 2**53

def written(value):  # canonical json: all names of the format are ASCII, so their order is that of UTF-16
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()

def canonical(raw):
    value = json.loads(raw.decode())
    need(is_plain(value), "null, a fraction, an integer of 2^53 or more, or nested too deep")
    need(written(value) == raw, "not canonical json")
    return value

def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()

def sha_of_file(path):
    hash = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20): hash.update(piece)
    return hash.hexdigest()

def leaf_of(commitment): return sha(b"\x00lawful-ledger/v1\n", base64.b64encode(commitment), b"\n")

def root_of(leaves):  # section 2.1, over commitments of 32 bytes
    if len(leaves) <= 32: return leaf_of(leaves) if leaves else sha()
    middle = 16 << (len(leaves) // 32 - 1).bit_length()
    return sha(b"\x01", root_of(leaves[:middle]), root_of(leaves[middle:]))

def climb(old, new, proof):  # 2.1.1, 2.1.2: from the last part of the `old` leaves to both trees' roots
    if len(proof) == 1:
        need(old == new, "too few hashes")
        return proof[0], proof[0]
    need(proof and new > 1, "too few or too many hashes")
    middle, rest, beside = 1 << (new - 1).bit_length() - 1, proof[:-1], proof[-1]
    if old > middle:
        return tuple(sha(b"\x01", beside, root) for root in climb(old - middle, new - middle, rest))
    old_root, new_root = climb(old, middle, rest)
    return old_root, sha(b"\x01", new_root, beside)

def included(index, size, commitment, proof):  # the root that the proof of one leaf leads to
    return climb(index + 1, size, [leaf_of(commitment), *proof])[1]

def grown(old, new, root, proof):  # both roots; if the last part is the old tree, a proof leaves it out
    return climb(old, new, [root, *proof] if old & (old - 1) == 0 else proof)

def parse_key(text):  # name, id and 32 bytes of a key
    name, ident, key = text.split("+", 2)
    key = unbase64(key, 33)
    need(key[0] == 1 and sha(name.encode(), b"\n", key)[:4].hex() == ident, "not a verifier key")
    return name, ident, key[1:]

def is_signed(key, text, signature):
    try:
        if Ed25519PublicKey: Ed25519PublicKey.from_public_bytes(key[2]).verify(signature, text.encode())
    except Exception: return False
    return True

def parse_checkpoint(raw):  # origin, size, root, the text that is signed, and its signatures
    need(len(raw) <= 10**6, "too large")
    need(not re.search(rb"[\x00-\x09\x0b-\x1f]", raw), "a control character")
    parts = NOTE.fullmatch(raw.decode())
    need(parts, "not a checkpoint, or no signature")
    text, origin, size, root, lines = parts.groups()
    pairs = [line.split(" ")[1:] for line in lines.split("\n")[:-1]]
    return origin, int(size), unbase64(root, 32), text, [(name, unbase64(value)) for name, value in pairs]

class Keys:  # those that the auditor knows, and those that the ledger announced, one after the other
    def __init__(self, given, own):  # without any given, the bundle's own
        self.given, self.known, self.announced = given, [parse_key(key) for key in given or [own]], []

    def announce(self, body):  # a given key leads to those after it
        key, signature = parse_key(body["key"]), unbase64(body.get("signature", ""))
        for last in self.announced[-1:]:
            signed = last[0] == key[0] and is_signed(last, f"lawful-signing-key/v1\n{body['key']}\n", signature)
            need(signed, "the key before it did not sign it")
            if self.given and last in self.known: self.known.append(key)
        self.announced.append(key)

    def signers(self, checkpoint):  # the known ones among them; a wrong signature of a known key is a fault
        *_, text, signatures = checkpoint
        found = [(key, value[4:]) for name, value in signatures for key in self.known
                 if key[:2] == (name, value[:4].hex())]
        need(all(is_signed(key, text, value) for key, value in found), "a signature of a known key is wrong")
        return [key for key, _ in found]

    def check(self, checkpoint):
        who = self.signers(checkpoint)
        need(any(key[0] == checkpoint[0] for key in who), "no known key of its origin signed it")
        need(not self.announced or self.announced[-1] in who, "the key announced last did not sign it")
