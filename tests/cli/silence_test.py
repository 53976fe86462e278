# SPDX-License-Identifier: Apache-2.0
"""Nobody without the key learns anything from the files, and there are no other files.

Says "skipped" of each program that is not here: strace, strings, file, sqlite3."""

import re
import shutil
import signal
import subprocess
import time
import unittest

import support

ADDRESS = "anneke.geheim@noord.example"
SAID = ("anneke", "geheim", "noord", "sqlite", "lawful", "newsletter", "consent", "recipient", "CREATE",
        "commitment", "subject", "format", "withdrawn")
# Of the operating system, not of anybody's.
DEVICES = re.compile(r"/dev/(null|tty|pts/.*)$")


def here(*names):
    missing = [name for name in names if not shutil.which(name)]
    return unittest.skipIf(missing, f"no {', '.join(missing)}")


def traces():
    """A system may forbid to trace."""
    return shutil.which("strace") and subprocess.run(
        ["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0


class Silence(support.Case):
    def setUp(self):
        super().setUp()
        self.begin()
        self.book = self.folder / "book.csv"
        shutil.copy(support.DATA / "list.csv", self.book)
        self.person(ADDRESS, "Anneke Geheim")
        self.lawful("consent", "withdraw", ADDRESS, *support.NEWSLETTER)
        self.backup = self.folder / "kept"

    def files(self):
        """The registry's, and those of its backup; the log is that of a registry in use."""
        found = [path for path in sorted(self.folder.glob("registry*")) if path.stat().st_size]
        return found + sorted(self.backup.glob("*")) + [support.SOURCE / "tests/store/data/version-1.vault-wal"]

    def require_silent(self, path, text):
        text = text.removeprefix("LAWFULV1").lower()  # the magic is all that is in clear
        for word in SAID:
            self.assertFalse(word.lower() in text, f"{word} in {path.name}")

    @here("strings", "file", "sqlite3")
    def test_strings_file_and_sqlite3_tell_nothing(self):
        self.lawful("backup", self.backup)
        files = self.files()
        self.assertIn(self.journal, files)
        self.assertEqual(len(list(self.backup.iterdir())), 2)
        for path in files:
            with self.subTest(path.name):
                # strings reads no letters of two bytes unless told to
                for letters in "sl":
                    said = subprocess.run(["strings", "-a", "-n", "5", "-e", letters, path],
                                          capture_output=True, text=True, check=True).stdout
                    self.require_silent(path, said)
                kind = subprocess.run(["file", "-b", path], capture_output=True, text=True, check=True).stdout
                self.assertRegex(kind, r"^(data|ASCII text.*)$|^SQLite Write-Ahead Log", path.name)
                if path.suffix != ".vault-wal":
                    self.assertNotIn("SQLite", kind)
                asked = subprocess.run(["sqlite3", "-readonly", path, ".schema"], capture_output=True, text=True,
                                       check=False)
                self.assertNotEqual(asked.returncode, 0)
                self.assertEqual(asked.stdout, "")

    def held(self):
        """A process in the midst of an import, stopped when a commit of it is in the log."""
        head, *_ = (support.DATA / "list.csv").read_text().splitlines()
        rows = [f"Gemeente Noord;Anneke Geheim;anneke.geheim{n}@noord.example;formulier;01-02-2024;ja;"
                for n in range(5000)]
        self.book.write_text("\n".join([head, *rows]) + "\n")
        process = subprocess.Popen(
            [support.PROGRAM, "import", support.DATA / "mapping.toml", self.book],
            env=self.environment | self.located(), cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        log = self.folder / "registry-wal"
        while process.poll() is None:
            if log.exists() and log.stat().st_size > 100_000:
                process.send_signal(signal.SIGSTOP)
                return process
            time.sleep(0.002)
        self.fail("the import ended before its log was seen")

    @here("strings")
    def test_files_of_a_registry_in_use_tell_nothing(self):
        process = self.held()
        names = {path.name for path in self.folder.glob("registry*")}
        self.assertLessEqual({"registry", "registry-wal", "registry-shm", "registry.lock", "registry.denials"}, names)
        for path in sorted(self.folder.glob("registry*")):
            with self.subTest(path.name):
                for letters in "slb":
                    said = subprocess.run(["strings", "-a", "-n", "5", "-e", letters, path],
                                          capture_output=True, text=True, check=True).stdout
                    self.require_silent(path, said)
        process.send_signal(signal.SIGCONT)

    @unittest.skipUnless(traces(), "no strace, or it may not trace")
    def test_only_the_registry_s_own_files_are_written(self):
        temporary = self.folder / "temporary"
        temporary.mkdir()
        commands = {
            ("import", support.DATA / "mapping.toml", self.book): {"book.rejects.csv"},
            ("check", ADDRESS, *support.NEWSLETTER): set(),
            ("backup", self.backup): {"kept/registry.data", "kept/registry.keys"},
            ("compact",): set(),
            ("erase", ADDRESS, "--ground", "17(1)(b)", "--yes"): set(),
        }
        for command, more in commands.items():
            with self.subTest(command[0]):
                for name in self.written_by(command, temporary):
                    own = name == "registry" or name in more or any(
                        name.startswith(stem) for stem in
                        ("registry-", "registry.lock", "registry.denials", "registry.compact",
                         *(each + "." for each in more), *(each + "-" for each in more)))
                    self.assertTrue(own, name)
        self.assertEqual(list(temporary.iterdir()), [])
        for path in self.files():
            self.assertFalse(ADDRESS.encode() in path.read_bytes(), path.name)

    def written_by(self, command, temporary):
        """Names of what was opened for writing, from this folder; anything else as it was said."""
        log = self.folder / "trace"
        environment = self.environment | self.located() | {"TMPDIR": str(temporary)}
        environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        done = subprocess.run(
            ["strace", "-f", "-s", "4096", "-y", "-e", "trace=open,openat,openat2,creat,memfd_create",
             "-o", log, support.PROGRAM, *map(str, command)],
            env=environment, cwd=self.folder, capture_output=True, text=True, timeout=240, check=False)
        self.assertIn(done.returncode, (0, 1), (command, done.stdout, done.stderr))
        trace = log.read_text(errors="replace")
        self.assertIn("O_RDONLY", trace)
        self.assertNotIn("memfd_create(", trace)
        found = set()
        for line in trace.splitlines():
            if not re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE|creat\(", line) or " = -1 " in line:
                continue
            path = re.search(r'"((?:[^"\\]|\\.)*)"', line).group(1)
            if not DEVICES.search(path):
                found.add(path.removeprefix(str(self.folder) + "/"))
        self.assertTrue(found, command)
        return found


if __name__ == "__main__":
    unittest.main()
