# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
import unittest

import support
from support import NEWSLETTER


class Screen(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()
        self.subscriber()
        self.person("b.vos@noord.example", "Bob Vos")
        self.list = self.folder / "list.txt"

    def rows(self, *arguments, **options):
        done = self.lawful("screen", *NEWSLETTER, "--format", "csv", *arguments, **options)
        return list(csv.reader(io.StringIO(done.stdout)))

    def test_csv_of_given_addresses(self):
        self.list.write_text("A.Smit@noord.example\nb.vos@noord.example\ngeen adres\n"
                             "z@noord.example\n")
        head, *rows = self.rows("--addresses", self.list)
        self.assertEqual(head, ["address", "verdict", "reasons", "obligations"])
        self.assertEqual([row[0] for row in rows], self.list.read_text().splitlines())
        self.assertEqual([row[1] for row in rows],
                         ["allow_with_obligations", "deny", "deny", "deny"])
        self.assertIn("A_CONSENT", rows[0][2].split(" "))
        self.assertIn("E_NO_STOP_ADDRESS", rows[0][3].split(" "))
        self.assertNotIn("E_NO_STOP_ADDRESS", rows[0][2])
        self.assertEqual(rows[2][2:], ["E_ADDR_INVALID", ""])
        self.assertEqual(rows[3][2:], ["E_UNKNOWN_ADDRESS", ""])

    def test_csv_agrees_with_check(self):
        self.list.write_text("a.smit@noord.example\nb.vos@noord.example\n")
        for row, allowed in zip(self.rows("--addresses", self.list)[1:], (True, False)):
            decision = self.check(row[0], allowed=allowed)
            counted = [reason["code"] for reason in decision["reasons"]
                       if reason["effect"] not in ("info", "obligation")]
            self.assertEqual(row[2].split(" "), list(dict.fromkeys(counted)))
            codes = [obligation["code"] for obligation in decision["obligations"]]
            self.assertEqual(row[3], " ".join(dict.fromkeys(codes)))

    def test_one_row_a_line(self):
        given = b"\xef\xbb\xbfa.smit@noord.example\r\n\r\nz@noord.example"
        rows = self.rows("--addresses", "-", stdin=given)
        self.assertEqual([row[0] for row in rows[1:]],
                         ["a.smit@noord.example", "", "z@noord.example"])
        self.assertEqual(rows[1][1], "allow_with_obligations")
        self.assertEqual(rows[2][2], "E_ADDR_INVALID")
        self.assertEqual(self.rows("--addresses", "-", stdin=""), [rows[0]])

    def test_csv_is_safe_for_a_spreadsheet(self):
        formula = '=HYPERLINK("http://x.example","y")\n+316\n-1\n@x\n\ta\n'
        done = self.lawful("screen", *NEWSLETTER, "--format", "csv", "--addresses", "-",
                           stdin=formula)
        cells = [row[0] for row in csv.reader(io.StringIO(done.stdout))][1:]
        self.assertEqual(len(cells), 5)
        for cell in cells:
            self.assertTrue(cell.startswith("'"), cell)

    def test_without_addresses_ids_and_masked(self):
        head, *rows = self.rows()
        self.assertEqual(head, ["id", "address", "verdict", "reasons", "obligations"])
        self.assertEqual(sorted(row[1] for row in rows), ["a…@noord.example", "b…@noord.example"])
        for row in rows:
            self.check("address:" + row[0], allowed=row[2] != "deny")

    def test_table_ends_with_counts(self):
        shown = self.lawful("screen", *NEWSLETTER).stdout
        counts = shown.rsplit("\n\n", 1)[1]
        self.assertRegex(counts, r"(?m)^deny +1$")
        self.assertRegex(counts, r"(?m)^allow_with_obligations +1$")
        self.assertRegex(counts, r"(?m)^E_NL_CONSENT +1$")
        self.assertNotIn("smit@", shown)
        self.assertNotIn("\x1b", shown)

    def test_json_lines(self):
        done = self.lawful("screen", *NEWSLETTER, "--format", "jsonl", "--addresses", "-",
                           stdin=b"a.smit@noord.example\n\xff\xfe@noord.example\n")
        items = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(items[0]["input"], "a.smit@noord.example")
        self.assertEqual(items[0]["decision"]["verdict"], "allow_with_obligations")
        self.assertEqual(items[1]["decision"]["verdict"], "deny")

    def test_json(self):
        document = self.json("screen", *NEWSLETTER)
        self.assertEqual(len(document["items"]), 2)
        self.assertEqual(document["verdicts"], {"allow_with_obligations": 1, "deny": 1})
        self.assertEqual(document["codes"]["E_NL_CONSENT"], 1)
        self.misused("screen", *NEWSLETTER, "--format", "csv")

    def test_as_of(self):
        given = self.json("events", "a.smit@noord.example", "--all")[-1]["recorded"]
        self.lawful("consent", "withdraw", "a.smit@noord.example", *NEWSLETTER)
        stdin = "a.smit@noord.example\n"
        now = self.rows("--addresses", "-", stdin=stdin)
        then = self.rows("--addresses", "-", "--as-of", given, stdin=stdin)
        self.assertEqual((now[1][1], then[1][1]), ("deny", "allow_with_obligations"))

    def test_misuse(self):
        self.misused("screen", "--purpose", "newsletter")
        self.lawful("screen", *NEWSLETTER, "--format", "xml", status=2)
        self.fails("input_output", "screen", *NEWSLETTER, "--addresses", self.folder / "none")
        self.fails("unknown_purpose", "screen", "--purpose", "raffle", "--channel", "email")


if __name__ == "__main__":
    unittest.main()
