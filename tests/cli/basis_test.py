# SPDX-License-Identifier: Apache-2.0
import unittest

import support
from support import ALERTS, NEWSLETTER


class Basis(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()
        self.organisation()
        self.anna = self.recipient("Anna Smit", "--organisation", "Gemeente Noord")
        self.lawful("address", "add", "a.smit@noord.example")
        self.holder("a.smit@noord.example", self.anna)
        self.lawful("inform", "a.smit@noord.example", "--duty", "art13")
        self.lawful("address", "add", "info@noord.example", "--kind", "role", "--organisation",
                    "Gemeente Noord", "--source", "public_source")

    def alerts(self, address, status):
        return self.json("check", address, *ALERTS, status=status)

    def test_an_organisation_bears_a_public_task(self):
        whom = ("organisation:Gemeente Noord", "--purpose", "alerts", "--basis", "public_task")
        self.alerts("a.smit@noord.example", 1)
        self.lawful("basis", "declare", *whom, "--provision", "Wmo 2015 2.1.1")
        self.assertEqual(self.alerts("a.smit@noord.example", 0)["basis"], "public_task")
        self.lawful("basis", "end", *whom)
        self.alerts("a.smit@noord.example", 1)

    def test_a_public_task_without_its_law_does_not_hold(self):
        self.lawful("basis", "declare", "organisation:Gemeente Noord", "--purpose", "alerts",
                    "--basis", "public_task")
        self.assertIn("E_NO_LEGAL_PROVISION", self.codes(self.alerts("a.smit@noord.example", 1)))

    def test_a_person_by_address(self):
        events = self.json("basis", "declare", "a.smit@noord.example", "--purpose", "alerts",
                           "--basis", "legitimate_interest", "--assessment", "LIA 4",
                           "--assessed-on", "2024-01-01")["events"]
        self.assertEqual(events[0]["subject"], {"kind": "recipient", "id": self.anna})
        self.alerts("a.smit@noord.example", 0)

    def test_a_contract(self):
        self.lawful("basis", "declare", f"recipient:{self.anna}", "--purpose", "alerts",
                    "--basis", "contract", "--contract", "2024/17")
        self.assertEqual(self.alerts("a.smit@noord.example", 0)["basis"], "contract")

    def test_misuse(self):
        self.misused("basis", "declare", f"recipient:{self.anna}", "--purpose", "alerts",
                     "--basis", "curiosity")
        self.fails("invalid_record", "basis", "declare", f"recipient:{self.anna}", "--purpose",
                   "newsletter", "--basis", "consent")
        self.fails("unknown_purpose", "basis", "end", f"recipient:{self.anna}", "--purpose",
                   "raffle", "--basis", "contract")
        self.fails("unknown_id", "basis", "end", "organisation:Nergens", "--purpose", "alerts",
                   "--basis", "contract")

    def test_a_designated_address(self):
        decision = self.check("info@noord.example", allowed=False)
        self.assertIn("E_NL_NOT_DESIGNATED", self.codes(decision))
        self.lawful("ground", "declare", "info@noord.example", "--kind", "designated", "--purpose",
                    "newsletter", "--url", "https://noord.example/contact", "--captured",
                    "2026-01-02", "--quote", "nieuwsbrieven graag aan dit adres")
        body = self.json("events", "info@noord.example")[-1]["body"]
        self.assertEqual(body["captured"], "2026-01-02T00:00:00.000Z")
        self.assertEqual(body["purposes"], ["newsletter"])
        decision = self.json("check", "info@noord.example", *NEWSLETTER, status=1)
        self.assertIn("A_NL_DESIGNATED", self.codes(decision))
        self.lawful("ground", "end", "info@noord.example", "--kind", "designated")
        decision = self.check("info@noord.example", allowed=False)
        self.assertNotIn("A_NL_DESIGNATED", self.codes(decision))

    def test_a_soft_opt_in(self):
        self.lawful("recipient", "change", self.anna, "--source", "own_customer")
        self.lawful("ground", "declare", f"recipient:{self.anna}", "--kind", "soft_opt_in",
                    "--in-sale", "--own-similar", "--opt-out-at-collection", "--evidence",
                    "order 12")
        body = self.json("events", f"recipient:{self.anna}")[-1]["body"]
        self.assertTrue(body["in_sale"] and body["own_similar"] and body["opt_out_at_collection"])
        decision = self.check("a.smit@noord.example", allowed=True)
        self.assertIn("A_SOFT_OPT_IN", self.codes(decision))

    def test_a_ground_that_is_none(self):
        self.misused("ground", "declare", "info@noord.example", "--kind", "habit")
        self.fails("unknown_id", "ground", "declare", "z@noord.example", "--kind", "impersonal")


if __name__ == "__main__":
    unittest.main()
