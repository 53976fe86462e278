# SPDX-License-Identifier: Apache-2.0
import unittest

import support
from support import DATA, NEWSLETTER

ANNA = "a.smit@noord.example"
GROUND = ("--ground", "17(1)(b)")


class Erase(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()

    def test_erased_by_address(self):
        self.subscriber()
        receipt = self.json("erase", ANNA, *GROUND, "--yes")
        self.assertEqual((receipt["addresses"], receipt["suppressed"]), (1, 1))
        self.assertGreater(receipt["leaves"], 2)
        self.assertIn("E_SUPPRESSED", self.codes(self.check(ANNA, allowed=False)))
        self.fails("unknown_id", "erase", ANNA, *GROUND, "--yes")
        self.assertEqual(self.json("check-store")["faults"], [])

    def test_erased_by_id_and_again(self):
        anna = self.person()
        first = self.json("erase", anna, *GROUND, "--yes")
        again = self.json("erase", f"recipient:{anna}", *GROUND, "--yes")
        self.assertEqual(again["tombstone"], first["tombstone"])
        answers = self.json("check", f"recipient:{anna}", *NEWSLETTER, status=1)
        self.assertIn("E_ERASED", str(answers))
        self.fails("erased", "show", f"recipient:{anna}")

    def test_it_asks_first(self):
        self.subscriber()
        self.assertIn("--yes", self.misused("erase", ANNA, *GROUND))
        self.lawful("erase", ANNA, *GROUND, status=2, stdin="yes\n")
        self.check(ANNA, allowed=True)

    def test_a_ground_is_named(self):
        self.subscriber()
        self.assertIn("17(1)(a)", self.misused("erase", ANNA, "--ground", "17(2)", "--yes"))
        self.lawful("erase", ANNA, "--yes", status=2)

    def test_an_address_that_nobody_holds(self):
        self.lawful("address", "add", "los@noord.example")
        self.assertEqual(self.json("erase", "los@noord.example", *GROUND, "--yes")["suppressed"], 1)
        self.assertIn("E_SUPPRESSED", self.codes(self.check("los@noord.example", allowed=False)))

    def test_what_is_held_is_not_erased(self):
        self.subscriber()
        why = ("--reason", "claim for damages", "--case", "C/13/7")
        self.misused("hold", "place", *why)
        self.misused("hold", "place", ANNA, "--purpose", "newsletter", *why)
        hold = self.json("hold", "place", "--purpose", "newsletter", *why)["events"][0]["event"]
        self.fails("legal_hold", "erase", ANNA, *GROUND, "--yes")
        self.assertEqual([(one["event"], one["kind"], one["case_reference"]) for one in self.json("hold", "list")["holds"]],
                         [(hold, "registry", "C/13/7")])
        self.lawful("hold", "release", "--hold", hold, "--reason", "case closed")
        self.assertEqual(self.json("hold", "list")["holds"], [])
        own = self.json("hold", "place", ANNA, *why)["events"][0]["event"]
        self.fails("legal_hold", "erase", ANNA, *GROUND, "--yes")
        self.lawful("hold", "release", ANNA, "--hold", own, "--reason", "case closed")
        self.lawful("erase", ANNA, *GROUND, "--yes")

    def test_whom_to_tell(self):
        self.subscriber()
        self.lawful("disclose", ANNA, "--to", "Drukkerij De Pers", "--categories", "name,address")
        self.assertEqual(self.json("erase", ANNA, *GROUND, "--yes")["tell"], ["Drukkerij De Pers"])

    def test_whom_to_tell_cannot_drive_the_terminal(self):
        self.subscriber()
        self.lawful("disclose", ANNA, "--to", "\x1b[31mRood\u202e", "--categories", "name")
        told = self.lawful("erase", ANNA, *GROUND, "--yes").stdout
        self.assertIn("Rood", told)
        self.assertNotRegex(told, "[\x1b\u202e]")

    def test_an_import_does_not_bring_them_back(self):
        mapping, rows = DATA / "mapping.toml", DATA / "list.csv"
        self.lawful("import", mapping, rows, status=1)
        self.lawful("erase", ANNA, *GROUND, "--yes")
        self.lawful("import", mapping, rows, status=1)
        self.assertIn("E_SUPPRESSED", self.codes(self.check(ANNA, allowed=False)))
        again = self.folder / "again.csv"
        again.write_bytes(rows.read_bytes().replace(b"Smit", b"Smid"))
        self.lawful("import", mapping, again, status=1)
        self.assertIn("E_SUPPRESSED", self.codes(self.check(ANNA, allowed=False)))


if __name__ == "__main__":
    unittest.main()
