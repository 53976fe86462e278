# SPDX-License-Identifier: Apache-2.0
import csv
import html.parser
import io
import json
import os
import pathlib
import re
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
        if self.open[-1:] != ["style"]:
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
        self.lawful("object", ANNA)
        text = self.lawful("report").stdout
        words = self.page(text).words
        for wanted in ("Stichting Voorbeeld", "Newsletter (newsletter)", "consent_given", "E_", "root"):
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
            self.assertIn(HOSTILE.replace("\u202e", "\ufffd"), self.page(self.lawful(command).stdout).words)

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

    VECTORS = pathlib.Path(os.environ.get("LAWFUL_VECTORS_DIR") or "/nowhere") / "dpv"

    def names(self, tree):
        """Every prefixed name: member names, types and ids."""
        if isinstance(tree, list):
            for item in tree:
                yield from self.names(item)
        if isinstance(tree, dict):
            for name, value in tree.items():
                if name in ("@id", "@type"):
                    yield from value if isinstance(value, list) else [value]
                elif not name.startswith("@"):
                    yield name
                if name != "@context":
                    yield from self.names(value)

    def receipt(self):
        self.subscriber()
        self.lawful("consent", "withdraw", ANNA, *support.NEWSLETTER)
        self.lawful("consent", "give", ANNA, *support.NEWSLETTER, *support.PROOF)
        return self.json("receipt", ANNA, "--purpose", "newsletter")

    def test_a_receipt(self):
        receipt = self.receipt()
        record, = receipt["dct:hasPart"]
        self.assertEqual([status["@type"] for status in record["dpv:hasConsentStatus"]],
                         ["dpv:ConsentGiven", "dpv:ConsentWithdrawn", "dpv:ConsentGiven"])
        text = (support.DATA / "newsletter.nl.txt").read_text()
        self.assertEqual(record["dpv:hasNotice"]["dct:description"], text)
        self.assertEqual(record["dpv:hasPersonalData"][0]["dct:description"], ANNA)
        self.assertEqual(record["dpv:hasLegalBasis"], {"@id": "eu-gdpr:A6-1-a"})
        self.assertEqual(receipt["dpv:hasDataController"]["dpv:hasName"], "Stichting Voorbeeld")

    def test_no_receipt_of_what_was_never_asked(self):
        self.person()
        self.fails("unknown_id", "receipt", ANNA, "--purpose", "newsletter")
        self.fails("unknown_purpose", "receipt", ANNA, "--purpose", "other")

    @unittest.skipUnless((VECTORS / "dpv-27560.ttl").is_file(), "no vectors: skipped")
    def test_every_name_in_a_receipt_is_in_the_ontology(self):
        texts = [file.read_text() for file in (*self.VECTORS.glob("ontology/*.ttl"),
                                               self.VECTORS / "dpv-27560.ttl")]
        receipt = self.receipt()
        prefixes = dict(re.findall(r"(?m)^@prefix ([a-z0-9-]+): <(.*)> \.", "\n".join(texts)))
        for prefix, address in receipt["@context"].items():
            self.assertEqual(prefixes[prefix], address)
        names = set(self.names(receipt))
        self.assertGreater(len(names), 30)
        for name in names:
            defined = name.startswith(("dpv", "eu-gdpr"))
            pattern = rf"(?m)^{re.escape(name)} a " if defined else rf"\b{re.escape(name)}\b"
            self.assertTrue(any(re.search(pattern, text) for text in texts), name)

    def test_access(self):
        anna = self.subscriber()
        jan = self.recipient("Jan Jansen")
        self.holder(ANNA, jan)
        self.lawful("consent", "withdraw", f"recipient:{jan}", *support.NEWSLETTER)
        self.misused("access", ANNA, "copy")
        made = self.json("access", ANNA, "copy", "--holder", anna)
        self.assertEqual(made["files"], ["access.json", "access.html", "portability.json", "contact.vcf"])
        folder = self.folder / "copy"
        self.assertEqual(folder.stat().st_mode & 0o777, 0o700)
        for name in made["files"]:
            self.assertEqual((folder / name).stat().st_mode & 0o777, 0o600)
            text = (folder / name).read_text()
            for other in ("Jan", "Jansen", jan, "consent_withdrawn"):
                self.assertNotIn(other, text)
        words = self.page((folder / "access.html").read_text()).words
        for wanted in ("Uw gegevens", "Anna Smit", ANNA, "u gaf toestemming", "Autoriteit Persoonsgegevens",
                       (support.DATA / "newsletter.nl.txt").read_text().strip()):
            self.assertIn(wanted, words)
        document = json.loads((folder / "access.json").read_text())
        self.assertEqual(document["person"]["name"], "Anna Smit")
        self.assertTrue(document["addresses"][0]["shared"])
        card = (folder / "contact.vcf").read_bytes().split(b"\r\n")
        self.assertIn(f"EMAIL:{ANNA}".encode(), card)
        self.fails("invalid_file", "access", ANNA, "copy", "--holder", anna)

    def test_nothing_is_portable_without_consent_or_contract(self):
        self.person()
        self.assertEqual(self.json("access", ANNA, "copy")["files"], ["access.json", "access.html"])


if __name__ == "__main__":
    unittest.main()
