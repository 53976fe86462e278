# SPDX-License-Identifier: Apache-2.0
"""The e-mail backend, as Django's own test runner runs it: `python -m django test django_suite`."""
from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import Any

import lawful
from conftest import EMAIL, FULFILLED, consent, mailbox, person, policy
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.locmem import EmailBackend as LocMem
from django.test import SimpleTestCase, override_settings
from lawful.contrib.django import EmailBackend, RecipientsRefused

KEY = lawful.SecretKey.generate()


def key() -> lawful.SecretKey:
    return KEY


def no_key() -> str:
    return "text"


class Failing(LocMem):
    """A backend that cannot send."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionError("no server")


class BackendTest(SimpleTestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "partners.lawful"
        with lawful.Registry.create(self.file, KEY) as registry:
            registry.apply(policy())
            self.esra = person(registry)
            self.address = mailbox(registry, "e.bos@example.org", self.esra)
            registry.record(self.esra, consent(self.address))
        self.use()
        logging.getLogger("lawful.contrib.django").setLevel(logging.CRITICAL)
        self.addCleanup(logging.getLogger("lawful.contrib.django").setLevel, logging.NOTSET)

    def use(self, **changes: Any) -> None:
        given = {
            "REGISTRY": self.file, "KEY": f"{__name__}.key", "PURPOSE": "newsletter", "FULFILLED": FULFILLED,
            "BACKEND": "django.core.mail.backends.locmem.EmailBackend", **changes,
        }
        settings = override_settings(EMAIL_BACKEND="lawful.contrib.django.EmailBackend",
                                     LAWFUL={name: value for name, value in given.items() if value is not ...})
        settings.enable()
        self.addCleanup(settings.disable)

    def message(self, *to: str, **more: Any) -> mail.EmailMessage:
        return mail.EmailMessage("News", "News.", "news@example.org", to, **more)

    def last(self) -> Any:
        with lawful.Registry.open(self.file, KEY) as registry:
            return registry.events(self.address)[-1].event.body

    def test_it_goes_to_whom_it_may(self) -> None:
        self.assertEqual(mail.send_mail("News", "News.", "news@example.org", ["e.bos@example.org"]), 1)
        self.assertEqual(mail.outbox[0].to, ["e.bos@example.org"])
        self.assertIsInstance(self.last(), lawful.Delivered)

    def test_the_others_are_left_out_everywhere(self) -> None:
        message = self.message("e.bos@example.org", "a@example.org", cc=["b@example.org"], bcc=["c@example.org"])
        with self.assertLogs("lawful.contrib.django", "WARNING") as logs:
            self.assertEqual(message.send(), 1)
        self.assertEqual(mail.outbox[0].recipients(), ["e.bos@example.org"])
        self.assertEqual(len(message.lawful_refused), 3)
        self.assertFalse(any(message.lawful_refused))
        self.assertEqual(len(message.recipients()), 4)
        self.assertNotIn("example.org", logs.output[0])

    def test_nobody_left_is_an_error_unless_silent(self) -> None:
        with self.assertRaisesMessage(RecipientsRefused, "all 1 recipients were refused"):
            self.message("a@example.org").send()
        self.assertEqual(self.message("a@example.org").send(fail_silently=True), 0)
        self.assertEqual(mail.outbox, [])

    def test_a_withdrawal_stops_the_next_one(self) -> None:
        with lawful.Registry.open(self.file, KEY) as registry:
            registry.record(self.esra, lawful.ConsentWithdrawn(purpose="newsletter"))
        with self.assertRaisesMessage(RecipientsRefused, "E_CONSENT_WITHDRAWN"):
            self.message("e.bos@example.org").send()
        self.assertEqual(mail.outbox, [])

    def test_a_message_names_its_own_purpose(self) -> None:
        message = self.message("e.bos@example.org")
        message.lawful_purpose = "invitation"
        with self.assertRaises(RecipientsRefused):
            message.send()
        message.lawful_purpose = "undeclared"
        with self.assertRaises(lawful.UnknownPurposeError):
            message.send()
        silent = self.message("e.bos@example.org")
        silent.lawful_purpose = "undeclared"
        with self.assertLogs("lawful.contrib.django", "ERROR"):
            self.assertEqual(silent.send(fail_silently=True), 0)
        self.assertEqual(mail.outbox, [])

    def test_it_fails_closed_without_a_registry(self) -> None:
        self.use(REGISTRY=self.file.with_name("none"))
        with self.assertRaises(lawful.RegistryMissingError):
            self.message("e.bos@example.org").send()
        self.assertEqual(self.message("e.bos@example.org").send(fail_silently=True), 0)
        self.assertEqual(mail.outbox, [])

    def test_it_fails_closed_without_settings(self) -> None:
        for changes in ({"PURPOSE": ...}, {"REGISTRY": ...}, {"KEY": ...}, {"KEY": f"{__name__}.no_key"}):
            self.use(**changes)
            with self.assertRaises(ImproperlyConfigured):
                self.message("e.bos@example.org").send()
        self.assertEqual(mail.outbox, [])

    def test_a_key_file_will_do(self) -> None:
        KEY.write_file(self.file.with_name("a.key"))
        self.use(KEY=..., KEY_FILE=self.file.with_name("a.key"))
        self.assertEqual(self.message("e.bos@example.org").send(), 1)

    def test_what_could_not_be_sent_is_recorded_as_failed(self) -> None:
        self.use(BACKEND=f"{__name__}.Failing")
        with self.assertRaises(ConnectionError):
            self.message("e.bos@example.org").send()
        self.assertIsInstance(self.last(), lawful.Failed)

    def test_one_connection_opens_the_registry_once(self) -> None:
        connection = mail.get_connection()
        self.assertIsInstance(connection, EmailBackend)
        self.assertTrue(connection.open())
        self.assertFalse(connection.open())
        self.assertEqual(connection.send_messages([self.message("e.bos@example.org")] * 2), 2)
        connection.close()
        self.assertIsNone(connection.registry)
        with lawful.Registry.open(self.file, KEY) as registry:
            self.assertTrue(registry.may_send("e.bos@example.org", "newsletter", EMAIL))
