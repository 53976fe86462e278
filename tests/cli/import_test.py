# SPDX-License-Identifier: Apache-2.0
import json
import stat
import unittest

import support
from support import DATA, NEWSLETTER

LIST = DATA / "list.csv"
MAPPING = DATA / "mapping.toml"


class Import(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()

    def test_a_list_with_a_bad_row(self):
        report = self.json("import", MAPPING, LIST, status=1)
        self.assertEqual((report["rows"], report["imported"], report["rejected_rows"]), (4, 3, 1))
        self.assertEqual(report["rejected"][0]["line"], 5)
        self.assertNotIn("geen adres", report["rejected"][0]["reason"])
        self.assertEqual(report["unread_columns"], ["Opmerking"])
        self.assertEqual(report["claims"]["given_with_form"], 1)
        self.check(allowed=True)
        self.assertIn("E_CONSENT_NOT_DEMONSTRABLE",
                      self.codes(self.check("b.vos@noord.example", allowed=False)))
        self.assertIn("E_CONSENT_REFUSED",
                      self.codes(self.check("c.mol@noord.example", allowed=False)))

    def test_for_people(self):
        shown = self.lawful("import", MAPPING, LIST, status=1).stdout
        for pattern in (r"rows +4", r"imported +3", r"rejected +1", r"columns not read +Opmerking",
                        r"claim given_with_form +1", r"(?m)^5 +"):
            self.assertRegex(shown, pattern)
        self.assertNotIn("noord.example", shown)

    def test_twice_changes_nothing(self):
        self.lawful("import", MAPPING, LIST, status=1)
        size = self.json("check-store")["events"]
        report = self.json("import", MAPPING, LIST, status=1)
        self.assertEqual((report["imported"], report["unchanged"]), (0, 3))
        self.assertEqual(self.json("check-store")["events"], size)

    def test_revives_nobody(self):
        self.lawful("import", MAPPING, LIST, status=1)
        self.lawful("consent", "withdraw", "a.smit@noord.example", *NEWSLETTER)
        self.lawful("import", MAPPING, LIST, status=1)
        self.assertIn("E_CONSENT_WITHDRAWN", self.codes(self.check(allowed=False)))

    def test_dry_run_writes_nothing(self):
        size = self.json("check-store")["events"]
        report = self.json("import", MAPPING, LIST, "--dry-run", status=1)
        self.assertEqual(report["imported"], 3)
        self.assertEqual(self.json("check-store")["events"], size)
        self.assertIn("dry run", self.lawful("import", MAPPING, LIST, "--dry-run", status=1).stdout)

    def test_rejects_are_the_original_bytes(self):
        rejects = self.folder / "rejects.csv"
        self.lawful("import", MAPPING, LIST, "--rejects", rejects, status=1)
        original = LIST.read_bytes().splitlines(keepends=True)
        self.assertEqual(rejects.read_bytes(), original[0] + original[4])
        self.assertEqual(stat.S_IMODE(rejects.stat().st_mode), 0o600)
        self.assertTrue((self.folder / "rejects.csv.reasons.csv").exists())

    def test_all_rows_taken_exits_0(self):
        good = self.folder / "good.csv"
        good.write_bytes(b"".join(LIST.read_bytes().splitlines(keepends=True)[:4]))
        self.lawful("import", MAPPING, good)

    def test_bad_files(self):
        self.fails("invalid_file", "import", MAPPING, self.write("x.csv", b"\xff\xfe\x00"))
        broken = self.write("m.toml", b"encoding = \n")
        self.assertRegex(self.fails("invalid_mapping", "import", broken, LIST),
                         r":1:\d+|line 1, column \d+")
        self.misused("import", MAPPING)

    def write(self, name, content):
        file = self.folder / name
        file.write_bytes(content)
        return file


class Example(support.Case):
    """The list and the mapping of examples/, whole."""

    def test_the_newsletter_goes_to_whom_the_forms_name(self):
        examples = support.SOURCE / "examples"
        expected = examples / "data" / "partners.expected.json"
        if not expected.exists():
            self.skipTest("no example list")
        newsletter = json.loads(expected.read_text())["newsletter"]
        self.begin(examples / "veilig-thuis" / "lawful.toml")
        report = self.json("import", examples / "partners.mapping.toml",
                           examples / "data" / "partners.csv", status=1)
        self.assertEqual(report["rejected_rows"], 6)
        done = self.lawful("screen", "--purpose", "partner-newsletter", "--channel", "email",
                           "--addresses", "-", "--format", "jsonl", stdin="\n".join(newsletter))
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        allowed = {item["input"] for item in answers if item["decision"]["verdict"] != "deny"}
        self.assertEqual(allowed, {address for address, claim in newsletter.items()
                                   if claim == "given_with_form"})


if __name__ == "__main__":
    unittest.main()
