# SPDX-License-Identifier: Apache-2.0
import csv
import html.parser
import io
import unittest
import xml.etree.ElementTree

import support

ANNA = "a.smit@noord.example"
HOSTILE = '</td><script>alert("1")</script>\u202e&amp; \'x\''


class Tags(html.parser.HTMLParser):
    """What an HTML parser sees: the elements, and whether each is closed where it should be."""

    def __init__(self, text):
        super().__init__()
        self.seen, self.open, self.attributes, self.words = [], [], [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.open.append(tag)
        self.attributes += attrs

    def handle_startendtag(self, tag, attrs):
        self.seen.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            raise AssertionError(f"</{tag}> closes another")

    def handle_data(self, data):
        self.words += data


class Copies(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()

    def page(self, text):
        """Well formed as HTML and as XML, whole in itself and without script."""
        xml.etree.ElementTree.fromstring(text.split("\n", 1)[1])
        tags = Tags(text)
        self.assertEqual(tags.open, [])
        self.assertFalse({"script", "link", "img", "iframe", "object", "form", "a"} & set(tags.seen))
        self.assertFalse({"src", "href", "onload", "onclick", "style"} & {name for name, _ in tags.attributes})
        self.assertNotIn("url(", text)
        return tags

    def test_the_report(self):
        self.subscriber()
        self.lawful("object", ANNA, "--all-purposes", "--all-channels")
        text = self.lawful("report").stdout
        words = self.page(text).words
        for wanted in ("Stichting Voorbeeld", "Nieuwsbrief (newsletter)", "consent_given", "E_", "root"):
            self.assertIn(wanted, words)
        for personal in ("Anna", "Smit", "noord.example", "binder"):
            self.assertNotIn(personal, text)
        self.assertEqual(self.json("report")["html"].count("<h1>"), 1)

    def test_a_hostile_policy_stays_text(self):
        policy = (support.DATA / "lawful.toml").read_text()
        quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
        hostile = self.folder / "lawful.toml"
        hostile.write_text(policy.replace("Stichting Voorbeeld\"", f"{quoted}\"").replace(
            '"Nieuwsbrief"', f'"{quoted}"'))
        (self.folder / "newsletter.nl.txt").write_bytes((support.DATA / "newsletter.nl.txt").read_bytes())
        self.lawful("apply", hostile)
        for command in ("report", "ropa"):
            self.assertIn(HOSTILE, self.page(self.lawful(command).stdout).words)

    def test_the_record_of_processing(self):
        self.subscriber()
        document = self.json("ropa")
        self.assertEqual([activity["purpose"] for activity in document["activities"]],
                         ["newsletter", "alerts", "magazine"])
        self.assertEqual(document["activities"][0]["people"], 1)
        rows = list(csv.DictReader(io.StringIO(self.lawful("ropa", "--format", "csv").stdout)))
        self.assertEqual(rows[0]["controller"], "Stichting Voorbeeld")
        self.assertEqual(rows[1]["retention"], "P36M from last_message: review")
        self.assertEqual(list(rows[0]), list(document["activities"][0]))
        self.assertIn("Art. 30(1)(f)", self.page(self.lawful("ropa").stdout).words)


if __name__ == "__main__":
    unittest.main()
