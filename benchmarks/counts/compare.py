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
QUESTIONS = ("known", "denied", "unknown", "remembered")
# Where the instructions of a check go; some are within others.
PARTS = {"all standings read": "lawful::registry::View::state(", "them, unpacked": "lawful::rules::decode_state(",
         "SQLite": "sqlite3_step",
         "opening the transaction": "lawful::store::Store::read(", "pages decrypted": "lawful::store::vault::open_page(",
         "address normalised": "lawful::contact::normalise(", "keyed hashes": "lawful::crypto::RegistryKeys::",
         "rules": "lawful::rules::decide(", "memory": "malloc.c:malloc ["}
PARTS_REMEMBERED = {"whether anybody committed": "lawful::store::CommitMark::is_still(",
                    "hash of the address": "crypto_shorthash_siphashx24"}


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True)


def ask(program, folder, what, times):
    """Under callgrind; the instructions that were counted."""
    said = run("valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind", program, folder, "ask",
               what, str(times)).stderr
    return int(re.search(r"Collected : (\d+)", said).group(1))


def instructions(program, folder, what):
    """Of one check: two runs that differ in the number of checks alone."""
    few = ask(program, folder, what, 200)
    return (ask(program, folder, what, 600) - few) / 400


def taken(folder, parts):
    """By each part of the last run under callgrind, with all that it calls."""
    lines = run("callgrind_annotate", "--inclusive=yes", "--threshold=100", f"{folder}/callgrind").stdout.splitlines()
    def cost(part):
        costs = [int(line.split()[0].replace(",", "")) for line in lines if part in line and re.match(r"\s*[\d,]+ ", line)]
        return max(costs, default=0)
    return {name: cost(part) for name, part in parts.items()}


def shares(program, folder, what, verb, parts):
    """Of one check, that each part takes."""
    parts = {**parts, "whole": f"lawful::Registry::{verb}("}
    ask(program, folder, what, 200)
    few = taken(folder, parts)
    ask(program, folder, what, 600)
    many = taken(folder, parts)
    cost = {name: many[name] - few[name] for name in parts}
    return {name: round(cost[name] / cost["whole"], 3) for name in parts if name != "whole"}


def count(program, folder):
    run(program, folder, "make")
    figures = json.loads(run(program, folder, "count").stdout)
    if shutil.which("valgrind"):
        figures["instructions of a check"] = {what: round(instructions(program, folder, what)) for what in QUESTIONS}
        figures["part of a known check"] = shares(program, folder, "known", "may_send", PARTS)
        figures["part of a remembered check"] = shares(program, folder, "remembered", "brief", PARTS_REMEMBERED)
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
