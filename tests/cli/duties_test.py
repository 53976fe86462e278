# SPDX-License-Identifier: Apache-2.0
import csv
import datetime
import io
import unittest

import support

POLICY = """
[[purposes]]
id = "privacy"
titles = { nl = "Privacyverklaring" }
content = "legal_notice"
bases = ["legal_obligation"]
channels = ["email"]

[[retention]]
purpose = "privacy"
from = "created"
period = "P36M"
action = "review"
"""
MAILING = ("inform", "export", "--purpose", "privacy", "--channel", "email", "--fulfilled", "E_SENDER_HIDDEN",
           "E_NO_STOP_ADDRESS", "E_NL_IDENTITY", "E_ART21_4")


def days_ago(days):
    return str(datetime.date.today() - datetime.timedelta(days=days))


class Duties(support.Case):
    def setUp(self):
        super().setUp()
        for name in ("newsletter.nl.txt",):
            (self.folder / name).write_bytes((support.DATA / name).read_bytes())
        policy = self.folder / "lawful.toml"
        policy.write_text((support.DATA / "lawful.toml").read_text() + POLICY)
        self.begin(policy)

    def contact(self, address="a.smit@noord.example", obtained=3, name="Anna Smit", source="partner"):
        recipient = self.json("recipient", "add", "--name", name, "--country", "NL", "--language", "nl",
                              "--source", source, "--obtained", days_ago(obtained))["recipient"]
        self.lawful("address", "add", address)
        self.holder(address, recipient, days_ago(obtained))
        return recipient

    def due(self, *more):
        return self.json("inform", "due", *more)["due"]

    def test_who_must_be_told(self):
        late = self.contact("laat@noord.example", 70, "=Laat")
        soon = self.contact()
        rows = self.due()
        self.assertEqual([(row["recipient"], row["overdue"]) for row in rows], [(late, True), (soon, False)])
        self.assertEqual((rows[1]["because"], rows[1]["source"], rows[1]["obtained"]), ("month", "partner", days_ago(3)))
        self.assertNotIn("smit", str(rows))
        self.assertEqual(len(self.due("--by", "5")), 1)
        self.assertEqual(len(self.due("--by", "40")), 2)
        self.assertEqual(len(self.due("--by", days_ago(1))), 1)
        table = csv.DictReader(io.StringIO(self.lawful("inform", "due", "--format", "csv").stdout))
        self.assertEqual([row["state"] for row in table], ["overdue", "due"])
        self.misused("inform", "due", "--by", "soon")
        self.lawful("inform", "laat@noord.example", "--duty", "art14")
        self.assertEqual(len(self.due()), 1)

    def test_a_notice_mailing(self):
        self.contact("=laat@noord.example", 70, "=Laat")
        self.contact()
        done = self.lawful(*MAILING, "--by", "5")
        (row,) = csv.DictReader(io.StringIO(done.stdout))
        self.assertEqual((row["address"], row["name"]), ("'=laat@noord.example", "'=Laat"))
        self.assertIn("released 1, refused 0", done.stderr)
        self.lawful("delivered", row["release"])
        self.assertEqual(len(self.due()), 1)
        self.assertEqual(self.json(*MAILING)["released"][0]["text"], "a.smit@noord.example")
        self.assertEqual(self.json(*MAILING)["released"], [])
        self.fails("invalid_record", "inform", "export", "--purpose", "alerts", "--channel", "email")

    def test_inform_still_wants_its_words(self):
        self.contact()
        self.misused("inform")
        self.misused("inform", "a.smit@noord.example")

    def test_ageing(self):
        self.contact(source="subject", obtained=1300)
        self.lawful("consent", "give", "a.smit@noord.example", *support.NEWSLETTER, *support.PROOF,
                    "--at", days_ago(1085))
        self.assertEqual(self.json("consent", "ageing", "--within", "5")["consents"], [])
        (row,) = self.json("consent", "ageing")["consents"]
        self.assertEqual((row["purpose"], row["channel"], row["kind"], row["refresh_due"], row["expired"]),
                         ("newsletter", "email", "recipient", False, False))
        self.lawful("consent", "give", "a.smit@noord.example", "--purpose", "newsletter", "--channel", "email",
                    *support.PROOF, "--at", days_ago(1080))
        (again,) = self.json("consent", "ageing")["consents"]
        self.assertGreater(again["refresh_by"], row["refresh_by"])
        (row,) = csv.DictReader(io.StringIO(self.lawful("consent", "ageing", "--format", "csv").stdout))
        self.assertEqual(row["state"], "near")
        self.misused("consent", "ageing", "--within", "-1")

    def test_a_breach(self):
        school = self.organisation("School")
        anna = self.contact()
        eva = self.json("recipient", "add", "--name", "Eva Vos", "--country", "BE", "--organisation", school,
                        "--source", "subject", "--obtained", days_ago(3))["recipient"]
        everybody = self.json("affected")
        self.assertEqual(everybody["counts"]["people"], 2)
        self.assertEqual(everybody["counts"]["countries"], {"BE": 1, "NL": 1})
        self.assertEqual({row["recipient"] for row in everybody["affected"]}, {anna, eva})
        self.assertNotIn("smit", str(everybody))
        for named in (school, "School"):
            found = self.json("affected", "--organisation", named)
            self.assertEqual([row["recipient"] for row in found["affected"]], [eva])
        self.assertEqual(self.json("affected", "--purpose", "newsletter")["counts"]["people"], 0)
        self.assertEqual(self.json("affected", "--since", days_ago(1))["counts"]["people"], 2)
        self.assertEqual(self.json("affected", "--since", "2999-01-01")["counts"]["people"], 0)
        self.assertRegex(self.lawful("affected").stdout, r"people 2, .*\ncontact_details 2\n")
        done = self.lawful("affected", "--format", "csv")
        self.assertEqual(len(list(csv.DictReader(io.StringIO(done.stdout)))), 2)
        self.assertIn("people 2", done.stderr)
        self.fails("unknown_purpose", "affected", "--purpose", "raffle")
        self.fails("unknown_id", "affected", "--organisation", "Nobody")


if __name__ == "__main__":
    unittest.main()
