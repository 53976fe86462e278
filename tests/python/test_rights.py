# SPDX-License-Identifier: Apache-2.0
"""Merging, requests of people, duties, erasure in parts, and retention."""
from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

import lawful
from conftest import EMAIL, Clock, World, consent, mailbox, person, policy, reviewed


def test_two_are_one_person_until_it_is_undone(world: World) -> None:
    registry = world.registry
    twin = person(registry, "E. Bos")
    other = mailbox(registry, "bos@example.com", twin)
    registry.record(twin, consent(other))
    registry.merge(world.esra, twin)
    assert registry.show(world.esra).merged == (twin,)
    with pytest.raises(lawful.AlreadyDoneError):
        registry.merge(twin, world.esra)
    registry.record(twin, lawful.ConsentWithdrawn(purpose="newsletter"))
    assert not world.ask()
    registry.unmerge(twin, world.esra)
    assert registry.show(world.esra).merged == ()
    assert not world.ask(), "what was denied meanwhile stays denied"


def test_candidates_for_a_merge(world: World) -> None:
    registry = world.registry
    twin = person(registry, "E. Bos")
    registry.record(twin, lawful.HolderAdded(address=world.address, from_=date(2026, 1, 5)))
    (pair,) = registry.merge_candidates()
    assert {pair.one, pair.other} == {world.esra, twin}
    assert pair.reason is lawful.MergeReason.same_address


def test_a_successor_inherits_no_consent(world: World, clock: Clock) -> None:
    clock.forward(days=2)
    after = person(world.registry, "Piet Smit")
    world.registry.replace_holder(world.address, world.esra, after, clock.now.date())
    assert not world.ask()
    assert [h.recipient for h in world.registry.show(world.address).holders if h.until is None] == [after]


def test_an_erasure_is_planned_and_a_part_of_it_done(world: World) -> None:
    registry = world.registry
    registry.record(world.esra, consent(world.address, purpose="invitation"))
    plan = registry.plan_erasure(world.esra, lawful.ErasureGround.unnecessary)
    assert {one.kind for one in plan.events} >= {"consent_given", "recipient_added"}
    assert [one.goes for one in plan.addresses] == [True] and plan.held == ()
    assert "bos" not in repr(plan)
    part = registry.plan_erasure(world.esra, lawful.ErasureGround.consent_withdrawn, purpose="newsletter")
    assert [one.kind for one in part.events] == ["consent_given"] and part.suppressed == ("newsletter",)
    registry.erase(world.esra, lawful.ErasureGround.consent_withdrawn, purpose="newsletter")
    assert not world.ask()
    assert registry.may_send("e.bos@example.org", "invitation", EMAIL)
    assert registry.show(world.esra).recipient.name == "Esra Bos"
    with pytest.raises(TypeError, match="who is erased for a purpose must be RecipientId"):
        registry.erase(world.address, lawful.ErasureGround.unnecessary, purpose="newsletter")


def test_requests_have_deadlines(world: World, clock: Clock) -> None:
    opened = world.registry.record(world.esra, lawful.RequestOpened(
        type=lawful.RequestType.access, how=lawful.RequestRoute.email, reference="2026-7"))
    duties = lawful.Duties(world.registry)
    (request,) = duties.requests()
    assert (request.request, request.subject) == (opened, lawful.Subject(world.esra))
    assert request.received == date(2026, 1, 5) and request.due == date(2026, 2, 5) and not request.overdue
    clock.forward(days=40)
    assert duties.requests(lawful.DutyFilter(due_within=0))[0].overdue
    world.registry.record(world.esra, lawful.RequestClosed(request=opened, outcome=lawful.RequestOutcome.fulfilled))
    assert duties.requests() == ()
    assert duties.requests(lawful.DutyFilter(closed=True))[0].outcome is lawful.RequestOutcome.fulfilled
    assert json.loads(lawful.to_json(duties.requests(lawful.DutyFilter(closed=True))))[0]["reference"] == "2026-7"


def test_a_day_that_is_left_out_reads_as_none() -> None:
    opened = lawful.RequestOpened(type=lawful.RequestType.access)
    assert opened.received is None
    assert opened.__replace__(received=None) == opened
    with pytest.raises(TypeError, match="address must be AddressId, not NoneType"):
        lawful.HolderAdded(address=None, from_=date(2026, 1, 5))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="from_ must be date, not NoneType"):
        lawful.HolderAdded(address=lawful.AddressId("0" * 32), from_=None)  # type: ignore[arg-type]


def test_who_must_be_told_and_whose_consent_ages(world: World, clock: Clock) -> None:
    registry = world.registry
    source = lawful.Source(kind=lawful.SourceKind.partner, obtained=date(2026, 1, 5))
    told = registry.add(lawful.Recipient(name="Piet Smit", country="NL", source=source))
    mailbox(registry, "p.smit@example.org", told)
    duties = lawful.Duties(registry)
    (due,) = duties.information()
    assert due.recipient == told and due.due == date(2026, 2, 5) and "smit" not in repr(due)
    assert due.because is lawful.InformationTrigger.month
    assert duties.ageing(within_days=30) == ()
    with pytest.raises(lawful.InvalidRecordError):
        duties.release_notices("newsletter", EMAIL)


def test_whom_a_breach_touches(world: World) -> None:
    touched: list[lawful.AffectedPerson] = []
    counts = lawful.Duties(world.registry).affected(lawful.BreachSelection(purpose="newsletter"), touched.append)
    assert counts.people == 1 and counts.countries == {"NL": 1}
    assert [one.recipient for one in touched] == [world.esra]
    assert hash(counts) == hash(counts.__replace__())


@pytest.fixture
def aged(file: Path, key: lawful.SecretKey, clock: Clock) -> lawful.Registry:
    """A registry whose policy erases whoever was written to a month ago, or never."""
    registry = lawful.Registry.create(file, key, lawful.Options(clock=clock))
    rule = lawful.RetentionRule(purpose="newsletter", from_=lawful.RetentionStart.created,
                                period=lawful.Period(months=1), action=lawful.RetentionAction.erase_person)
    given = policy()
    kept = given.policy.__replace__(retention=[rule, reviewed("invitation")])
    registry.apply(given.__replace__(policy=kept))
    return registry


def test_retention_is_planned_looked_at_and_applied(aged: lawful.Registry, clock: Clock, tmp_path: Path) -> None:
    esra = person(aged)
    address = mailbox(aged, "e.bos@example.org", esra)
    aged.record(esra, consent(address))
    retention = lawful.Retention(aged)
    assert retention.plan().entries == ()
    coming = retention.plan(clock.now.date() + timedelta(days=60))
    assert [entry.subject.id for entry in coming.entries] == [esra]
    with pytest.raises(lawful.StalePlanError):
        retention.apply(coming)
    clock.forward(days=60)
    plan = retention.plan()
    (tmp_path / "plan.json").write_text(lawful.to_json(plan))
    assert lawful.read_retention_plan(tmp_path / "plan.json") == plan
    told: list[int] = []
    run = retention.apply(plan, progress=lambda done, expected: told.append(done))
    assert run.erased == 1 and told
    with pytest.raises(lawful.ErasedError):
        aged.show(esra)
    with pytest.raises(lawful.UnknownIdError):
        retention.read_proof("e.bos@example.org", claim="2026-1")
    aged.close()
