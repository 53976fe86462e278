# SPDX-License-Identifier: Apache-2.0
import re
import shutil
import subprocess
import unittest

import support

TOOL = support.SOURCE / "tools" / "lawful"
COMMANDS = {
    "key new", "key add-passphrase", "key change", "key remove-passphrase", "key rotate", "key rotate-signing",
    "key show", "init", "apply", "lint", "policy show", "policy notice", "import", "check",
    "explain", "audit checkpoint", "audit export", "audit key", "audit timestamp",
    "audit verify", "screen",
    "release", "delivered", "failed", "consent request", "consent give", "consent confirm",
    "consent renew", "consent refuse", "consent withdraw", "consent invalidate", "object",
    "object resolve", "restrict", "lift", "inform", "inform due", "inform export", "affected", "consent ageing", "basis declare", "basis end", "ground declare",
    "ground end", "suppress", "organisation add", "organisation change", "organisation list",
    "recipient add", "recipient change", "recipient list", "address add", "address change",
    "address list", "holder add", "holder change", "holder replace", "holder end", "holder list", "hold place", "hold release", "hold list", "merge",
    "merge undo", "merge candidates", "disclose", "show", "events",
    "erase", "retention plan", "retention apply", "retention keep", "retention proof", "access", "receipt", "report", "request deadline", "request open", "request verify-identity", "request extend", "request refuse",
    "request close", "request list", "ropa", "check-store", "accept-journal-loss", "backup", "compact", "restore",
}


class Help(support.Case):
    def commands(self, *path):
        """Every command and its help, by asking."""
        text = self.lawful(*path, "--help", env={}).stdout
        yield " ".join(path), text
        listed = re.search(r"(?s)\nCommands:\n(.*?)\n\n", text)
        for name in re.findall(r"(?m)^  ([a-z][a-z-]*)", listed[1]) if listed else []:
            yield from self.commands(*path, name)

    def test_every_help_has_an_example_that_begins_with_it(self):
        for path, text in self.commands():
            example = re.search(r"\nExample:\n  (.*)", text)
            self.assertTrue(example, path)
            self.assertTrue(example[1].startswith(f"lawful {path}".strip()), (path, example[1]))

    def test_every_command_is_there(self):
        groups = {name.split()[0] for name in COMMANDS if " " in name} - {"object", "inform", "merge"}
        self.assertEqual({path for path, _ in self.commands()} - {""} - groups, COMMANDS)

    def test_examples_can_be_read(self):
        import shlex
        for path, text in self.commands():
            example = shlex.split(re.search(r"\nExample:\n  (.*)", text)[1])
            done = subprocess.run([support.PROGRAM, *example[1:]], env=self.environment,
                                  capture_output=True, text=True, cwd=self.folder, timeout=60,
                                  check=False)
            if done.returncode == 2:
                self.assertRegex(done.stderr, "want a (registry|key)", path)

    def test_version(self):
        self.assertRegex(self.lawful("--version", env={}).stdout, r"^lawful \d+\.\d+\.\d+\n$")

    def test_the_man_page_names_every_command_option_and_error(self):
        page = (TOOL / "lawful.1").read_text()
        plain = page.replace("\\-", "-")
        for path, text in self.commands():
            if path in COMMANDS:
                self.assertRegex(plain, rf"(?m)^\.It.* ?Cm {re.escape(path)}\b", path)
            for option in re.findall(r"(?m)^  (?:-[a-z],)?--([a-z0-9-]+)", text):
                self.assertRegex(plain, rf"Fl -{re.escape(option)}\b", (path, option))
        header = (support.SOURCE / "include" / "lawful" / "error.hpp").read_text()
        codes = re.findall(r"(?m)^    ([a-z_]+) = (\d+),", header)
        self.assertGreater(len(codes), 20)
        for name, number in codes:
            self.assertRegex(plain, rf"(?m)^\.It {number}\n{name}:")

    @unittest.skipUnless(shutil.which("mandoc"), "no mandoc here")
    def test_the_man_page_is_clean(self):
        done = subprocess.run(["mandoc", "-Tlint", str(TOOL / "lawful.1")], capture_output=True,
                              text=True, timeout=60, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


@unittest.skipUnless(shutil.which("bash"), "no bash here")
class Completion(support.Case):
    def complete(self, line):
        """What bash offers for the last word of the line."""
        words = line.split(" ")
        script = (f"source {TOOL / 'completion.bash'}; COMP_WORDS=({' '.join(words)} "
                  f"{chr(39) * 2 if words[-1] == '' else ''}); COMP_CWORD={len(words) - 1}; "
                  "_lawful; printf '%s\\n' \"${COMPREPLY[@]}\"")
        script = f"lawful() {{ {support.PROGRAM} \"$@\"; }}; " + script
        done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True,
                              env=self.environment, timeout=60, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return set(done.stdout.split())

    def test_commands(self):
        self.assertEqual({name.split()[0] for name in COMMANDS}, self.complete("lawful "))
        self.assertEqual(self.complete("lawful con"), {"consent"})
        self.assertEqual(self.complete("lawful key a"), {"add-passphrase"})
        self.assertEqual({f"consent {name}" for name in self.complete("lawful consent ")},
                         {name for name in COMMANDS if name.startswith("consent")})

    def test_options_with_the_global_ones(self):
        offered = self.complete("lawful check --")
        self.assertLessEqual({"--purpose", "--channel", "--as-of", "--json", "--registry"}, offered)
        self.assertNotIn("--fulfilled", offered)
        self.assertIn("--dry-run", self.complete("lawful apply --d"))

    def test_values(self):
        self.assertEqual(self.complete("lawful check --channel e"), {"email"})
        self.assertEqual(self.complete("lawful check --channel = e"), {"email"})
        self.assertEqual(self.complete("lawful screen --format "), {"table", "csv", "jsonl"})
        self.assertIn("signed_form", self.complete("lawful consent give --method "))

    def test_files_are_left_to_bash(self):
        self.assertEqual(self.complete("lawful check --registry "), set())
        self.assertIn("-o default", (TOOL / "completion.bash").read_text())

    def test_it_is_registered(self):
        done = subprocess.run(["bash", "--norc", "-c",
                               f"source {TOOL / 'completion.bash'}; complete -p lawful"],
                              capture_output=True, text=True, timeout=60, check=False)
        self.assertIn("_lawful lawful", done.stdout)


if __name__ == "__main__":
    unittest.main()
