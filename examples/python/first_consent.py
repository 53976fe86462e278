# SPDX-License-Identifier: Apache-2.0
"""From nothing to an answer: a registry, a policy, one person, one consent, one question.

    python first_consent.py EMPTY-FOLDER lawful.toml
"""
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import lawful


def main(folder: Path, policy: Path) -> int:
    lawful.SecretKey.generate().write_file(folder / "partners.key")
    key = lawful.SecretKey.read_file(folder / "partners.key")
    with lawful.Registry.create(folder / "partners.lawful", key) as registry:
        registry.apply(lawful.read_policy(policy))

        school = registry.add(lawful.Organisation(name="ROC Midden", country="NL", sector="education"))
        day = date(2026, 1, 5)
        esra = registry.add(lawful.Recipient(
            name="Esra Bos", role="teacher", language="nl", country="NL", organisation=school,
            source=lawful.Source(kind=lawful.SourceKind.subject, obtained=day, detail="form"),
        ))
        mailbox = registry.add(lawful.Address(text="e.bos@roc-midden.example"))
        registry.record(esra, lawful.HolderAdded(address=mailbox, from_=day))

        signed = datetime(2026, 1, 5, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
        registry.record(esra, lawful.ConsentGiven(
            purpose="partner-newsletter", addresses=[mailbox],
            notice=lawful.NoticeRef(language="nl", version="1"),
            method=lawful.ConsentMethod.signed_form, evidence="paper form 2026-017, archive box 3",
        ), occurred=signed)

        answer = registry.may_send("e.bos@roc-midden.example", "partner-newsletter", lawful.Channel.email)
        print(answer.verdict.value)
        for reason in answer.reasons:
            print(f"  {reason.code} ({reason.article})")
        return 0 if answer else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: first_consent.py EMPTY-FOLDER lawful.toml")
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
