# SPDX-License-Identifier: Apache-2.0
"""smtplib that asks first.

    with lawful.contrib.smtp.SMTP("localhost", registry=registry, purpose="newsletter",
                                  fulfilled=["E_NL_IDENTITY"]) as server:
        refused = server.send_message(message)

Who may not be written to gets nothing; `refused` says why, in the form that smtplib has for it.
"""
from __future__ import annotations

import smtplib
from collections.abc import Iterable, Sequence
from typing import Any, Optional, Union

from .. import Channel, Effect, Error, Registry, Release, Screened

__all__ = ["SMTP", "RecipientsRefused"]

#: By address: a status of RFC 5321 and the codes of the reasons.
Refused = dict[str, tuple[int, bytes]]

POLICY_REASONS = 550


class RecipientsRefused(smtplib.SMTPRecipientsRefused):
    """Nobody of the recipients may get the message, so it was not sent.

    `recipients` has the status of each, and `decisions` the answers.
    """

    def __init__(self, recipients: Refused, decisions: Sequence[Screened]) -> None:
        super().__init__(recipients)
        self.decisions = tuple(decisions)

    def __str__(self) -> str:
        codes = sorted({code for item in self.decisions for code in codes_of(item)})
        return f"all {len(self.decisions)} recipients were refused: {', '.join(codes)}"


def codes_of(item: Screened) -> list[str]:
    """The codes of the rules that deny it."""
    return [reason.code for reason in item.decision.reasons if reason.effect is Effect.block]


class SMTP(smtplib.SMTP):
    """`smtplib.SMTP` that releases each recipient from the registry before it sends.

    `purpose` is what the messages are for, and `fulfilled` the obligations that they meet; both may be
    set anew between messages. What the server accepts is recorded as delivered, the rest as failed.
    When the registry cannot answer nothing is sent: `smtplib.SMTPException`.
    """

    def __init__(
        self,
        *arguments: Any,
        registry: Registry,
        purpose: str,
        fulfilled: Iterable[str] = (),
        **options: Any,
    ) -> None:
        self.registry = registry
        self.purpose = purpose
        self.fulfilled = tuple(fulfilled)
        super().__init__(*arguments, **options)

    def sendmail(
        self,
        from_addr: str,
        to_addrs: Union[str, Sequence[str]],
        msg: Any,
        mail_options: Sequence[str] = (),
        rcpt_options: Sequence[str] = (),
    ) -> Refused:
        """Sends to whom it may. Gives who was refused, by lawful or by the server, and why.

        Raises `RecipientsRefused` when nobody is left, and what `smtplib.SMTP.sendmail` raises.
        """
        wanted = [to_addrs] if isinstance(to_addrs, str) else list(to_addrs)
        try:
            releases = self.registry.release(
                wanted, purpose=self.purpose, channel=Channel.email, fulfilled=self.fulfilled
            )
        except Error as error:
            raise smtplib.SMTPException(f"the registry did not answer: {error}") from error
        refused: Refused = {
            item.input: (POLICY_REASONS, " ".join(codes_of(item)).encode()) for item in releases.refused
        }
        if not releases.released:
            raise RecipientsRefused(refused, releases.refused)
        refused.update(self._send(releases.released, from_addr, msg, mail_options, rcpt_options))
        return refused

    def _send(
        self,
        released: Sequence[Release],
        from_addr: str,
        msg: Any,
        mail_options: Sequence[str],
        rcpt_options: Sequence[str],
    ) -> Refused:
        """The server's own refusals; each release is reported whatever happens."""
        status: Optional[Refused] = None
        texts = [release.text for release in released]
        try:
            status = super().sendmail(from_addr, texts, msg, mail_options, rcpt_options)
        except smtplib.SMTPRecipientsRefused as error:
            status = error.recipients
            raise
        finally:
            for release in released:
                self._report(release, status)
        return status or {}

    def _report(self, release: Release, status: Optional[Refused]) -> None:
        if status is None:
            self.registry.failed(release.id)
        elif release.text in status:
            self.registry.failed(release.id, permanent=status[release.text][0] >= 500)
        else:
            self.registry.delivered(release.id)
