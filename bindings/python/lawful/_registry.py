# SPDX-License-Identifier: Apache-2.0
"""The registry: opening, who there is, what happened, and closing."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from types import TracebackType
from typing import Optional, Union, overload

from . import _core
from ._answers import Answers
from ._aliases import Credential, PathArgument, Progress
from ._keeping import Keeping
from ._events import EventBody, Happened
from ._records import (
    Address,
    AddressId,
    Organisation,
    OrganisationId,
    Policy,
    PolicyChange,
    PolicyFile,
    Recipient,
    RecipientId,
    RegistryId,
    SubjectLike,
)
from ._results import (
    Erasure,
    ErasurePlan,
    ImportMapping,
    ImportOptions,
    ImportReport,
    MergeCandidate,
    Options,
)
from ._terms import ErasureGround, Medium, SuppressionReason


class Registry(Answers, Keeping):
    """One registry file: who may be written to, for what, and why.

    It is thread safe, and every call that touches the file lets other threads run. Several processes may open one file.
    After `fork()` the child must open its own: `ForkedError`.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from lawful import Registry, SecretKey
    >>> key = SecretKey.generate()
    >>> with Registry.create(Path(tempfile.mkdtemp()) / "partners.lawful", key) as registry:
    ...     registry.ledger_size()
    3
    """

    __slots__ = ("_core",)

    def __init__(self, _opened: _core.Registry) -> None:
        if not isinstance(_opened, _core.Registry):
            raise TypeError("use Registry.create or Registry.open")
        self._core = _opened

    @classmethod
    def create(cls, file: PathArgument, key: Credential, options: Optional[Options] = None) -> Registry:
        """Makes a new registry. Raises `RegistryExistsError`: it never overwrites.

        The key is a `SecretKey`, a `Passphrase`, or a callable that is told a `KeyId` and gives the
        `SecretKey`. It is not kept.
        """
        return cls(_core.Registry.create(file, key, options or Options()))

    @classmethod
    def open(cls, file: PathArgument, key: Credential, options: Optional[Options] = None) -> Registry:
        """Opens one, and never creates.

        Raises `RegistryMissingError`, `NotARegistryError`, `NewerVersionError`, `WrongKeyError`,
        `CorruptError`, `BusyError`; `ForkedError` where it was open when this process was forked.
        """
        return cls(_core.Registry.open(file, key, options or Options()))

    @classmethod
    def restore(
        cls,
        folder: PathArgument,
        key: Credential,
        file: PathArgument,
        options: Optional[Options] = None,
        *,
        progress: Optional[Progress] = None,
    ) -> Registry:
        """A new registry of a backup's two files, under the same key.

        The denial journal that lies beside `file` is replayed; without it everything is denied until
        `accept_journal_loss`. Raises `InvalidFileError`, `RegistryExistsError`, `WrongKeyError`.
        """
        return cls(_core.Registry.restore(folder, key, file, options or Options(), progress))

    @staticmethod
    def compact(
        file: PathArgument,
        key: Credential,
        options: Optional[Options] = None,
        *,
        progress: Optional[Progress] = None,
    ) -> None:
        """Writes the registry anew under a fresh file key and without free space, in its own place.

        Nobody may have it open (`BusyError`); the key must be its only one (`InvalidRecordError`).
        """
        _core.compact(file, key, options or Options(), progress)

    def close(self) -> None:
        """Closes the file, once every call under way has ended. Closing again does nothing."""
        self._core.close()

    @property
    def closed(self) -> bool:
        """Whether it was closed. Whatever is asked of it then raises `ValueError`."""
        return self._core.closed

    def __enter__(self) -> Registry:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return "<lawful.Registry, closed>" if self.closed else "<lawful.Registry, open>"

    def id(self) -> RegistryId:
        """The registry's own id: the subject of what concerns all of it."""
        return self._core.id()

    def ledger_size(self) -> int:
        """How many events there are."""
        return self._core.ledger_size()

    # ---- policy ----

    def apply(self, policy: PolicyFile, *, dry_run: bool = False) -> PolicyChange:
        """Shows the difference and records it; the same policy twice changes nothing.

        Raises `NoticeChangedError`, and `InvalidPolicyError` for what no lawyer would pass.
        """
        return self._core.apply(policy, dry_run)

    def policy(self) -> Policy:
        """The policy in force. Raises `PolicyMissingError`."""
        return self._core.policy()

    def notice_text(self, sha256: str) -> str:
        """A declared notice's exact text. Raises `UnknownNoticeError`."""
        return self._core.notice_text(sha256)

    # ---- who there is ----

    @overload
    def add(self, what: Organisation, *, occurred: Optional[datetime] = None) -> OrganisationId: ...
    @overload
    def add(self, what: Recipient, *, occurred: Optional[datetime] = None) -> RecipientId: ...
    @overload
    def add(self, what: Address, *, occurred: Optional[datetime] = None) -> AddressId: ...
    def add(
        self,
        what: Union[Organisation, Recipient, Address],
        *,
        occurred: Optional[datetime] = None,
    ) -> Union[OrganisationId, RecipientId, AddressId]:
        """Adds an organisation, a person or an address, and gives its id.

        An address is normalised. Raises `InvalidAddressError`, `AddressTakenError`.
        """
        return self._core.add(what, occurred)

    def record(self, subject: SubjectLike, body: EventBody, *, occurred: Optional[datetime] = None) -> int:
        """Records what happened to whom, and gives the event's place in the ledger.

        Times default to now and may lie in the past, never in the future. A denial that names an
        address binds its present holders too. Raises `UnknownIdError`, `UnknownPurposeError`,
        `UnknownNoticeError`, `FutureEventError`, `NotHolderError`, `InvalidRecordError`.
        """
        return self._core.record(subject, body, occurred)

    def record_all(self, events: Iterable[Happened]) -> tuple[int, ...]:
        """Records them one after the other in one transaction, with one wait for the disk: all of them or none.

        What it raises is as for `record`, and says which. Others wait to write meanwhile: some thousands at a time
        are enough.
        """
        return self._core.record_all(events)

    def suppress(
        self,
        address: str,
        *,
        medium: Medium = Medium.email,
        reason: SuppressionReason,
        purposes: Iterable[str] = (),
    ) -> int:
        """Keeps an address from being written to, known or not (GDPR 21(3)). No purposes means all."""
        return self._core.suppress(address, medium, reason, purposes)

    def replace_holder(
        self,
        address: AddressId,
        from_: RecipientId,
        to: RecipientId,
        on: date,
        *,
        occurred: Optional[datetime] = None,
    ) -> int:
        """A successor reads the address from that day on, without consent; what was said stays the other's.

        Gives the event of the successor. Raises `NotHolderError` and what `record` raises.
        """
        return self._core.replace_holder(address, from_, to, on, occurred)

    def merge(self, kept: RecipientId, other: RecipientId) -> int:
        """The two are one person, until it is undone; a denial of either binds at the addresses of both.

        Each keeps their own events. Raises `UnknownIdError`, `ErasedError`, `AlreadyDoneError`.
        """
        return self._core.merge(kept, other)

    def unmerge(self, one: RecipientId, other: RecipientId) -> int:
        """They are two again. Raises `InvalidRecordError` when they were not merged with each other."""
        return self._core.unmerge(one, other)

    def merge_candidates(self) -> tuple[MergeCandidate, ...]:
        """Pairs that read one address or phone on a day, or have one name at one organisation."""
        found: list[MergeCandidate] = []
        self._core.merge_candidates(found.append)
        return tuple(found)

    # ---- erasure: see also Retention ----

    def plan_erasure(
        self,
        whom: Union[RecipientId, AddressId],
        ground: ErasureGround,
        *,
        purpose: Optional[str] = None,
    ) -> ErasurePlan:
        """What `erase` would do, and what stays and why. A hold is in it, and no error."""
        return self._core.plan_erasure(whom, ground, purpose)

    def erase(
        self,
        whom: Union[RecipientId, AddressId],
        ground: ErasureGround,
        *,
        purpose: Optional[str] = None,
    ) -> Erasure:
        """Destroys a person's events, profile, key and sole addresses (GDPR 17), or an unheld address.

        With a purpose, only what was recorded of the person for that; what they objected to stays.
        Erasing again only finishes what a reader held up (`BusyError`). Raises `UnknownIdError`,
        `LegalHoldError`, and `InvalidRecordError` for an address that somebody holds.
        """
        return self._core.erase(whom, ground, purpose)

    def accept_journal_loss(self) -> int:
        """Accepts that denials may be missing, after a restore without the journal.

        Raises `AlreadyDoneError` when none is.
        """
        return self._core.accept_journal_loss()

    def import_(
        self, mapping: ImportMapping, csv: PathArgument, options: Optional[ImportOptions] = None
    ) -> ImportReport:
        """Reads a CSV file by a mapping. A bad row never stops the rest; a dry run writes nothing."""
        return self._core.import_(mapping, csv, options or ImportOptions())
