# SPDX-License-Identifier: Apache-2.0
"""Import, backups, audit, copies, deadlines and JSON."""
from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import lawful
from conftest import EMAIL, ROOT, Clock, World


def test_import_reports_and_calls_back(registry: lawful.Registry, tmp_path: Path) -> None:
    registry.apply(lawful.read_policy(ROOT / "examples/veilig-thuis/lawful.toml"))
    mapping = lawful.read_mapping(ROOT / "examples/partners.mapping.toml")
    told: list[tuple[int, int]] = []
    options = lawful.ImportOptions(rejects=tmp_path / "rejects.csv",
                                   progress=lambda done, expected: told.append((done, expected)))
    report = registry.import_(mapping, ROOT / "examples/data/partners.csv", options)
    assert report.rows == 220 or report.rows > 200
    assert report.imported and report.rejected_rows == len(report.rejected)
    assert report.claims[lawful.ConsentClaim.given_claimed] > 0
    assert told and told[-1][0] <= told[-1][1]
    assert (tmp_path / "rejects.csv").exists()
    assert json.loads(lawful.to_json(report))["rows"] == report.rows


def test_a_callback_that_raises_stops_the_work(registry: lawful.Registry, tmp_path: Path) -> None:
    registry.apply(lawful.read_policy(ROOT / "examples/veilig-thuis/lawful.toml"))
    before = registry.ledger_size()

    def stop(done: int, expected: int) -> None:
        raise KeyboardInterrupt

    mapping = lawful.read_mapping(ROOT / "examples/partners.mapping.toml")
    with pytest.raises(KeyboardInterrupt):
        registry.import_(mapping, ROOT / "examples/data/partners.csv", lawful.ImportOptions(progress=stop, dry_run=True))
    assert registry.ledger_size() == before


def test_backup_and_restore(world: World, key: lawful.SecretKey, clock: Clock, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    folder.mkdir()
    world.registry.backup(folder, key)
    with lawful.Registry.restore(folder, key, tmp_path / "again.lawful", lawful.Options(clock=clock)) as again:
        assert again.id() == world.registry.id()
        assert "E_RESTORED_WITHOUT_JOURNAL" in [
            r.code for r in again.may_send("e.bos@example.org", "newsletter", EMAIL).reasons]
        again.accept_journal_loss()
        assert again.may_send("e.bos@example.org", "newsletter", EMAIL)
        assert again.check_store().faults == ()


def test_an_audit_bundle_is_verified_and_tampering_is_found(world: World, tmp_path: Path) -> None:
    registry = world.registry
    checkpoint = registry.checkpoint()
    registry.require_consistent(checkpoint)
    done = registry.export_audit(tmp_path / "bundle")
    assert done.complete and done.size == registry.ledger_size()
    leaves: list[lawful.LeafState] = []
    options = lawful.AuditOptions(verifier_keys=[registry.verifier_key()],
                                  on_leaf=lambda index, state: leaves.append(state))
    report = lawful.inspect_audit(tmp_path / "bundle", options)
    assert report.ok and report.signer_known and set(leaves) == {lawful.LeafState.verified}
    with (tmp_path / "bundle/leaves").open("r+b") as file:
        file.seek(100)
        old = file.read(1)
        file.seek(100)
        file.write(b"A" if old != b"A" else b"B")
    assert not lawful.inspect_audit(tmp_path / "bundle")
    with pytest.raises(lawful.CorruptError):
        lawful.verify_audit(tmp_path / "bundle")


def test_the_signing_key_is_rotated(world: World) -> None:
    before = world.registry.verifier_key()
    index = world.registry.rotate_signing_key()
    assert world.registry.verifier_key() != before and index < world.registry.ledger_size()
    assert lawful.timestamp_request(world.registry.checkpoint())[:1] == b"\x30"
    with pytest.raises(lawful.InvalidFileError):
        lawful.check_timestamp(world.registry.checkpoint(), b"no reply", "")


def test_copies_for_people(world: World, tmp_path: Path) -> None:
    copies = lawful.Copies(world.registry)
    assert copies.report().startswith("<!DOCTYPE html>") or "<html" in copies.report()
    assert "newsletter" in copies.ropa(lawful.RopaFormat.csv)
    assert json.loads(copies.receipt(world.esra, "newsletter"))
    names = copies.access(world.esra, tmp_path / "copy")
    assert {"access.json", "access.html"} <= set(names)
    assert "Esra Bos" in (tmp_path / "copy/access.json").read_text(encoding="utf-8")
    assert isinstance(world.registry.events(world.esra)[-1].event.body, lawful.CopyGiven)


def test_check_store_is_clean_and_tells_progress(world: World) -> None:
    told: list[int] = []
    report = world.registry.check_store(progress=lambda done, expected: told.append(done))
    assert report.faults == () and report.events == world.registry.ledger_size() and told


def test_deadlines() -> None:
    deadlines = lawful.request_deadlines(date(2026, 1, 31), "NL")
    assert deadlines.calendar_1m == date(2026, 2, 28) and deadlines.due_1m == date(2026, 3, 2)
    assert lawful.is_public_holiday(date(2026, 4, 27), "NL")
    assert not lawful.is_public_holiday(date(2026, 4, 27), "DE")


def test_json_of_records_and_of_several(world: World) -> None:
    decision = world.ask()
    parsed = json.loads(lawful.to_json(decision))
    assert parsed["verdict"] == "allow_with_obligations"
    assert [r["code"] for r in parsed["reasons"]] == [r.code for r in decision.reasons]
    assert json.loads(lawful.to_json([decision, decision])) == [parsed, parsed]
    assert lawful.to_json('a "b"') == '"a \\"b\\""'
    with pytest.raises(TypeError, match="no JSON of int"):
        lawful.to_json(3)


def test_periods_instants_and_days() -> None:
    assert str(lawful.parse_period("P1Y6M")) == "P1Y6M"
    assert lawful.parse_day("2026-02-28") == date(2026, 2, 28)
    with pytest.raises(lawful.InvalidTextError):
        lawful.parse_day("2026-02-30")
