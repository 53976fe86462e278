# SPDX-License-Identifier: Apache-2.0
import os
import pty
import subprocess
import unittest

import support
from support import NEWSLETTER


class Terminal(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()

    def on_terminal(self, *arguments, env=None, typed=b""):
        """What the program writes to a terminal: standard output and error together."""
        main, side = pty.openpty()
        os.write(main, typed)
        environment = self.environment | self.located() | (env or {})
        with subprocess.Popen([support.PROGRAM, *map(str, arguments)], stdin=side, stdout=side,
                              stderr=side, env=environment, cwd=self.folder) as running:
            os.close(side)
            written = b""
            while True:
                try:
                    some = os.read(main, 65536)
                except OSError:  # the other side is closed
                    break
                if not some:
                    break
                written += some
            running.wait(timeout=120)
        os.close(main)
        return written.decode()

    def test_colour_on_a_terminal_only(self):
        asked = ("check", "z@noord.example", *NEWSLETTER)
        self.assertIn("\x1b[31mdeny\x1b[0m", self.on_terminal(*asked))
        self.assertNotIn("\x1b", self.lawful(*asked, status=1).stdout)

    def test_no_color(self):
        asked = ("check", "z@noord.example", *NEWSLETTER)
        self.assertNotIn("\x1b", self.on_terminal(*asked, env={"NO_COLOR": "1"}))
        self.assertNotIn("\x1b", self.on_terminal(*asked, env={"TERM": "dumb"}))

    def test_json_has_no_colour(self):
        asked = ("check", "z@noord.example", *NEWSLETTER, "--json")
        self.assertNotIn("\x1b", self.on_terminal(*asked))

    def many(self, count):
        rows = "".join(f"Gemeente {n % 50};Naam {n};n{n}@g{count}.example;formulier;01-02-2024;ja\n"
                       for n in range(count))
        file = self.folder / f"{count}.csv"
        file.write_text("Organisatie;Naam;E-mail;Bron;Toegevoegd;Nieuwsbrief\n" + rows)
        return ("import", support.DATA / "mapping.toml", file, "--dry-run")

    def test_progress_on_a_terminal_only(self):
        count, written = 1_000, ""
        while "\rimporting" not in written and count < 300_000:  # as fast as the machine may be
            count *= 3
            written = self.on_terminal(*self.many(count))
        self.assertRegex(written, r"\rimporting \[[#.]{30}\] \d+ %")
        self.assertRegex(written, r"\r\x1b\[K.*\r?\n(?s:.*)imported +\d+")
        self.assertEqual(self.lawful(*self.many(count)).stderr, "")

    def test_an_erasure_is_shown_before_it_is_asked_for(self):
        who = self.person()
        asked = ("erase", "a.smit@noord.example", "--ground", "17(1)(b)")
        written = self.on_terminal(*asked, typed=b"no\n")
        self.assertRegex(written, r"goes: 1 recipient_added(?s:.*)Erase that\?")
        self.assertIn("nothing was erased", written)
        self.assertIn("Anna Smit", self.lawful("show", f"recipient:{who}").stdout)
        self.assertIn("erased: event", self.on_terminal(*asked, typed=b"yes\n"))
        self.fails("erased", "show", f"recipient:{who}")

    def test_no_progress_for_short_work(self):
        self.assertNotIn("\r\x1b[K", self.on_terminal("check-store"))
        self.assertNotIn("checking", self.on_terminal("check-store"))


if __name__ == "__main__":
    unittest.main()
