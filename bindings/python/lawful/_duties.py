# SPDX-License-Identifier: Apache-2.0
"""What the controller must do and by when: requests of people, information, retention."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Callable, Optional

from . import _core
from ._aliases import PathArgument, Progress
from ._events import RecordedEvent
from ._registry import Registry
from ._results import (
    AffectedCounts,
    AffectedPerson,
    AgeingConsent,
    BreachSelection,
    DutyFilter,
    InformationDue,
    Releases,
    RetentionPlan,
    RetentionRun,
    RightsRequest,
)
from ._terms import Channel, Medium


class Duties:
    """Lists of duties, each from one state of the registry. Who was erased is left out.

    Every method raises `PolicyMissingError`.
    """

    __slots__ = ("_registry",)

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def requests(self, filter: Optional[DutyFilter] = None) -> tuple[RightsRequest, ...]:
        """Requests of people (GDPR 12(3)): what is due first, then what waits for proof of identity."""
        found: list[RightsRequest] = []
        _core.duties_requests(self._registry._core, found.append, filter or DutyFilter())
        return tuple(found)

    def information(self, filter: Optional[DutyFilter] = None) -> tuple[InformationDue, ...]:
        """Who must still be told where their data came from (GDPR 14(3)); what is due first comes first."""
        found: list[InformationDue] = []
        _core.duties_information(self._registry._core, found.append, filter or DutyFilter())
        return tuple(found)

    def release_notices(
        self,
        purpose: str,
        channel: Channel,
        *,
        fulfilled: Iterable[str] = (),
        filter: Optional[DutyFilter] = None,
    ) -> Releases:
        """The same people, one readable address each, released for a notice of that purpose.

        Its content is `legal_notice` (else `InvalidRecordError`). Reported delivered, it counts as given.
        """
        return _core.duties_release_notices(
            self._registry._core, purpose, channel, fulfilled, filter or DutyFilter()
        )

    def ageing(self, *, within_days: int) -> tuple[AgeingConsent, ...]:
        """Consents that expire, or want renewal, within so many days; what has, too."""
        found: list[AgeingConsent] = []
        _core.duties_ageing(self._registry._core, found.append, within_days)
        return tuple(found)

    def affected(
        self, selection: BreachSelection, each: Callable[[AffectedPerson], object]
    ) -> AffectedCounts:
        """Whom a breach touches (GDPR 33(3)(a), 34); `each` is called with one after the other.

        Raises `UnknownPurposeError`, `UnknownIdError`.
        """
        return _core.duties_affected(self._registry._core, selection, each)


class Retention:
    """Retention (GDPR 5(1)(e)): plan, look, apply. Every method raises `PolicyMissingError`."""

    __slots__ = ("_registry",)

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def plan(self, on: Optional[date] = None, *, progress: Optional[Progress] = None) -> RetentionPlan:
        """What the policy asks for now, or at the start of a day, past or to come. Writes nothing."""
        return _core.retention_plan(self._registry._core, on, progress)

    def apply(self, plan: RetentionPlan, *, progress: Optional[Progress] = None) -> RetentionRun:
        """Carries a plan out, in batches; killed anywhere, run it again. What is held stays.

        Raises `StalePlanError`, before anything is done, when something in it is not due.
        """
        return _core.retention_apply(self._registry._core, plan, progress)

    def read_proof(
        self, address: str, *, medium: Medium = Medium.email, claim: str
    ) -> tuple[RecordedEvent, ...]:
        """The proof of consent that is kept of an erased address, for a legal claim; the reading is recorded.

        Raises `InvalidRecordError` without a claim, `UnknownIdError` when none is kept.
        """
        return _core.retention_read_proof(self._registry._core, address, medium, claim)


def read_retention_plan(file: PathArgument) -> RetentionPlan:
    """A plan as `to_json` wrote it. Raises `InvalidFileError`."""
    return _core.read_retention_plan(file)
