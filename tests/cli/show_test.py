# SPDX-License-Identifier: Apache-2.0
import csv
import io
import unittest

import support
from support import NEWSLETTER

ANNA = "a.smit@noord.example"


class Show(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()
        self.anna = self.subscriber()

    def test_an_address_and_who_reads_it(self):
        shown = self.lawful("show", ANNA).stdout
        for text in (ANNA, "Anna Smit", self.anna, "2024-01-01", "newsletter", "alerts"):
            self.assertIn(text, shown)
        document = self.json("show", ANNA)
        self.assertEqual(document["address"]["text"], ANNA)
        self.assertEqual(document["holders"][0]["name"], "Anna Smit")

    def test_a_person(self):
        document = self.json("show", f"recipient:{self.anna}")
        self.assertEqual(document["recipient"]["id"], self.anna)
        self.assertEqual(document["addresses"][0]["text"], ANNA)
        self.assertIn(ANNA, self.lawful("show", self.anna).stdout)

    def test_an_organisation(self):
        made = self.organisation()
        for name in (made, "Gemeente Noord"):
            document = self.json("show", f"organisation:{name}")
            self.assertEqual(document["organisation"]["id"], made)
        self.assertIn("Gemeente Noord", self.lawful("show", f"organisation:{made}").stdout)

    def test_what_is_not_there(self):
        self.fails("unknown_id", "show", "z@noord.example")
        self.fails("unknown_id", "show", "ab" * 16)
        self.fails("invalid_address", "show", "geen adres")
        self.misused("show", "recipient:12")

    def test_events(self):
        own = self.json("events", ANNA)
        self.assertEqual([event["kind"] for event in own], ["address_added"])
        every = self.json("events", ANNA, "--all")
        self.assertEqual([event["kind"] for event in every][:4],
                         ["recipient_added", "address_added", "holder_added", "consent_given"])
        self.assertEqual([event["index"] for event in every],
                         sorted(event["index"] for event in every))
        for event in every:
            self.assertLessEqual({"index", "subject", "kind", "occurred", "recorded", "origin",
                                  "body"}, set(event))

    def test_events_as_csv_and_table(self):
        rows = list(csv.DictReader(io.StringIO(
            self.lawful("events", ANNA, "--all", "--format", "csv").stdout)))
        self.assertEqual(list(rows[0]), ["event", "recorded", "occurred", "subject", "kind",
                                         "purpose", "channel", "origin"])
        given = [row for row in rows if row["kind"] == "consent_given"][0]
        self.assertEqual((given["purpose"], given["channel"]), ("newsletter", "email"))
        self.lawful("consent", "withdraw", ANNA, "--all-purposes", "--all-channels")
        self.assertIn("every purpose", self.lawful("events", ANNA).stdout)

    def test_check_store(self):
        document = self.json("check-store")
        self.assertEqual(document["faults"], [])
        self.assertEqual(document["events"], self.check(allowed=True)["ledger_size"])
        self.assertRegex(self.lawful("check-store").stdout, r"faults +0")


if __name__ == "__main__":
    unittest.main()
