# SPDX-License-Identifier: Apache-2.0
"""Merkle trees (RFC 6962), and checkpoints in signed notes (C2SP): what verify_audit.py stands on."""
import base64, hashlib, re
try:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:  # signatures are then not checked
    Ed25519PublicKey = None

def need(holds, what):
    if not holds: raise ValueError(what)
def b64(text, size=None):  # nothing but the one right spelling
    out = base64.b64decode(text, validate=True)
    need(base64.b64encode(out).decode() == text and size in (None, len(out)), f"not base64, or not {size} bytes")
    return out

def sha(data): return hashlib.sha256(data).digest()
def sha_of_file(path):
    hash = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20): hash.update(piece)
    return hash.hexdigest()
def node(left, right): return sha(b"\x01" + left + right)
def leaf_of(c): return sha(b"\x00lawful-ledger/v1\n" + base64.b64encode(c) + b"\n")
def half(size): return 1 << (size - 1).bit_length() - 1
def tree(leaves):  # RFC 6962 2.1, over commitments of 32 bytes
    if len(leaves) <= 32: return leaf_of(leaves) if leaves else sha(b"")
    middle = 32 * half(len(leaves) // 32)
    return node(tree(leaves[:middle]), tree(leaves[middle:]))
def included(index, size, hash, proof):  # RFC 6962 2.1.1: the root that the proof leads to
    if size == 1: return need(not proof, "too many hashes") or hash
    k, last, rest = half(size), proof[-1], proof[:-1]
    if index < k: return node(included(index, k, hash, rest), last)
    return node(last, included(index - k, size - k, hash, rest))
def grown(old, new, root, proof, whole=True):  # RFC 6962 2.1.2: the older root and the newer one
    if old == new: return need(len(proof) == (not whole), "too many hashes") or (root if whole else proof[0],) * 2
    k, last, rest = half(new), proof[-1], proof[:-1]
    if old > k: return tuple(node(last, hash) for hash in grown(old - k, new - k, root, rest, False))
    left, right = grown(old, k, root, rest, whole)
    return left, node(right, last)

def parse_key(text):  # C2SP signed-note: name, id and 32 bytes of a key
    name, ident, key = text.split("+", 2)
    need(sha(name.encode() + b"\n" + b64(key, 33))[:4].hex() == ident and b64(key)[0] == 1, "not a verifier key")
    return name, ident, b64(key)[1:]
def is_signed(key, text, signature):
    try: Ed25519PublicKey and Ed25519PublicKey.from_public_bytes(key[2]).verify(signature, text.encode())
    except Exception: return False
    return True
def parse_checkpoint(raw):
    need(len(raw) <= 10**6 and not re.search(rb"[\x00-\x09\x0b-\x1f]", raw), "not a signed note")
    text, _, lines = raw.decode().rpartition("\n\n")
    need(text and lines.endswith("\n") and lines.count("\n") <= 100, "no signature")
    signatures = [re.fullmatch("\u2014 ([^ +]+) (.{8,})", line).groups() for line in lines[:-1].split("\n")]
    origin, size, root, *more = text.split("\n")
    need(origin and all(more) and re.fullmatch("0|[1-9][0-9]{0,19}", size), "not a checkpoint")
    return origin, int(size), b64(root, 32), text + "\n", [(name, b64(value)) for name, value in signatures]
def signers(checkpoint, keys):  # those of `keys` that signed it; a wrong signature of one of them is a fault
    found = [(key, value[4:]) for name, value in checkpoint[4] for key in keys if key[:2] == (name, value[:4].hex())]
    need(all(is_signed(key, checkpoint[3], value) for key, value in found), "a signature of a known key is wrong")
    return [key for key, _ in found]
