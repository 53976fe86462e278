# SPDX-License-Identifier: Apache-2.0
import shutil
import unittest

import support
from support import DATA


class Policy(support.Case):
    def setUp(self):
        super().setUp()
        self.lawful("key", "new", self.key)
        self.lawful("init")
        self.policy = self.folder / "lawful.toml"
        shutil.copy(DATA / "lawful.toml", self.policy)
        shutil.copy(DATA / "newsletter.nl.txt", self.folder)

    def edit(self, old, new):
        text = self.policy.read_text()
        self.assertIn(old, text)
        self.policy.write_text(text.replace(old, new))

    def test_apply_says_the_difference_and_twice_changes_nothing(self):
        first = self.json("apply", self.policy)
        self.assertTrue(first["changed"])
        self.assertIn("add purpose newsletter", first["differences"])
        again = self.json("apply", self.policy)
        self.assertFalse(again["changed"])
        self.assertEqual(again["differences"], [])
        self.assertIn("no change", self.lawful("apply", self.policy).stdout)

    def test_dry_run_writes_nothing(self):
        done = self.lawful("apply", self.policy, "--dry-run")
        self.assertIn("add purpose newsletter", done.stdout)
        self.assertIn("dry run", done.stdout)
        self.fails("policy_missing", "policy", "show")

    def test_dry_run_shows_findings(self):
        self.edit('refresh_interval = "P36M"', 'withdrawal = { steps = 3, consent_steps = 1 }')
        done = self.lawful("lint", self.policy, status=1)
        self.assertIn("E_WITHDRAWAL_HARDER", done.stdout)
        found = self.json("lint", self.policy, status=1)["findings"]
        self.assertEqual(found[0]["code"], "E_WITHDRAWAL_HARDER")

    def test_lint_needs_no_registry(self):
        self.lawful("lint", self.policy, env={})
        self.assertEqual(self.json("lint", self.policy, env={})["findings"], [])

    def test_a_changed_notice_needs_a_new_version(self):
        self.lawful("apply", self.policy)
        (self.folder / "newsletter.nl.txt").write_text("Iets anders.\n")
        self.fails("notice_changed", "apply", self.policy)

    def test_a_changed_purpose_is_shown(self):
        self.lawful("apply", self.policy)
        self.edit('refresh_interval = "P36M"', 'refresh_interval = "P24M"')
        self.assertIn("change purpose newsletter", self.lawful("apply", self.policy).stdout)

    def test_malformed_toml_has_line_and_column(self):
        self.policy.write_text("[controller]\nname = = 1\n")
        message = self.fails("invalid_policy", "apply", self.policy)
        self.assertRegex(message, r"lawful\.toml:2:\d+|line 2, column \d+")

    def test_an_unknown_key_is_named_with_its_place(self):
        self.edit("public_authority = false", "public_autority = false")
        message = self.fails("invalid_policy", "apply", self.policy)
        self.assertIn("public_autority", message)
        self.assertRegex(message, r":\d+:\d+|line \d+, column \d+")

    def test_show(self):
        self.lawful("apply", self.policy)
        shown = self.lawful("policy", "show").stdout
        for text in ("Stichting Voorbeeld", "newsletter", "idealistic", "P36M"):
            self.assertIn(text, shown)
        event = self.json("policy", "show")
        self.assertEqual(event["kind"], "policy_applied")
        self.assertIn("newsletter", str(event["body"]))

    def test_notice_is_the_exact_text(self):
        self.lawful("apply", self.policy)
        text = (DATA / "newsletter.nl.txt").read_text()
        asked = ("policy", "notice", "--purpose", "newsletter", "--notice")
        self.assertEqual(self.lawful(*asked, "nl:1").stdout, text)
        self.assertEqual(self.json(*asked, "nl:1")["text"], text)
        self.fails("unknown_notice", *asked, "nl:2")

    def test_the_example_policy(self):
        example = support.SOURCE / "examples" / "veilig-thuis" / "lawful.toml"
        if not example.exists():
            self.skipTest("no example policy")
        self.lawful("lint", example)
        self.assertTrue(self.json("apply", example)["changed"])
        self.assertFalse(self.json("apply", example)["changed"])


if __name__ == "__main__":
    unittest.main()
