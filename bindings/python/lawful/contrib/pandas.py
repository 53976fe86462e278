# SPDX-License-Identifier: Apache-2.0
"""An accessor for pandas: `frame["email"].lawful.screen(registry, purpose=..., channel=...)`.

Importing this module registers it.
"""
from __future__ import annotations

from datetime import datetime
from typing import Any, Optional

import numpy
import pandas

from .. import Channel, Registry, Verdict

__all__ = ["LawfulAccessor"]


@pandas.api.extensions.register_series_accessor("lawful")
class LawfulAccessor:
    """What lawful can do with a column of addresses."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def screen(
        self,
        registry: Registry,
        *,
        purpose: str,
        channel: Channel,
        as_of: Optional[datetime] = None,
    ) -> Any:
        """A frame with the column's index: `allowed`, `verdict` and `reason`.

        `reason` is the code of the first rule that denies, and missing where none does. The last two
        are categories, so that `value_counts` and `groupby` are quick.
        """
        screening = registry.screen(self._series, purpose=purpose, channel=channel, as_of=as_of)
        # Any: the oldest pandas-stubs take no arrays here.
        verdicts: Any = numpy.asarray(screening.verdict).astype(numpy.int8) - 1
        reasons: Any = numpy.asarray(screening.reason, dtype=numpy.int16)
        words = pandas.Index([verdict.value for verdict in Verdict])
        return pandas.DataFrame(
            {
                "allowed": numpy.asarray(screening.allowed),
                "verdict": pandas.Categorical.from_codes(verdicts, categories=words),
                "reason": pandas.Categorical.from_codes(reasons, categories=pandas.Index(screening.codes)),
            },
            index=self._series.index,
        )
