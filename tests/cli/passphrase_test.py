# SPDX-License-Identifier: Apache-2.0
import os
import pty
import select
import signal
import subprocess
import termios
import time
import unittest

import support

SECRET = "correct horse battery"
OTHER = "staple of another kind"


class Case(support.Case):
    def setUp(self):
        super().setUp()
        self.file = self.secret("passphrase", SECRET)
        self.other = self.secret("other", OTHER)

    def secret(self, name, text):
        file = self.folder / name
        file.write_text(text + "\n")
        file.chmod(0o600)
        return file

    def with_passphrase(self, file):
        return {"LAWFUL_REGISTRY": str(self.registry), "LAWFUL_PASSPHRASE_FILE": str(file)}

    def asked(self, *arguments, answers, status=0, interrupt=False):
        """Runs on a terminal and types an answer at each prompt; what the terminal showed."""
        main, side = pty.openpty()
        before = termios.tcgetattr(side)
        environment = self.environment | {"LAWFUL_REGISTRY": str(self.registry)}
        shown, left = b"", list(answers)
        with subprocess.Popen([support.PROGRAM, *map(str, arguments)], stdin=side, stdout=side,
                              stderr=side, env=environment, cwd=self.folder) as running:
            end = time.monotonic() + 120
            while running.poll() is None and time.monotonic() < end:
                if select.select([main], [], [], 0.1)[0]:
                    shown += os.read(main, 65536)
                silent = not termios.tcgetattr(side)[3] & termios.ECHO
                if left and silent and shown.endswith(b": "):
                    answer = left.pop(0)
                    if interrupt:
                        running.send_signal(signal.SIGINT)
                    else:
                        os.write(main, answer.encode() + b"\n")
                    shown += b"(asked)"
            self.assertEqual(running.returncode, status, shown)
        while select.select([main], [], [], 0)[0]:
            shown += os.read(main, 65536)
        self.assertEqual(termios.tcgetattr(side)[3], before[3])  # the echo is back
        os.close(main)
        os.close(side)
        self.assertEqual(left, [])
        for answer in answers:
            self.assertNotIn(answer.encode(), shown)
        return shown.decode()


class Passphrase(Case):
    def test_a_registry_of_a_passphrase(self):
        self.lawful("init", env=self.with_passphrase(self.file))
        self.lawful("check-store", env=self.with_passphrase(self.file))
        shown = self.json("key", "show", env=self.with_passphrase(self.file))
        self.assertEqual([slot["kind"] for slot in shown["credentials"]], ["passphrase"])
        self.assertEqual((shown["epoch"], shown["rotating"]), (1, False))

    def test_a_wrong_passphrase_says_so_and_nothing_of_it(self):
        self.lawful("init", env=self.with_passphrase(self.file))
        message = self.fails("wrong_key", "check-store", env=self.with_passphrase(self.other))
        self.assertIn("passphrase", message)
        self.assertNotIn(OTHER, message)

    def test_a_key_does_not_open_what_a_passphrase_made(self):
        self.lawful("key", "new", self.key)
        self.lawful("init", env=self.with_passphrase(self.file))
        self.assertIn("passphrase", self.fails("wrong_key", "check-store"))

    def test_asked_for_without_echo_twice_when_new(self):
        shown = self.asked("init", answers=[SECRET, SECRET])
        self.assertRegex(shown, "New passphrase: (?s:.*)The same again: ")
        self.assertIn("Passphrase: ", self.asked("check-store", answers=[SECRET]))
        self.asked("check-store", answers=[OTHER], status=support.ERRORS["wrong_key"])

    def test_two_that_differ_make_nothing(self):
        self.assertIn("differ", self.asked("init", answers=[SECRET, OTHER], status=2))
        self.assertFalse(self.registry.exists())

    def test_an_interrupt_gives_the_terminal_back(self):
        self.asked("init", answers=[SECRET], interrupt=True, status=-signal.SIGINT)
        self.assertFalse(self.registry.exists())

    def test_nobody_is_asked_without_a_terminal(self):
        self.assertIn("want a key", self.misused("init", env={"LAWFUL_REGISTRY": str(self.registry)}))

    def test_both_files_are_one_too_many_and_an_option_wins_over_the_environment(self):
        self.lawful("key", "new", self.key)
        self.lawful("init")
        both = ("--key-file", self.key, "--passphrase-file", self.file)
        self.assertIn("not both", self.misused(
            "check-store", *both, env={"LAWFUL_REGISTRY": str(self.registry)}))
        self.fails("wrong_key", "check-store", "--passphrase-file", self.file)
        self.lawful("check-store", "--key-file", self.key, env=self.with_passphrase(self.file))


