# SPDX-License-Identifier: Apache-2.0
"""The SMTP client that asks first, against a real server on loopback."""
from __future__ import annotations

import smtplib
from email.message import EmailMessage
from typing import Any, Iterator

import pytest

import lawful
from conftest import EMAIL, FULFILLED, World, consent, mailbox, person
from smtp_server import serving

from lawful.contrib.smtp import SMTP, RecipientsRefused


class Sink:
    """Keeps what it is sent, and refuses the recipients it is told to."""

    def __init__(self) -> None:
        self.kept: list[tuple[list[str], bytes]] = []
        self.refuses: dict[str, str] = {}
        self.data = "250 kept"
        self.port = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.data.startswith("250"):
            self.kept.append((list(envelope.rcpt_tos), envelope.content))
        return self.data


@pytest.fixture
def sink() -> Iterator[Sink]:
    sink = Sink()
    with serving(sink) as sink.port:
        yield sink


def client(world: World, sink: Sink, **more: Any) -> SMTP:
    return SMTP("127.0.0.1", sink.port, timeout=30, registry=world.registry,
                **{"purpose": "newsletter", "fulfilled": FULFILLED, **more})


def message(*to: str) -> EmailMessage:
    one = EmailMessage()
    one["From"] = "news@example.org"
    one["To"] = ", ".join(to)
    one["Subject"] = "News"
    one.set_content("News.")
    return one


def last_event(world: World) -> Any:
    return world.registry.events(world.address)[-1].event.body


def test_who_may_get_it_gets_it_and_who_may_not_does_not(world: World, sink: Sink) -> None:
    with client(world, sink) as server:
        refused = server.send_message(message("e.bos@example.org", "stranger@example.org"))
    assert list(refused) == ["stranger@example.org"]
    status, why = refused["stranger@example.org"]
    assert status == 550 and why.startswith(b"E_")
    ((recipients, content),) = sink.kept
    assert recipients == ["e.bos@example.org"] and b"News." in content
    assert isinstance(last_event(world), lawful.Delivered)


def test_nothing_is_sent_when_nobody_may_get_it(world: World, sink: Sink) -> None:
    world.registry.record(world.esra, lawful.ConsentWithdrawn(purpose="newsletter"))
    with client(world, sink) as server, pytest.raises(RecipientsRefused) as caught:
        server.send_message(message("e.bos@example.org"))
    assert "E_CONSENT_WITHDRAWN" in str(caught.value) and "bos" not in str(caught.value)
    assert isinstance(caught.value, smtplib.SMTPRecipientsRefused)
    assert not caught.value.decisions[0] and sink.kept == []


def test_an_obligation_that_is_not_met_stops_it(world: World, sink: Sink) -> None:
    with client(world, sink, fulfilled=()) as server, pytest.raises(RecipientsRefused, match="E_NL_IDENTITY"):
        server.sendmail("news@example.org", "e.bos@example.org", "Subject: News\r\n\r\nNews.")
    assert sink.kept == []


def test_what_the_server_refuses_is_recorded_as_failed(world: World, sink: Sink) -> None:
    esra_too = mailbox(world.registry, "esra@example.com", world.esra)
    world.registry.record(world.esra, consent(esra_too, world.address))
    sink.refuses = {"e.bos@example.org": "550 no such mailbox"}
    with client(world, sink) as server:
        refused = server.send_message(message("e.bos@example.org", "esra@example.com"))
        assert refused == {"e.bos@example.org": (550, b"no such mailbox")}
        assert last_event(world) == lawful.Failed(release=last_event(world).release, permanent=True)
        sink.refuses = {"e.bos@example.org": "451 later"}
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            server.send_message(message("e.bos@example.org"))
        assert last_event(world).permanent is False
        sink.refuses, sink.data = {}, "451 later"
        with pytest.raises(smtplib.SMTPDataError):
            server.send_message(message("e.bos@example.org"))
    assert isinstance(last_event(world), lawful.Failed)
    assert [recipients for recipients, _ in sink.kept] == [["esra@example.com"]]


def test_without_an_answer_nothing_is_sent(world: World, sink: Sink) -> None:
    with client(world, sink, purpose="undeclared") as server:
        with pytest.raises(smtplib.SMTPException, match="did not answer") as caught:
            server.send_message(message("e.bos@example.org"))
    assert isinstance(caught.value.__cause__, lawful.UnknownPurposeError)
    with client(world, sink) as server:
        world.registry.close()
        with pytest.raises(ValueError):
            server.send_message(message("e.bos@example.org"))
    assert sink.kept == []


def test_two_people_behind_one_mailbox_are_both_asked(world: World, sink: Sink) -> None:
    second = person(world.registry, "Piet Smit")
    world.registry.record(second, lawful.HolderAdded(address=world.address, from_=world.clock.now.date()))
    with client(world, sink) as server, pytest.raises(RecipientsRefused):
        server.send_message(message("e.bos@example.org"))
    assert not world.registry.may_send("e.bos@example.org", "newsletter", EMAIL) and sink.kept == []
