# SPDX-License-Identifier: Apache-2.0
import unittest

import support
from support import NEWSLETTER, PROOF

ANNA = "a.smit@noord.example"


class Consent(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()

    def record(self, verb, *arguments, status=0):
        return self.json("consent", verb, *arguments, *NEWSLETTER, status=status)["events"]

    def test_give_says_what_it_recorded(self):
        anna = self.person()
        events = self.record("give", ANNA, *PROOF)
        self.assertEqual(events[0]["kind"], "consent_given")
        self.assertEqual(events[0]["subject"], {"kind": "recipient", "id": anna})
        shown = self.lawful("consent", "give", ANNA, *NEWSLETTER, *PROOF).stdout
        self.assertRegex(shown, rf"^event \d+: consent_given, recipient {anna}\n$")

    def test_every_field_is_recorded(self):
        self.person()
        self.record("give", ANNA, *PROOF, "--explicit", "--representative", "--bundled",
                    "--at", "2024-05-06T07:08:09Z")
        event = self.last("consent_given")
        self.assertEqual(event["occurred"], "2024-05-06T07:08:09.000Z")
        body = event["body"]
        self.assertEqual(body["notice"], {"language": "nl", "version": "1"})
        self.assertEqual(body["method"], "signed_form")
        self.assertEqual(body["given_by"], "representative")
        self.assertEqual(body["evidence"], "binder 3")
        self.assertTrue(body["explicit_consent"])
        self.assertFalse(body["specific"])
        self.assertRegex(body["notice_sha256"], "^[0-9a-f]{64}$")

    def test_a_day_is_its_start_in_utc(self):
        self.person()
        self.record("give", ANNA, "--at", "2024-05-06")
        self.assertEqual(self.last("consent_given")["occurred"],
                         "2024-05-06T00:00:00.000Z")

    def test_withdraw_and_give_again(self):
        self.subscriber()
        self.check(allowed=True)
        self.record("withdraw", ANNA)
        self.assertIn("E_CONSENT_WITHDRAWN", self.codes(self.check(allowed=False)))
        self.record("give", ANNA, *PROOF)
        self.check(allowed=True)

    def test_refuse(self):
        self.subscriber()
        self.record("refuse", ANNA)
        self.assertIn("E_CONSENT_REFUSED", self.codes(self.check(allowed=False)))

    def test_requested_changes_nothing(self):
        self.person()
        self.record("withdraw", ANNA)
        self.record("request", ANNA)
        self.assertIn("E_CONSENT_WITHDRAWN", self.codes(self.check(allowed=False)))

    def test_withdraw_from_everything(self):
        self.subscriber()
        self.lawful("consent", "withdraw", ANNA, "--all-purposes", "--all-channels")
        self.check(allowed=False)
        self.lawful("consent", "withdraw", ANNA, "--purpose", "magazine", "--channel", "email")

    def test_scope_must_be_said(self):
        for scope in ((), ("--purpose", "newsletter"), ("--channel", "email"),
                      (*NEWSLETTER, "--all-purposes"), (*NEWSLETTER, "--all-channels")):
            self.misused("consent", "withdraw", ANNA, *scope)

    def test_renew(self):
        self.person()
        self.record("withdraw", ANNA)
        self.assertEqual(self.record("renew", ANNA, *PROOF)[0]["kind"], "consent_renewed")
        self.check(allowed=True)

    def test_double_opt_in(self):
        anna = self.person()
        magazine = ("--purpose", "magazine", "--channel", "email")
        web = ("--notice", "nl:1", "--method", "web_form", "--evidence", "form 12")
        self.lawful("consent", "give", ANNA, *magazine, *web)
        self.lawful("check", ANNA, *magazine, status=1)
        self.lawful("consent", "confirm", f"recipient:{anna}", *magazine, "--evidence", "click 9")
        self.lawful("check", ANNA, *magazine)

    def test_invalidate(self):
        self.subscriber()
        given = self.last("consent_given")
        self.lawful("consent", "invalidate", ANNA, "--consent", given["index"],
                    "--reason", "ticked beforehand")
        self.check(allowed=False)
        self.fails("unknown_id", "consent", "invalidate", ANNA, "--consent", "0", "--reason", "x")

    def test_an_unknown_address_is_suppressed(self):
        for number, verb in enumerate(("withdraw", "refuse")):
            address = f"nobody{number}@noord.example"
            done = self.lawful("consent", verb, address, *NEWSLETTER)
            self.assertIn("suppressed", done.stderr)
            self.assertNotIn(address, done.stdout + done.stderr)
            self.assertIn("E_SUPPRESSED", self.codes(self.check(address, allowed=False)))
        events = self.record("withdraw", "nobody3@noord.example")
        self.assertEqual(events[0]["kind"], "suppressed")

    def test_an_unknown_address_gives_nothing(self):
        for verb in ("give", "request", "confirm", "renew"):
            self.fails("unknown_id", "consent", verb, "nobody@noord.example", *NEWSLETTER)

    def test_a_shared_mailbox_asks_who(self):
        anna = self.person("balie@noord.example")
        bob = self.recipient("Bob Vos")
        self.holder("balie@noord.example", bob)
        message = self.misused("consent", "give", "balie@noord.example", *NEWSLETTER, *PROOF)
        self.assertIn("--holder", message)
        self.check("balie@noord.example", allowed=False)
        for person in (anna, bob):
            events = self.record("give", "balie@noord.example", *PROOF, "--holder", person)
            self.assertEqual(events[0]["subject"]["id"], person)
        self.check("balie@noord.example", allowed=True)
        self.fails("not_holder", "consent", "give", "balie@noord.example", *NEWSLETTER,
                   "--holder", self.recipient("Carla Mol"))

    def test_a_withdrawal_binds_every_reader(self):
        self.subscriber("balie@noord.example")
        self.holder("balie@noord.example", self.subscriber("b.vos@noord.example", "Bob Vos"))
        self.record("withdraw", "balie@noord.example")
        self.check("b.vos@noord.example", allowed=False)

    def test_a_role_address_consents_itself(self):
        self.organisation()
        self.lawful("address", "add", "info@noord.example", "--kind", "role",
                    "--organisation", "Gemeente Noord")
        events = self.record("give", "info@noord.example", *PROOF)
        self.assertEqual(events[0]["subject"]["kind"], "address")
        self.check("info@noord.example", allowed=True)

    def test_an_organisation_for_its_role_addresses(self):
        self.organisation()
        self.lawful("address", "add", "info@noord.example", "--kind", "role",
                    "--organisation", "Gemeente Noord")
        self.misused("consent", "give", "organisation:Gemeente Noord", *NEWSLETTER, *PROOF)
        self.record("give", "organisation:Gemeente Noord", *PROOF, "--reaches",
                    "info@noord.example")
        self.check("info@noord.example", allowed=True)

    def test_a_person_names_the_address(self):
        anna = self.person()
        self.assertEqual(self.record("give", f"recipient:{anna}", *PROOF)[0]["subject"]["id"], anna)
        self.lawful("address", "add", "anna@noord.example")
        self.holder("anna@noord.example", anna)
        self.misused("consent", "give", f"recipient:{anna}", *NEWSLETTER, *PROOF)
        self.record("give", f"recipient:{anna}", *PROOF, "--reaches", "anna@noord.example", ANNA)
        body = self.last("consent_given", f"recipient:{anna}")["body"]
        self.assertEqual(len(body["addresses"]), 2)

    def test_in_the_future(self):
        self.person()
        self.fails("future_event", "consent", "give", ANNA, *NEWSLETTER, "--at", "2999-01-01")

    def test_before_the_holder_held_the_address(self):
        self.person()
        self.fails("not_holder", "consent", "give", ANNA, *NEWSLETTER, "--at", "2020-01-01")

    def test_an_address_nobody_holds(self):
        self.lawful("address", "add", "leeg@noord.example")
        self.fails("not_holder", "consent", "give", "leeg@noord.example", *NEWSLETTER)

    def test_undeclared_things(self):
        self.person()
        self.fails("unknown_purpose", "consent", "give", ANNA, "--purpose", "raffle",
                   "--channel", "email")
        self.fails("unknown_purpose", "consent", "withdraw", "nobody@noord.example",
                   "--purpose", "raffle", "--channel", "email")
        self.fails("unknown_notice", "consent", "give", ANNA, *NEWSLETTER, "--notice", "nl:9")
        self.misused("consent", "give", ANNA, *NEWSLETTER, "--notice", "nl")
        self.misused("consent", "give", ANNA, *NEWSLETTER, "--method", "telepathy")
        self.misused("consent")


if __name__ == "__main__":
    unittest.main()
