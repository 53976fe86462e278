# SPDX-License-Identifier: Apache-2.0
"""How much slower than C++ is Python? The same questions, turn about, on one registry.

    python benchmarks/python.py build/release/benchmarks/bench_screen_twin [ADDRESSES] [ROUNDS]

Prints import time, microseconds per may_send and seconds per screen of both, and their ratio. Nothing
here is a test.
"""
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import lawful

ROOT = Path(__file__).resolve().parents[1]
PURPOSE, EMAIL = "partner-newsletter", lawful.Channel.email
KNOWN = 500


def registry_in(folder: Path) -> None:
    """Some people of whom half consented; every other address asked about is a stranger's."""
    lawful.SecretKey.generate().write_file(folder / "key")
    key = lawful.SecretKey.read_file(folder / "key")
    with lawful.Registry.create(folder / "a.lawful", key, lawful.Options(exclusive=True)) as registry:
        registry.apply(lawful.read_policy(ROOT / "examples/veilig-thuis/lawful.toml"))
        day = date(2026, 1, 5)
        source = lawful.Source(kind=lawful.SourceKind.subject, obtained=day)
        for number in range(KNOWN):
            person = registry.add(lawful.Recipient(name="A", country="NL", source=source))
            mailbox = registry.add(lawful.Address(text=f"p{number}@example.org"))
            registry.record(person, lawful.HolderAdded(address=mailbox, from_=day))
            if number % 2:
                registry.record(person, lawful.ConsentGiven(
                    purpose=PURPOSE, addresses=[mailbox], notice=lawful.NoticeRef(language="nl", version="1"),
                    method=lawful.ConsentMethod.signed_form, evidence="form"))


def python_round(folder: Path, addresses: list[str]) -> tuple[float, float]:
    key = lawful.SecretKey.read_file(folder / "key")
    with lawful.Registry.open(folder / "a.lawful", key, lawful.Options(read_only=True)) as registry:
        asked = addresses[:2000]
        begun = time.perf_counter()
        for address in asked:
            bool(registry.may_send(address, PURPOSE, EMAIL))
        one_by_one = (time.perf_counter() - begun) * 1e6 / len(asked)
        begun = time.perf_counter()
        screening = registry.screen(addresses, purpose=PURPOSE, channel=EMAIL)
        allowed = sum(screening.allowed)
        del screening
        at_once = time.perf_counter() - begun
        assert allowed
    return one_by_one, at_once


def import_seconds(code: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begun


def main(twin: str, count: int = 1_000_000, rounds: int = 3) -> None:
    bare, whole = ([import_seconds(code) for _ in range(9)] for code in ("pass", "import lawful"))
    print(f"import lawful: {(min(whole) - min(bare)) * 1e3:.0f} ms")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        registry_in(folder)
        addresses = [f"p{number % (2 * KNOWN)}@example.org" for number in range(count)]
        (folder / "addresses").write_text("\n".join(addresses) + "\n")
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(python_round(folder, addresses))
            said = subprocess.run([twin, folder / "a.lawful", folder / "key", PURPOSE, folder / "addresses"],
                                  capture_output=True, text=True, check=True).stdout.split()
            theirs.append((float(said[0]), float(said[1])))
    for column, what in enumerate(("may_send, microseconds", f"screen of {count:,}, seconds")):
        python = statistics.median(row[column] for row in ours)
        cpp = statistics.median(row[column] for row in theirs)
        print(f"{what}: Python {python:.1f}, C++ {cpp:.1f}, ratio {python / cpp:.2f}")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
