# SPDX-License-Identifier: Apache-2.0
import json
import unittest

import support
from support import ALERTS, NEWSLETTER

ANNA = "a.smit@noord.example"


class Rights(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()

    def test_object_to_one_purpose(self):
        self.subscriber()
        self.lawful("object", ANNA, *NEWSLETTER)
        self.assertIn("E_OBJECTED_DM", self.codes(self.check(allowed=False)))

    def test_object_to_everything(self):
        self.subscriber()
        self.lawful("object", ANNA)
        self.check(allowed=False)

    def test_object_to_another_purpose(self):
        self.subscriber()
        self.lawful("object", ANNA, "--purpose", "magazine")
        self.check(allowed=True)

    def test_an_unknown_address_is_suppressed(self):
        done = self.lawful("object", "nobody@noord.example")
        self.assertIn("suppressed", done.stderr)
        self.assertIn("E_SUPPRESSED", self.codes(self.check("nobody@noord.example", allowed=False)))

    def test_deadline_of_a_request_needs_no_registry(self):
        def ask(*words, **options):
            return self.lawful("request", "deadline", *words, env={}, **options)

        received = ("--received", "2026-03-27", "--country")
        self.assertEqual(json.loads(ask(*received, "NL", "--json").stdout),
                         {"calendar_1m": "2026-04-27", "due_1m": "2026-04-28", "calendar_3m": "2026-06-27",
                          "due_3m_if_extended": "2026-06-29", "extension_notice_due": "2026-04-28"})
        self.assertRegex(ask(*received, "NONE").stdout, r"answer due +2026-04-27")
        self.assertIn("--country", ask(*received, "nl", status=2).stderr)
        self.assertIn("--received", ask("--received", "2026-02-30", "--country", "NL", status=2).stderr)

    def alerted(self):
        anna = self.person()
        self.lawful("inform", ANNA, "--duty", "art13")
        self.lawful("basis", "declare", f"recipient:{anna}", "--purpose", "alerts", "--basis",
                    "legitimate_interest", "--assessment", "LIA 4", "--assessed-on", "2024-01-01")
        self.lawful("check", ANNA, *ALERTS)
        return anna

    def test_an_objection_under_21_1_waits_and_is_resolved(self):
        self.alerted()
        event = self.json("object", ANNA, "--own-situation")["events"][0]["event"]
        denied = self.json("check", ANNA, *ALERTS, status=1)
        self.assertIn("E_OBJECTION_PENDING", self.codes(denied))
        resolved = self.json("object", "resolve", ANNA, "--objection", event, "--outcome",
                             "compelling_grounds", "--grounds", "safety of others")["events"]
        self.assertEqual([item["kind"] for item in resolved], ["objection_resolved"] * 2)
        self.lawful("check", ANNA, *ALERTS)

    def test_an_objection_to_marketing_is_not_weighed(self):
        self.subscriber()
        event = self.json("object", ANNA)["events"][0]["event"]
        self.fails("invalid_record", "object", "resolve", ANNA, "--objection", event, "--outcome",
                   "compelling_grounds", "--grounds", "we want to")
        self.fails("unknown_id", "object", "resolve", ANNA, "--objection", "0", "--outcome",
                   "upheld", "--grounds", "x")

    def test_restrict_and_lift(self):
        self.subscriber()
        self.lawful("restrict", ANNA, "--ground", "accuracy")
        self.assertIn("E_RESTRICTED", self.codes(self.check(allowed=False)))
        self.misused("lift", ANNA)
        self.lawful("lift", ANNA, "--informed-on", "2024-06-01", "--reason", "corrected")
        self.check(allowed=True)
        self.misused("restrict", ANNA, "--ground", "mood")

    def test_inform(self):
        self.person()
        self.lawful("consent", "give", ANNA, *NEWSLETTER)
        self.assertIn("E_ART13_MISSING", self.codes(self.check(allowed=False)))
        self.lawful("inform", ANNA, "--duty", "art13", "--how", "letter")
        self.assertNotIn("E_ART13_MISSING", self.codes(self.check(allowed=False)))
        self.misused("inform", ANNA, "--duty", "art13", "--notice", "nl:1")
        self.fails("unknown_notice", "inform", ANNA, "--duty", "art13", "--purpose", "newsletter",
                   "--notice", "nl:7")

    def test_inform_a_shared_mailbox_informs_all(self):
        self.person("balie@noord.example")
        self.holder("balie@noord.example", self.recipient("Bob Vos"))
        events = self.json("inform", "balie@noord.example", "--duty", "art13")["events"]
        self.assertEqual(len({event["subject"]["id"] for event in events}), 2)

    def test_a_person_of_a_shared_mailbox_is_named(self):
        anna = self.person("balie@noord.example")
        self.holder("balie@noord.example", self.recipient("Bob Vos"))
        self.misused("restrict", "balie@noord.example", "--ground", "accuracy")
        self.lawful("restrict", "balie@noord.example", "--ground", "accuracy", "--holder", anna)

    def test_suppress(self):
        self.subscriber()
        events = self.json("suppress", "A.Smit+nieuws@noord.example", "--reason", "complaint")
        self.assertEqual(events["events"][0]["kind"], "suppressed")
        self.assertIn("E_SUPPRESSED", self.codes(self.check(allowed=False)))

    def test_suppress_from_one_purpose(self):
        self.subscriber()
        self.lawful("suppress", ANNA, "--purpose", "magazine")
        self.check(allowed=True)
        self.fails("unknown_purpose", "suppress", ANNA, "--purpose", "raffle")
        self.fails("invalid_address", "suppress", "geen adres")
        self.misused("suppress", ANNA, "--reason", "mood")

    def test_suppress_a_phone_number(self):
        self.lawful("suppress", "06 12345678", "--medium", "phone")
        decision = self.json("check", "+31612345678", "--purpose", "newsletter", "--channel", "sms",
                             status=1)
        self.assertIn("E_SUPPRESSED", self.codes(decision))

    def test_misuse(self):
        self.misused("object")
        self.misused("object", ANNA, "--channel", "fax")


if __name__ == "__main__":
    unittest.main()
