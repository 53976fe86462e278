# SPDX-License-Identifier: Apache-2.0
import subprocess
import threading
import unittest

import support
from support import NEWSLETTER


class Concurrency(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()
        self.subscriber()

    def test_processes_that_write_at_once_all_succeed(self):
        commands = [[support.PROGRAM, "suppress", f"p{n}@noord.example", "--json"]
                    for n in range(16)]
        environment = self.environment | self.located()
        running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE) for command in commands]
        for process in running:
            _, errors = process.communicate(timeout=120)
            self.assertEqual((process.returncode, errors), (0, b""))
        report = self.json("check-store")
        self.assertEqual(report["faults"], [])
        for n in range(16):
            decision = self.check(f"p{n}@noord.example", allowed=False)
            self.assertIn("E_SUPPRESSED", self.codes(decision))

    def test_readers_go_on_while_another_writes(self):
        stop = threading.Event()
        seen = []

        def read():
            while not stop.is_set():
                done = subprocess.run(
                    [support.PROGRAM, "check", "a.smit@noord.example", *NEWSLETTER, "--quiet"],
                    env=self.environment | self.located(), capture_output=True, timeout=120,
                    check=False)
                seen.append(done.returncode)

        reader = threading.Thread(target=read)
        reader.start()
        for n in range(10):
            self.lawful("suppress", f"q{n}@noord.example")
        self.lawful("consent", "withdraw", "a.smit@noord.example", *NEWSLETTER)
        self.check(allowed=False)
        stop.set()
        reader.join()
        self.assertLessEqual(set(seen), {0, 1})
        self.assertIn(0, seen)


if __name__ == "__main__":
    unittest.main()
