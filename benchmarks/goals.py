# SPDX-License-Identifier: Apache-2.0
"""What the speed is to be, and how each is read from the results of a run."""
import math
from dataclasses import dataclass
from typing import Callable, Optional

LAWFUL = "lawful"
RESIDENT = "lawful, resident"


def cases(results, group, work, program="lawful_bench", only_first=False):
    """Those of that name, the largest registry last."""
    found = [case for run in results["runs"] if run["program"] == program and run["only_first"] == only_first
             for case in run["cases"] if case["group"] == group and case["work"].startswith(work)]
    return sorted(found, key=lambda case: case["contacts"])


def notes(results, group, work, events=3):
    found = [note for run in results["runs"] if run["program"] == "lawful_bench" for note in run["notes"]
             if note["group"] == group and note["work"].startswith(work) and note["events"] == events]
    return sorted(found, key=lambda note: note["contacts"])


def side(case, name):
    return next((found for found in case["sides"] if found["name"] == name), None)


def fastest(case, ours):
    return min((s for s in case["sides"] if s["name"] in ours), key=lambda s: s["ns"][1], default=None)


def beside(group, work, twin, ours=(LAWFUL,)):
    """Ours through the twin: the median of ratios, or the ratio of medians where ours is not the first side."""
    def value(results):
        found = cases(results, group, work)
        if not found or not fastest(found[-1], ours) or not side(found[-1], twin):
            return None
        if ours == (LAWFUL,):
            return side(found[-1], twin)["ratio"][1]
        return fastest(found[-1], ours)["ns"][1] / side(found[-1], twin)["ns"][1]
    return value


def best_sql(group, work):
    """The faster of ours through the fastest SQL; the others' ratios are all of our first side."""
    def value(results):
        found = cases(results, group, work)
        if not found:
            return None
        ratios = {s["name"]: s["ratio"][1] for s in found[-1]["sides"][1:]}
        return max(ratio for name, ratio in ratios.items() if "SQLite" in name) / max(1, ratios.get(RESIDENT, 1))
    return value


def encryption(group, work):
    """Both programs had the same hand-written twin beside them: what the machine did falls out."""
    def value(results):
        both = [cases(results, group, work, program, True) for program in ("lawful_bench", "lawful_bench_plain")]
        if not all(both):
            return None
        encrypted, plain = (next(s for s in found[-1]["sides"] if s["name"].startswith("naive")) for found in both)
        return encrypted["ratio"][1] / plain["ratio"][1]
    return value


def growth(smaller, larger):
    def value(results):
        times = {case["contacts"]: case["sides"][0]["ns"][1] for case in cases(results, "growth", "one check")}
        return times[larger] / times[smaller] if {smaller, larger} <= times.keys() else None
    return value


def exponent(results):
    """Of time = a * contacts^b, by least squares over the logarithms."""
    points = [(math.log(case["contacts"]), math.log(case["sides"][0]["ns"][1]))
              for case in cases(results, "growth", "one check") if case["events"] == 3]
    if len(points) < 2:
        return None
    mean_x, mean_y = (sum(axis) / len(points) for axis in zip(*points))
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def disk(results):
    ours, theirs = (notes(results, "growth", work) for work in ("file, a contact", "hand-written file"))
    return ours[-1]["value"] / theirs[-1]["value"] if ours and theirs else None


def event_bytes(results):
    """Two registries of as many people, one with more events of consent."""
    many = [note for run in results["runs"] for note in run["notes"]
            if note["work"] == "file, a contact" and note["events"] > 3]
    few = [note for note in notes(results, "growth", "file, a contact")
           if many and note["contacts"] == many[-1]["contacts"]]
    return (many[-1]["value"] - few[-1]["value"]) / (many[-1]["events"] - 3) if few else None


def counted(group, name):
    return lambda results: results["counts"].get(group, {}).get(name)


def memory(results):
    found = [notes(results, *what) for what in (("audit", "memory while exporting"),
                                                ("audit", "memory while verifying"), ("import", "memory for a list"))]
    return max(note[-1]["value"] for note in found) if all(found) else None


