# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
import unittest

import support


class AddressBook(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()

    def listed(self, kind, *more):
        rows = self.lawful(kind, "list", "--format", "csv", *more).stdout
        items = self.json(kind, "list", *more)
        lines = self.lawful(kind, "list", "--format", "jsonl", *more).stdout.splitlines()
        self.assertEqual([json.loads(line) for line in lines], items)
        table = self.lawful(kind, "list", *more).stdout
        self.assertEqual(len(table.splitlines()), len(items) + 1)
        return list(csv.DictReader(io.StringIO(rows))), items

    def test_add_prints_the_bare_id(self):
        done = self.lawful("organisation", "add", "--name", "Gemeente Noord")
        self.assertRegex(done.stdout, "^[0-9a-f]{32}\n$")

    def test_organisation(self):
        first = self.organisation()
        self.lawful("organisation", "change", "Gemeente Noord", "--sector", "Gemeente",
                    "--public-authority", "yes")
        self.lawful("organisation", "change", first, "--legal-person", "no")
        rows, items = self.listed("organisation")
        self.assertEqual(rows[0], {"id": first, "name": "Gemeente Noord", "country": "NL",
                                   "sector": "Gemeente", "legal_person": "no",
                                   "public_authority": "yes"})
        self.assertEqual(items[0]["id"], first)
        self.lawful("organisation", "change", first, "--country", "")
        self.assertEqual(self.listed("organisation")[0][0]["country"], "")

    def test_organisation_refused(self):
        self.misused("organisation", "add")
        self.fails("invalid_record", "organisation", "add", "--name", "X", "--country", "nl")
        self.fails("unknown_id", "organisation", "change", "Nergens", "--sector", "x")
        self.misused("organisation", "add", "--name", "X", "--legal-person", "maybe")

    def test_recipient_keeps_what_is_not_given(self):
        self.organisation()
        anna = self.recipient("Anna Smit", "--role", "arts", "--organisation", "Gemeente Noord",
                              "--born", "2000-02-29", "--employee", "yes", "--guardianship", "yes",
                              "--source-detail", "kaartje", "--collected-for", "newsletter",
                              "--art14-exemption", "14(5)(a)", "--exemption-reason", "had it")
        before = self.listed("recipient")[1][0]
        self.lawful("recipient", "change", anna, "--role", "directeur")
        after = self.listed("recipient")[1][0]
        self.assertEqual(after, before | {"role": "directeur"})
        self.assertEqual(after["born"], "2000-02-29")
        self.assertEqual(after["source"]["collected_for"], "newsletter")
        self.lawful("recipient", "change", anna, "--born", "none", "--organisation", "none",
                    "--language", "")
        after = self.listed("recipient")[1][0]
        self.assertFalse({"born", "organisation", "language"} & set(after))

    def test_recipient_refused(self):
        self.misused("recipient", "add", "--name", "Anna")
        self.misused("recipient", "add", "--name", "Anna", "--source", "subject", "--obtained",
                     "2024-02-30")
        self.misused("recipient", "change", "not-an-id", "--name", "x")
        self.fails("unknown_id", "recipient", "change", "ab" * 16, "--name", "x")

    def test_addresses_are_masked_unless_revealed(self):
        self.person()
        rows, items = self.listed("address")
        self.assertEqual(rows[0]["address"], "a…@noord.example")
        self.assertEqual(items[0]["text"], "a…@noord.example")
        self.assertEqual((rows[0]["kind"], rows[0]["holders"]), ("personal", "1"))
        rows, items = self.listed("address", "--reveal")
        self.assertEqual(rows[0]["address"], "a.smit@noord.example")
        self.assertEqual(items[0]["text"], "a.smit@noord.example")

    def test_addresses_of_each_medium(self):
        self.lawful("address", "add", "06 12345678", "--medium", "phone")
        self.lawful("address", "add", "Dorpsstraat 1, 1234 AB Voorbeeld", "--medium", "post")
        texts = [row["address"] for row in self.listed("address")[0]]
        self.assertEqual(sorted(texts), ["'+31…78", "Dor…"])

    def test_address_change(self):
        self.organisation()
        self.lawful("address", "add", "info@noord.example")
        self.lawful("address", "change", "info@noord.example", "--kind", "role", "--organisation",
                    "Gemeente Noord")
        self.lawful("address", "change", "info@noord.example", "--source", "public_source")
        row = self.listed("address")[0][0]
        self.assertEqual((row["kind"], row["source"]), ("role", "public_source"))
        self.assertNotEqual(row["organisation"], "")

    def test_address_refused(self):
        self.person()
        self.fails("address_taken", "address", "add", "A.SMIT@noord.example")
        self.fails("invalid_address", "address", "add", "geen adres")
        self.fails("invalid_record", "address", "add", "info@noord.example", "--kind", "role")
        self.fails("unknown_id", "address", "change", "z@noord.example", "--kind", "role")

    def test_holder_leaves_and_a_successor_comes(self):
        anna = self.subscriber()
        bob = self.recipient("Bob Vos")
        self.check(allowed=True)
        events = self.json("holder", "replace", "a.smit@noord.example", "--from", anna, "--to", bob,
                           "--on", "2024-03-01")["events"]
        self.assertEqual([event["kind"] for event in events], ["holder_ended", "holder_added"])
        self.check(allowed=False)
        rows, items = self.listed("holder")
        self.assertEqual(len(items), 2)
        self.assertEqual({row["recipient"]: (row["from"], row["until"]) for row in rows},
                         {anna: ("2024-01-01", "2024-03-01"), bob: ("2024-03-01", "")})
        self.assertEqual({row["text"] for row in rows}, {"a…@noord.example"})

    def test_holder_end(self):
        anna = self.subscriber()
        self.lawful("holder", "end", "a.smit@noord.example", anna, "--until", "2024-03-01")
        self.assertIn("E_UNKNOWN_ADDRESS", self.codes(self.check(allowed=False)))

    def test_holder_change(self):
        anna = self.subscriber()
        self.lawful("holder", "change", "a.smit@noord.example", anna, "--from", "2023-01-01", "--until", "2024-03-01")
        rows, _ = self.listed("holder")
        self.assertEqual([(row["from"], row["until"]) for row in rows], [("2023-01-01", "2024-03-01")])
        self.lawful("holder", "change", "a.smit@noord.example", anna, "--until", "2024-04-01")
        self.assertEqual(self.listed("holder")[0][0]["until"], "2024-04-01")
        self.misused("holder", "change", "a.smit@noord.example", anna)
        self.misused("holder", "change", "a.smit@noord.example", anna, "--from", "2022-01-01", "--until", "2021-01-01")
        self.fails("not_holder", "holder", "change", "a.smit@noord.example", self.recipient("Bob"), "--from",
                   "2023-01-01")

    def test_holder_refused(self):
        anna = self.person()
        self.fails("unknown_id", "holder", "add", "z@noord.example", anna, "--from", "2024-01-01")
        self.fails("unknown_id", "holder", "add", "a.smit@noord.example", "ab" * 16, "--from",
                   "2024-01-01")
        self.fails("not_holder", "holder", "end", "a.smit@noord.example", self.recipient("Bob"),
                   "--until", "2024-01-01")
        self.fails("invalid_record", "holder", "add", "a.smit@noord.example", anna, "--from",
                   "2024-02-01")
        self.misused("holder", "add", "a.smit@noord.example", anna)
        replace = ("holder", "replace", "a.smit@noord.example", "--on", "2024-03-01", "--from")
        self.fails("unknown_id", *replace, anna, "--to", "ab" * 16)
        self.fails("invalid_record", *replace, anna, "--to", anna)
        self.fails("not_holder", *replace, self.recipient("Eva"), "--to", anna)
        self.misused(*replace, anna)
        self.assertEqual(self.listed("holder")[0][0]["until"], "")

    def test_a_name_cannot_drive_the_terminal_or_a_spreadsheet(self):
        self.lawful("organisation", "add", "--name", "\x1b[31mRood\u202e")
        self.assertNotRegex(self.lawful("organisation", "list").stdout, "[\x1b\u202e]")
        self.lawful("organisation", "add", "--name", '=cmd|" /C calc"!A0')
        rows = self.lawful("organisation", "list", "--format", "csv").stdout
        self.assertIn('"\'=cmd|"" /C calc""!A0"', rows)

    def test_columns_are_aligned_by_display_width(self):
        for name in ("Zorg é", "日本語", "Zuid"):
            self.lawful("organisation", "add", "--name", name, "--country", "NL")
        wide = {"日", "本", "語"}
        places = set()
        for line in self.lawful("organisation", "list").stdout.splitlines()[1:]:
            before = line[:line.index("NL")]
            places.add(sum(2 if sign in wide else 1 for sign in before))
        self.assertEqual(len(places), 1)


if __name__ == "__main__":
    unittest.main()