class Changing(Case):
    def setUp(self):
        super().setUp()
        self.lawful("key", "new", self.key)
        self.lawful("init")

    def kinds(self, **options):
        return [slot["kind"] for slot in self.json("key", "show", **options)["credentials"]]

    def test_a_passphrase_beside_the_key(self):
        self.lawful("key", "add-passphrase", "--new-passphrase-file", self.file)
        self.assertEqual(self.kinds(), ["key", "passphrase"])
        self.lawful("check-store", env=self.with_passphrase(self.file))
        self.fails("already_done", "key", "add-passphrase", "--new-passphrase-file", self.other)
        self.lawful("key", "remove-passphrase")
        self.assertEqual(self.kinds(), ["key"])
        self.fails("wrong_key", "check-store", env=self.with_passphrase(self.file))
        self.fails("unknown_id", "key", "remove-passphrase")

    def test_the_last_way_in_stays(self):
        self.lawful("key", "change", "--new-passphrase-file", self.file)
        self.fails("invalid_record", "key", "remove-passphrase", env=self.with_passphrase(self.file))
        self.lawful("check-store", env=self.with_passphrase(self.file))

    def test_another_key(self):
        before = self.key.read_bytes()
        fresh = self.folder / "fresh"
        self.lawful("key", "new", fresh)
        self.lawful("key", "change", "--new-key-file", fresh)
        self.assertIn("does not open", self.fails("wrong_key", "check-store"))
        self.key.write_bytes(fresh.read_bytes())
        self.lawful("check-store")
        self.assertNotEqual(before, self.key.read_bytes())

    def test_a_key_for_a_passphrase_and_back(self):
        self.lawful("key", "change", "--new-passphrase-file", self.file)
        self.fails("wrong_key", "check-store")
        self.lawful("key", "change", "--new-key-file", self.key, env=self.with_passphrase(self.file))
        self.lawful("check-store")
        self.fails("wrong_key", "check-store", env=self.with_passphrase(self.file))

    def test_changing_writes_no_page(self):
        self.lawful("check-store")
        before = self.registry.read_bytes()
        self.lawful("key", "change", "--new-passphrase-file", self.file)
        after = self.registry.read_bytes()
        self.assertNotEqual(before[:4096], after[:4096])
        self.assertEqual(before[4096:], after[4096:])

    def test_what_is_shown_matches_the_key_and_is_no_key(self):
        first = self.json("key", "show")["credentials"][0]["id"]
        self.assertRegex(first, "^[0-9a-f]{32}$")
        done = self.lawful("key", "show")
        self.assertIn(first, done.stdout)
        self.assertNotIn(self.key.read_text().split()[-1], done.stdout + done.stderr)

    def test_rotate(self):
        shown = self.json("key", "rotate")
        self.assertEqual((shown["epoch"], shown["rotating"]), (2, False))
        self.assertIn("epoch", self.lawful("key", "rotate").stdout)
        self.assertEqual(self.json("key", "show")["epoch"], 3)
        self.lawful("check-store")

    def test_a_new_one_from_one_place(self):
        self.misused("key", "change", "--new-key-file", self.key, "--new-passphrase-file", self.file)
        self.assertIn("want the new one", self.misused("key", "change"))


if __name__ == "__main__":
    unittest.main()
