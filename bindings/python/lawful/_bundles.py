# SPDX-License-Identifier: Apache-2.0
"""An audit bundle that is in an archive, say: its files as the library reads them."""
from __future__ import annotations

from typing import IO, Callable, Iterator, Optional

from ._aliases import Traversable
from ._errors import InputOutputError

_FOLDERS = ("notices", "policy", "proofs")


def _walk(folder: Traversable, inside: str = "") -> Iterator[tuple[str, Traversable]]:
    """Every path, also of what may not be there. An archive can have a file twice: then it is told twice."""
    wanted = set() if inside else set(_FOLDERS)
    for entry in folder.iterdir():
        path = inside + entry.name
        if not entry.is_dir():
            yield path, entry
            continue
        yield path + "/", entry
        if path in wanted:  # once: an archive can have a folder many times
            wanted.discard(path)
            yield from _walk(entry, path + "/")


def streams_of(folder: Traversable) -> tuple[list[str], Callable[[str], Optional[IO[bytes]]]]:
    """The paths in it, and what opens one of them."""
    if not hasattr(folder, "iterdir"):
        raise TypeError(f"folder must be Path, not {type(folder).__name__}")
    if not folder.is_dir():
        raise InputOutputError(f"{folder} is no folder")
    found = list(_walk(folder))
    files = dict(found)

    def open_one(path: str) -> Optional[IO[bytes]]:
        return files[path].open("rb") if path in files else None

    # What is no UTF-8 is a stranger, and can be told as one.
    return [path.encode(errors="replace").decode() for path, _ in found], open_one
