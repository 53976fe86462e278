# SPDX-License-Identifier: Apache-2.0
"""What goes wrong: one base class, and a subclass for each code."""
from __future__ import annotations

from enum import Enum
from typing import ClassVar


class ErrorCode(Enum):
    """What went wrong. The command-line tool exits with the same numbers."""

    invalid_address = 3
    invalid_record = 4
    invalid_policy = 5
    invalid_mapping = 6
    invalid_file = 7
    unknown_purpose = 8
    unknown_notice = 9
    unknown_id = 10
    notice_changed = 11
    future_event = 12
    not_holder = 13
    address_taken = 14
    already_done = 15
    wrong_key = 16
    not_a_registry = 17
    newer_version = 18
    registry_exists = 19
    registry_missing = 20
    read_only = 21
    busy = 22
    input_output = 23
    disk_full = 24
    corrupt = 25
    random_failed = 26
    invalid_text = 27
    policy_missing = 28
    internal = 29
    erased = 30
    legal_hold = 31
    stale_plan = 32


class Error(Exception):
    """Something failed. Its message names no address, person or key.

    >>> from lawful import Error, ErrorCode, Period, parse_period
    >>> try:
    ...     parse_period("three years")
    ... except Error as error:
    ...     print(error.code)
    ErrorCode.invalid_text
    """

    code: ClassVar[ErrorCode] = ErrorCode.internal


class InvalidAddressError(Error):
    """Not an address of that channel (RFC 5321, E.164)."""

    code = ErrorCode.invalid_address


class InvalidRecordError(Error):
    """A record that contradicts itself or lacks what the law asks for."""

    code = ErrorCode.invalid_record


class InvalidPolicyError(Error):
    """`lawful.toml` that cannot be read or breaks a rule."""

    code = ErrorCode.invalid_policy


class InvalidMappingError(Error):
    """An import mapping that cannot be read."""

    code = ErrorCode.invalid_mapping


class InvalidFileError(Error):
    """An input file of the wrong encoding, shape or size."""

    code = ErrorCode.invalid_file


class UnknownPurposeError(Error):
    """The policy declares no such purpose (GDPR 5(1)(b))."""

    code = ErrorCode.unknown_purpose


class UnknownNoticeError(Error):
    """The policy declares no such notice."""

    code = ErrorCode.unknown_notice


class UnknownIdError(Error):
    """No such person, address, organisation or event in this registry."""

    code = ErrorCode.unknown_id


class NoticeChangedError(Error):
    """A notice's text changed without a new version."""

    code = ErrorCode.notice_changed


class FutureEventError(Error):
    """The event is dated after now."""

    code = ErrorCode.future_event


class NotHolderError(Error):
    """The person did not hold the address at that time."""

    code = ErrorCode.not_holder


class AddressTakenError(Error):
    """The address is already in the registry."""

    code = ErrorCode.address_taken


class AlreadyDoneError(Error):
    """The message was already reported delivered or failed."""

    code = ErrorCode.already_done


class WrongKeyError(Error):
    """The key does not open this registry."""

    code = ErrorCode.wrong_key


class NotARegistryError(Error):
    """The file is something else, or damaged at its head."""

    code = ErrorCode.not_a_registry


class NewerVersionError(Error):
    """Written by a later version of lawful."""

    code = ErrorCode.newer_version


class RegistryExistsError(Error):
    """`create` never overwrites."""

    code = ErrorCode.registry_exists


class RegistryMissingError(Error):
    """No file there, or it was deleted or replaced under us."""

    code = ErrorCode.registry_missing


class ReadOnlyError(Error):
    """The file, or this handle, cannot be written."""

    code = ErrorCode.read_only


class BusyError(Error):
    """Another process holds the registry for too long."""

    code = ErrorCode.busy


class InputOutputError(Error):
    """The operating system refused."""

    code = ErrorCode.input_output


class DiskFullError(Error):
    """No room left; nothing was changed."""

    code = ErrorCode.disk_full


class CorruptError(Error):
    """The registry contradicts itself or fails authentication."""

    code = ErrorCode.corrupt


class RandomFailedError(Error):
    """The system's random source failed."""

    code = ErrorCode.random_failed


class InvalidTextError(Error):
    """Text that is not UTF-8, or a time that is none."""

    code = ErrorCode.invalid_text


class PolicyMissingError(Error):
    """No policy was applied yet."""

    code = ErrorCode.policy_missing


class InternalError(Error):
    """A defect of lawful: please report."""

    code = ErrorCode.internal


class ErasedError(Error):
    """The person or address was erased (GDPR 17)."""

    code = ErrorCode.erased


class LegalHoldError(Error):
    """A legal hold stops the erasure (GDPR 17(3))."""

    code = ErrorCode.legal_hold


class StalePlanError(Error):
    """Something in the plan is not due, or no longer."""

    code = ErrorCode.stale_plan


class ForkedError(InputOutputError):
    """The registry was opened before fork(). Open it after the fork, or start processes by "spawn"."""


#: The class of each code: what the library raises.
CLASSES: dict[ErrorCode, type[Error]] = {
    cls.code: cls for cls in Error.__subclasses__()
}
