# SPDX-License-Identifier: Apache-2.0
"""Runs the built program on registries in folders of their own."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["LAWFUL_PROGRAM"]
SOURCE = pathlib.Path(os.environ["LAWFUL_SOURCE_DIR"])
DATA = pathlib.Path(__file__).parent / "data"

NEWSLETTER = ("--purpose", "newsletter", "--channel", "email")
ALERTS = ("--purpose", "alerts", "--channel", "email")
PROOF = ("--notice", "nl:1", "--method", "signed_form", "--evidence", "binder 3")

ERRORS = {
    "invalid_address": 3, "invalid_record": 4, "invalid_policy": 5, "invalid_mapping": 6,
    "invalid_file": 7, "unknown_purpose": 8, "unknown_notice": 9, "unknown_id": 10,
    "notice_changed": 11, "future_event": 12, "not_holder": 13, "address_taken": 14,
    "already_done": 15, "wrong_key": 16, "not_a_registry": 17, "newer_version": 18,
    "registry_exists": 19, "registry_missing": 20, "read_only": 21, "input_output": 23,
    "disk_full": 24, "policy_missing": 28, "erased": 30,
    "legal_hold": 31,
    "stale_plan": 32,
}


class Case(unittest.TestCase):
    """A test with a folder, and a registry once `begin` was called."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lawful-cli-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.registry = self.folder / "registry"
        self.journal = self.folder / "registry.denials"
        self.key = self.folder / "key"
        self.environment = {"PATH": os.environ["PATH"], "LANG": "C", "TERM": "xterm"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def located(self):
        return {"LAWFUL_REGISTRY": str(self.registry), "LAWFUL_KEY_FILE": str(self.key)}

    def lawful(self, *arguments, status=0, stdin="", env=None, binary=False):
        """Runs the program; fails when its exit status is another."""
        environment = self.environment | (self.located() if env is None else env)
        given = stdin if isinstance(stdin, bytes) else stdin.encode()
        done = subprocess.run([PROGRAM, *map(str, arguments)], input=given, env=environment,
                              capture_output=True, cwd=self.folder, timeout=120, check=False)
        if not binary:
            done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(done.returncode, status, (arguments, done.stdout, done.stderr))
        return done

    def json(self, *arguments, status=0, **options):
        """What --json prints: one document and nothing else."""
        done = self.lawful(*arguments, "--json", status=status, **options)
        self.assertEqual(done.stdout.count("\n"), 1, done.stdout)
        return json.loads(done.stdout)

    def fails(self, code, *arguments, **options):
        """A failure of that code, said on standard error and in JSON; returns the message."""
        document = self.json(*arguments, status=ERRORS[code], **options)
        self.assertEqual(document["error"]["code"], code)
        done = self.lawful(*arguments, status=ERRORS[code], **options)
        self.assertEqual(done.stdout, "")
        self.assertEqual(done.stderr, f"lawful: {document['error']['message']}\n")
        return document["error"]["message"]

    def misused(self, *arguments, **options):
        """Wrong usage, exit status 2; returns the message."""
        document = self.json(*arguments, status=2, **options)
        self.assertEqual(document["error"]["code"], "usage")
        return document["error"]["message"]

    _begun = None

    def begin(self, policy=DATA / "lawful.toml"):
        """A registry with a policy; the usual one is made once and copied."""
        usual = policy == DATA / "lawful.toml"
        if usual and Case._begun:
            self.key.write_bytes(Case._begun[0])
            self.registry.write_bytes(Case._begun[1])
            self.journal.write_bytes(Case._begun[2])
            return
        self.lawful("key", "new", self.key)
        self.lawful("init")
        self.lawful("apply", policy)
        if usual:
            Case._begun = (self.key.read_bytes(), self.registry.read_bytes(),
                           self.journal.read_bytes())

    def organisation(self, name="Gemeente Noord", country="NL"):
        added = self.json("organisation", "add", "--name", name, "--country", country)
        return added["organisation"]

    def recipient(self, name="Anna Smit", *more):
        return self.json("recipient", "add", "--name", name, "--country", "NL", "--language", "nl",
                         "--source", "subject", "--obtained", "2024-01-01", *more)["recipient"]

    def holder(self, address, recipient, day="2024-01-01"):
        return self.json("holder", "add", address, recipient, "--from", day)

    def person(self, address="a.smit@noord.example", name="Anna Smit"):
        """Somebody with an address of their own; their id."""
        recipient = self.recipient(name)
        self.lawful("address", "add", address)
        self.holder(address, recipient)
        return recipient

    def subscriber(self, address="a.smit@noord.example", name="Anna Smit"):
        recipient = self.person(address, name)
        self.lawful("consent", "give", address, *NEWSLETTER, *PROOF)
        return recipient

    def check(self, address="a.smit@noord.example", *more, allowed):
        return self.json("check", address, *NEWSLETTER, *more, status=0 if allowed else 1)

    def last(self, kind, subject="a.smit@noord.example"):
        """The latest event of that kind, of the subject or of who reads the address."""
        events = self.json("events", subject, "--all")
        return [event for event in events if event["kind"] == kind][-1]

    @staticmethod
    def codes(decision):
        return [reason["code"] for reason in decision["reasons"]]
