# SPDX-License-Identifier: Apache-2.0
"""Removes each defence of the vault in turn and runs the test that is there for it: it must fail.

    mutations_test.py SOURCE BUILD

The source tree is not touched: a changed copy of one file is compiled as the build compiles it, and
linked in its place.
"""

import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

from mutations import MUTATIONS


def run(command, **options):
    return subprocess.run(command, shell=True, capture_output=True, text=True, errors="replace", **options)


class Build:
    def __init__(self, source, build):
        self.source, self.build = source, build
        commands = json.loads(run("ninja -t compdb", cwd=build, check=True).stdout)
        self.compile = {
            pathlib.Path(entry["file"]): entry for entry in commands if entry["output"].endswith(".o")
        }
        self.link = {}

    def link_command(self, program):
        """Of `test_PROGRAM`, and the objects in it."""
        if program not in self.link:
            listed = run(f"ninja -t commands test_{program}", cwd=self.build, check=True).stdout
            self.link[program] = listed.splitlines()[-1]
        return self.link[program]

    def mutant(self, mutation, folder):
        """Builds the program with that defence removed; its path."""
        name, file, text, instead, program, _ = mutation
        original = self.source / file
        code = original.read_text()
        if code.count(text) != 1:
            raise RuntimeError(f"{name}: {file} has its text {code.count(text)} times")
        changed = folder / original.name
        changed.write_text(code.replace(text, instead))
        entry = self.compile[original]
        words = shlex.split(entry["command"])
        output = words[words.index("-o") + 1]
        made = folder / "mutant.o"
        words = [w for w in words if w not in ("-Werror", "ccache", "/usr/bin/ccache")]
        for old, new in ((output, str(made)), (str(original), str(changed))):
            words = [new if w == old else w for w in words]
        compiled = run(shlex.join(words), cwd=entry["directory"])
        if compiled.returncode != 0:
            raise RuntimeError(f"{name}: it does not compile\n{compiled.stderr[-2000:]}")
        binary = folder / program
        link = self.link_command(program)
        at = link.index(" -o ") + 4
        target = link[at:].split()[0]
        link = link.replace(f" -o {target}", f" -o {binary}").replace(output, str(made))
        linked = run(link, cwd=self.build)
        if linked.returncode != 0 or str(made) not in link:
            raise RuntimeError(f"{name}: it does not link\n{linked.stderr[-2000:]}")
        return binary

    def survives(self, mutation):
        name, _, _, _, _, cases = mutation
        with tempfile.TemporaryDirectory() as folder:
            try:
                binary = self.mutant(mutation, pathlib.Path(folder))
            except RuntimeError as error:
                return name, str(error)
            command = f"{binary} --no-colors" + (f" --test-case={shlex.quote(cases)}" if cases else "")
            try:
                outcome = run(command, timeout=300, env=dict(os.environ, TMPDIR=folder))
            except subprocess.TimeoutExpired:
                return name, None  # it hangs: red
            if cases and "test cases: 0 " in outcome.stdout.replace("  ", " "):
                return name, f"{name}: no test is called {cases}"
            return name, f"{name}: the tests pass without it" if outcome.returncode == 0 else None


def main():
    build = Build(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve())
    for program in sorted({mutation[4] for mutation in MUTATIONS}):
        build.link_command(program)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for name, problem in pool.map(build.survives, MUTATIONS):
            print(f"{'FAILED' if problem else 'red':7}{name}", flush=True)
            if problem:
                print(f"       {problem}")
                failed += 1
    print(f"{len(MUTATIONS)} defences removed, {failed} not noticed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
