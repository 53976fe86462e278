# SPDX-License-Identifier: Apache-2.0
"""What needs no registry, and copies for people."""
from __future__ import annotations

from datetime import date, datetime
from os import PathLike
from typing import Optional, Union

from . import _core
from ._aliases import Bundle, PathArgument, Progress
from ._bundles import streams_of
from ._events import EventBody
from ._records import KeyId, LintFinding, Period, Policy, PolicyFile, RecipientId, SubjectLike
from ._results import AuditOptions, AuditReport, Brief, Deadlines, Decision, ImportMapping
from ._core import SecretKey
from ._registry import Registry
from ._terms import RopaFormat


def key_id(key: SecretKey) -> KeyId:
    """The id of a raw key, so that a file can be matched with its key."""
    return _core.key_id(key)


def in_brief(decision: Decision) -> Brief:
    """What `Registry.brief` says of the same answer."""
    return _core.in_brief(decision)


def read_policy(file: PathArgument) -> PolicyFile:
    """Reads `lawful.toml` and the notices beside it. Raises `InvalidPolicyError` with line and column."""
    return _core.read_policy(file)


def lint(policy: Policy) -> tuple[LintFinding, ...]:
    """What no lawyer would pass; a `blocking` finding stops `apply`."""
    return _core.lint(policy)


def read_mapping(file: PathArgument) -> ImportMapping:
    """Reads a mapping of a spreadsheet. Raises `InvalidMappingError` with line and column."""
    return _core.read_mapping(file)


def kind_of(body: EventBody) -> str:
    """The wire name of an event's kind.

    >>> from lawful import ConsentWithdrawn, kind_of
    >>> kind_of(ConsentWithdrawn())
    'consent_withdrawn'
    """
    return _core.kind_of(body)


def parse_period(text: str) -> Period:
    """An ISO 8601 period of years, months and days. Raises `InvalidTextError`.

    >>> from lawful import parse_period
    >>> parse_period("P1Y6M")
    Period(years=1, months=6)
    """
    return _core.parse_period(text)


def parse_instant(text: str) -> datetime:
    """RFC 3339 with `Z` or an offset, in milliseconds. Raises `InvalidTextError`.

    >>> from lawful import parse_instant
    >>> parse_instant("2026-01-05T10:00:00+01:00").isoformat()
    '2026-01-05T09:00:00+00:00'
    """
    return _core.parse_instant(text)


def parse_day(text: str) -> date:
    """`YYYY-MM-DD` that exists. Raises `InvalidTextError`."""
    return _core.parse_day(text)


def request_deadlines(received: date, country: str) -> Deadlines:
    """Until when a request must be answered (GDPR 12(3)), by Regulation 1182/71.

    >>> from datetime import date
    >>> from lawful import request_deadlines
    >>> request_deadlines(date(2026, 1, 31), "NL").due_1m.isoformat()
    '2026-03-02'
    """
    return _core.request_deadlines(received, country)


def is_public_holiday(day: date, country: str) -> bool:
    """Nationwide, in NL, BE, DE and FR; False elsewhere."""
    return _core.is_public_holiday(day, country)


def inspect_audit(folder: Bundle, options: Optional[AuditOptions] = None) -> AuditReport:
    """Recomputes everything in an audit bundle, and says what it found.

    It needs no registry, key or network. The folder need not be on a disk: `zipfile.Path("bundle.zip")` is read in
    pieces, and what it raises comes out. Raises `InputOutputError` when there is no such folder.
    """
    if isinstance(folder, (str, PathLike)):
        return _core.inspect_audit(folder, options or AuditOptions())
    return _core.inspect_streams(*streams_of(folder), options or AuditOptions())


def verify_audit(folder: Bundle, options: Optional[AuditOptions] = None) -> AuditReport:
    """`inspect_audit`, for who wants a sound bundle or none: raises `CorruptError` with the first fault."""
    if isinstance(folder, (str, PathLike)):
        return _core.verify_audit(folder, options or AuditOptions())
    return _core.verify_streams(*streams_of(folder), options or AuditOptions())


def timestamp_request(checkpoint: str) -> bytes:
    """An RFC 3161 request (DER) for a time-stamp of a checkpoint."""
    return _core.timestamp_request(checkpoint)


def check_timestamp(checkpoint: str, reply: bytes, roots: str) -> datetime:
    """When an authority says to have seen the checkpoint. `roots` is PEM: whom to trust.

    Raises `InvalidFileError` for what is no reply, `CorruptError` for one that does not verify.
    """
    return _core.check_timestamp(checkpoint, reply, roots)


def to_json(value: object) -> str:
    """A record as JSON, with the field names of its attributes; of an iterable, an array."""
    return _core.to_json(value)


class Copies:
    """Copies for people and authorities, each from one state of the registry.

    HTML pages are whole in themselves. Every method raises `PolicyMissingError`.
    """

    __slots__ = ("_registry",)

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def report(self, *, progress: Optional[Progress] = None) -> str:
        """Counts of events, standings, proofs, requests and erasures (GDPR 5(2)). HTML."""
        return _core.copies_report(self._registry._core, progress)

    def ropa(self, format: RopaFormat) -> str:
        """The record of processing (GDPR 30(1)): one activity for each purpose, with counts."""
        return _core.copies_ropa(self._registry._core, format)

    def receipt(self, subject: SubjectLike, purpose: str) -> str:
        """An ISO/IEC TS 27560 consent receipt in the DPV profile, JSON-LD. Personal data.

        Raises `UnknownPurposeError`, `UnknownIdError`, `ErasedError`.
        """
        return _core.copies_receipt(self._registry._core, subject, purpose)

    def access(self, recipient: RecipientId, folder: PathArgument) -> tuple[str, ...]:
        """Everything about the person (GDPR 15, 20), in a new folder; gives the names of its files.

        That it was given is recorded. Raises `InvalidFileError`, `UnknownIdError`, `ErasedError`.
        """
        return _core.copies_access(self._registry._core, recipient, folder)
