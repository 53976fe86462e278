# SPDX-License-Identifier: Apache-2.0
import unittest

import support
from support import NEWSLETTER, PROOF


class Check(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()

    def test_allowed(self):
        self.subscriber()
        decision = self.check(allowed=True)
        self.assertEqual(decision["verdict"], "allow_with_obligations")
        self.assertEqual(decision["basis"], "consent")
        self.assertGreater(decision["ledger_size"], 0)
        self.assertIn("A_CONSENT", self.codes(decision))
        for obligation in decision["obligations"]:
            self.assertEqual(set(obligation), {"code", "article", "blocking"})
        for reason in decision["reasons"]:
            self.assertLessEqual({"rule", "code", "effect", "article"}, set(reason))

    def test_denied_with_its_reasons(self):
        self.person()
        decision = self.check(allowed=False)
        self.assertEqual(decision["verdict"], "deny")
        self.assertIn("E_NL_CONSENT", self.codes(decision))
        self.assertEqual(decision["obligations"], [])

    def test_for_people(self):
        self.subscriber()
        shown = self.lawful("check", "a.smit@noord.example", *NEWSLETTER).stdout
        for text in ("allow_with_obligations", "A_CONSENT", "GDPR 6(1)(a)", "basis", "consent"):
            self.assertIn(text, shown)
        self.assertNotIn("\x1b", shown)

    def test_quiet_answers_by_status(self):
        self.subscriber()
        done = self.lawful("check", "a.smit@noord.example", *NEWSLETTER, "--quiet")
        self.assertEqual((done.stdout, done.stderr), ("", ""))
        self.lawful("check", "z@noord.example", *NEWSLETTER, "--quiet", status=1)

    def test_an_address_nobody_knows_is_denied(self):
        self.assertIn("E_UNKNOWN_ADDRESS", self.codes(self.check("z@noord.example", allowed=False)))

    def test_an_address_that_is_none(self):
        message = self.fails("invalid_address", "check", "jan zonder apenstaart", *NEWSLETTER)
        self.assertNotIn("jan", message)

    def test_an_undeclared_purpose(self):
        self.fails("unknown_purpose", "check", "a@noord.example", "--purpose", "raffle",
                   "--channel", "email")

    def test_a_channel_that_is_none(self):
        message = self.misused("check", "a@noord.example", "--purpose", "newsletter",
                               "--channel", "fax")
        self.assertIn("email|sms", message)

    def test_a_person_gets_one_answer_an_address(self):
        person = self.subscriber()
        self.lawful("address", "add", "anna@noord.example")
        self.holder("anna@noord.example", person)
        for name in (person, f"recipient:{person}"):
            answers = self.json("check", name, *NEWSLETTER, status=1)
            self.assertEqual(sorted(answer["decision"]["verdict"] for answer in answers),
                             ["allow_with_obligations", "deny"])
        self.assertNotIn("a.smit@", self.lawful("check", person, *NEWSLETTER, status=1).stdout)
        allowed = [a for a in answers if a["decision"]["verdict"] != "deny"][0]
        self.check("address:" + allowed["address"], allowed=True)

    def test_a_person_all_of_whose_addresses_allow(self):
        self.assertEqual(len(self.json("check", self.subscriber(), *NEWSLETTER)), 1)

    def test_a_person_without_an_address_is_denied(self):
        self.assertEqual(self.json("check", self.recipient(), *NEWSLETTER, status=1), [])

    def test_an_id_of_another_registry(self):
        for subject in ("ab" * 16, "recipient:" + "ab" * 16, "address:" + "ab" * 16):
            self.fails("unknown_id", "check", subject, *NEWSLETTER)

    def test_an_organisation_is_not_written_to(self):
        self.organisation()
        self.misused("check", "organisation:Gemeente Noord", *NEWSLETTER)

    def test_as_of(self):
        self.subscriber()
        given = self.json("events", "a.smit@noord.example", "--all")[-1]["recorded"]
        self.lawful("consent", "withdraw", "a.smit@noord.example", *NEWSLETTER)
        self.check(allowed=False)
        self.check("a.smit@noord.example", "--as-of", given, allowed=True)

    def test_as_of_that_is_no_time(self):
        self.misused("check", "a@noord.example", *NEWSLETTER, "--as-of", "yesterday")

    def test_consent_without_proof_does_not_allow(self):
        self.person()
        self.lawful("consent", "give", "a.smit@noord.example", *NEWSLETTER)
        self.assertIn("E_CONSENT_NOT_DEMONSTRABLE", self.codes(self.check(allowed=False)))
        self.lawful("consent", "give", "a.smit@noord.example", *NEWSLETTER, *PROOF)
        self.check(allowed=True)


if __name__ == "__main__":
    unittest.main()
