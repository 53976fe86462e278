# SPDX-License-Identifier: Apache-2.0
"""All three verifiers, on the golden bundles and on every broken one, from a folder and through streams:
broken_test.py LAWFUL-VERIFY LAWFUL VERIFY-STREAMS"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import broken_answers  # noqa: F401
import broken_events  # noqa: F401
import broken_files  # noqa: F401
import broken_keys
import broken_proofs  # noqa: F401
from bundle import DATA, SEED, Bundle, verifier_key
from kinds import DECIDED, KINDS

PROGRAM = sys.argv[1]
TOOL = [sys.argv[2], "audit", "verify"]
STREAMS = sys.argv[3]
SOURCE = pathlib.Path(__file__).resolve().parents[2]
PYTHON = [sys.executable, "-B", str(SOURCE / "examples/verify_audit.py")]
ON_DISK = ("is a link", "is behind a link", "is no regular file")  # in streams it is not there
UNDECIDED = 3  # of the Python verifier: nothing is wrong but what it cannot know
KEY = (DATA / "verifier-key").read_text().strip()


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=60,
                          check=False)
    return done.returncode, done.stdout, done.stderr


def options(checkpoints, keys=()):
    return [part for file in checkpoints for part in ("--checkpoint", file)] + [
        part for key in keys for part in ("--verifier-key", key)]


class Good(unittest.TestCase):
    def check(self, *arguments, python=0):
        for program, expected in (([PROGRAM], 0), (TOOL, 0), (PYTHON, python)):
            status, out, error = run(*program, *arguments)
            self.assertEqual((status, error), (expected, ""), out)
            self.assertNotIn("FAULT", out)
        self.assertEqual(run(STREAMS, *arguments), run(PROGRAM, *arguments, "--json"))

    def test_golden_bundles_hold(self):
        older = options(DATA / f"checkpoint-{size}" for size in (0, 5, 9))
        for kind in ("full", "partial"):
            self.check(DATA / kind)
            self.check(DATA / kind, *older, "--verifier-key", KEY)

    def test_put_together_again_it_holds(self):
        with tempfile.TemporaryDirectory() as folder:
            bundle = Bundle(folder)
            bundle.record(5, bundle.m(5))
            self.assertEqual(bundle.read("checkpoint"), (DATA / "full/checkpoint").read_bytes())
            self.assertEqual(bundle.read("manifest.json"), (DATA / "full/manifest.json").read_bytes())
            self.check(bundle.folder)

    def test_an_answer_is_decided_again(self):
        with tempfile.TemporaryDirectory() as folder:
            self.check(Bundle(folder, "answer").folder, "--verifier-key", KEY, python=UNDECIDED)
            self.assertIn("decided again", run(PROGRAM, folder + "/bundle")[1])
            self.assertIn("NOT decided again", run(*PYTHON, folder + "/bundle")[1])

    def test_a_new_key_is_led_to_by_each_before_it(self):
        for known in (SEED, broken_keys.SECOND, None):
            with tempfile.TemporaryDirectory() as folder:
                bundle = Bundle(folder)
                broken_keys.succession(bundle, known=known)
                self.check(bundle.folder, *options(bundle.older, bundle.keys))
        self.assertEqual(KEY, verifier_key(SEED))

    def test_states_and_erasures_are_told(self):
        _, out, _ = run(PROGRAM, DATA / "full", "--json")
        report = json.loads(out)
        self.assertEqual((report["verified"], report["erased"], report["missing"]), (8, 4, 0))
        self.assertEqual([e["ground"] for e in report["erasures"]], ["17(1)(b)", "17(1)(a)"])
        _, out, _ = run(PROGRAM, DATA / "partial", "--leaves")
        self.assertIn("NOT_DISCLOSED   5", out)
        self.assertIn("2 ERASED\n", out)
        self.assertIn("no claim of completeness", out)

    def test_the_other_verifier_can_be_read(self):
        for name in ("verify_audit", "signed_tree"):
            lines = (SOURCE / f"examples/{name}.py").read_text(encoding="utf-8").splitlines()
            self.assertLess(len(lines), 150)
            self.assertLess(max(map(len, lines)), 115)
            for line in lines:
                self.assertNotRegex(line, "import lawful|from lawful")

    def test_wrong_usage_and_what_cannot_be_read(self):
        self.assertEqual(run(PROGRAM)[0], 2)
        self.assertEqual(run(PROGRAM, DATA / "full", "--verifier-key", "x")[0], 27)
        self.assertEqual(run(PROGRAM, DATA / "absent")[0], 23)
        self.assertEqual(run(PROGRAM, DATA / "full", "--checkpoint", DATA / "absent")[0], 23)


class Broken(unittest.TestCase):
    pass


def broken_test(of, action, where, what, decided):
    def test(self):
        with tempfile.TemporaryDirectory() as folder:
            bundle = Bundle(folder, of)
            action(bundle)
            arguments = [bundle.folder, *options(bundle.older, bundle.keys)]
            for program in (TOOL, [PROGRAM]):
                status, out, error = run(*program, *arguments, "--json")
                self.assertEqual((status, error), (1, ""), out)
                report = json.loads(out)
                said = [fault for fault in report["faults"] if where in fault and what in fault]
                self.assertTrue(said, report["faults"])
            streams = run(STREAMS, *arguments)
            if any(fault.endswith(ON_DISK) for fault in report["faults"]):
                self.assertEqual(streams[0], 1)
                self.assertTrue([fault for fault in json.loads(streams[1])["faults"] if where in fault])
            else:
                self.assertEqual(streams, (1, out, ""))
            status, out, error = run(*PYTHON, *arguments)
            if decided:  # it does not pretend to know
                self.assertEqual((status, error), (UNDECIDED, ""), out)
                self.assertIn("NOT decided again", out)
                return
            self.assertEqual((status, error), (1, ""), out)
            faults = [line for line in out.splitlines() if line.startswith("FAULT")]
            self.assertTrue([fault for fault in faults if where in fault], out)
    return test


for _name, _kind in KINDS.items():
    setattr(Broken, f"test_{_name.replace(' ', '_')}", broken_test(*_kind, _name in DECIDED))

if __name__ == "__main__":
    print(len(KINDS), "kinds of broken bundles,", len(DECIDED), "found only by deciding again")
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
