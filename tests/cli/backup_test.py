# SPDX-License-Identifier: Apache-2.0
import unittest

import support
from support import NEWSLETTER

ANNA = "a.smit@noord.example"
BEN = "b.vos@noord.example"


class Backup(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()
        self.subscriber()
        self.subscriber(BEN, "Ben Vos")
        self.backup = self.folder / "backup"
        self.lawful("backup", self.backup)

    def put_back(self):
        for suffix in ("", "-wal", "-shm", ".lock"):
            (self.folder / f"registry{suffix}").unlink(missing_ok=True)
        return self.json("restore", self.backup)

    def test_two_files_and_nothing_else(self):
        self.assertEqual({path.name for path in self.backup.iterdir()},
                         {"registry.data", "registry.keys"})
        self.fails("registry_exists", "backup", self.backup)

    def test_restored_answers_as_before(self):
        self.put_back()
        self.check(ANNA, allowed=True)
        self.assertEqual(self.json("check-store")["faults"], [])

    def test_backup_erase_restore_still_erased(self):
        self.lawful("erase", ANNA, "--ground", "17(1)(b)", "--yes")
        self.put_back()
        self.assertIn("E_SUPPRESSED", self.codes(self.check(ANNA, allowed=False)))
        self.fails("unknown_id", "show", ANNA)
        self.check(BEN, allowed=True)
        self.assertEqual(self.json("check-store")["faults"], [])

    def test_backup_withdraw_restore_still_withdrawn(self):
        self.lawful("consent", "withdraw", ANNA, *NEWSLETTER)
        self.put_back()
        self.assertIn("E_CONSENT_WITHDRAWN", self.codes(self.check(ANNA, allowed=False)))
        self.check(BEN, allowed=True)

    def test_without_the_journal_all_is_denied_until_accepted(self):
        self.lawful("consent", "withdraw", ANNA, *NEWSLETTER)
        self.journal.unlink()
        self.put_back()
        self.assertIn("E_RESTORED_WITHOUT_JOURNAL", self.codes(self.check(BEN, allowed=False)))
        self.assertNotEqual(self.json("check-store", status=1)["faults"], [])
        self.lawful("accept-journal-loss")
        self.check(BEN, allowed=True)
        self.fails("already_done", "accept-journal-loss")

    def test_it_never_overwrites(self):
        before = self.registry.read_bytes()
        self.fails("registry_exists", "restore", self.backup)
        self.assertEqual(self.registry.read_bytes(), before)

    def test_compacted_is_another_file_and_the_same_registry(self):
        before = self.registry.read_bytes()
        self.lawful("erase", BEN, "--ground", "17(1)(b)", "--yes")
        events = self.json("check-store")["events"]
        self.lawful("compact")
        after = self.registry.read_bytes()
        self.assertNotEqual(before[16:32], after[16:32])  # the file id
        self.assertFalse({before[at:at + 64] for at in range(4096, len(before), 64)} &
                         {after[at:at + 64] for at in range(4096, len(after), 64)})
        self.check(ANNA, allowed=True)
        self.assertIn("E_SUPPRESSED", self.codes(self.check(BEN, allowed=False)))
        report = self.json("check-store")
        self.assertEqual((report["faults"], report["events"]), ([], events))

    def test_a_part_is_missing(self):
        (self.backup / "registry.keys").unlink()
        self.registry.unlink()
        self.fails("invalid_file", "restore", self.backup)
        self.fails("invalid_file", "restore", self.folder / "nothing")
        self.assertFalse(self.registry.exists())
        self.assertEqual({path.name for path in self.folder.iterdir() if ".new-" in path.name}, set())


if __name__ == "__main__":
    unittest.main()
