# SPDX-License-Identifier: Apache-2.0
"""Histories made by hypothesis: the library and the plain model of oracle.py give the same answers."""
from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Optional, Union

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import lawful
from conftest import EMAIL, Clock, person, policy
from oracle import Model, day_of

PEOPLE, ADDRESSES, PURPOSES = range(2), range(2), ("newsletter", "invitation")
people, addresses = st.sampled_from(PEOPLE), st.sampled_from(ADDRESSES)
purposes = st.sampled_from(PURPOSES)
#: Said at once, a little earlier, or as long ago as what was said before: ties.
ago = st.sampled_from([0, 0, 0, 1, 1, 2, 90_000])


@dataclass(frozen=True)
class Begin:
    person: int
    address: int
    days_ago: int = 3


@dataclass(frozen=True)
class End:
    person: int
    address: int


@dataclass(frozen=True)
class Consent:
    person: int
    purpose: str
    addresses: frozenset[int]
    proven: bool
    ago: int


@dataclass(frozen=True)
class Deny:
    kind: str
    of_address: bool
    who: int
    purpose: Optional[str]
    ago: int


@dataclass(frozen=True)
class Wait:
    seconds: int


Step = Union[Begin, End, Consent, Deny, Wait]
consents = st.builds(Consent, people, purposes, st.frozensets(addresses, min_size=1),
                     st.sampled_from([True, True, True, False]), ago)
steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(Begin, people, addresses, st.integers(0, 3)),
    st.builds(End, people, addresses),
    consents, consents, consents, consents,
    st.builds(Deny, st.sampled_from(["refused", "withdrawn", "objected"]), st.booleans(), people,
              st.one_of(st.none(), purposes), ago),
    st.builds(Wait, st.sampled_from([1, 86_400])),
)


class Both:
    """The registry and the model, told the same."""

    def __init__(self, registry: lawful.Registry, clock: Clock) -> None:
        self.registry, self.clock, self.model = registry, clock, Model()
        self.people = [person(registry, f"Person {n}") for n in PEOPLE]
        self.addresses = [registry.add(lawful.Address(text=f"a{n}@example.org")) for n in ADDRESSES]

    def do(self, step: Step) -> None:
        self.clock.forward(seconds=1)
        try:
            self.tell(step)
        except (lawful.InvalidRecordError, lawful.NotHolderError):
            return  # it did not happen, to either

    def tell(self, step: Step) -> None:
        today = day_of(self.clock.now)
        if isinstance(step, Begin):
            day = today - timedelta(days=step.days_ago)
            self.registry.record(self.people[step.person],
                                 lawful.HolderAdded(address=self.addresses[step.address], from_=day))
            self.model.begin(("person", step.person), ("address", step.address), day)
        elif isinstance(step, End):
            self.registry.record(self.people[step.person],
                                 lawful.HolderEnded(address=self.addresses[step.address], until=today))
            self.model.end(("person", step.person), ("address", step.address), today)
        elif isinstance(step, Wait):
            self.clock.forward(seconds=step.seconds)
        else:
            when = self.clock.now - timedelta(seconds=step.ago)
            self.consent(step, when) if isinstance(step, Consent) else self.deny(step, when)

    def consent(self, step: Consent, when: datetime) -> None:
        self.registry.record(self.people[step.person], lawful.ConsentGiven(
            purpose=step.purpose, addresses=[self.addresses[a] for a in step.addresses & self.held(step.person)],
            notice=lawful.NoticeRef(language="en", version="1"), method=lawful.ConsentMethod.signed_form,
            evidence="box 3" if step.proven else ""), occurred=when)
        self.model.consent(("person", step.person), step.purpose,
                           frozenset(("address", a) for a in step.addresses & self.held(step.person)),
                           when, step.proven)

    def held(self, who: int) -> set[int]:
        """What the person reads now; to consent for another address is an error, and would be no test."""
        today = day_of(self.clock.now)
        return {a for a in ADDRESSES if ("person", who) in self.model.readers(("address", a), today)}

    def deny(self, step: Deny, when: datetime) -> None:
        body: Union[lawful.ConsentRefused, lawful.ConsentWithdrawn, lawful.Objected]
        if step.kind == "objected":
            body = lawful.Objected(purpose=step.purpose, kind=lawful.ObjectionKind.direct_marketing)
        else:
            kind = lawful.ConsentRefused if step.kind == "refused" else lawful.ConsentWithdrawn
            body = kind(purpose=step.purpose)
        whose = self.addresses[step.who] if step.of_address else self.people[step.who]
        self.registry.record(whose, body, occurred=when)
        name = ("address" if step.of_address else "person", step.who)
        self.model.deny(name, step.purpose, when, self.clock.now)

    def answers(self, as_of: Optional[datetime] = None) -> list[list[bool]]:
        texts = [f"a{n}@example.org" for n in ADDRESSES]
        return [[bool(d) for d in self.registry.screen(texts, purpose=purpose, channel=EMAIL, as_of=as_of)]
                for purpose in PURPOSES]

    def expected(self) -> list[list[bool]]:
        return [[self.model.may_send(("address", n), purpose, self.clock.now) for n in ADDRESSES]
                for purpose in PURPOSES]


@settings(max_examples=250, deadline=None, derandomize=True, database=None,
          suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(steps, min_size=8, max_size=30))
@example([End(1, 0), Begin(0, 1),  # who read it on that day is bound
          Consent(0, "newsletter", frozenset({0, 1}), True, 0),
          Consent(1, "newsletter", frozenset({1}), True, 0), Wait(86_400), End(0, 0),
          Deny("withdrawn", True, 0, None, 90_000)])
@example([End(0, 0), End(1, 0), Deny("objected", True, 0, None, 0), Begin(1, 0, 0),  # what an address itself said
          Consent(1, "newsletter", frozenset({0}), True, 2)])
def test_the_library_answers_as_the_model_does(history: list[Step]) -> None:
    clock = Clock()
    options = lawful.Options(clock=clock, exclusive=True)
    with tempfile.TemporaryDirectory() as folder, \
            lawful.Registry.create(Path(folder) / "a.lawful", lawful.SecretKey.generate(), options) as registry:
        registry.apply(policy())
        both = Both(registry, clock)
        past = []
        for step in [Begin(0, 0), Begin(1, 1), Begin(1, 0), *history]:
            both.do(step)
            expected = both.expected()
            assert both.answers() == expected
            past.append((clock.now, expected))
        for when, expected in past:
            assert both.answers(as_of=when) == expected


def test_the_model_allows_and_denies() -> None:
    """Both answers occur, or the comparison would show nothing."""
    now = datetime(2026, 1, 5, 12, 0, tzinfo=Clock().now.tzinfo)
    model = Model()
    model.begin("p", "a", date(2026, 1, 5))
    assert not model.may_send("a", "newsletter", now)
    model.consent("p", "newsletter", frozenset({"a"}), now, True)
    assert model.may_send("a", "newsletter", now)
    model.deny("a", None, now, now)
    assert not model.may_send("a", "newsletter", now)
