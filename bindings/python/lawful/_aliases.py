# SPDX-License-Identifier: Apache-2.0
"""What arguments may be."""
from __future__ import annotations

from os import PathLike
from typing import IO, Any, Callable, Iterator, Literal, Protocol, Union

from ._core import Passphrase, SecretKey
from ._records import KeyId

#: A file or folder.
PathArgument = Union[str, "PathLike[str]"]

#: Told how much of how much is done; 0 of what is not known.
Progress = Callable[[int, int], object]

#: What opens a registry; the callable fetches the key of that id from where it is kept.
Credential = Union[SecretKey, Passphrase, Callable[[KeyId], SecretKey]]


class Traversable(Protocol):
    """A folder, or a file in it, that need not be on a disk: `zipfile.Path`, what `importlib.resources` gives."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        ...

    def is_dir(self) -> bool:
        """Whether it is a folder."""
        ...

    def iterdir(self) -> Iterator[Traversable]:
        """What is in the folder."""
        ...

    def open(self, mode: Literal["rb"], /) -> IO[bytes]:
        """The file's bytes."""
        ...


#: An audit bundle.
Bundle = Union[PathArgument, Traversable]


class ArrowArray(Protocol):
    """One chunk of a column, through the Arrow PyCapsule interface."""

    def __arrow_c_array__(self, requested_schema: Any = ...) -> tuple[Any, Any]:
        """Two capsules."""
        ...


class ArrowStream(Protocol):
    """A column in chunks, through the Arrow PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: Any = ...) -> Any:
        """A capsule."""
        ...


#: A column of pandas, polars, pyarrow or whatever else speaks the interface.
Column = Union[ArrowArray, ArrowStream]
