# SPDX-License-Identifier: Apache-2.0
"""The closed vocabularies. A member's value is its wire name, which never changes."""
from enum import Enum

__all__ = [
    "AddressKind", "Basis", "Channel", "ConsentClaim", "ConsentMethod", "ContentClass",
    "CredentialKind", "DataCategory", "Effect", "ErasureGround", "GivenBy", "GroundKind",
    "InformationDuty", "InformationTrigger", "LeafState", "LocalPartCase", "Medium",
    "MergeReason", "ObjectionKind", "ObjectionOutcome", "Origin", "RequestOutcome",
    "RequestRoute", "RequestType", "RestrictionGround", "RetentionAction", "RetentionStart",
    "RopaFormat", "SourceKind", "SubjectKind", "SuppressionReason", "Verdict",
    "is_direct_marketing", "medium_of",
]


class Channel(Enum):
    """How a message travels. `call` is a person who phones, `automated_call` a machine (ePD 13(1))."""

    email = "email"
    sms = "sms"
    call = "call"
    automated_call = "automated_call"
    post = "post"


class Medium(Enum):
    """What an address is written in: a mailbox, a number, a street."""

    email = "email"
    phone = "phone"
    post = "post"


class AddressKind(Enum):
    """Who is behind an address. `personal` becomes `shared` when a second holder comes."""

    personal = "personal"
    shared = "shared"
    role = "role"
    unassigned = "unassigned"


class ContentClass(Enum):
    """What a purpose's messages are (Tw 11.7(1), ePD 13). The first four are direct marketing."""

    commercial = "commercial"
    idealistic = "idealistic"
    charitable = "charitable"
    political = "political"
    operational = "operational"
    service = "service"
    legal_notice = "legal_notice"
    research = "research"


class Basis(Enum):
    """The lawful basis: GDPR 6(1)(a) to (f)."""

    consent = "consent"
    contract = "contract"
    legal_obligation = "legal_obligation"
    vital_interest = "vital_interest"
    public_task = "public_task"
    legitimate_interest = "legitimate_interest"


class ConsentMethod(Enum):
    """How somebody agreed. The last five are no consent at all (GDPR recital 32, C-673/17)."""

    signed_form = "signed_form"
    web_form = "web_form"
    email_reply = "email_reply"
    spoken = "spoken"
    in_person = "in_person"
    double_opt_in = "double_opt_in"
    unknown = "unknown"
    pre_ticked_box = "pre_ticked_box"
    silence = "silence"
    inactivity = "inactivity"
    scrolling = "scrolling"
    terms_accepted = "terms_accepted"


class GivenBy(Enum):
    """Who gave the consent: the person, or who speaks for them (GDPR 8, UAVG 5)."""

    subject = "subject"
    representative = "representative"


class SourceKind(Enum):
    """Where personal data came from (GDPR 13, 14)."""

    subject = "subject"
    own_customer = "own_customer"
    partner = "partner"
    third_party = "third_party"
    public_source = "public_source"


class InformationDuty(Enum):
    """Which law a notice given to a person fulfils."""

    art13 = "art13"
    art14 = "art14"
    notice_change = "notice_change"
    art18_3 = "art18_3"


class RestrictionGround(Enum):
    """Why processing is restricted: GDPR 18(1)(a) to (d)."""

    accuracy = "accuracy"
    unlawful = "unlawful"
    legal_claims = "legal_claims"
    objection = "objection"


class ObjectionKind(Enum):
    """GDPR 21(2) needs no reason and has no balancing; 21(1) waits for a decision."""

    direct_marketing = "direct_marketing"
    own_situation = "own_situation"


class ObjectionOutcome(Enum):
    """How an objection under GDPR 21(1) ended."""

    upheld = "upheld"
    compelling_grounds = "compelling_grounds"


class GroundKind(Enum):
    """A recorded fact that a rule of gate 3 (ePrivacy) reads; always with evidence."""

    soft_opt_in = "soft_opt_in"  #: ePD 13(2)
    designated = "designated"  #: Tw 11.7(3)(a): published for receiving such messages
    impersonal = "impersonal"  #: RD 4 Apr 2003 art. 1, 2° (BE); CNIL generic address (FR)
    professional = "professional"  #: CNIL: subject related to the profession, informed at collection
    outside_eea = "outside_eea"  #: Tw 11.7(3)(b): established outside the EEA, its rules are met
    business_activity = "business_activity"  #: S.I. 336/2011 reg. 13 (IE)
    presumed_consent = "presumed_consent"  #: UWG 7(2) no. 1 (DE): business called with presumed consent
    call_exception = "call_exception"  #: Tw 11.7(2) charities and press (NL); C. conso L223-1 contract (FR)


class ErasureGround(Enum):
    """Why something is erased: GDPR 17(1)(a) to (f)."""

    unnecessary = "17(1)(a)"
    consent_withdrawn = "17(1)(b)"
    objected = "17(1)(c)"
    unlawful = "17(1)(d)"
    legal_obligation = "17(1)(e)"
    child_service = "17(1)(f)"


