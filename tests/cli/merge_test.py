# SPDX-License-Identifier: Apache-2.0
import csv
import io
import unittest

import support
from support import NEWSLETTER

ANNA = "a.smit@noord.example"
HOME = "anna@thuis.example"


class Merge(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()
        self.anna = self.subscriber()
        self.again = self.subscriber(HOME)

    def test_a_denial_of_one_reaches_the_other_and_outlives_the_undoing(self):
        events = self.json("merge", self.anna, f"recipient:{self.again}")["events"]
        self.assertEqual([(event["kind"], event["subject"]["id"]) for event in events],
                         [("merged", self.anna), ("merged", self.again)])
        self.assertEqual(events[1]["event"], events[0]["event"] + 1)
        self.check(HOME, allowed=True)
        self.lawful("consent", "withdraw", ANNA, *NEWSLETTER)
        self.assertIn("E_CONSENT_WITHDRAWN", self.codes(self.check(HOME, allowed=False)))
        undone = self.json("merge", "undo", self.again, self.anna)["events"]
        self.assertEqual([event["kind"] for event in undone], ["merge_undone"] * 2)
        self.check(ANNA, allowed=False)
        self.check(HOME, allowed=False)
        self.assertEqual(self.json("check-store")["faults"], [])

    def test_both_are_shown_and_answered(self):
        self.lawful("merge", self.anna, self.again)
        shown = self.json("show", f"recipient:{self.again}")
        self.assertEqual(shown["recipient"]["merged"], [self.anna])
        self.assertEqual({item["text"] for item in shown["addresses"]}, {ANNA, HOME})
        self.assertIn(f"merged with  {self.anna}", self.lawful("show", f"recipient:{self.again}").stdout)
        kinds = {event["kind"] for event in self.json("events", HOME, "--all")}
        self.assertIn("merged", kinds)
        subjects = {event["subject"] for event in self.json("events", f"recipient:{self.anna}", "--all")}
        self.assertEqual(len(subjects), 2)

    def test_one_person_reads_a_mailbox_under_two_ids(self):
        self.holder(HOME, self.anna)
        self.misused("restrict", HOME, "--ground", "accuracy")
        self.lawful("merge", self.anna, self.again)
        events = self.json("restrict", HOME, "--ground", "accuracy")["events"]
        self.assertEqual(len(events), 1)
        self.assertIn("E_RESTRICTED", self.codes(self.check(ANNA, allowed=False)))

    def test_an_objection_is_resolved_under_both(self):
        self.lawful("merge", self.anna, self.again)
        event = self.json("object", f"recipient:{self.anna}", "--own-situation", "--purpose",
                          "newsletter")["events"][0]["event"]
        resolved = self.json("object", "resolve", f"recipient:{self.anna}", "--objection", event, "--outcome",
                             "upheld", "--grounds", "no compelling grounds")["events"]
        self.assertEqual({item["subject"]["id"] for item in resolved}, {self.anna, self.again})

    def test_candidates(self):
        self.holder(HOME, self.anna)
        pair = sorted((self.anna, self.again))
        found = self.json("merge", "candidates")["candidates"]
        self.assertEqual(found, [{"one": pair[0], "other": pair[1], "reason": "same_address"}])
        text = self.lawful("merge", "candidates", "--format", "csv").stdout
        self.assertEqual(list(csv.reader(io.StringIO(text))),
                         [["recipient", "other", "reason"], [*pair, "same_address"]])
        self.assertIn("same_address", self.lawful("merge", "candidates").stdout)
        self.assertIn('"candidates"', self.lawful("merge", "candidates", "--format", "json").stdout)
        self.misused("merge", "candidates", "--format", "xml")
        self.lawful("merge", self.anna, self.again)
        self.assertEqual(self.json("merge", "candidates")["candidates"], [])

    def test_refused(self):
        self.misused("merge", self.anna)
        self.misused("merge", self.anna, "somebody")
        self.misused("merge", "undo", self.anna)
        self.fails("invalid_record", "merge", self.anna, self.anna)
        self.fails("unknown_id", "merge", self.anna, "ab" * 16)
        self.fails("invalid_record", "merge", "undo", self.anna, self.again)
        self.lawful("merge", self.anna, self.again)
        self.fails("already_done", "merge", self.again, self.anna)


if __name__ == "__main__":
    unittest.main()
