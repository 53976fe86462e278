# SPDX-License-Identifier: Apache-2.0
"""docs/file-format.md is enough to read a vault: tests/store/read_vault.py was written from it."""

import contextlib
import shutil
import sqlite3
import sys
import unittest

import support

try:
    sys.path.insert(0, str(support.SOURCE / "tests/store"))
    import read_vault
except ModuleNotFoundError as missing:
    print(f"skipped: no {missing.name}; script/bootstrap makes an environment with it")
    sys.exit(77)

GOLDEN = support.SOURCE / "tests/store/data/version-1.vault"
GOLDEN_KEY = bytes([1]) * 32
GOLDEN_PASSPHRASE = "correct horse battery"


class FileFormat(support.Case):
    def setUp(self):
        super().setUp()
        self.plain = self.folder / "plain"

    def rows(self, sql):
        """Of the plain database; SQLite finds it sound first, and recovers its log."""
        with contextlib.closing(sqlite3.connect(self.plain)) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            return database.execute(sql).fetchall()

    def read(self, vault, secret):
        for stale in self.folder.glob("plain*"):
            stale.unlink()
        return read_vault.read(vault, secret, self.plain)

    def golden(self):
        for name in (GOLDEN.name, GOLDEN.name + "-wal"):
            shutil.copyfile(GOLDEN.with_name(name), self.folder / name)
        return self.folder / GOLDEN.name

    def test_a_registry_of_the_program(self):
        self.begin()
        pages, _ = self.read(self.registry, read_vault.read_key_file(self.key))
        self.assertGreater(pages, 1)
        self.assertEqual(self.rows("PRAGMA application_id"), [(int.from_bytes(b"lawf", "big"),)])
        events = self.json("check-store")["events"]
        self.assertEqual(self.rows("SELECT count(*) FROM events"), [(events,)])
        self.assertGreater(events, 1)

    def test_a_file_with_a_log_by_key_and_by_passphrase(self):
        for secret in (GOLDEN_KEY, GOLDEN_PASSPHRASE):
            _, frames = self.read(self.golden(), secret)
            self.assertEqual(frames, 2)
            self.assertEqual(self.rows("SELECT text FROM t ORDER BY id"),
                             [("renewed",), ("refused",), ("withdrawn",), ("objected",)])

    def test_without_its_log(self):
        vault = self.golden()
        vault.with_name(vault.name + "-wal").unlink()
        _, frames = self.read(vault, GOLDEN_KEY)
        self.assertEqual(frames, 0)
        self.assertEqual(self.rows("SELECT text FROM t ORDER BY id"),
                         [("given",), ("refused",), ("withdrawn",)])

    def test_a_torn_log_ends_where_it_is_torn(self):
        vault = self.golden()
        log = vault.with_name(vault.name + "-wal")
        log.write_bytes(log.read_bytes()[:-1])
        self.assertEqual(self.read(vault, GOLDEN_KEY)[1], 1)
        self.assertIn(("objected",), self.rows("SELECT text FROM t"))

    def test_a_changed_byte_is_found(self):
        vault = self.golden()
        sound = vault.read_bytes()
        # In turn: magic, a zero of block 0, ciphertext, nonce, tag, key epoch, the last zero.
        for at in (0, 40, 4096, 4096 + 4050, 4096 + 4080, 4096 + 4091, len(sound) - 1):
            changed = bytearray(sound)
            changed[at] ^= 1
            vault.write_bytes(changed)
            with self.assertRaises(read_vault.Damaged):
                self.read(vault, GOLDEN_KEY)

    def test_one_copy_of_the_key_table_is_enough(self):
        vault = self.golden()
        sound = vault.read_bytes()
        for copies in ((600,), (1100,), (600, 1100)):
            changed = bytearray(sound)
            for at in copies:
                changed[at] ^= 1
            vault.write_bytes(changed)
            if len(copies) == 1:
                self.assertEqual(self.read(vault, GOLDEN_KEY)[1], 2)
            else:
                with self.assertRaises(read_vault.Damaged):
                    self.read(vault, GOLDEN_KEY)

    def test_another_key_is_not_it(self):
        with self.assertRaisesRegex(read_vault.Damaged, "the wrong key"):
            self.read(self.golden(), bytes([2]) * 32)


if __name__ == "__main__":
    unittest.main()
