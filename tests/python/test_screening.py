# SPDX-License-Identifier: Apache-2.0
"""Many addresses at once: from lists, generators and columns, to decisions and arrays."""
from __future__ import annotations

from typing import Any, Callable

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import lawful
from conftest import EMAIL, World, mailbox, person

ADDRESSES = ["e.bos@example.org", "nobody@example.org", "no address", "E.Bos@Example.ORG",
             "a-rather-long-name-of-somebody@example.org"]
SOURCES: dict[str, Callable[[list[Any]], Any]] = {
    "list": list,
    "tuple": tuple,
    "generator": lambda items: (item for item in items),
    "keys": lambda items: dict.fromkeys(items).keys(),
    "numpy": lambda items: np.array(items, dtype=object),
    "pandas": pd.Series,
    "pandas object": lambda items: pd.Series(items, dtype=object),
    "pandas category": lambda items: pd.Series(items, dtype="category"),
    "pandas index": pd.Index,
    "polars": pl.Series,
    "polars category": lambda items: pl.Series(items, dtype=pl.Categorical),
    "arrow": pa.array,
    "arrow large": lambda items: pa.array(items, pa.large_string()),
    "arrow view": lambda items: pa.array(items, pa.string_view()),
    "arrow chunks": lambda items: pa.chunked_array([items[:2], items[2:]]),
    "arrow slice": lambda items: pa.array(["x", *items, "y"])[1:-1],
}


def screen(world: World, addresses: Any) -> lawful.Screening:
    return world.registry.screen(addresses, purpose="newsletter", channel=EMAIL)


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_every_source_gives_the_same_answers(world: World, source: Callable[[list[Any]], Any]) -> None:
    screening = screen(world, source(ADDRESSES))
    assert [bool(decision) for decision in screening] == [True, False, False, True, False]
    assert [item.input for item in screening.items()] == ADDRESSES
    assert screening[0] == world.ask() and screening[-1] == world.ask(ADDRESSES[-1])


class OnlyArrow:
    """Speaks the interface and is no sequence, as a column of another library might be."""

    def __init__(self, array: pa.Array) -> None:
        self.array = array

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
        return self.array.__arrow_c_array__(requested_schema)


class OnlyStream:
    def __init__(self, column: Any) -> None:
        self.column = column

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.column.__arrow_c_stream__(requested_schema)


@pytest.mark.parametrize("column", [
    OnlyArrow(pa.array(ADDRESSES)), OnlyArrow(pa.array(ADDRESSES, pa.string_view())),
    OnlyArrow(pa.array(["x", *ADDRESSES], pa.large_string())[1:]), OnlyStream(pl.Series(ADDRESSES)),
    OnlyStream(pa.chunked_array([ADDRESSES[:1], [], ADDRESSES[1:]])),
], ids=["array", "view", "large", "polars", "chunks"])
def test_a_column_needs_to_speak_arrow_and_nothing_else(world: World, column: Any) -> None:
    assert [item.input for item in screen(world, column).items()] == ADDRESSES


def test_a_column_of_something_else_is_refused(world: World) -> None:
    with pytest.raises(TypeError, match="addresses must"):
        screen(world, OnlyArrow(pa.array([1, 2])))
    with pytest.raises(TypeError, match="item 0 is int"):
        screen(world, pl.Series([1, 2]))


@pytest.mark.parametrize("column", [
    ["e.bos@example.org", None], pd.Series(["e.bos@example.org", None]),
    pd.Series(["e.bos@example.org", float("nan")], dtype=object), pl.Series(["e.bos@example.org", None]),
    pa.array(["e.bos@example.org", None]), pa.chunked_array([["e.bos@example.org"], [None]]),
], ids=["list", "pandas", "nan", "polars", "arrow", "chunks"])
def test_what_is_missing_is_an_answer_of_its_own(world: World, column: Any) -> None:
    first, second = screen(world, column)
    assert first and not second
    assert [item.input for item in screen(world, column).items()] == ["e.bos@example.org", ""]
    assert second == screen(world, [""])[0]


def test_arrow_bits_say_what_is_missing(world: World) -> None:
    texts = [None if i % 3 == 0 else f"a{i}@example.org" for i in range(40)]
    for column in (pa.array(texts)[5:], pa.array(texts, pa.string_view())[5:]):
        assert [i.input or None for i in screen(world, OnlyArrow(column)).items()] == texts[5:]
    nothing = screen(world, OnlyArrow(pa.nulls(3)))
    assert len(nothing) == 3 and not any(nothing)


