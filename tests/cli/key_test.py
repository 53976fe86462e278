# SPDX-License-Identifier: Apache-2.0
import stat
import unittest

import support


class Key(support.Case):
    def test_makes_a_file_that_only_its_owner_reads(self):
        done = self.lawful("key", "new", self.key)
        self.assertEqual(stat.S_IMODE(self.key.stat().st_mode), 0o600)
        self.assertNotIn(self.key.read_text().split()[-1], done.stdout + done.stderr)

    def test_says_where_in_json(self):
        self.assertEqual(self.json("key", "new", self.key), {"key_file": str(self.key)})

    def test_never_overwrites(self):
        self.lawful("key", "new", self.key)
        before = self.key.read_bytes()
        self.fails("registry_exists", "key", "new", self.key)
        self.assertEqual(self.key.read_bytes(), before)

    def test_two_keys_differ(self):
        self.lawful("key", "new", self.key)
        self.lawful("key", "new", self.folder / "other")
        self.assertNotEqual(self.key.read_bytes(), (self.folder / "other").read_bytes())

    def test_a_folder_that_is_not_there(self):
        self.fails("input_output", "key", "new", self.folder / "none" / "key")


class Init(support.Case):
    def setUp(self):
        super().setUp()
        self.lawful("key", "new", self.key)

    def test_makes_a_registry(self):
        document = self.json("init")
        self.assertRegex(document["registry"], "^[0-9a-f]{32}$")
        self.assertEqual(document["file"], str(self.registry))
        self.assertEqual(self.lawful("check-store").returncode, 0)

    def test_options_name_registry_and_key(self):
        other = self.folder / "other"
        self.lawful("--registry", other, "--key-file", self.key, "init", env={})
        self.assertTrue(other.exists())
        self.lawful("check-store", "--registry", other, "--key-file", self.key, env={})

    def test_options_win_over_the_environment(self):
        other = self.folder / "other"
        self.lawful("init", "--registry", other)
        self.assertTrue(other.exists())
        self.assertFalse(self.registry.exists())

    def test_never_overwrites(self):
        self.lawful("init")
        before = self.registry.read_bytes()
        self.fails("registry_exists", "init")
        self.assertEqual(self.registry.read_bytes(), before)

    def test_quiet(self):
        self.assertEqual(self.lawful("init", "--quiet").stdout, "")


if __name__ == "__main__":
    unittest.main()
