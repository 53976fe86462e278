# SPDX-License-Identifier: Apache-2.0
"""Audit bundles that are no folder on a disk."""
from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import IO, Any, Callable, Iterator, Literal, Optional

import pytest

import lawful
from conftest import ROOT, World

DATA = ROOT / "tests/verify/data"
FILES = {str(file.relative_to(DATA / "full")): file.read_bytes()
         for file in sorted((DATA / "full").rglob("*")) if file.is_file()}


def zipped(file: Path, files: dict[str, bytes]) -> zipfile.Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return zipfile.Path(file)


class Memory:
    """A folder in memory; `opened` gives the file of a path and its content."""

    def __init__(self, files: dict[str, bytes],
                 opened: Callable[[str, bytes], Any] = lambda path, data: io.BytesIO(data), at: str = "") -> None:
        self.files, self.opened, self.at = files, opened, at

    @property
    def name(self) -> str:
        return self.at.rstrip("/").rsplit("/", 1)[-1]

    def is_dir(self) -> bool:
        return not self.at or self.at.endswith("/")

    def iterdir(self) -> Iterator[Memory]:
        inside = [path[len(self.at):] for path in self.files if path.startswith(self.at)]
        for name in dict.fromkeys(path[:path.find("/") + 1] or path for path in inside):
            yield Memory(self.files, self.opened, self.at + name)

    def open(self, mode: Literal["rb"], /) -> IO[bytes]:
        assert mode == "rb"
        opened: IO[bytes] = self.opened(self.at, self.files[self.at])
        return opened


def test_a_zipped_bundle_gives_the_report_of_its_folder(tmp_path: Path) -> None:
    options = lawful.AuditOptions(verifier_keys=[(DATA / "verifier-key").read_text().strip()],
                                  checkpoints=[DATA / f"checkpoint-{size}" for size in (0, 5, 9)])
    for kind in ("full", "partial"):
        files = {str(file.relative_to(DATA / kind)): file.read_bytes()
                 for file in (DATA / kind).rglob("*") if file.is_file()}
        expected = lawful.verify_audit(DATA / kind, options)
        assert expected.signer_known and expected.older_checkpoints == 3
        assert lawful.inspect_audit(zipped(tmp_path / f"{kind}.zip", files), options) == expected
        within = zipped(tmp_path / f"{kind}-within.zip", {f"a/b/{path}": data for path, data in files.items()})
        assert lawful.verify_audit(within / "a" / "b", options) == expected
        assert lawful.verify_audit(Memory(files), options) == expected


def test_an_exported_bundle_is_verified_in_the_archive_that_shutil_makes(world: World, tmp_path: Path) -> None:
    shutil = pytest.importorskip("shutil")
    world.registry.export_audit(tmp_path / "bundle")
    archive = shutil.make_archive(str(tmp_path / "bundle"), "zip", tmp_path / "bundle")
    assert lawful.verify_audit(zipfile.Path(archive)) == lawful.verify_audit(tmp_path / "bundle")


@pytest.mark.parametrize("path", FILES)
def test_a_broken_one_names_the_file(path: str, tmp_path: Path) -> None:
    data = FILES[path]
    flipped = data[:20] + bytes([data[20] ^ 1]) + data[21:]
    for number, content in enumerate((flipped, data[:-1], data + b"\n", b"", None)):
        files = {**FILES, path: content} if content is not None else {k: v for k, v in FILES.items() if k != path}
        bundle = zipped(tmp_path / f"{number}.zip", files)
        report = lawful.inspect_audit(bundle)
        assert not report and any(path in fault for fault in report.faults), report.faults
        with pytest.raises(lawful.CorruptError):
            lawful.verify_audit(bundle)


@pytest.mark.parametrize("path", ["stray", "policy/8.json", "more/leaves", "policy/1/2", "../leaves", "leaves/x"])
def test_what_is_not_listed_is_found(path: str, tmp_path: Path) -> None:
    report = lawful.inspect_audit(zipped(tmp_path / "bundle.zip", {**FILES, path: b""}))
    assert report.fault_count >= 1 and all("does not list" in fault for fault in report.faults)
    assert report.verified == 8


