# SPDX-License-Identifier: Apache-2.0
"""A registry with a policy, a clock that the test moves, and one person who consented."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Iterator

import pytest

import lawful

ROOT = Path(__file__).resolve().parents[2]
NOTICE = "We write four times a year. You can stop at any time."
SHA256 = hashlib.sha256(NOTICE.encode()).hexdigest()
EMAIL = lawful.Channel.email
START = datetime(2026, 1, 5, 9, 0, tzinfo=timezone.utc)
FULFILLED = ("E_SENDER_HIDDEN", "E_NO_STOP_ADDRESS", "E_NL_IDENTITY", "E_ART21_4", "E_ART14_FIRST_MESSAGE",
             "W_NO_ONE_CLICK")


class Clock:
    """Stands still until told."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        return self.now


def reviewed(purpose: str) -> lawful.RetentionRule:
    """Somebody looks after three years; nothing is erased by itself."""
    return lawful.RetentionRule(purpose=purpose, from_=lawful.RetentionStart.created, period=lawful.Period(years=3),
                                action=lawful.RetentionAction.review)


def policy() -> lawful.PolicyFile:
    newsletter = lawful.Purpose(
        id="newsletter",
        titles=[lawful.LocalText(language="en", text="Newsletter")],
        content=lawful.ContentClass.idealistic,
        bases=[lawful.Basis.consent],
        channels=[EMAIL],
    )
    invitation = lawful.Purpose(
        id="invitation",
        titles=[lawful.LocalText(language="en", text="Invitations")],
        content=lawful.ContentClass.idealistic,
        bases=[lawful.Basis.consent],
        channels=[EMAIL],
    )
    notices = [
        lawful.Notice(purpose=purpose, language="en", version="1", sha256=SHA256, used_from=date(2020, 1, 1),
                      covers=[lawful.InformationDuty.art13, lawful.InformationDuty.art14])
        for purpose in ("newsletter", "invitation")
    ]
    return lawful.PolicyFile(
        policy=lawful.Policy(
            controller=lawful.Controller(
                name="Stichting Voorbeeld", postal_address="Lindeplein 12, Waaldorp", country="NL",
                time_zone="Europe/Amsterdam", stop_address="stop@example.org",
            ),
            purposes=[newsletter, invitation],
            notices=notices,
            retention=[reviewed("newsletter"), reviewed("invitation")],
        ),
        texts=[lawful.NoticeText(sha256=SHA256, text=NOTICE)],
    )


def consent(*addresses: lawful.AddressId, purpose: str = "newsletter") -> lawful.ConsentGiven:
    return lawful.ConsentGiven(
        purpose=purpose, addresses=addresses, notice=lawful.NoticeRef(language="en", version="1"),
        method=lawful.ConsentMethod.signed_form, evidence="box 3, form 17",
    )


def person(registry: lawful.Registry, name: str = "Esra Bos") -> lawful.RecipientId:
    source = lawful.Source(kind=lawful.SourceKind.subject, obtained=date(2026, 1, 5))
    return registry.add(lawful.Recipient(name=name, country="NL", source=source))


def mailbox(registry: lawful.Registry, text: str, *holders: lawful.RecipientId) -> lawful.AddressId:
    address = registry.add(lawful.Address(text=text))
    for holder in holders:
        registry.record(holder, lawful.HolderAdded(address=address, from_=date(2026, 1, 5)))
    return address


@pytest.fixture
def key() -> lawful.SecretKey:
    return lawful.SecretKey.generate()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "partners.lawful"


@pytest.fixture
def registry(file: Path, key: lawful.SecretKey, clock: Clock) -> Iterator[lawful.Registry]:
    with lawful.Registry.create(file, key, lawful.Options(clock=clock)) as opened:
        opened.apply(policy())
        yield opened


@dataclass(frozen=True)
class World:
    """One person, who reads one mailbox and consented to the newsletter."""

    registry: lawful.Registry
    clock: Clock
    esra: lawful.RecipientId
    address: lawful.AddressId

    def ask(self, who: str = "e.bos@example.org", **rest: datetime) -> lawful.Decision:
        return self.registry.may_send(who, "newsletter", EMAIL, **rest)


@pytest.fixture
def world(registry: lawful.Registry, clock: Clock) -> World:
    esra = person(registry)
    address = mailbox(registry, "e.bos@example.org", esra)
    registry.record(esra, consent(address))
    clock.forward(hours=1)
    return World(registry, clock, esra, address)
