# SPDX-License-Identifier: Apache-2.0
"""The accessor of pandas."""
from __future__ import annotations

import pandas as pd

import lawful.contrib.pandas
from conftest import EMAIL, World


def test_a_column_is_screened_to_a_frame(world: World) -> None:
    column = pd.Series(["e.bos@example.org", "stranger@example.org", None], index=["a", "b", "c"])
    answers = column.lawful.screen(world.registry, purpose="newsletter", channel=EMAIL)
    assert answers.index.tolist() == ["a", "b", "c"]
    assert answers["allowed"].tolist() == [True, False, False]
    assert answers["verdict"].tolist() == ["allow_with_obligations", "deny", "deny"]
    assert pd.isna(answers["reason"].iloc[0])
    stranger = world.registry.may_send("stranger@example.org", "newsletter", EMAIL)
    assert answers["reason"].iloc[1] in {reason.code for reason in stranger.reasons}
    assert column[answers["allowed"]].tolist() == ["e.bos@example.org"]
    counted = answers["verdict"].value_counts()
    assert counted["deny"] == 2 and counted["allow"] == 0


def test_as_of(world: World) -> None:
    before = world.clock.now
    world.clock.forward(hours=1)
    world.registry.record(world.esra, lawful.ConsentWithdrawn(purpose="newsletter"))
    column = pd.Series(["e.bos@example.org"])
    ask = column.lawful.screen
    assert not ask(world.registry, purpose="newsletter", channel=EMAIL)["allowed"].any()
    assert ask(world.registry, purpose="newsletter", channel=EMAIL, as_of=before)["allowed"].all()