@dataclass
class Goal:
    work: str
    wanted: str
    value: Callable
    limit: Optional[float]
    unit: str = "x"

    def said(self, results):
        value = self.value(results)
        if value is None:
            return "not measured"
        return f"{value:,.4g} {self.unit}" if value >= 0.01 else f"{value:.2g} {self.unit}"

    def met(self, results):
        value = self.value(results)
        if value is None or self.limit is None:
            return ""
        return "yes" if value <= self.limit else "no"


ALL = [
    Goal("one check, from the store", "at most 1.2 x two prepared look-ups",
         beside("check", "known, uniform", "floor: two look-ups"), 1.2),
    Goal("one check, resident", "at most 1/15 of tuned two look-ups",
         beside("check", "known, uniform", "floor: two look-ups, tuned", (RESIDENT,)), 1 / 15),
    Goal("screen of given addresses", "at most 1/100 of a loop of the hand-written query",
         beside("screen", "given addresses", "naive SQLite, in a loop", (LAWFUL, RESIDENT)), 0.01),
    Goal("screen by purpose, to ids", "at most 1/20 of the best SQL", best_sql("screen", "by purpose"), 0.05),
    Goal("open with the answers about everybody", "at most 1.5 x one pass over a table",
         beside("open", "open, everybody", "naive SQLite", (RESIDENT,)), 1.5),
    Goal("is it still so? of a resident answer", "at most 0.2 of its instructions",
         counted("part of a remembered check", "whether anybody committed"), 0.2),
    Goal("one durable event", "at most 1.1 x the hand-written insert",
         beside("record", "one durable event", "naive SQLite"), 1.1),
    Goal("one durable event, syncs", "one", counted("one durable event", "syncs"), 1, "syncs"),
    Goal("one durable denial, syncs", "two, and the checkpoints'",
         counted("one durable denial", "syncs"), 2.1, "syncs"),
    Goal("one durable event, written", "at most 10 kB",
         counted("one durable event", "bytes written"), 10_000, "bytes"),
    Goal("batch of 1,000 events", "at most 0.8 x hand-written with its index",
         beside("record", "batch of 1000,", "naive SQLite"), 0.8),
    Goal("encryption's price, a check", "1.0 x of plain pages", encryption("check", "known, uniform"), 1.05),
    Goal("encryption's price, a durable event", "1.1 x", encryption("record", "one durable event"), 1.1),
    Goal("encryption's price, import", "1.5 x", encryption("import", "list of"), 1.5),
    Goal("export of all events", "at most 1.5 x a hand-written exporter", beside("audit", "export", "naive SQLite"), 1.5),
    Goal("verify them", "at most 10 x the SHA-256 of the bytes",
         beside("audit", "verify", "floor: SHA-256 of the bytes"), 10),
    Goal("memory while exporting, importing, verifying", "flat", memory, None,
         "kB more, the most of the three"),
    Goal("growth of a check, 10^4 to 10^6", "at most 6 x", growth(10_000, 1_000_000), 6),
    Goal("growth of a check, 10^6 to 10^7", "at most 2.5 x", growth(1_000_000, 10_000_000), 2.5),
    Goal("growth of a check, exponent", "", exponent, None, "= b in contacts^b"),
    Goal("disk", "at most 1.5 x the hand-written file", disk, 1.5),
    Goal("disk, one event more", "", event_bytes, None, "bytes"),
    Goal("instructions of a resident check", "at most 1,000", counted("instructions of a check", "remembered"), 1_000, ""),
    Goal("allocations of a resident check", "none", counted("allocations of a check", "remembered"), 0, ""),
    Goal("GDPRbench processor", "at most 1/20 of the baseline",
         beside("gdprbench", "processor", "naive SQLite"), 0.05),
    Goal("GDPRbench controller", "at most 1.2 x the baseline",
         beside("gdprbench", "controller", "naive SQLite"), 1.2),
    Goal("GDPRbench customer", "at most 1.2 x the baseline",
         beside("gdprbench", "customer", "naive SQLite"), 1.2),
]
