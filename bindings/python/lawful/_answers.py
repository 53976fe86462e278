# SPDX-License-Identifier: Apache-2.0
"""What a registry is asked."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Callable, Optional, Union, overload

from . import _core
from ._aliases import Column, PathArgument
from ._core import Screening
from ._records import AddressId, OrganisationId, RecipientId
from ._results import AddressDecision, Brief, Decision, Explanation, Releases
from ._terms import Channel, Medium


class Answers:
    """The verbs that answer, and those that send."""

    __slots__ = ()
    _core: _core.Registry

    def find(self, address: str, *, medium: Medium = Medium.email) -> Optional[AddressId]:
        """The id of an address that is known. Raises `InvalidAddressError`."""
        return self._core.find(address, medium)

    def find_organisation(self, name: str) -> Optional[OrganisationId]:
        """The id of an organisation of that name."""
        return self._core.find_organisation(name)

    @overload
    def may_send(
        self,
        who: Union[str, AddressId],
        purpose: str,
        channel: Channel,
        *,
        as_of: Optional[datetime] = None,
    ) -> Decision: ...
    @overload
    def may_send(
        self, who: RecipientId, purpose: str, channel: Channel, *, as_of: Optional[datetime] = None
    ) -> tuple[AddressDecision, ...]: ...
    def may_send(
        self,
        who: Union[str, AddressId, RecipientId],
        purpose: str,
        channel: Channel,
        *,
        as_of: Optional[datetime] = None,
    ) -> Union[Decision, tuple[AddressDecision, ...]]:
        """May this be sent, now or as of a past instant? It writes nothing.

        An address that nobody knows is a denial; one that is none raises `InvalidAddressError`. Of a
        person there is one answer for each address, never one merged allow.
        """
        return self._core.may_send(who, purpose, channel, as_of)

    # One text is text, though also a collection of texts.
    @overload
    def brief(  # type: ignore[overload-overlap]
        self, who: str, purpose: str, channel: Channel
    ) -> Brief: ...
    @overload
    def brief(
        self, who: Union[Iterable[Optional[str]], Column], purpose: str, channel: Channel
    ) -> tuple[Brief, ...]: ...
    def brief(
        self, who: Union[str, Iterable[Optional[str]], Column], purpose: str, channel: Channel
    ) -> Union[Brief, tuple[Brief, ...]]:
        """`may_send` in brief, of one address or of many: the verdict and the codes of its reasons.

        With `Options(resident_bytes=...)` an answer given before is given again from memory, after making
        sure that nobody committed since. Of many, one that is no address is a denial of its own.
        """
        return self._core.brief(who, purpose, channel)

    def brief_each(self, purpose: str, channel: Channel, each: Callable[[AddressId, Brief], object]) -> None:
        """`each` is called with every address of the channel, by its id, and the answer: all of one state.

        With `Options(resident_bytes=...)` the first time asks the store, and later ones only about those
        whose answer may have changed since.
        """
        self._core.brief_each(purpose, channel, each)

    @overload
    def screen(
        self,
        addresses: Union[Iterable[Optional[str]], Column],
        *,
        purpose: str,
        channel: Channel,
        as_of: Optional[datetime] = None,
        each: None = None,
    ) -> Screening: ...
    @overload
    def screen(
        self,
        addresses: None = None,
        *,
        purpose: str,
        channel: Channel,
        as_of: Optional[datetime] = None,
        each: None = None,
    ) -> tuple[AddressDecision, ...]: ...
    @overload
    def screen(
        self,
        addresses: None = None,
        *,
        purpose: str,
        channel: Channel,
        as_of: Optional[datetime] = None,
        each: Callable[[AddressDecision], object],
    ) -> None: ...
    def screen(
        self,
        addresses: Union[Iterable[Optional[str]], Column, None] = None,
        *,
        purpose: str,
        channel: Channel,
        as_of: Optional[datetime] = None,
        each: Optional[Callable[[AddressDecision], object]] = None,
    ) -> Union[Screening, tuple[AddressDecision, ...], None]:
        """Answers for many addresses, of one state and one instant, in the order given.

        `addresses` is any iterable of texts, or a column of pandas, polars or Arrow, which is read
        without a Python loop. An item that is no address is its own answer; what is missing in a
        column is one. Without addresses: every one of the channel, masked; `each` is then called with
        one after the other, in flat memory.
        """
        if addresses is not None:
            if each is not None:
                raise TypeError("each goes with a screening of every address, not with addresses")
            return self._core.screen(addresses, purpose, channel, as_of)
        if each is not None:
            self._core.screen_each(purpose, channel, each, as_of)
            return None
        answers: list[AddressDecision] = []
        self._core.screen_each(purpose, channel, answers.append, as_of)
        return tuple(answers)

    def release(
        self,
        addresses: Union[Iterable[str], Column, None] = None,
        *,
        purpose: str,
        channel: Channel,
        fulfilled: Iterable[str] = (),
    ) -> Releases:
        """Decides again and reserves, in one transaction; without addresses, of all that may be sent to.

        `fulfilled` are the codes of the obligations that the message meets. Report each release with
        `delivered` or `failed`.
        """
        return self._core.release(addresses, purpose, channel, fulfilled)

    def delivered(self, release: int) -> None:
        """The message went out; a notice in it now counts as given.

        Raises `UnknownIdError`, `AlreadyDoneError`.
        """
        self._core.delivered(release)

    def failed(self, release: int, *, permanent: bool = False) -> None:
        """The message did not go out. Raises `UnknownIdError`, `AlreadyDoneError`."""
        self._core.failed(release, permanent)

    def explain(
        self,
        address: str,
        purpose: str,
        channel: Channel,
        *,
        as_of: Optional[datetime] = None,
        folder: Optional[PathArgument] = None,
    ) -> Explanation:
        """`may_send` in words, with the event behind each reason and its proof.

        With a folder, an audit bundle is written from which `inspect_audit` decides again.
        """
        return self._core.explain(address, purpose, channel, as_of, folder)
