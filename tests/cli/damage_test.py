# SPDX-License-Identifier: Apache-2.0
"""What docs/threat-model.md says is found, by the program, on a registry that it made."""

import subprocess
import unittest

import support

PAGE = 4096


def pages_of(data):
    return [data[at:at + PAGE] for at in range(0, len(data), PAGE)]


class Damage(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()
        for number in range(8):
            self.subscriber(f"p{number}@noord.example", f"P {number}")
        self.subscriber()

    def status(self, pages, *command):
        """Exit status of a command on a registry of these pages."""
        self.registry.write_bytes(b"".join(pages))
        return subprocess.run(
            [support.PROGRAM, *command], env=self.environment | self.located(), cwd=self.folder,
            capture_output=True, timeout=120, check=False).returncode

    def test_a_flipped_bit_in_any_page_is_found(self):
        sound = pages_of(self.registry.read_bytes())
        self.assertEqual(self.status(sound, "check-store"), 0)
        for number in range(1, len(sound)):
            page = bytearray(sound[number])
            page[number * 97 % PAGE] ^= 1 << number % 8
            with self.subTest(page=number):
                self.assertNotEqual(
                    self.status(sound[:number] + [page] + sound[number + 1:], "check-store"), 0)

    def test_an_old_page_put_back_is_refused_found_or_mended(self):
        old = pages_of(self.registry.read_bytes())
        self.lawful("consent", "withdraw", "a.smit@noord.example", *support.NEWSLETTER)
        new = pages_of(self.registry.read_bytes())
        question = ("check", "a.smit@noord.example", *support.NEWSLETTER)
        self.assertEqual(self.status(new, *question), 1)
        self.assertEqual(self.status(new, "check-store"), 0)
        changed = [number for number in range(1, len(old)) if old[number] != new[number]]
        found = 0
        for number in changed:
            mixed = new[:number] + [old[number]] + new[number + 1:]
            with self.subTest(page=number):
                # The page of the journal's mark is mended at open, and only then is nothing found.
                known = self.status(mixed, "check-store") != 0
                found += known
                self.assertTrue(known or self.status(mixed, *question) == 1)
        self.assertGreaterEqual(found, max(3, len(changed) - 1))

    def test_a_file_cut_short_is_found(self):
        sound = self.registry.read_bytes()
        for size in (0, 1, PAGE - 1, PAGE, 2 * PAGE, len(sound) // 2, len(sound) - PAGE, len(sound) - 1):
            with self.subTest(size=size):
                self.assertNotEqual(self.status([sound[:size]], "check-store"), 0)


if __name__ == "__main__":
    unittest.main()
