# SPDX-License-Identifier: Apache-2.0
import json
import shutil
import subprocess
import unittest

import support

ANNA = "a.smit@noord.example"


class Audit(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()
        self.subscriber()
        self.bundle = self.folder / "bundle"

    def checkpoint(self, name="older", **options):
        file = self.folder / name
        file.write_text(self.lawful("audit", "checkpoint", **options).stdout)
        return file

    def verify(self, *more, status=0, bundle=None):
        """Without a registry and without a key."""
        return self.json("audit", "verify", bundle or self.bundle, *more, status=status, env={})

    def test_a_checkpoint_is_a_signed_note(self):
        text = self.lawful("audit", "checkpoint").stdout
        origin, size, root, empty, signature = text.rstrip("\n").split("\n")
        self.assertRegex(origin, "^lawful-registry/[0-9a-f]{32}$")
        self.assertEqual((empty, len(root)), ("", 44))
        self.assertTrue(signature.startswith(f"— {origin} "))
        document = self.json("audit", "checkpoint")
        self.assertEqual(document["checkpoint"], text)
        self.assertTrue(document["verifier_key"].startswith(origin + "+"))
        self.assertEqual(self.lawful("audit", "key").stdout.strip(), document["verifier_key"])

    def test_a_full_bundle_has_a_report_and_a_partial_one_has_none(self):
        self.lawful("audit", "export", self.bundle)
        report = (self.bundle / "report.html").read_text(encoding="utf-8")
        self.assertIn((self.bundle / "checkpoint").read_text(encoding="utf-8").split("\n")[2], report)
        self.assertNotIn(ANNA, report)
        self.verify()
        partial = self.folder / "partial"
        self.lawful("audit", "export", partial, "--recipient", ANNA)
        self.assertFalse((partial / "report.html").exists())

    def test_a_report_that_was_changed_is_found(self):
        self.lawful("audit", "export", self.bundle)
        with open(self.bundle / "report.html", "a", encoding="utf-8") as report:
            report.write("<!-- -->")
        self.assertIn("report.html", self.verify(status=1)["faults"][0])

    def test_the_ledger_only_grew(self):
        older = self.checkpoint()
        self.recipient("Bert Bos")
        self.lawful("audit", "checkpoint", "--previous", older)
        self.assertTrue(self.json("audit", "checkpoint", "--previous", older)["consistent"])

    def test_a_registry_that_was_rolled_back_is_found(self):
        copies = [(file, file.read_bytes()) for file in (self.registry, self.journal)]
        self.recipient("Bert Bos")
        newer = self.checkpoint()
        for file, content in copies:
            file.write_bytes(content)
        done = self.lawful("audit", "checkpoint", "--previous", newer, status=1)
        self.assertEqual(done.stdout, "")
        self.assertIn("rolled back", done.stderr)
        self.recipient("Clara Vos")
        self.recipient("Dirk Pos")
        self.assertFalse(self.json("audit", "checkpoint", "--previous", newer, status=1)["consistent"])
        self.lawful("audit", "export", self.bundle)
        self.verify()
        self.assertIn("not consistent", self.verify("--checkpoint", newer, status=1)["faults"][0])

    def test_what_is_no_checkpoint(self):
        (self.folder / "text").write_text("hello\n")
        self.fails("invalid_file", "audit", "checkpoint", "--previous", self.folder / "text")
        self.fails("input_output", "audit", "checkpoint", "--previous", self.folder / "none")

    def test_a_full_bundle_verifies_without_a_key(self):
        older = self.checkpoint()
        self.recipient("Bert Bos")
        key = self.lawful("audit", "key").stdout.strip()
        done = self.json("audit", "export", self.bundle)
        self.assertTrue(done["complete"])
        report = self.verify("--checkpoint", older, "--verifier-key", key)
        self.assertEqual((report["verified"], report["missing"], report["tampered"]),
                         (done["size"], 0, 0))
        self.assertEqual((report["signed_by"], report["signer_known"]), (key, True))
        self.assertIn("The bundle holds.", self.lawful("audit", "verify", self.bundle, env={}).stdout)

    def test_a_flipped_bit_is_found(self):
        self.lawful("audit", "export", self.bundle)
        leaves = self.bundle / "leaves"
        content = bytearray(leaves.read_bytes())
        content[40] ^= 1
        leaves.write_bytes(content)
        self.assertGreater(self.verify(status=1)["tampered"], 0)

    def test_an_erased_person_is_erased_and_not_missing(self):
        older = self.checkpoint()
        self.lawful("erase", ANNA, "--ground", "17(1)(b)", "--yes")
        self.lawful("audit", "export", self.bundle)
        report = self.verify("--checkpoint", older)
        self.assertGreater(report["erased"], 0)
        self.assertEqual([item["ground"] for item in report["erasures"]], ["17(1)(b)"])
        for file in self.bundle.rglob("*"):
            if file.is_file():
                self.assertNotIn(b"a.smit", file.read_bytes())

    def test_selections(self):
        self.subscriber("b.bos@noord.example", "Bert Bos")
        whole = self.json("audit", "export", self.bundle)["size"]
        for number, options in enumerate([("--recipient", ANNA), ("--purpose", "newsletter"),
                                          ("--from", "2100-01-01"), ("--to", "2020-01-01")]):
            bundle = self.folder / f"part-{number}"
            done = self.json("audit", "export", bundle, *options)
            self.assertFalse(done["complete"])
            self.assertLess(done["events"], whole)
            report = self.verify(bundle=bundle)
            self.assertEqual(report["verified"], done["events"])
            self.assertIn("no claim of completeness",
                          self.lawful("audit", "verify", bundle, env={}).stdout)

    def test_a_selection_with_an_older_checkpoint(self):
        older = self.checkpoint()
        self.recipient("Bert Bos")
        self.lawful("audit", "export", self.bundle, "--recipient", ANNA, "--previous", older)
        self.assertEqual(self.verify("--checkpoint", older)["older_checkpoints"], 1)

    def test_never_overwrites(self):
        self.bundle.mkdir()
        self.fails("invalid_file", "audit", "export", self.bundle)

    def test_a_new_signing_key_is_led_to_by_the_old_one(self):
        old = self.lawful("audit", "key").stdout.strip()
        older = self.checkpoint()
        fresh = self.json("key", "rotate-signing")["verifier_key"]
        self.assertNotEqual(fresh, old)
        self.lawful("audit", "checkpoint", "--previous", older)
        self.lawful("audit", "export", self.bundle)
        report = self.verify("--verifier-key", old, "--checkpoint", older)
        self.assertEqual((report["signed_by"], report["signer_known"]), (fresh, True))
        self.lawful("check-store")

    def authority(self):
        """An authority of our own, by openssl; its certificate and how it replies."""
        config = self.folder / "tsa.cnf"
        config.write_text("""[req]
distinguished_name = dn
prompt = no
x509_extensions = ext
[dn]
CN = Time of the tests
[ext]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = one
[one]
serial = serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
""")
        (self.folder / "serial").write_text("01\n")
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-config",
                     "tsa.cnf", "-keyout", "tsa.key", "-out", "tsa.pem")
        return self.folder / "tsa.pem"

    def openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, timeout=60,
                       capture_output=True)

    def test_a_request_is_never_written_through_a_link(self):
        request, elsewhere = self.folder / "request.tsq", self.folder / "elsewhere"
        request.symlink_to(elsewhere)
        self.fails("invalid_file", "audit", "checkpoint", "--timestamp-request", request)
        self.assertFalse(elsewhere.exists())
        request.unlink()
        self.lawful("audit", "checkpoint", "--timestamp-request", request)
        self.assertEqual(request.stat().st_mode & 0o777, 0o600)

    @unittest.skipUnless(shutil.which("openssl"), "no openssl here")
    def test_a_time_stamp(self):
        authority = self.authority()
        checkpoint = self.folder / "stamped"
        request = self.folder / "request.tsq"
        checkpoint.write_text(
            self.lawful("audit", "checkpoint", "--timestamp-request", request).stdout)
        self.openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "request.tsq", "-inkey",
                     "tsa.key", "-signer", "tsa.pem", "-out", "reply.tsr")
        reply = self.folder / "reply.tsr"
        check = ("audit", "timestamp", checkpoint, reply, "--authority")
        self.assertRegex(self.json(*check, authority, env={})["stamped"], r"^20\d\d-.*Z$")

        self.recipient("Bert Bos")
        other = self.checkpoint("other")
        self.lawful("audit", "timestamp", other, reply, "--authority", authority, status=1, env={})
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-config", "tsa.cnf",
                     "-keyout", "another.key", "-out", "another.pem")
        self.lawful(*check, self.folder / "another.pem", status=1, env={})
        content = bytearray(reply.read_bytes())
        content[-1] ^= 1
        reply.write_bytes(content)
        self.lawful(*check, authority, status=1, env={})
        reply.write_text("hello")
        self.fails("invalid_file", *check, authority, env={})
        self.fails("invalid_file", "audit", "checkpoint", "--timestamp-request", request)

    def test_another_verifier_agrees(self):
        self.lawful("erase", ANNA, "--ground", "17(1)(b)", "--yes")
        self.lawful("audit", "export", self.bundle)
        script = support.SOURCE / "examples" / "verify_audit.py"
        done = subprocess.run(["python3", str(script), str(self.bundle)], capture_output=True,
                              text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stdout)


