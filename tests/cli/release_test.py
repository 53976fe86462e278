# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
import unittest

import support
from support import NEWSLETTER


class Release(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()
        self.subscriber()
        self.person("b.vos@noord.example", "Bob Vos")
        decision = self.check(allowed=True)
        self.due = [obligation["code"] for obligation in decision["obligations"]]

    def release(self, *arguments, **options):
        done = self.lawful("release", *NEWSLETTER, *arguments, "--fulfilled", *self.due, **options)
        return list(csv.DictReader(io.StringIO(done.stdout))), done.stderr

    def test_gives_the_readable_address(self):
        rows, notes = self.release()
        self.assertEqual(len(rows), 1)
        self.assertEqual(list(rows[0]), ["release", "address", "name", "language"])
        self.assertEqual(rows[0]["address"], "a.smit@noord.example")
        self.assertEqual((rows[0]["name"], rows[0]["language"]), ("Anna Smit", "nl"))
        self.assertIn("released 1, refused 1", notes)
        self.assertNotIn("@", notes)

    def test_refuses_without_the_obligations(self):
        blocking = [o["code"] for o in self.check(allowed=True)["obligations"] if o["blocking"]]
        self.assertTrue(blocking)
        done = self.lawful("release", *NEWSLETTER, "--format", "jsonl")
        items = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(items), 2)
        self.assertTrue(all("refused" in item for item in items))
        self.assertTrue(any(set(blocking) <= set(item["reasons"]) for item in items))

    def test_of_given_addresses_as_json_lines(self):
        rows = self.lawful("release", *NEWSLETTER, "--addresses", "-", "--format", "jsonl",
                           "--fulfilled", *self.due,
                           stdin="b.vos@noord.example\na.smit@noord.example\n").stdout
        items = [json.loads(line) for line in rows.splitlines()]
        self.assertEqual(items[0]["address"], "a.smit@noord.example")
        self.assertEqual(items[1]["refused"], "b.vos@noord.example")
        self.assertIn("E_NL_CONSENT", items[1]["reasons"])

    def test_json(self):
        document = self.json("release", *NEWSLETTER, "--fulfilled", *self.due)
        self.assertEqual(len(document["released"]), 1)
        self.assertEqual(document["released"][0]["text"], "a.smit@noord.example")
        self.assertEqual(len(document["refused"]), 1)

    def test_delivered_once(self):
        rows, _ = self.release()
        number = rows[0]["release"]
        self.assertEqual(self.json("delivered", number), {"reported": 1})
        message = self.fails("already_done", "delivered", number)
        self.assertIn(f"release {number}", message)
        self.fails("already_done", "failed", number)
        self.assertIn("delivered", self.lawful("events", "a.smit@noord.example").stdout)

    def test_failed(self):
        number = self.release()[0][0]["release"]
        self.lawful("failed", number, "--permanent")
        self.fails("already_done", "delivered", number)

    def test_several_at_once(self):
        first, second = (self.release()[0][0]["release"] for _ in range(2))
        self.assertEqual(self.json("delivered", first, second), {"reported": 2})

    def test_a_release_that_is_none(self):
        self.fails("unknown_id", "delivered", "999999")
        self.misused("delivered", "abc")
        self.misused("delivered")

    def test_a_withdrawal_between_is_never_lost(self):
        self.lawful("consent", "withdraw", "a.smit@noord.example", *NEWSLETTER)
        self.assertEqual(self.release()[0], [])

    def test_quiet(self):
        self.assertEqual(self.release("--quiet")[1], "")


if __name__ == "__main__":
    unittest.main()
