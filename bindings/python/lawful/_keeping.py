# SPDX-License-Identifier: Apache-2.0
"""Looking at a registry, checking it, its keys, its backups and its proofs."""
from __future__ import annotations

from typing import Callable, Optional, TypeVar, Union, overload

from . import _core
from ._aliases import Credential, PathArgument, Progress
from ._events import RecordedEvent
from ._records import AddressId, OrganisationId, RecipientId, SubjectLike
from ._results import (
    AddressRecord,
    AuditExport,
    AuditSelection,
    KeyStatus,
    LegalHold,
    OrganisationRecord,
    RecipientRecord,
    StoreReport,
)
from ._terms import CredentialKind

Listed = TypeVar("Listed", OrganisationRecord, RecipientRecord, AddressRecord, LegalHold)


class Keeping:
    """The verbs of who keeps a registry."""

    __slots__ = ()
    _core: _core.Registry

    # ---- looking ----

    @overload
    def show(self, what: AddressId) -> AddressRecord: ...
    @overload
    def show(self, what: RecipientId) -> RecipientRecord: ...
    @overload
    def show(self, what: OrganisationId) -> OrganisationRecord: ...
    def show(
        self, what: Union[AddressId, RecipientId, OrganisationId]
    ) -> Union[AddressRecord, RecipientRecord, OrganisationRecord]:
        """Everything there is on one address, person or organisation.

        Raises `UnknownIdError`; `ErasedError` for who was erased.
        """
        return self._core.show(what)

    @overload
    def list(self, kind: type[Listed], each: None = None) -> tuple[Listed, ...]: ...
    @overload
    def list(self, kind: type[Listed], each: Callable[[Listed], object]) -> None: ...
    def list(
        self, kind: type[Listed], each: Optional[Callable[[Listed], object]] = None
    ) -> Optional[tuple[Listed, ...]]:
        """All records of a kind: `OrganisationRecord`, `RecipientRecord`, `AddressRecord`, `LegalHold`.

        `each` is called with one after the other, in flat memory. Of holds, those not released. Who
        was erased is left out.
        """
        if each is not None:
            self._core.list(kind, each)
            return None
        found: list[Listed] = []
        self._core.list(kind, found.append)
        return tuple(found)

    def events(self, subject: SubjectLike) -> tuple[RecordedEvent, ...]:
        """A subject's own events, oldest first. Raises `ErasedError`."""
        return self._core.events(subject)

    def check_store(self, *, progress: Optional[Progress] = None) -> StoreReport:
        """Replays every event, and compares standings, ledger and file with it."""
        return self._core.check_store(progress)

    # ---- backups: see also Registry.restore ----

    def backup(
        self,
        folder: PathArgument,
        key: Credential,
        *,
        progress: Optional[Progress] = None,
    ) -> None:
        """Two files in `folder`, while others write: `NAME.data` and `NAME.keys`.

        Keep the second shortly: without it nobody in the first can be read. The denial journal is in
        neither. Raises `RegistryExistsError`.
        """
        self._core.backup(folder, key, progress)

    # ---- audit ----

    def checkpoint(self) -> str:
        """The signed checkpoint of the ledger as it is: a C2SP tlog-checkpoint."""
        return self._core.checkpoint()

    def require_consistent(self, older_checkpoint: str) -> None:
        """Raises `CorruptError` when the older ledger is no beginning of this one.

        Raises `InvalidFileError` for what is no checkpoint of this registry.
        """
        self._core.require_consistent(older_checkpoint)

    def verifier_key(self) -> str:
        """The key that signs, as others know it (C2SP signed-note)."""
        return self._core.verifier_key()

    def rotate_signing_key(self) -> int:
        """A fresh signing key, announced in the ledger and signed by the old one."""
        return self._core.rotate_signing_key()

    def export_audit(
        self,
        folder: PathArgument,
        selection: Optional[AuditSelection] = None,
        *,
        progress: Optional[Progress] = None,
    ) -> AuditExport:
        """An audit bundle, whole or not at all. Raises `InvalidFileError` when the folder exists."""
        return self._core.export_audit(folder, selection or AuditSelection(), progress)

    # ---- keys ----

    def rotate_keys(self, *, progress: Optional[Progress] = None) -> int:
        """A fresh registry key: everything is sealed and hashed anew. Gives the epoch now in force.

        Interrupted, also by a `progress` that raises, it is finished by the next call.
        """
        return self._core.rotate_keys(progress)

    def key_status(self) -> KeyStatus:
        """Which keys are in force; never a key."""
        return self._core.key_status()

    def add_credential(self, key: Credential) -> None:
        """Another way in, beside the one there is. Raises `AlreadyDoneError`."""
        self._core.add_credential(key)

    def remove_credential(self, kind: CredentialKind) -> None:
        """Raises `UnknownIdError`, and `InvalidRecordError` when it is the last."""
        self._core.remove_credential(kind)

    def change_credential(self, kind: CredentialKind, fresh: Credential) -> None:
        """The fresh one takes the place of that kind's, and of its own kind's. Raises `UnknownIdError`."""
        self._core.change_credential(kind, fresh)
