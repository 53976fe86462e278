# SPDX-License-Identifier: Apache-2.0
# The values of _core: what can happen; the fields are those of the C++ structs.
from collections.abc import Iterable
from datetime import date, datetime
from typing import Union

from typing_extensions import TypeAlias

from ._records import (
    AddressId, NoticeRef, OrganisationId, Policy, Source, Subject, _record,
)
from ._terms import (
    AddressKind, Basis, Channel, ConsentMethod, ErasureGround, GivenBy, GroundKind,
    InformationDuty, Medium, ObjectionKind, ObjectionOutcome, Origin, RestrictionGround,
    SourceKind, SuppressionReason,
)

@_record
class OrganisationAdded:
    name: str
    country: str = ...
    sector: str = ...
    legal_person: bool = ...
    public_authority: bool = ...
@_record
class OrganisationChanged:
    name: str
    country: str = ...
    sector: str = ...
    legal_person: bool = ...
    public_authority: bool = ...
@_record
class RecipientAdded:
    name: str
    role: str = ...
    language: str = ...
    country: str = ...
    organisation: OrganisationId | None = ...
    source: Source = ...
    born: date | None = ...
    under_guardianship: bool = ...
    employee: bool = ...
@_record
class RecipientChanged:
    name: str
    role: str = ...
    language: str = ...
    country: str = ...
    organisation: OrganisationId | None = ...
    source: Source = ...
    born: date | None = ...
    under_guardianship: bool = ...
    employee: bool = ...
@_record
class AddressAdded:
    medium: Medium = ...
    text: str
    kind: AddressKind = ...
    organisation: OrganisationId | None = ...
    source: SourceKind = ...
@_record
class AddressChanged:
    kind: AddressKind = ...
    organisation: OrganisationId | None = ...
    source: SourceKind = ...
@_record
class HolderAdded:
    address: AddressId
    from_: date
@_record
class HolderEnded:
    address: AddressId
    until: date
@_record
class ConsentRequested:
    purpose: str
    channel: Channel = ...
@_record
class ConsentGiven:
    purpose: str
    channel: Channel
    addresses: tuple[AddressId, ...]
    notice: NoticeRef | None
    notice_sha256: str
    method: ConsentMethod
    given_by: GivenBy
    evidence: str
    explicit_consent: bool
    specific: bool
    def __init__(
        self, *, purpose: str, channel: Channel = ..., addresses: Iterable[AddressId] = ...,
        notice: NoticeRef | None = ..., notice_sha256: str = ..., method: ConsentMethod =
        ..., given_by: GivenBy = ..., evidence: str = ..., explicit_consent: bool = ...,
        specific: bool = ...,
    ) -> None: ...
@_record
class ConsentRenewed:
    purpose: str
    channel: Channel
    addresses: tuple[AddressId, ...]
    notice: NoticeRef | None
    notice_sha256: str
    method: ConsentMethod
    given_by: GivenBy
    evidence: str
    explicit_consent: bool
    specific: bool
    def __init__(
        self, *, purpose: str, channel: Channel = ..., addresses: Iterable[AddressId] = ...,
        notice: NoticeRef | None = ..., notice_sha256: str = ..., method: ConsentMethod =
        ..., given_by: GivenBy = ..., evidence: str = ..., explicit_consent: bool = ...,
        specific: bool = ...,
    ) -> None: ...
@_record
class ConsentConfirmed:
    purpose: str
    channel: Channel
    addresses: tuple[AddressId, ...]
    evidence: str
    def __init__(
        self, *, purpose: str, channel: Channel = ..., addresses: Iterable[AddressId] = ...,
        evidence: str = ...,
    ) -> None: ...
@_record
class ConsentRefused:
    purpose: str | None = ...
    channel: Channel | None = ...
@_record
class ConsentWithdrawn:
    purpose: str | None = ...
    channel: Channel | None = ...
@_record
class ConsentInvalidated:
    consent: int
    reason: str = ...
@_record
class Objected:
    purpose: str | None = ...
    channel: Channel | None = ...
    kind: ObjectionKind
@_record
class ObjectionResolved:
    objection: int
    outcome: ObjectionOutcome
    grounds: str = ...
@_record
class Restricted:
    ground: RestrictionGround
@_record
class RestrictionLifted:
    informed_on: date
    reason: str = ...
