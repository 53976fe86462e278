# SPDX-License-Identifier: Apache-2.0
"""Whom you may contact, for what, and on which legal ground.

A registry, in your process and in one encrypted file, that answers before you send anything: may I
send this person a message for this purpose over this channel, now, and why?

>>> import tempfile
>>> from pathlib import Path
>>> import lawful
>>> key = lawful.SecretKey.generate()
>>> file = Path(tempfile.mkdtemp()) / "partners.lawful"
>>> with lawful.Registry.create(file, key) as registry:
...     school = registry.add(lawful.Organisation(name="ROC Midden", country="NL"))
...     registry.show(school).organisation
Organisation(name='ROC Midden', country='NL')

Start with docs/python.md. `python -m lawful` is the command-line tool.
"""
from ._aliases import (
    Column, Credential, PathArgument, Progress,
)
from ._core import Passphrase, Screening, SecretKey, __version__
from ._duties import (
    Duties, Retention, read_retention_plan,
)
from ._errors import (
    AddressTakenError, AlreadyDoneError, BusyError, CorruptError, DiskFullError, ErasedError,
    Error, ErrorCode, ForkedError, FutureEventError, InputOutputError, InternalError,
    InvalidAddressError, InvalidFileError, InvalidMappingError, InvalidPolicyError,
    InvalidRecordError, InvalidTextError, LegalHoldError, NewerVersionError, NotARegistryError,
    NotHolderError, NoticeChangedError, PolicyMissingError, RandomFailedError, ReadOnlyError,
    RegistryExistsError, RegistryMissingError, StalePlanError, UnknownIdError,
    UnknownNoticeError, UnknownPurposeError, WrongKeyError,
)
from ._events import (
    AddressAdded, AddressChanged, BasisDeclared, BasisEnded, ClockHeld, ConsentConfirmed,
    ConsentGiven, ConsentInvalidated, ConsentRefused, ConsentRenewed, ConsentRequested,
    ConsentWithdrawn, CopyGiven, Delivered, Disclosed, Erased, Event, EventBody, Failed,
    GroundDeclared, GroundEnded, Happened, HolderAdded, HolderEnded, Informed, JournalLossAccepted,
    KeysRotated, LegalHoldPlaced, LegalHoldReleased, MergeUndone, Merged, NationalRow, Objected,
    ObjectionResolved, OrganisationAdded, OrganisationChanged, PartErased, PolicyApplied,
    ProofDestroyed, ProofRead, RecipientAdded, RecipientChanged, RecordedEvent, RegistryCreated,
    RegistryRestored, Released, RequestClosed, RequestExtended, RequestIdentityAsked,
    RequestIdentityVerified, RequestOpened, RequestRefused, Restricted, RestrictionLifted,
    RetentionRestricted, RetentionReviewed, RowsAdopted, SigningKeyAnnounced, Suppressed,
)
from ._functions import (
    Copies, check_timestamp, in_brief, inspect_audit, is_public_holiday, key_id, kind_of, lint, parse_day,
    parse_instant, parse_period, read_mapping, read_policy, request_deadlines,
    timestamp_request, to_json, verify_audit,
)
from ._records import (
    Address, AddressId, Controller, KeyId, LintFinding, LocalText, Notice, NoticeRef,
    NoticeText, Organisation, OrganisationBasis, OrganisationId, Period, Policy, PolicyChange,
    PolicyFile, Purpose, Recipient, RecipientId, RegistryId, RetentionRule, Source, Subject,
    SubjectLike, UnsubscribeHandler, WithdrawalPath,
)
from ._registry import Registry
from ._results import (
    AddressDecision, AddressErasure, AddressRecord, AffectedCounts, AffectedPerson,
    AgeingConsent, AuditExport, AuditOptions, AuditReport, AuditSelection, BreachSelection,
    Brief, ConsentPattern, CredentialSlot, Deadlines, Decision, DutyFilter, Erasure, ErasureCount,
    ErasurePlan, ExplainedReason, Explanation, HeldBy, Holding, ImportMapping, ImportOptions,
    ImportReport, InformationDue, KeyStatus, KindCount, LegalHold, MergeCandidate, Obligation,
    Options, OrganisationRecord, Reason, RecipientRecord, RejectedRow, Release, Releases,
    Remains, RetentionEntry, RetentionPlan, RetentionRun, RightsRequest, Screened, StoreReport,
)
from ._terms import (
    AddressKind, Basis, Channel, ConsentClaim, ConsentMethod, ContentClass, CredentialKind,
    DataCategory, Effect, ErasureGround, GivenBy, GroundKind, InformationDuty,
    InformationTrigger, LeafState, LocalPartCase, Medium, MergeReason, ObjectionKind,
    ObjectionOutcome, Origin, RequestOutcome, RequestRoute, RequestType, RestrictionGround,
    RetentionAction, RetentionStart, RopaFormat, SourceKind, SubjectKind, SuppressionReason,
    Verdict, is_direct_marketing, medium_of,
)

