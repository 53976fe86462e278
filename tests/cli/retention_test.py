# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
import shutil
import unittest

import support
from support import DATA, NEWSLETTER, PROOF

ANNA = "a.smit@noord.example"
ERASED_A_MONTH_LATER = """
[[retention]]
purpose = "newsletter"
from = "consent_ended"
period = "P1M"
action = "erase_purpose"
proof_kept = "P5Y"
"""


class Retention(support.Case):
    def setUp(self):
        super().setUp()
        policy = self.folder / "policy"
        shutil.copytree(DATA, policy)
        with open(policy / "lawful.toml", "a", encoding="utf-8") as file:
            file.write(ERASED_A_MONTH_LATER)
        self.begin(policy / "lawful.toml")
        self.anna = self.person()
        self.lawful("consent", "give", ANNA, *NEWSLETTER, *PROOF, "--at", "2024-02-01")
        self.lawful("consent", "withdraw", ANNA, *NEWSLETTER, "--at", "2024-03-01")

    def kinds(self):
        return {event["kind"] for event in self.json("events", f"recipient:{self.anna}")}

    def plan(self, *more):
        return self.lawful("retention", "plan", "--format", "json", *more).stdout

    def test_plan_look_apply(self):
        table = list(csv.DictReader(io.StringIO(self.lawful("retention", "plan", "--format", "csv").stdout)))
        self.assertEqual([(row["action"], row["of"], row["subject"], row["due"], row["held"]) for row in table],
                         [("erase_purpose", "newsletter", self.anna, "2024-04-01T22:00:00.000Z", "")])
        (self.folder / "plan.json").write_text(self.plan())
        self.assertEqual(self.json("retention", "plan")["entries"], json.loads(self.plan())["entries"])
        self.assertEqual(self.json("retention", "apply", "plan.json")["parts"], 1)
        self.assertNotIn("consent_given", self.kinds())
        self.assertEqual(self.json("retention", "apply", "plan.json")["already"], 1)
        self.assertIn("E_SUPPRESSED", self.codes(self.check(ANNA, allowed=False)))
        self.assertEqual(self.json("check-store")["faults"], [])
        self.assertIn("Anna Smit", self.lawful("show", f"recipient:{self.anna}").stdout)

    def test_a_plan_for_another_day_is_not_applied(self):
        self.lawful("consent", "give", ANNA, *NEWSLETTER, *PROOF)
        self.assertEqual(json.loads(self.plan())["entries"], [])
        self.lawful("consent", "withdraw", ANNA, *NEWSLETTER)
        later = self.plan("--on", "2099-01-01")
        self.assertEqual(len(json.loads(later)["entries"]), 1)
        (self.folder / "plan.json").write_text(later)
        self.assertIn("entry 1", self.fails("stale_plan", "retention", "apply", "plan.json"))
        self.assertIn("consent_given", self.kinds())

    def test_another_file_is_no_plan(self):
        for text in ("", "{}", "[]", "[1]", self.plan() + "x"):
            (self.folder / "plan.json").write_text(text)
            self.assertIn("plan.json", self.fails("invalid_file", "retention", "apply", "plan.json"))
        self.fails("input_output", "retention", "apply", "missing.json")

    def test_proof_for_a_claim(self):
        (self.folder / "plan.json").write_text(self.plan())
        self.lawful("retention", "apply", "plan.json")
        self.fails("invalid_record", "retention", "proof", ANNA, "--claim", " ")
        proof = self.json("retention", "proof", ANNA, "--claim", "C/13/7")["events"]
        self.assertEqual([event["kind"] for event in proof], ["consent_given", "consent_withdrawn"])
        self.fails("unknown_id", "retention", "proof", "nobody@noord.example", "--claim", "C/13/7")

    def test_looked_at_and_kept(self):
        self.fails("invalid_record", "retention", "keep", ANNA, "--reason", " ")
        self.lawful("retention", "keep", ANNA, "--purpose", "newsletter", "--reason", "still their contact")
        self.assertIn("retention_reviewed", self.kinds())

    def test_an_erasure_is_looked_at_first(self):
        plan = self.json("erase", ANNA, "--ground", "17(1)(b)", "--dry-run")
        self.assertEqual(plan["goes"]["events"]["consent_given"], 1)
        # Both of hers, and the withdrawal that stands at the address.
        self.assertEqual(plan["goes"]["erasure"]["proofs"], 3)
        self.assertIn("GDPR 17(3)(e)", [one["article"] for one in plan["remains"]])
        self.assertEqual(plan["addresses"][0]["goes"], True)
        self.assertIn("stays:", self.lawful("erase", ANNA, "--ground", "17(1)(b)", "--dry-run").stdout)
        self.assertIn("consent_given", self.kinds())
        self.lawful("hold", "place", ANNA, "--reason", "claim", "--case", "C/13/7")
        held = self.json("erase", ANNA, "--ground", "17(1)(b)", "--dry-run", status=1)
        self.assertEqual(len(held["held"]), 1)

    def test_the_erasure_of_a_purpose_is_looked_at_first(self):
        plan = self.json("erase", ANNA, "--ground", "17(1)(b)", "--purpose", "newsletter", "--dry-run")
        self.assertEqual(plan["goes"]["events"], {"consent_given": 1, "consent_withdrawn": 1})
        self.assertEqual(plan["suppressed"], ["newsletter"])
        self.assertIn("consent_given", self.kinds())

    def test_one_purpose_is_erased_on_request(self):
        receipt = self.json("erase", ANNA, "--ground", "17(1)(b)", "--purpose", "newsletter", "--yes")
        self.assertGreaterEqual(receipt["leaves"], 2)
        self.assertNotIn("consent_given", self.kinds())
        self.fails("unknown_purpose", "erase", ANNA, "--ground", "17(1)(b)", "--purpose", "none", "--yes")

    def test_a_policy_without_a_rule_for_a_purpose_is_refused(self):
        text = (self.folder / "policy" / "lawful.toml").read_text()
        (self.folder / "policy" / "lawful.toml").write_text(text[:text.index("[[retention]]")])
        self.assertIn("L_NO_RETENTION", self.fails("invalid_policy", "apply", "policy/lawful.toml"))


if __name__ == "__main__":
    unittest.main()
