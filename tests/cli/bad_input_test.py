# SPDX-License-Identifier: Apache-2.0
import os
import re
import sqlite3
import subprocess
import time
import unittest

import support
from support import NEWSLETTER

PRIVATE = "vera.geheim@prive.example"


class BadInput(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()

    def test_no_key(self):
        message = self.misused("check-store", env={"LAWFUL_REGISTRY": str(self.registry)})
        self.assertIn("LAWFUL_KEY_FILE", message)
        self.fails("input_output", "check-store", "--key-file", self.folder / "none")

    def test_no_registry(self):
        self.assertIn("LAWFUL_REGISTRY", self.misused("check-store", env={}))
        self.fails("registry_missing", "check-store", "--registry", self.folder / "none")
        self.assertFalse((self.folder / "none").exists())

    def test_wrong_key(self):
        other = self.folder / "other"
        self.lawful("key", "new", other)
        self.fails("wrong_key", "check-store", "--key-file", other)

    def test_a_key_file_that_is_none(self):
        other = self.folder / "other"
        other.write_text("hunter2\n")
        self.assertNotIn("hunter2", self.fails("wrong_key", "check-store", "--key-file", other))

    def test_not_a_registry(self):
        other = self.folder / "other"
        for content in (b"", b"plain text " * 1000):
            other.write_bytes(content)
            self.fails("not_a_registry", "check-store", "--registry", other)
            self.assertEqual(other.read_bytes(), content)
        self.fails("not_a_registry", "check-store", "--registry", self.folder)
        database = sqlite3.connect(self.folder / "foreign")
        database.execute("CREATE TABLE t (x)")
        database.commit()
        database.close()
        self.fails("not_a_registry", "check-store", "--registry", self.folder / "foreign")

    def test_a_registry_of_a_newer_version(self):
        head = bytearray(self.registry.read_bytes())
        head[9] += 1  # docs/file-format.md: the version of the file
        self.registry.write_bytes(head)
        self.fails("newer_version", "check-store")

    def test_a_read_only_file(self):
        self.registry.chmod(0o444)
        self.key.chmod(0o444)
        self.folder.chmod(0o555)
        self.addCleanup(self.folder.chmod, 0o755)
        somebody = 65534 if os.geteuid() == 0 else None  # root may write everything
        environment = self.environment | self.located()

        def run(*arguments):
            return subprocess.run([support.PROGRAM, *arguments], user=somebody, env=environment,
                                  capture_output=True, text=True, timeout=60, check=False)

        try:
            self.assertEqual(run("--version").returncode, 0)
        except PermissionError:
            self.skipTest("nobody may run the program where it is built")
        done = run("suppress", PRIVATE)
        self.assertEqual(done.returncode, support.ERRORS["read_only"], done.stderr)

    def test_no_policy_yet(self):
        other = self.folder / "other"
        self.lawful("init", "--registry", other)
        self.fails("policy_missing", "check", PRIVATE, *NEWSLETTER, "--registry", other)

    def test_wrong_usage(self):
        for arguments in ((), ("frobnicate",), ("check",), ("check", PRIVATE), ("key",),
                          ("key", "new"), ("init", "--frobnicate"), ("apply",),
                          ("check", PRIVATE, PRIVATE, *NEWSLETTER),
                          ("check", PRIVATE, *NEWSLETTER, f"--{PRIVATE}")):
            self.lawful(*arguments, status=2)
        self.assertIn("--frobnicate", self.misused("init", "--frobnicate=1"))

    def test_a_command_that_is_none(self):
        self.assertIn("no such command", self.misused("chekc"))
        self.assertIn("no such command", self.misused("hold", "chekc"))
        self.assertIn("a command is required", self.misused("hold"))
        self.assertIn("no such option: --chekc", self.misused("--chekc"))

    def test_errors_hold_nothing_personal(self):
        tries = (
            ("check", PRIVATE, PRIVATE, *NEWSLETTER),
            ("check", PRIVATE, "--purpose", "newsletter", "--channel", PRIVATE),
            ("check", PRIVATE, *NEWSLETTER, "--as-of", PRIVATE), ("show", PRIVATE),
            ("frobnicate", PRIVATE), ("show", f"recipient:{PRIVATE}"),
            ("show", f"organisation:{PRIVATE}"), ("address", "add", f"{PRIVATE} {PRIVATE}"),
            ("recipient", "add", "--name", PRIVATE), ("delivered", PRIVATE),
            ("consent", "give", PRIVATE, *NEWSLETTER, "--notice", PRIVATE),
            ("recipient", "change", PRIVATE, "--name", "x"),
            ("screen", *NEWSLETTER, "--format", PRIVATE), ("suppress", f"<{PRIVATE}"),
            ("holder", "add", PRIVATE, PRIVATE, "--from", PRIVATE),
        )
        for arguments in tries:
            environment = self.environment | self.located()
            done = subprocess.run([support.PROGRAM, *arguments], env=environment,
                                  capture_output=True, text=True, timeout=60, check=False)
            self.assertGreater(done.returncode, 1, arguments)
            for word in ("vera", "geheim", "prive"):
                self.assertNotIn(word, done.stderr, arguments)

    def test_a_failing_command_prints_nothing_else(self):
        done = self.lawful("show", "z@noord.example", status=support.ERRORS["unknown_id"])
        self.assertEqual(done.stdout, "")
        self.assertTrue(done.stderr.startswith("lawful: "))

    def test_output_that_cannot_be_written(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([support.PROGRAM, "policy", "show"], stdout=full,
                                  stderr=subprocess.PIPE, env=self.environment | self.located(),
                                  timeout=60, check=False)
        self.assertEqual(done.returncode, support.ERRORS["disk_full"])

    def test_arguments_that_are_not_utf8(self):
        environment = self.environment | self.located()
        for arguments in ([b"check", b"\xff@x.example", *map(str.encode, NEWSLETTER)],
                          [b"key", b"new", os.fsencode(self.folder) + b"/none/\xff"],
                          [b"organisation", b"add", b"--name", b"\xff\xfe"]):
            done = subprocess.run([support.PROGRAM.encode(), *arguments, b"--json"],
                                  env=environment, capture_output=True, timeout=60, check=False)
            self.assertGreater(done.returncode, 2, arguments)
            self.assertIn('"error"', done.stdout.decode())

    @unittest.skipUnless(os.path.exists("/proc/self/limits"), "no /proc here")
    def test_no_core_dump_holds_the_key(self):
        with subprocess.Popen([support.PROGRAM, "screen", *NEWSLETTER, "--addresses", "-"],
                              stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                              env=self.environment | self.located()) as running:
            limits = ""
            for _ in range(600):  # it waits for its input
                with open(f"/proc/{running.pid}/limits", encoding="ascii") as file:
                    limits = file.read()
                if re.search(r"Max core file size +0 +0 ", limits):
                    break
                time.sleep(0.1)
            running.stdin.close()
            self.assertEqual(running.wait(timeout=60), 0)
        self.assertRegex(limits, r"Max core file size +0 +0 ")

    def test_a_file_deleted_under_us(self):
        self.registry.unlink()
        self.fails("registry_missing", "check-store")


if __name__ == "__main__":
    unittest.main()
