# SPDX-License-Identifier: Apache-2.0
"""Reads a vault as docs/file-format.md says, and shares no code with the library that writes it.

    python3 read_vault.py VAULT KEY_FILE OUT

Writes the plain database to OUT and, where there is a log, the plain log to OUT-wal, as SQLite would
have written them. Block 0 and every page are checked on the way.
"""

import argparse
import base64
import hashlib
import hmac
import pathlib
import sys
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PAGE = 4096
CIPHERTEXT = 4048
HEADER = 32
COPIES = (512, 1024)
COPY = 512
ENTRY = 224
LOCK_PAGE = 0x40000000 // PAGE + 1
TRAILER = bytes([0, 0, 0, 1, 0, 0, 0, 0])
LOG_HEADER = 32
FRAME_HEADER = 24
RAW, PASSPHRASE = 1, 2


class Damaged(Exception):
    pass


def require(condition, what):
    if not condition:
        raise Damaged(what)


def number(data):
    return int.from_bytes(data, "big")


def hkdf(key, salt, info, size=32):
    """RFC 5869 with SHA-256; an empty salt is 32 zeros."""
    extracted = hmac.digest(salt or bytes(32), key, "sha256")
    out, block = b"", b""
    while len(out) < size:
        block = hmac.digest(extracted, block + info + bytes([len(out) // 32 + 1]), "sha256")
        out += block
    return out[:size]


class Xaes:
    """XAES-256-GCM (C2SP): half of the nonce derives a key, half is the nonce of AES-256-GCM."""

    def __init__(self, key):
        self.key = key
        doubled = number(self._blocks(bytes(16))) << 1
        if doubled >> 128:
            doubled ^= (1 << 128) | 0x87
        self.k1 = doubled.to_bytes(16, "big")

    def _blocks(self, data):
        return Cipher(algorithms.AES(self.key), modes.ECB()).encryptor().update(data)

    def open(self, nonce, ciphertext, tag, associated):
        messages = (bytes([0, half, 0x58, 0]) + nonce[:12] for half in (1, 2))
        masked = b"".join(bytes(a ^ b for a, b in zip(m, self.k1)) for m in messages)
        try:
            return AESGCM(self._blocks(masked)).decrypt(nonce[12:], ciphertext + tag, associated)
        except InvalidTag:
            return None


class Entry(NamedTuple):
    kind: int
    cost: tuple
    head: bytes
    salt: bytes
    nonce: bytes
    wrapped: bytes
    tag: bytes
    commitment: bytes


def read_entry(data):
    require(data[0] in (RAW, PASSPHRASE) and not any(data[4:8]) and not any(data[160:]),
            "an entry of the key table")
    return Entry(data[0], tuple(data[1:4]), data[:56], data[8:40], data[56:80], data[80:112],
                 data[112:128], data[128:160])


def read_key_table(copy):
    """The sequence and the entries; None for a copy that was torn when it was written."""
    if hashlib.sha256(copy[:480]).digest() != copy[480:]:
        return None
    count = copy[8]
    require(count in (1, 2), "the number of entries")
    end = 16 + count * ENTRY
    require(not any(copy[9:16]) and not any(copy[end:480]), "unused bytes of the key table")
    entries = {}
    for at in range(16, end, ENTRY):
        entry = read_entry(copy[at:at + ENTRY])
        require(entry.kind not in entries, "two entries of one kind")
        entries[entry.kind] = entry
    return number(copy[:8]), entries


def read_block0(block):
    """The header and the entries of the key table that counts."""
    require(len(block) == PAGE and block[:8] == b"LAWFULV1", "not a vault")
    require((number(block[8:10]), number(block[10:12]), number(block[12:16])) == (1, 1, PAGE),
            "another version, suite or page size")
    require(not any(block[HEADER:COPIES[0]]) and not any(block[COPIES[1] + COPY:]),
            "unused bytes of block 0")
    tables = [read_key_table(block[at:at + COPY]) for at in COPIES]
    tables = [table for table in tables if table]
    require(tables, "both copies of the key table")
    return block[:HEADER], max(tables, key=lambda table: table[0])[1]


def file_key(header, entries, secret):
    """`secret` is a raw key of 32 bytes, or a passphrase: a str."""
    kind = PASSPHRASE if isinstance(secret, str) else RAW
    require(kind in entries, "no entry of that kind")
    entry = entries[kind]
    if kind == PASSPHRASE:
        log_n, r, p = entry.cost
        require(15 <= log_n <= 22 and 1 <= r <= 16 and 1 <= p <= 4, "the cost of scrypt")
        secret = hashlib.scrypt(secret.encode(), salt=entry.salt, n=1 << log_n, r=r, p=p,
                                maxmem=128 * r * ((1 << log_n) + p + 2) + (1 << 20), dklen=32)
    else:
        require(entry.cost == (0, 0, 0), "a cost without a passphrase")
    require(hkdf(secret, entry.salt, b"lawful/kek-commit/v1") == entry.commitment, "the wrong key")
    key = Xaes(hkdf(secret, entry.salt, b"lawful/kek/v1")).open(
        entry.nonce, entry.wrapped, entry.tag, b"lawful-slot/v1" + header + entry.head)
    require(key is not None, "the wrapped file key")
    return key


class Vault:
    def __init__(self, block0, secret):
        header, entries = read_block0(block0)
        key, file_id = file_key(header, entries, secret), header[16:32]
        self.pages = Xaes(hkdf(key, file_id, b"lawful/vault/page/v1"))
        self.frames = Xaes(hkdf(key, file_id, b"lawful/vault/wal/v1"))
        self.frame_header = hkdf(key, file_id, b"lawful/vault/frame-header/v1", 64)

    @staticmethod
    def _open(key, sealed, context):
        if sealed[4088:] != TRAILER:
            return None
        plain = key.open(sealed[CIPHERTEXT:4072], sealed[:CIPHERTEXT], sealed[4072:4088],
                         context + TRAILER)
        return plain and plain + bytes(PAGE - CIPHERTEXT)

    def page(self, index, sealed):
        return self._open(self.pages, sealed, b"D" + index.to_bytes(4, "big"))

    def frame(self, raw, offset, log_salts):
        """In clear; None when it does not authenticate."""
        salts = raw[8:16] if any(raw[8:16]) else log_salts
        tweak = offset.to_bytes(8, "big") + salts
        block = Cipher(algorithms.AES(self.frame_header), modes.XTS(tweak)).decryptor().update(
            raw[:8] + raw[16:24])
        context = b"W" + block[:4] + salts + offset.to_bytes(8, "big")
        page = self._open(self.frames, raw[FRAME_HEADER:], context)
        return page and block[:8] + raw[8:16] + block[8:] + page


def plain_database(vault, data):
    require(len(data) % PAGE == 0, "the file ends in the middle of a page")
    for index in range(1, len(data) // PAGE):
        sealed = data[index * PAGE:(index + 1) * PAGE]
        page = bytes(PAGE) if index == LOCK_PAGE else vault.page(index, sealed)
        require(page is not None, f"page {index} does not authenticate")
        yield page


def plain_log(vault, log):
    """The header and the frames up to the first that does not authenticate."""
    header, size = log[:LOG_HEADER], FRAME_HEADER + PAGE
    yield header
    for offset in range(LOG_HEADER, len(log) - size + 1, size):
        frame = vault.frame(log[offset:offset + size], offset, header[16:24])
        if frame is None:
            return
        yield frame


def read_key_file(path):
    kind, _, text = path.read_text(encoding="ascii").rstrip("\n").partition(" ")
    require(kind == "lawful-key-1", "not a key file")
    return base64.b64decode(text, validate=True)


def read(path, secret, out):
    """Writes the plain database and its plain log; how many pages and frames they have."""
    data, log_path = path.read_bytes(), path.with_name(path.name + "-wal")
    vault = Vault(data[:PAGE], secret)
    pages = list(plain_database(vault, data))
    log = log_path.read_bytes() if log_path.exists() else b""
    frames = list(plain_log(vault, log)) if len(log) >= LOG_HEADER else []
    out.write_bytes(b"".join(pages))
    if frames:
        out.with_name(out.name + "-wal").write_bytes(b"".join(frames))
    return len(pages), max(len(frames) - 1, 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vault", type=pathlib.Path)
    parser.add_argument("key_file", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    given = parser.parse_args()
    try:
        pages, frames = read(given.vault, read_key_file(given.key_file), given.out)
    except Damaged as damage:
        sys.exit(f"{given.vault}: {damage}")
    print(f"{pages} pages, {frames} frames of its log")


if __name__ == "__main__":
    main()
