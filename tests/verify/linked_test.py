# SPDX-License-Identifier: Apache-2.0
"""What the auditor's program needs to run: linked_test.py LAWFUL-VERIFY"""
import re
import subprocess
import sys
import unittest

PROGRAM = sys.argv[1]
# Time zones: an answer is decided again in the controller's.
ALLOWED = {"date-tz", "crypto", "fmt", "stdc++", "gcc_s", "c", "m"}
SANITIZERS = {"asan", "ubsan", "tsan"}


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


class Linked(unittest.TestCase):
    def test_it_needs_neither_sqlite_nor_phone_numbers_nor_lawful_itself(self):
        needed = re.findall(r"\(NEEDED\).*\[lib([^.\]]*)\.so", output("readelf", "-d", PROGRAM))
        self.assertIn("crypto", needed)
        self.assertEqual(set(needed) - ALLOWED - SANITIZERS, set())

    def test_no_sqlite_is_linked_in(self):
        names = output("nm", "--defined-only", "--demangle", PROGRAM).lower()
        self.assertIn("inspect_audit", names)
        for foreign in ("sqlite3_open", "sqlite::", "phonenumber", "lawful::store::", "lawful::contact::"):
            self.assertNotIn(foreign, names)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
