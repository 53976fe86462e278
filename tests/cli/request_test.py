# SPDX-License-Identifier: Apache-2.0
import csv
import datetime
import io
import unittest

import support
from support import ALERTS

ANNA = "a.smit@noord.example"
REFUSAL = ("--reason", "excessive", "--complaint", "AP", "--remedy", "Rechtbank")


class Requests(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()

    def open(self, *more, address=ANNA):
        return self.json("request", "open", address, *more)["events"][0]["event"]

    def listed(self, *more):
        return self.json("request", "list", *more)["requests"]

    def test_a_request_from_opening_to_closing(self):
        anna = self.person()
        request = self.open("--type", "access", "--received", "2024-02-29", "--how", "web_form",
                            "--reference", "R-7")
        (row,) = self.listed()
        self.assertEqual(row, {"request": request, "subject": anna, "kind": "recipient", "type": "access",
                               "received": "2024-02-29", "how": "web_form", "reference": "R-7",
                               "due": "2024-04-02", "overdue": True})
        self.lawful("request", "verify-identity", ANNA, "--request", request, "--asked", "--on", "2024-03-04",
                    "--how", "a letter")
        self.assertNotIn("due", self.listed()[0])
        self.fails("invalid_record", "request", "close", ANNA, "--request", request)
        self.lawful("request", "verify-identity", ANNA, "--request", request, "--on", "2024-03-14")
        self.assertEqual(self.listed()[0]["due"], "2024-04-08")
        self.lawful("request", "extend", ANNA, "--request", request, "--on", "2024-03-15", "--reason", "many")
        self.assertEqual(self.listed()[0]["due"], "2024-06-10")
        self.lawful("request", "close", ANNA, "--request", request, "--outcome", "partly_fulfilled",
                    "--on", "2024-05-01")
        self.assertEqual(self.listed(), [])
        (row,) = self.listed("--closed")
        self.assertEqual((row["outcome"], row["closed"], row["overdue"]), ("partly_fulfilled", "2024-05-01", False))
        kinds = [event["kind"] for event in self.json("events", f"recipient:{anna}", "--all")]
        self.assertEqual(kinds[-5:], ["request_opened", "request_identity_asked", "request_identity_verified",
                                      "request_extended", "request_closed"])

    def test_an_objection_stops_at_once(self):
        self.subscriber()
        self.check(allowed=True)
        self.open("--type", "objection")
        self.assertIn("E_OBJECTED_DM", self.codes(self.check(allowed=False)))

    def test_an_objection_to_one_purpose(self):
        self.subscriber()
        self.open("--type", "objection", "--purpose", "magazine")
        self.check(allowed=True)

    def test_an_objection_under_21_1_is_refused_and_still_waits_for_its_decision(self):
        anna = self.person()
        self.lawful("inform", ANNA, "--duty", "art13")
        self.lawful("basis", "declare", f"recipient:{anna}", "--purpose", "alerts", "--basis",
                    "legitimate_interest", "--assessment", "LIA 4", "--assessed-on", "2024-01-01")
        self.lawful("check", ANNA, *ALERTS)
        request = self.open("--type", "objection", "--own-situation")
        self.lawful("request", "refuse", ANNA, "--request", request, *REFUSAL)
        self.lawful("check", ANNA, *ALERTS, status=1)
        objection = self.last("objected")["index"]
        self.lawful("object", "resolve", ANNA, "--objection", objection, "--outcome", "compelling_grounds",
                    "--grounds", "safety of others")
        self.lawful("check", ANNA, *ALERTS)

    def test_an_objection_of_a_shared_mailbox_is_for_all_who_read_it(self):
        self.person("balie@noord.example")
        self.holder("balie@noord.example", self.recipient("Bob Vos"))
        self.open("--type", "objection", address="balie@noord.example")
        self.assertEqual(self.listed()[0]["kind"], "address")
        objected = [e for e in self.json("events", "balie@noord.example", "--all") if e["kind"] == "objected"]
        self.assertEqual(len(objected), 3)
        self.misused("request", "open", "balie@noord.example", "--type", "access")

    def test_an_unknown_address_becomes_nobodys(self):
        done = self.lawful("request", "open", "wie@elders.example", "--type", "objection")
        self.assertIn("nobody's", done.stderr)
        self.assertEqual(self.listed()[0]["kind"], "address")
        self.check("wie@elders.example", allowed=False)

    def test_the_list_by_day_and_by_days(self):
        self.person()
        today = datetime.date.today()
        self.open("--type", "access", "--received", str(today - datetime.timedelta(days=3)))
        self.assertEqual(len(self.listed("--due", "40")), 1)
        self.assertEqual(self.listed("--due", "5"), [])
        self.assertEqual(self.listed("--due", str(today)), [])
        self.assertEqual(len(self.listed("--due", str(today + datetime.timedelta(days=40)))), 1)
        self.misused("request", "list", "--due", "soon")
        self.misused("request", "list", "--due", "36526")
        rows = list(csv.DictReader(io.StringIO(self.lawful("request", "list", "--format", "csv").stdout)))
        self.assertEqual((rows[0]["type"], rows[0]["state"]), ("access", "open"))
        self.assertRegex(self.lawful("request", "list").stdout, "request +type")

    def test_misuse(self):
        self.person()
        request = self.open("--type", "access")
        self.misused("request", "open", ANNA, "--type", "cake")
        self.misused("request", "open", ANNA, "--type", "access", "--own-situation")
        self.misused("request", "open", ANNA, "--type", "access", "--purpose", "magazine")
        self.misused("request", "refuse", ANNA, "--request", request, "--reason", "no")
        self.misused("request", "close", ANNA)
        self.fails("invalid_record", "request", "close", ANNA, "--request", request, "--outcome", "refused")
        self.fails("unknown_id", "request", "close", ANNA, "--request", "0")
        self.fails("unknown_purpose", "request", "open", ANNA, "--type", "objection", "--purpose", "raffle")
        self.fails("future_event", "request", "open", ANNA, "--type", "access", "--received", "2999-01-01")


if __name__ == "__main__":
    unittest.main()
