# SPDX-License-Identifier: Apache-2.0
"""Consents over time, as a picture: how many people had given theirs, and not taken it back.

    python audit_report.py REGISTRY KEY-FILE PURPOSE consents.png

It also verifies the ledger that the picture is of, from an audit bundle alone.
"""
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt  # noqa: E402

import lawful  # noqa: E402


def changes(registry: lawful.Registry, purpose: str) -> list[tuple[datetime, int]]:
    """When somebody gave consent or took it back: one more, or one less."""
    found: list[tuple[datetime, int]] = []
    for person in registry.list(lawful.RecipientRecord):
        has = False
        for recorded in sorted(registry.events(person.id), key=lambda one: one.event.occurred):
            body = recorded.event.body
            gives = isinstance(body, (lawful.ConsentGiven, lawful.ConsentRenewed)) and body.purpose == purpose
            takes = (isinstance(body, (lawful.ConsentRefused, lawful.ConsentWithdrawn, lawful.Objected))
                     and body.purpose in (None, purpose))
            if (gives and not has) or (takes and has):
                has = gives
                found.append((recorded.event.occurred, 1 if gives else -1))
    return sorted(found)


def main(file: str, key_file: str, purpose: str, picture: str) -> None:
    with lawful.Registry.open(file, lawful.SecretKey.read_file(key_file)) as registry:
        steps = changes(registry, purpose)
        bundle = Path(tempfile.mkdtemp()) / "bundle"
        registry.export_audit(bundle)
    report = lawful.verify_audit(bundle)
    print(f"{report.verified} events verified, {report.erased} erased, {len(steps)} changes of consent")

    total, totals = 0, []
    for _, change in steps:
        total += change
        totals.append(total)
    figure, axes = plt.subplots(figsize=(8, 3.5), layout="constrained")
    axes.step([when for when, _ in steps], totals, where="post")  # type: ignore[arg-type]
    axes.set_title(f"Consents in force: {purpose}")
    axes.set_ylim(bottom=0)
    figure.savefig(picture)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit("usage: audit_report.py REGISTRY KEY-FILE PURPOSE consents.png")
    main(*sys.argv[1:])