def test_one_text_is_no_list_of_addresses(world: World) -> None:
    for wrong in ("e.bos@example.org", b"e.bos@example.org", 3):
        with pytest.raises(TypeError, match="addresses must be an iterable of texts"):
            screen(world, wrong)
    with pytest.raises(TypeError, match="item 1 is bytes"):
        screen(world, ["e.bos@example.org", b"x"])
    with pytest.raises(TypeError, match="lone surrogate"):
        screen(world, ["\ud800"])


def test_a_generator_that_fails_is_heard(world: World) -> None:
    def broken() -> Any:
        yield "e.bos@example.org"
        raise OSError("the list ended early")

    with pytest.raises(OSError, match="ended early"):
        screen(world, broken())


def test_a_screening_is_a_sequence(world: World) -> None:
    screening = screen(world, ADDRESSES)
    assert len(screening) == 5
    assert screening[1:3] == (screening[1], screening[2])
    assert screening[-5] == screening[0]
    for wrong in (5, -6):
        with pytest.raises(IndexError):
            screening[wrong]
    with pytest.raises(TypeError):
        screening["0"]  # type: ignore[call-overload]
    assert repr(screening) == "<Screening of 5: 0 allow, 2 allow_with_obligations, 3 deny>"


def test_columns_are_arrays_and_agree_with_the_decisions(world: World) -> None:
    screening = screen(world, ADDRESSES)
    verdict, allowed = np.asarray(screening.verdict), np.asarray(screening.allowed)
    reason, reasons = np.asarray(screening.reason), np.asarray(screening.reasons)
    assert (verdict.dtype, allowed.dtype, reason.dtype, reasons.dtype) == (np.uint8, np.bool_, np.int16, np.bool_)
    assert reasons.shape == (5, len(screening.codes))
    assert list(screening.codes) == sorted(screening.codes)
    words = list(lawful.Verdict)
    for row, decision in enumerate(screening):
        assert words[verdict[row] - 1] is decision.verdict
        assert allowed[row] == bool(decision)
        assert {screening.codes[c] for c in reasons[row].nonzero()[0]} == {r.code for r in decision.reasons}
        blocks = [r.code for r in decision.reasons if r.effect is lawful.Effect.block]
        assert (screening.codes[reason[row]] if reason[row] >= 0 else None) == (blocks[0] if blocks else None)


def test_columns_need_no_numpy_and_outlive_the_screening(world: World) -> None:
    screening = screen(world, ADDRESSES)
    verdict, reasons = screening.verdict, screening.reasons
    del screening
    assert verdict.tolist() == [2, 3, 3, 2, 3]
    assert reasons.readonly and reasons.shape[0] == 5
    with pytest.raises(TypeError):
        verdict[0] = 1


def test_nothing_is_screened_to_nothing(world: World) -> None:
    screening = screen(world, [])
    assert len(screening) == 0 and list(screening) == [] and screening.codes == ()
    assert np.asarray(screening.verdict).size == 0 and np.asarray(screening.reasons).shape[0] == 0


def test_a_frame_is_filtered(world: World) -> None:
    frame = pd.DataFrame({"email": ADDRESSES, "n": range(5)})
    allowed = frame[np.asarray(screen(world, frame["email"]).allowed)]
    assert allowed["n"].tolist() == [0, 3]


def test_everyone_is_screened_without_addresses(world: World) -> None:
    other = mailbox(world.registry, "p.smit@example.org", person(world.registry, "Piet Smit"))
    answers = world.registry.screen(purpose="newsletter", channel=EMAIL)
    assert {a.address: bool(a) for a in answers} == {world.address: True, other: False}
    assert all("bos@" not in a.masked and "@example.org" in a.masked for a in answers)
    seen: list[lawful.AddressDecision] = []
    world.registry.screen(purpose="newsletter", channel=EMAIL, each=seen.append)
    assert tuple(seen) == answers
    with pytest.raises(ZeroDivisionError):
        world.registry.screen(purpose="newsletter", channel=EMAIL, each=lambda one: 1 / 0)
    with pytest.raises(TypeError, match="not with addresses"):
        world.registry.screen([], purpose="newsletter", channel=EMAIL, each=seen.append)  # type: ignore[call-overload]