class Origin(Enum):
    """How an event came to be recorded. An imported consent never lifts a denial.

    `replayed`: read from the denial journal after an older copy of the registry was put back.
    """

    direct = "direct"
    imported = "imported"
    linked = "linked"
    replayed = "replayed"


class SuppressionReason(Enum):
    """Why a loose key is on the deny list."""

    objection = "objection"
    erasure = "erasure"
    complaint = "complaint"
    bounce = "bounce"
    external_list = "external_list"


class SubjectKind(Enum):
    """Whose event it is."""

    registry = "registry"
    organisation = "organisation"
    recipient = "recipient"
    address = "address"


class RetentionStart(Enum):
    """From when a retention period counts: GDPR 5(1)(e)."""

    created = "created"
    last_contact = "last_contact"
    last_message = "last_message"
    consent_ended = "consent_ended"
    basis_ended = "basis_ended"
    holder_left = "holder_left"
    request_closed = "request_closed"


class RetentionAction(Enum):
    """What is done when the period has run out."""

    review = "review"
    restriction = "restrict"
    erase_purpose = "erase_purpose"
    erase_person = "erase_person"
    erase_category = "erase_category"


class LocalPartCase(Enum):
    """Whether J.Jansen@ and j.jansen@ are one mailbox."""

    fold = "fold"
    strict = "strict"


class Verdict(Enum):
    """The answer in one word. The second asks something of the message."""

    allow = "allow"
    allow_with_obligations = "allow_with_obligations"
    deny = "deny"


class Effect(Enum):
    """What a reason does to the answer.

    `info` was said and changed nothing: a failed basis beside a valid one, or a block that an allow lifted.
    """

    block = "block"
    allow = "allow"
    pass_ = "pass"
    skip = "skip"
    warn = "warn"
    breach = "breach"
    obligation = "obligation"
    info = "info"


class ConsentClaim(Enum):
    """What one text of the consent column means."""

    given_with_form = "given_with_form"
    given_claimed = "given_claimed"
    refused = "refused"
    withdrawn = "withdrawn"
    none = "none"


class CredentialKind(Enum):
    """A raw key (from a file, a callback) or a passphrase."""

    key = "key"
    passphrase = "passphrase"


class RopaFormat(Enum):
    """What a record of processing is written as."""

    html = "html"
    csv = "csv"
    json = "json"


class LeafState(Enum):
    """What an audit bundle shows of one event (docs/audit-format.md). The last two are faults."""

    verified = "VERIFIED"
    erased = "ERASED"
    not_disclosed = "NOT_DISCLOSED"
    missing = "MISSING"
    tampered = "TAMPERED"


class DataCategory(Enum):
    """Kinds of data: what a breach may have laid open (GDPR 33(3)(a), 34), or a retention rule erases."""

    contact_details = "contact_details"
    age = "age"
    guardianship = "guardianship"
    employment = "employment"
    consent = "consent"
    denials = "denials"
    messages = "messages"
    requests = "requests"
    disclosures = "disclosures"
    special_category = "special_category"
    criminal = "criminal"


class MergeReason(Enum):
    """Why two recipients may be one person."""

    same_address = "same_address"
    same_phone = "same_phone"
    same_name = "same_name"


class RequestType(Enum):
    """What is asked for: GDPR 15, 16, 17, 18, 20, 21, 22, and 13 or 14."""

    access = "access"
    rectification = "rectification"
    erasure = "erasure"
    restriction = "restriction"
    portability = "portability"
    objection = "objection"
    automated_decision = "automated_decision"
    information = "information"


class RequestRoute(Enum):
    """How a request came in."""

    web_form = "web_form"
    email = "email"
    post = "post"
    phone = "phone"
    in_person = "in_person"
    other = "other"


class RequestOutcome(Enum):
    """How a request ended.

    `refused` is said by `RequestRefused` alone; `withdrawn` is the person's own word.
    """

    fulfilled = "fulfilled"
    partly_fulfilled = "partly_fulfilled"
    withdrawn = "withdrawn"
    refused = "refused"


class InformationTrigger(Enum):
    """From when somebody must be told (GDPR 14(3)(a) to (c)): what came first."""

    month = "month"
    first_message = "first_message"
    first_disclosure = "first_disclosure"


def medium_of(channel: Channel) -> Medium:
    """What an address of the channel is written in.

    >>> medium_of(Channel.sms)
    <Medium.phone: 'phone'>
    """
    if channel is Channel.email:
        return Medium.email
    return Medium.post if channel is Channel.post else Medium.phone


def is_direct_marketing(content: ContentClass) -> bool:
    """Whether the law of direct marketing applies to such messages."""
    return content in (ContentClass.commercial, ContentClass.idealistic, ContentClass.charitable,
                       ContentClass.political)
