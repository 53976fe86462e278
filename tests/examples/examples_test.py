# SPDX-License-Identifier: Apache-2.0
"""Runs one example for real: examples_test.py LAWFUL EXAMPLES-FOLDER NAME"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
LAWFUL, PROGRAMS, NAME = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
PURPOSE = "partner-newsletter"


def run(*command, stdin="", status=0):
    done = subprocess.run([str(c) for c in command], input=stdin, text=True, capture_output=True)
    assert done.returncode == status, (command, done.returncode, done.stdout, done.stderr)
    return done.stdout


def expected():
    file = SOURCE / "examples/data/partners.expected.json"
    return json.loads(file.read_text(encoding="utf-8"))["newsletter"]


def of_kind(kind):
    return sorted(address for address, claim in expected().items() if claim == kind)


class Example(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        self.registry, self.key = self.path / "partners.lawful", self.path / "partners.key"
        self.addCleanup(self.folder.cleanup)

    def lawful(self, *command, status=0):
        return run(LAWFUL, "--registry", self.registry, "--key-file", self.key, *command, status=status)

    def partners(self):
        self.lawful("key", "new", self.key)
        self.lawful("init")
        self.lawful("apply", SOURCE / "examples/veilig-thuis/lawful.toml")
        self.lawful("import", SOURCE / "examples/partners.mapping.toml",
                    SOURCE / "examples/data/partners.csv", status=1)

    def example(self, *arguments, **options):
        return run(PROGRAMS / NAME, *arguments, **options)

    def test_first_consent(self):
        out = self.example(self.path, SOURCE / "examples/veilig-thuis/lawful.toml")
        self.assertTrue(out.startswith("allow_with_obligations\n"), out)
        self.assertIn("A_CONSENT (GDPR 6(1)(a)", out)

    def test_readme(self):
        out = self.example(self.path, SOURCE / "examples/veilig-thuis/lawful.toml")
        self.assertIn("allow", out)

    def test_bulk_screen(self):
        self.partners()
        addresses = sorted(expected()) + ["not an address"]
        out = self.example(self.registry, self.key, PURPOSE, stdin="\n".join(addresses) + "\n")
        rows = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([row["input"] for row in rows], addresses)
        allowed = [row["input"] for row in rows if row["decision"]["verdict"] != "deny"]
        self.assertEqual(allowed, of_kind("given_with_form"))

    def test_guard(self):
        self.partners()
        sent = self.example(self.registry, self.key, PURPOSE, of_kind("given_with_form")[0])
        self.assertIn("sent", sent.splitlines())
        refused = self.example(self.registry, self.key, PURPOSE, of_kind("withdrawn")[0], status=1)
        self.assertIn("E_CONSENT_WITHDRAWN", refused)

    def test_nightly(self):
        self.partners()
        report = json.loads(self.example(self.registry, self.key))
        self.assertEqual(report["store"]["faults"], [])
        counts = report["purposes"][PURPOSE + "/email"]
        self.assertEqual(counts["allow_with_obligations"], 30)
        self.assertEqual(counts["deny"], 198 + 9 - 30)

    def test_newsletter(self):
        try:
            import aiosmtpd  # noqa: F401
        except ImportError:
            print("skipped: no aiosmtpd here; script/bootstrap installs it")
            sys.exit(77)
        self.partners()
        mail = self.path / "mail"
        mail.mkdir()
        sink = subprocess.Popen([sys.executable, str(SOURCE / "script/smtp_sink.py"), str(mail)],
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(sink.communicate)
        port = sink.stdout.readline().strip()
        out = self.example(self.registry, self.key, f"smtp://127.0.0.1:{port}")
        self.assertIn("30 sent", out)
        heads = [file.read_text(encoding="utf-8") for file in mail.glob("*.eml")]
        to = sorted(head.splitlines()[0].split(": ")[1].lower() for head in heads)
        self.assertEqual(to, of_kind("given_with_form"))
        for head in heads:
            self.assertIn("List-Unsubscribe-Post: List-Unsubscribe=One-Click", head)
            self.assertIn("Stichting Veilig Thuis Midden", head)
        events = self.lawful("--json", "events", to[0])
        self.assertIn('"delivered"', events)


if __name__ == "__main__":
    suite = unittest.TestSuite([Example("test_" + NAME)])
    sys.exit(0 if unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful() else 1)
