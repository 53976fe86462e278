# SPDX-License-Identifier: Apache-2.0
"""Counts what one operation takes (instructions, allocations, syncs, writes, bytes) and says what is different
from figures.json beside this file. A difference is for people to look at: nothing fails here.

    python3 benchmarks/counts/compare.py build/release/benchmarks/lawful_counts [--json FILE] [--renew]
"""
import argparse
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

KEPT = Path(__file__).with_name("figures.json")
QUESTIONS = ("known", "denied", "unknown")


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True)


def instructions(program, folder, what):
    """Of one check: two runs that differ in the number of checks alone."""
    def collected(times):
        said = run("valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind", program, folder, "ask",
                   what, str(times)).stderr
        return int(re.search(r"Collected : (\d+)", said).group(1))
    return (collected(600) - collected(200)) / 400


def count(program, folder):
    run(program, folder, "make")
    figures = json.loads(run(program, folder, "count").stdout)
    if shutil.which("valgrind"):
        figures["instructions of a check"] = {what: round(instructions(program, folder, what)) for what in QUESTIONS}
    else:
        print("valgrind is not installed: no instructions are counted")
    return figures


def show(figures, kept):
    for group, values in figures.items():
        for name, value in values.items():
            before = kept.get(group, {}).get(name)
            change = "" if before in (None, 0) else f"   was {before:,g} ({(value - before) / before:+.1%})"
            print(f"{group + ', ' + name:<42}{value:>14,g}{change}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--json", type=Path, help="the figures for the report")
    parser.add_argument("--renew", action="store_true", help="keep these figures from now on")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = count(options.program, folder)
    show(figures, json.loads(KEPT.read_text()) if KEPT.exists() else {})
    for file in [options.json] + [KEPT] * options.renew:
        if file:
            file.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
