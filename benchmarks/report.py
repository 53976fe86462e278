# SPDX-License-Identifier: Apache-2.0
"""Puts the results of one run of script/bench together: prints the table of ratios, writes the JSON, and with
--update-docs renews docs/performance.md, docs/performance.svg and the goals in README.md from them.

    python3 benchmarks/report.py FOLDER --json OUT --command LINE --seconds N [--update-docs]
    python3 benchmarks/report.py --from RESULTS.json [--update-docs]
"""
import argparse
import json
import os
import platform
import re
import sqlite3
import subprocess
from datetime import date
from pathlib import Path

import draw
import goals

DOCS = Path(__file__).resolve().parents[1] / "docs"
PEERS = (("lawful, resident", "resident"), ("floor", "floor"), ("naive SQLite", "hand-written"), ("tuned SQLite", "tuned"),
         ("PostgreSQL", "PostgreSQL"), ("Redis", "Redis"))


def first_line(command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]
    except (OSError, subprocess.CalledProcessError):
        return "none"


def machine():
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return {"date": date.today().isoformat(), "processor": cpu.group(1) if cpu else platform.machine(),
            "cores": os.cpu_count(), "system": f"{platform.system()} {platform.release()}",
            "compiler": first_line(["c++", "--version"]), "sqlite": sqlite3.sqlite_version,
            "commit": first_line(["git", "rev-parse", "--short", "HEAD"]),
            "load_at_end": os.getloadavg()[1]}


def gathered(folder, command, seconds):
    results = {"machine": machine(), "command": command, "seconds": seconds, "runs": [], "counts": {}, "python": {}}
    for file in sorted(Path(folder).glob("*.json")):
        content = json.loads(file.read_text())
        if "program" in content:
            results["runs"].append(content)
        elif "python" in content:
            results["python"] = content
        else:
            results["counts"] = content
    return results


def time_of(nanoseconds):
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


def ratio_of(value):
    return f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"


def side_beside(case, start):
    """The first twin whose name begins so; the plainest comes first."""
    return next((side for side in case["sides"][1:] if side["name"].startswith(start)), None)


def people(of):
    return f"{of['contacts']:,}" + (f", {of['events']} events each" if of["events"] != 3 else "")


def cases_table(results):
    head = ["work", "contacts", "lawful"] + [words for _, words in PEERS]
    rows = []
    for run in results["runs"]:
        if run["program"] != "lawful_bench" or run["only_first"]:
            continue
        for case in run["cases"]:
            row = [f"{case['group']}: {case['work']}", people(case), time_of(case["sides"][0]["ns"][1])]
            for start, _ in PEERS:
                side = side_beside(case, start)
                low, middle, high = map(ratio_of, side["ratio"]) if side else ("", "", "")
                row.append(f"{middle} ({low} to {high})" if side else "")
            rows.append(row)
    return head, rows


def goals_table(results):
    head = ["work", "goal", "measured", "met"]
    return head, [[goal.work, goal.wanted, goal.said(results), goal.met(results)] for goal in goals.ALL]


def notes_table(results):
    rows = [[f"{note['group']}: {note['work']}", people(note), f"{note['value']:,.4g} {note['unit']}"]
            for run in results["runs"] if run["program"] == "lawful_bench" and not run["only_first"] for note in run["notes"]]
    for group, values in results["counts"].items():
        rows += [[f"counted: {group}, {name}", "1,000", f"{value:,.7g}"] for name, value in values.items()]
    for name, value in results["python"].get("python", {}).items():
        rows.append([f"Python sqlite3: {name}", f"{results['python']['contacts']:,}", time_of(value)])
    return ["what", "contacts", "value"], rows


def plain(table):
    head, rows = table
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in [head, *rows])


def markdown(table):
    head, rows = table
    lines = ["| " + " | ".join(row) + " |" for row in [head, *rows]]
    return "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]])


def said_of_run(results):
    about = results["machine"]
    return (f"`{results['command'].strip()}` on {about['date']}, commit {about['commit']}, "
            f"{results['seconds'] / 60:.0f} minutes: {about['processor']}, {about['cores']} cores, {about['system']}, "
            f"{about['compiler']}, SQLite {about['sqlite']}. "
            f"Load average at the end: {about['load_at_end']:.1f}" +
            (" (other work ran on the machine)." if about["load_at_end"] > about["cores"] else "."))


def update(page, parts):
    """Between `<!-- name -->` and `<!-- end -->`."""
    text = page.read_text(encoding="utf-8")
    for name, content in parts.items():
        text = re.sub(rf"(<!-- {name} -->\n).*?(<!-- end -->)", lambda found: f"{found[1]}{content}\n{found[2]}", text,
                      count=1, flags=re.DOTALL)
    page.write_text(text, encoding="utf-8")


def update_docs(results):
    goals_met = markdown(goals_table(results))
    update(DOCS / "performance.md", {"run": said_of_run(results), "goals": goals_met, "cases": markdown(cases_table(results)),
                                     "notes": markdown(notes_table(results))})
    update(DOCS.parent / "README.md", {"goals": goals_met})
    (DOCS / "performance.svg").write_text(draw.picture(results), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--from", dest="kept", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--command", default="")
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--update-docs", action="store_true")
    options = parser.parse_args()
    results = (json.loads(options.kept.read_text()) if options.kept
               else gathered(options.folder, options.command, options.seconds))
    print(said_of_run(results), "\n\nTime of lawful, and lawful / the other: below 1 lawful is faster.\n", sep="")
    for table in (cases_table(results), notes_table(results), goals_table(results)):
        print(plain(table), end="\n\n")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n")
    if options.update_docs:
        update_docs(results)


if __name__ == "__main__":
    main()