@_record
class BasisDeclared:
    purpose: str
    basis: Basis
    provision: str = ...
    assessment: str = ...
    assessed_on: date | None = ...
    contract: str = ...
@_record
class BasisEnded:
    purpose: str
    basis: Basis
@_record
class GroundDeclared:
    kind: GroundKind
    purposes: tuple[str, ...]
    url: str
    captured: datetime | None
    quote: str
    evidence: str
    opt_out_at_collection: bool
    own_similar: bool
    in_sale: bool
    def __init__(
        self, *, kind: GroundKind, purposes: Iterable[str] = ..., url: str = ..., captured:
        datetime | None = ..., quote: str = ..., evidence: str = ..., opt_out_at_collection:
        bool = ..., own_similar: bool = ..., in_sale: bool = ...,
    ) -> None: ...
@_record
class GroundEnded:
    kind: GroundKind
@_record
class Informed:
    duty: InformationDuty
    notice: NoticeRef | None = ...
    purpose: str = ...
    how: str = ...
@_record
class Released:
    purpose: str
    channel: Channel
    fulfilled: tuple[str, ...]
    def __init__(
        self, *, purpose: str, channel: Channel = ..., fulfilled: Iterable[str] = ...,
    ) -> None: ...
@_record
class Delivered:
    release: int
@_record
class Failed:
    release: int
    permanent: bool = ...
@_record
class Disclosed:
    to: str
    categories: tuple[str, ...]
    purpose: str
    def __init__(self, *, to: str, categories: Iterable[str] = ..., purpose: str = ...) -> None: ...
@_record
class CopyGiven:
    files: tuple[str, ...] = ...
@_record
class LegalHoldPlaced:
    purpose: str = ...
    reason: str
    case_reference: str = ...
@_record
class LegalHoldReleased:
    hold: int
    reason: str = ...
@_record
class Event:
    subject: Subject
    occurred: datetime
    recorded: datetime
    origin: Origin = ...
    cause: int | None = ...
    body: EventBody
@_record
class RecordedEvent:
    index: int
    event: Event
@_record
class RegistryCreated:
    format: int = ...
@_record
class PolicyApplied:
    policy: Policy
@_record
class NationalRow:
    id: str = ...
    country: str = ...
    when: str = ...
    ground: str = ...
    audience: str = ...
    channels: tuple[Channel, ...] = ...
    effect: str = ...
    code: str = ...
    lifts: tuple[str, ...] = ...
    article: str = ...
    valid_from: date | None = ...
    valid_to: date | None = ...
@_record
class RowsAdopted:
    version: str = ...
    rows: tuple[NationalRow, ...] = ...
@_record
class ClockHeld:
    wall: datetime = ...
@_record
class Suppressed:
    loose_key: str
    epoch: int
    reason: SuppressionReason
    purposes: tuple[str, ...]
    def __init__(
        self, *, loose_key: str = ..., epoch: int = ..., reason: SuppressionReason = ...,
        purposes: Iterable[str] = ...,
    ) -> None: ...
@_record
class KeysRotated:
    epoch: int = ...
@_record
class Erased:
    subject: Subject = ...
    leaves: tuple[int, ...] = ...
    ground: ErasureGround = ...
@_record
class JournalLossAccepted:
    journal: str = ...
@_record
class RegistryRestored:
    size: int = ...
    root: str = ...
@_record
class SigningKeyAnnounced:
    key: str = ...
    signature: str | None = ...

EventBody: TypeAlias = Union[
    OrganisationAdded, OrganisationChanged, RecipientAdded, RecipientChanged, AddressAdded,
    AddressChanged, HolderAdded, HolderEnded, ConsentRequested, ConsentGiven, ConsentRenewed,
    ConsentConfirmed, ConsentRefused, ConsentWithdrawn, ConsentInvalidated, Objected,
    ObjectionResolved, Restricted, RestrictionLifted, BasisDeclared, BasisEnded, GroundDeclared,
    GroundEnded, Informed, Released, Delivered, Failed, Disclosed, CopyGiven, LegalHoldPlaced,
    LegalHoldReleased, RegistryCreated, PolicyApplied, RowsAdopted, ClockHeld, Suppressed,
    KeysRotated, Erased, JournalLossAccepted, RegistryRestored, SigningKeyAnnounced,
]
