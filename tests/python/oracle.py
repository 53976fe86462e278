# SPDX-License-Identifier: Apache-2.0
"""What the rules come to for consent, objection and holders, in plain Python and by other means.

It is written from docs/rules.md, not from the library: an address may be written to for a purpose when
it has a reader, and each of its present readers has a consent that

 - is for the purpose and names the address, with a proof (who, when, how, which text), and
 - is later than every refusal, withdrawal and objection of theirs, or of the address, that covers the
   purpose: later when it happened, and later when it was recorded. A tie denies.

What is said of an address alone binds it, and those who read it on that day and now. A former reader
binds nobody who comes after.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Hashable, Optional
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
Name = Hashable


def day_of(instant: datetime) -> date:
    return instant.astimezone(ZONE).date()


@dataclass(frozen=True)
class Holding:
    person: Name
    address: Name
    begins: date
    ends: Optional[date] = None

    def covers(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Said:
    """A consent, or a denial, by whom and when; `order` is that of recording."""

    order: int
    when: datetime
    who: Name
    purpose: Optional[str]

    def is_later_than(self, other: Said) -> bool:
        return self.when > other.when and self.order > other.order


@dataclass(frozen=True)
class Consent(Said):
    addresses: frozenset[Name] = frozenset()
    proven: bool = True


@dataclass
class Model:
    holdings: list[Holding] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    denials: list[Said] = field(default_factory=list)
    count: int = 0

    def _next(self) -> int:
        self.count += 1
        return self.count

    # ---- what happens ----

    def begin(self, person: Name, address: Name, day: date) -> None:
        self.holdings.append(Holding(person, address, day))

    def end(self, person: Name, address: Name, day: date) -> None:
        self.holdings = [
            Holding(h.person, h.address, h.begins, day)
            if (h.person, h.address, h.ends) == (person, address, None) else h
            for h in self.holdings
        ]

    def consent(self, person: Name, purpose: str, addresses: frozenset[Name], when: datetime, proven: bool) -> None:
        self.consents.append(Consent(self._next(), when, person, purpose, addresses, proven))

    def deny(self, who: Name, purpose: Optional[str], when: datetime, now: datetime) -> None:
        """By a person; or of an address, and then of those who read it too."""
        self.denials.append(Said(self._next(), when, who, purpose))
        for reader in self.readers(who, day_of(when)) | self.readers(who, day_of(now)):
            self.denials.append(Said(self._next(), when, reader, purpose))

    # ---- what is asked ----

    def readers(self, address: Name, day: date) -> set[Name]:
        return {h.person for h in self.holdings if h.address == address and h.covers(day)}

    def may_send(self, address: Name, purpose: str, now: datetime) -> bool:
        readers = self.readers(address, day_of(now))
        return bool(readers) and all(self._agrees(reader, address, purpose) for reader in readers)

    def _agrees(self, person: Name, address: Name, purpose: str) -> bool:
        against = [d for d in self.denials if d.who in (person, address) and d.purpose in (None, purpose)]
        return any(
            consent.proven and consent.who == person and consent.purpose == purpose
            and address in consent.addresses and all(consent.is_later_than(denial) for denial in against)
            for consent in self.consents
        )