__all__ = [
    "Address", "AddressAdded", "AddressChanged", "AddressDecision", "AddressErasure",
    "AddressId", "AddressKind", "AddressRecord", "AddressTakenError", "AffectedCounts",
    "AffectedPerson", "AgeingConsent", "AlreadyDoneError", "AuditExport", "AuditOptions",
    "AuditReport", "AuditSelection", "Basis", "BasisDeclared", "BasisEnded", "BreachSelection", "Brief",
    "BusyError", "Channel", "ClockHeld", "Column", "ConsentClaim", "ConsentConfirmed",
    "ConsentGiven", "ConsentInvalidated", "ConsentMethod", "ConsentPattern", "ConsentRefused",
    "ConsentRenewed", "ConsentRequested", "ConsentWithdrawn", "ContentClass", "Controller",
    "Copies", "CopyGiven", "CorruptError", "Credential", "CredentialKind", "CredentialSlot",
    "DataCategory", "Deadlines", "Decision", "Delivered", "Disclosed", "DiskFullError",
    "Duties", "DutyFilter", "Effect", "Erased", "ErasedError", "Erasure", "ErasureCount",
    "ErasureGround", "ErasurePlan", "Error", "ErrorCode", "Event", "EventBody",
    "ExplainedReason", "Explanation", "Failed", "ForkedError", "FutureEventError", "GivenBy",
    "GroundDeclared", "GroundEnded", "GroundKind", "Happened", "HeldBy", "HolderAdded", "HolderEnded",
    "Holding", "ImportMapping", "ImportOptions", "ImportReport", "InformationDue",
    "InformationDuty", "InformationTrigger", "Informed", "InputOutputError", "InternalError",
    "InvalidAddressError", "InvalidFileError", "InvalidMappingError", "InvalidPolicyError",
    "InvalidRecordError", "InvalidTextError", "JournalLossAccepted", "KeyId", "KeyStatus",
    "KeysRotated", "KindCount", "LeafState", "LegalHold", "LegalHoldError", "LegalHoldPlaced",
    "LegalHoldReleased", "LintFinding", "LocalPartCase", "LocalText", "Medium",
    "MergeCandidate", "MergeReason", "MergeUndone", "Merged", "NationalRow",
    "NewerVersionError", "NotARegistryError", "NotHolderError", "Notice", "NoticeChangedError",
    "NoticeRef", "NoticeText", "Objected", "ObjectionKind", "ObjectionOutcome",
    "ObjectionResolved", "Obligation", "Options", "Organisation", "OrganisationAdded",
    "OrganisationBasis", "OrganisationChanged", "OrganisationId", "OrganisationRecord",
    "Origin", "PartErased", "Passphrase", "PathArgument", "Period", "Policy", "PolicyApplied",
    "PolicyChange", "PolicyFile", "PolicyMissingError", "Progress", "ProofDestroyed",
    "ProofRead", "Purpose", "RandomFailedError", "ReadOnlyError", "Reason", "Recipient",
    "RecipientAdded", "RecipientChanged", "RecipientId", "RecipientRecord", "RecordedEvent",
    "Registry", "RegistryCreated", "RegistryExistsError", "RegistryId", "RegistryMissingError",
    "RegistryRestored", "RejectedRow", "Release", "Released", "Releases", "Remains",
    "RequestClosed", "RequestExtended", "RequestIdentityAsked", "RequestIdentityVerified",
    "RequestOpened", "RequestOutcome", "RequestRefused", "RequestRoute", "RequestType",
    "Restricted", "RestrictionGround", "RestrictionLifted", "Retention", "RetentionAction",
    "RetentionEntry", "RetentionPlan", "RetentionRestricted", "RetentionReviewed",
    "RetentionRule", "RetentionRun", "RetentionStart", "RightsRequest", "RopaFormat",
    "RowsAdopted", "Screened", "Screening", "SecretKey", "SigningKeyAnnounced", "Source",
    "SourceKind", "StalePlanError", "StoreReport", "Subject", "SubjectKind", "SubjectLike",
    "Suppressed", "SuppressionReason", "UnknownIdError", "UnknownNoticeError",
    "UnknownPurposeError", "UnsubscribeHandler", "Verdict", "WithdrawalPath", "WrongKeyError",
    "__version__", "check_timestamp", "in_brief", "inspect_audit", "is_direct_marketing",
    "is_public_holiday", "key_id", "kind_of", "lint", "medium_of", "parse_day", "parse_instant",
    "parse_period", "read_mapping", "read_policy", "read_retention_plan", "request_deadlines",
    "timestamp_request", "to_json", "verify_audit",
]
