# SPDX-License-Identifier: Apache-2.0
"""An e-mail backend for Django that asks first, and sends nothing when it gets no answer.

    EMAIL_BACKEND = "lawful.contrib.django.EmailBackend"
    LAWFUL = {
        "REGISTRY": BASE_DIR / "partners.lawful",
        "KEY": "myproject.keys.lawful_key",      # a callable that gives the SecretKey, or KEY_FILE
        "PURPOSE": "newsletter",                 # of messages that name none
        "FULFILLED": ["E_NL_IDENTITY"],          # the obligations that the messages meet
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    }

A message names its own purpose by `message.lawful_purpose = "invitation"`. Afterwards
`message.lawful_refused` has who was left out, with the decision of each.
"""
from __future__ import annotations

import copy
import logging
from collections.abc import Sequence
from typing import Any, Optional

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.module_loading import import_string

from .. import Channel, Effect, Error, Registry, Releases, Screened, SecretKey

__all__ = ["EmailBackend", "RecipientsRefused"]

DEFAULT_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
log = logging.getLogger(__name__)


class RecipientsRefused(Exception):
    """Nobody of a message's recipients may get it. `refused` has the decision of each."""

    def __init__(self, refused: Sequence[Screened]) -> None:
        self.refused = tuple(refused)
        super().__init__(f"all {len(refused)} recipients were refused: {', '.join(codes_of(refused))}")


def codes_of(refused: Sequence[Screened]) -> list[str]:
    """The codes of the rules that deny them."""
    return sorted({r.code for item in refused for r in item.decision.reasons if r.effect is Effect.block})


def setting(name: str, default: Any = None) -> Any:
    """One of `settings.LAWFUL`; without a default it must be there."""
    given = getattr(settings, "LAWFUL", {})
    if name not in given and default is None:
        raise ImproperlyConfigured(f"settings.LAWFUL has no {name}")
    return given.get(name, default)


def key() -> SecretKey:
    """What `KEY` gives, or what stands in `KEY_FILE`."""
    given = setting("KEY", False)
    if not given:
        return SecretKey.read_file(setting("KEY_FILE"))
    found = (import_string(given) if isinstance(given, str) else given)()
    if not isinstance(found, SecretKey):
        raise ImproperlyConfigured("settings.LAWFUL: KEY must lead to a callable that gives a SecretKey")
    return found


class EmailBackend(BaseEmailBackend):
    """Screens the recipients of each message, and hands the rest to another backend.

    A message is sent to those who may get it; with none left it is `RecipientsRefused`, and so is
    whatever stops the registry from answering, unless `fail_silently`. Neither is ever sent.
    """

    def __init__(self, fail_silently: bool = False, **options: Any) -> None:
        super().__init__()
        self.fail_silently = fail_silently
        if fail_silently:
            options["fail_silently"] = True
        self.inner: BaseEmailBackend = import_string(setting("BACKEND", DEFAULT_BACKEND))(**options)
        self.registry: Optional[Registry] = None

    def open(self) -> Optional[bool]:
        """Opens the registry and the backend behind. True when it was not open."""
        if self.registry is not None:
            return False
        self.registry = Registry.open(setting("REGISTRY"), key())
        self.inner.open()
        return True

    def close(self) -> None:
        """Closes both."""
        self.inner.close()
        if self.registry is not None:
            self.registry.close()
            self.registry = None

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many messages went to somebody."""
        try:
            opened_here = self.open()
        except (Error, OSError):
            if not self.fail_silently:
                raise
            log.exception("the registry did not open; nothing is sent")
            return 0
        try:
            return sum(self._send(message) for message in email_messages)
        finally:
            if opened_here:
                self.close()

    def _send(self, message: EmailMessage) -> bool:
        try:
            releases = self._release(message)
        except Error:
            if not self.fail_silently:
                raise
            log.exception("the registry did not answer; the message is not sent")
            return False
        message.lawful_refused = releases.refused  # type: ignore[attr-defined]
        if releases.refused:
            log.warning("%d recipients left out: %s", len(releases.refused), ", ".join(codes_of(releases.refused)))
        if releases.released:
            return self._deliver(message, releases)
        if releases.refused and not self.fail_silently:
            raise RecipientsRefused(releases.refused)
        return False

    def _release(self, message: EmailMessage) -> Releases:
        assert self.registry is not None
        purpose = getattr(message, "lawful_purpose", None) or setting("PURPOSE")
        return self.registry.release(
            message.recipients(), purpose=purpose, channel=Channel.email, fulfilled=setting("FULFILLED", ())
        )

    def _deliver(self, message: EmailMessage, releases: Releases) -> bool:
        assert self.registry is not None
        sent = False
        try:
            sent = bool(self.inner.send_messages([without(message, releases.refused)]))
        finally:
            for release in releases.released:
                self.registry.delivered(release.id) if sent else self.registry.failed(release.id)
        return sent


def without(message: EmailMessage, refused: Sequence[Screened]) -> EmailMessage:
    """The message to the others, also as its headers tell it."""
    out = {item.input for item in refused}
    rest = copy.copy(message)
    rest.connection = None  # some backends copy what they are given, and an open registry is not copied
    rest.to = [address for address in message.to if address not in out]
    rest.cc = [address for address in message.cc if address not in out]
    rest.bcc = [address for address in message.bcc if address not in out]
    return rest