class Explain(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()
        self.subscriber()
        self.proof = self.folder / "proof"

    def explain(self, *more, status=0):
        return self.json("explain", ANNA, *support.NEWSLETTER, *more, status=status)

    def test_an_answer_in_words_with_its_event(self):
        document = self.explain()
        self.assertEqual(document["decision"], self.check(allowed=True))
        reason = next(r for r in document["reasons"] if r["code"] == "A_CONSENT")
        self.assertEqual(reason["recorded_event"]["kind"], "consent_given")
        self.assertIn(f"index {reason['recorded_event']['index']}\n", reason["proof"])
        text = self.lawful("explain", ANNA, *support.NEWSLETTER).stdout
        self.assertIn("There is valid consent for this purpose", text)
        self.assertIn(f"Event {reason['recorded_event']['index']} of the ledger: consent given", text)

    def test_a_denial_is_status_1(self):
        self.lawful("consent", "withdraw", ANNA, *support.NEWSLETTER)
        text = self.lawful("explain", ANNA, *support.NEWSLETTER, status=1).stdout
        self.assertIn("may not be sent", text)
        self.assertIn("Consent was withdrawn.", text)

    def test_the_proof_is_decided_again_elsewhere(self):
        self.explain("--proof", self.proof)
        report = self.json("audit", "verify", self.proof, env={})
        self.assertEqual((report["ok"], report["answer"]), (True, self.check(allowed=True)["verdict"]))
        self.assertIn("decided again from the events",
                      self.lawful("audit", "verify", self.proof, env={}).stdout)

    def test_a_changed_answer_is_found(self):
        import hashlib
        self.lawful("consent", "withdraw", ANNA, *support.NEWSLETTER)
        self.explain("--proof", self.proof, status=1)
        answer, manifest = self.proof / "answer.json", self.proof / "manifest.json"
        text = answer.read_text().replace('"verdict":"deny"', '"verdict":"allow"')
        answer.write_text(text)
        listed = json.loads(manifest.read_text())
        for file in listed["files"]:
            if file["path"] == "answer.json":
                file["bytes"] = len(text)
                file["sha256"] = hashlib.sha256(text.encode()).hexdigest()
        manifest.write_text(json.dumps(listed, separators=(",", ":")) + "\n")
        report = self.json("audit", "verify", self.proof, status=1, env={})
        self.assertIn("another answer", report["faults"][0])


if __name__ == "__main__":
    unittest.main()