def test_a_file_that_an_archive_has_twice_is_found(tmp_path: Path) -> None:
    zipped(tmp_path / "bundle.zip", FILES)
    with zipfile.ZipFile(tmp_path / "bundle.zip", "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("leaves", FILES["leaves"])
    assert lawful.inspect_audit(zipfile.Path(tmp_path / "bundle.zip")).faults == ("leaves: is there twice",)


def test_names_that_are_no_text_are_told() -> None:
    report = lawful.inspect_audit(Memory({**FILES, "leaves\udcff": b""}))
    assert report.faults == ("leaves?: the manifest does not list it",)


def test_a_hostile_archive_has_folders_without_number(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for path, content in FILES.items():
            archive.writestr(path, content)
        for number in range(2000):
            archive.writestr("policy/", b"")
            archive.writestr(f"{number}/x/", b"")
    report = lawful.inspect_audit(zipfile.Path(tmp_path / "bundle.zip"))
    assert report.fault_count == 100 and report.verified == 8


class Opened(io.BytesIO):
    """Counts, and raises or gives what it is told."""

    alive = 0
    largest = 0

    def __init__(self, data: bytes, then: Callable[[], Any]) -> None:
        super().__init__(data)
        self.then = then
        Opened.alive += 1

    def read(self, size: Optional[int] = -1, /) -> Any:
        assert size is not None and size > 0
        Opened.largest = max(Opened.largest, size)
        return super().read(min(size, 100)) or self.then()

    def close(self) -> None:
        Opened.alive -= not self.closed
        super().close()


def test_files_are_read_in_pieces_and_closed() -> None:
    report = lawful.inspect_audit(Memory(FILES, lambda path, data: Opened(data, lambda: b"")))
    assert report and Opened.alive == 0 and 0 < Opened.largest <= 1 << 16


def raising(error: BaseException) -> Callable[[], Any]:
    def act() -> Any:
        raise error
    return act


@pytest.mark.parametrize("error", [OSError("gone"), KeyError("x"), KeyboardInterrupt(), lawful.BusyError("not today")])
@pytest.mark.parametrize("path", FILES)
def test_what_is_raised_comes_out_as_it_is(path: str, error: BaseException) -> None:
    act = raising(error)
    for opened in (lambda at, data: act() if at == path else io.BytesIO(data),
                   lambda at, data: Opened(data, act) if at == path else io.BytesIO(data)):
        with pytest.raises(type(error)) as raised:
            lawful.inspect_audit(Memory(FILES, opened))
        assert raised.value is error
    assert Opened.alive == 0


def test_a_damaged_archive_is_no_sound_bundle(tmp_path: Path) -> None:
    zipped(tmp_path / "bundle.zip", FILES)
    data = bytearray((tmp_path / "bundle.zip").read_bytes())
    data[data.find(b"checkpoint") + 30] ^= 0xFF
    (tmp_path / "bundle.zip").write_bytes(data)
    with pytest.raises(Exception) as raised:
        lawful.verify_audit(zipfile.Path(tmp_path / "bundle.zip"))
    assert not isinstance(raised.value, lawful.Error) or isinstance(raised.value, lawful.CorruptError)


def test_a_stream_without_end_is_given_up() -> None:
    def opened(path: str, data: bytes) -> IO[bytes]:
        return Opened(data, lambda: b"x" * 5000) if path == "leaves" else io.BytesIO(data)
    assert lawful.inspect_audit(Memory(FILES, opened)).faults == ("leaves: another size than in the manifest",)


@pytest.mark.parametrize("given", ["text", None, 3, bytearray(b"x")])
def test_what_gives_no_bytes_is_told(given: object) -> None:
    with pytest.raises(TypeError, match="must give bytes"):
        lawful.inspect_audit(Memory(FILES, lambda path, data: Opened(b"", lambda: given)))


def test_a_file_that_cannot_be_closed_is_told_to_nobody_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys
    told: list[BaseException] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda what: told.append(what.exc_value))

    class Stubborn(io.BytesIO):
        def close(self) -> None:
            raise OSError("no")
    assert lawful.inspect_audit(Memory(FILES, lambda path, data: Stubborn(data)))
    assert told and all(isinstance(error, OSError) for error in told)


def test_what_is_no_folder(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "bundle.zip", FILES)
    with pytest.raises(lawful.InputOutputError, match="no folder"):
        lawful.inspect_audit(archive / "leaves")
    for wrong in (3, None, object()):
        with pytest.raises(TypeError, match="folder must be Path"):
            lawful.inspect_audit(wrong)  # type: ignore[arg-type]
    assert lawful.inspect_audit(archive / "policy").faults == ("manifest.json: is not there",)
