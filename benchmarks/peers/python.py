# SPDX-License-Identifier: Apache-2.0
"""The hand-written check and durable event in Python's sqlite3, as somebody writes them for a small service.

    python3 benchmarks/peers/python.py OUT.json FOLDER [CONTACTS [ROUNDS]]
"""
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE contacts (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, country TEXT NOT NULL);
CREATE TABLE consent_events (id INTEGER PRIMARY KEY, contact_id INTEGER NOT NULL, purpose_id INTEGER NOT NULL,
    action INTEGER NOT NULL, at INTEGER NOT NULL, method TEXT NOT NULL, evidence TEXT NOT NULL);
CREATE INDEX latest ON consent_events (contact_id, purpose_id, id);
"""
ASK = """SELECT e.action FROM contacts c JOIN consent_events e ON e.contact_id = c.id
WHERE c.email = ? AND e.purpose_id = 1 ORDER BY e.id DESC LIMIT 1"""
ADD = """INSERT INTO consent_events (contact_id, purpose_id, action, at, method, evidence)
VALUES (?, 1, ?, 1, 'signed_form', 'form of 2026-01-05')"""


def mail(number):
    return f"p{number}@school{number % 1000}.example"


def filled(file, contacts):
    database = sqlite3.connect(file, isolation_level=None)
    database.executescript(SCHEMA)
    database.execute("BEGIN")
    database.executemany("INSERT INTO contacts VALUES (?, ?, ?, 'NL')",
                         ((i + 1, mail(i), f"Person {i}") for i in range(contacts)))
    for event in range(3):
        database.executemany(ADD, ((i + 1, int(event < 2 or i % 10 != 7)) for i in range(contacts)))
    database.execute("COMMIT")
    return database


def nanoseconds(work, times):
    begun = time.perf_counter_ns()
    for _ in range(times):
        work()
    return (time.perf_counter_ns() - begun) / times


def main(out, parent, contacts=100_000, rounds=9):
    chance = random.Random(1)
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        database = filled(Path(folder) / "python.sqlite", contacts)
        works = {"known, uniform": (lambda: database.execute(ASK, (mail(chance.randrange(contacts)),)).fetchone(), 2_000),
                 "one durable event": (lambda: database.execute(ADD, (chance.randrange(contacts) + 1, 1)), 5)}
        times = {name: statistics.median(nanoseconds(*work) for _ in range(rounds)) for name, work in works.items()}
        database.close()
    for name, value in times.items():
        print(f"Python sqlite3: {name:<24}{value / 1e3:>10.2f} us")
    Path(out).write_text(json.dumps({"python": times, "contacts": contacts}))


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(int, sys.argv[3:]))
