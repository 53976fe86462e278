# SPDX-License-Identifier: Apache-2.0
"""Who there is, and the policy."""
from typing import Union

from ._core import (
    Address,
    AddressId,
    Controller,
    KeyId,
    LintFinding,
    LocalText,
    Notice,
    NoticeRef,
    NoticeText,
    Organisation,
    OrganisationBasis,
    OrganisationId,
    Period,
    Policy,
    PolicyChange,
    PolicyFile,
    Purpose,
    Recipient,
    RecipientId,
    RegistryId,
    RetentionRule,
    Source,
    Subject,
    UnsubscribeHandler,
    WithdrawalPath,
)

SubjectLike = Union[Subject, RecipientId, AddressId, OrganisationId, RegistryId]
