# SPDX-License-Identifier: Apache-2.0
"""Opening and closing, keys, errors, and what is recorded."""
from __future__ import annotations

import hashlib
import pickle
import re
import stat
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import lawful
from conftest import EMAIL, FULFILLED, NOTICE, ROOT, SHA256, START, Clock, World, consent, mailbox, person, policy


def test_create_never_overwrites_and_open_never_creates(file: Path, key: lawful.SecretKey) -> None:
    with pytest.raises(lawful.RegistryMissingError):
        lawful.Registry.open(file, key)
    lawful.Registry.create(str(file), key).close()
    with pytest.raises(lawful.RegistryExistsError) as caught:
        lawful.Registry.create(file, key)
    assert caught.value.code is lawful.ErrorCode.registry_exists
    with lawful.Registry.open(file, key) as registry:
        assert registry.ledger_size() > 0


def test_the_context_manager_closes(file: Path, key: lawful.SecretKey) -> None:
    with lawful.Registry.create(file, key) as registry:
        assert not registry.closed and repr(registry) == "<lawful.Registry, open>"
    assert registry.closed and repr(registry) == "<lawful.Registry, closed>"
    registry.close()
    with pytest.raises(ValueError, match="the registry is closed"):
        registry.ledger_size()


def test_a_registry_is_made_by_create_or_open() -> None:
    with pytest.raises(TypeError, match="use Registry.create or Registry.open"):
        lawful.Registry("partners.lawful")  # type: ignore[arg-type]


def test_a_key_is_no_text(file: Path) -> None:
    for wrong in ("secret", b"0" * 32, None):
        with pytest.raises(TypeError, match="opened by a SecretKey, a Passphrase or a callable"):
            lawful.Registry.create(file, wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="made of 32 bytes; for text there is Passphrase"):
        lawful.SecretKey("0" * 32)  # type: ignore[arg-type]
    with pytest.raises(lawful.WrongKeyError):
        lawful.SecretKey(b"short")


def test_a_key_is_not_shown_copied_or_pickled(key: lawful.SecretKey, tmp_path: Path) -> None:
    assert repr(key) == str(key) == "<SecretKey>"
    assert repr(lawful.Passphrase("correct horse")) == "<Passphrase>"
    with pytest.raises(TypeError, match="not copied or pickled"):
        pickle.dumps(key)
    key.write_file(tmp_path / "a.key")
    assert stat.S_IMODE((tmp_path / "a.key").stat().st_mode) == 0o600
    again = lawful.SecretKey.read_file(tmp_path / "a.key")
    assert again.expose() == key.expose() and len(key.expose()) == 32
    assert lawful.key_id(again) == lawful.key_id(lawful.SecretKey(bytearray(key.expose())))


def test_a_wrong_key_does_not_open(file: Path, key: lawful.SecretKey) -> None:
    lawful.Registry.create(file, key).close()
    with pytest.raises(lawful.WrongKeyError):
        lawful.Registry.open(file, lawful.SecretKey.generate())
    lawful.Registry.open(file, key).close()  # the same object opens as often as one likes


def test_a_passphrase_opens(file: Path, tmp_path: Path) -> None:
    lawful.Registry.create(file, lawful.Passphrase("correct horse battery")).close()
    (tmp_path / "phrase").write_text("correct horse battery\n")
    lawful.Registry.open(file, lawful.Passphrase.read_file(tmp_path / "phrase")).close()


def test_a_callable_fetches_the_key(file: Path, key: lawful.SecretKey) -> None:
    lawful.Registry.create(file, key).close()
    asked = []

    def fetch(name: lawful.KeyId) -> lawful.SecretKey:
        asked.append(name)
        return key

    lawful.Registry.open(file, fetch).close()
    assert asked == [lawful.key_id(key)]

    def fail(name: lawful.KeyId) -> lawful.SecretKey:
        raise ConnectionError("no key service")

    with pytest.raises(ConnectionError, match="no key service"):
        lawful.Registry.open(file, fail)
    with pytest.raises(TypeError, match="must give a SecretKey"):
        lawful.Registry.open(file, lambda name: "text")  # type: ignore[arg-type, return-value]


def test_credentials_are_added_changed_and_removed(file: Path, key: lawful.SecretKey) -> None:
    with lawful.Registry.create(file, key) as registry:
        registry.add_credential(lawful.Passphrase("correct horse battery"))
        kinds = [slot.kind for slot in registry.key_status().credentials]
        assert kinds == [lawful.CredentialKind.key, lawful.CredentialKind.passphrase]
        registry.remove_credential(lawful.CredentialKind.passphrase)
        fresh = lawful.SecretKey.generate()
        registry.change_credential(lawful.CredentialKind.key, fresh)
        assert registry.rotate_keys() == registry.key_status().epoch == 2
    lawful.Registry.open(file, fresh).close()
    lawful.Registry.compact(file, fresh)
    with pytest.raises(lawful.WrongKeyError):
        lawful.Registry.open(file, key)


def test_each_code_of_the_library_has_its_class() -> None:
    header = (ROOT / "include/lawful/error.hpp").read_text(encoding="utf-8")
    codes = {name: int(number) for name, number in re.findall(r"^    (\w+) = (\d+),", header, re.MULTILINE)}
    assert {code.name: code.value for code in lawful.ErrorCode} == codes
    classes = {cls.code: cls for cls in lawful.Error.__subclasses__()}
    assert set(classes) == set(lawful.ErrorCode)
    for code, cls in classes.items():
        assert cls.__name__ == "".join(map(str.capitalize, code.name.split("_"))) + "Error"
        assert getattr(lawful, cls.__name__) is cls and cls.__doc__


def test_an_error_can_be_caught_and_chained(registry: lawful.Registry) -> None:
    with pytest.raises(LookupError) as caught:
        try:
            registry.may_send("e.bos@example.org", "nothing", EMAIL)
        except lawful.UnknownPurposeError as error:
            raise LookupError("no such mailing") from error
    assert isinstance(caught.value.__cause__, lawful.Error)
    assert caught.value.__cause__.code is lawful.ErrorCode.unknown_purpose


def test_no_message_names_an_address(registry: lawful.Registry) -> None:
    secret = "e.bos@example.org"
    calls = [
        lambda: registry.may_send(secret, "newsletter", "email"),  # type: ignore[call-overload]
        lambda: registry.may_send(secret),  # type: ignore[call-overload]
        lambda: registry.may_send([secret], "newsletter", EMAIL),  # type: ignore[call-overload]
        lambda: registry.add(secret),  # type: ignore[call-overload]
        lambda: registry.find(secret, medium=secret),  # type: ignore[arg-type]
        lambda: registry.screen([secret, 3], purpose="newsletter", channel=EMAIL),  # type: ignore[list-item]
        lambda: registry.screen(secret, purpose="newsletter", channel=EMAIL),
        lambda: registry.may_send(secret + "@", "newsletter", EMAIL),
        lambda: registry.may_send(secret, "newsletter", EMAIL, as_of=datetime(2026, 1, 1)),
        lambda: registry.erase(secret, lawful.ErasureGround.objected),  # type: ignore[arg-type]
    ]
    for call in calls:
        with pytest.raises((TypeError, lawful.Error)) as caught:
            call()
        assert "bos" not in str(caught.value)


def test_apply_shows_the_difference_once(registry: lawful.Registry) -> None:
    again = registry.apply(policy())
    assert not again.changed and again.differences == ()
    assert registry.policy() == policy().policy
    assert registry.notice_text(SHA256) == NOTICE == policy().texts[0].text
    assert hashlib.sha256(NOTICE.encode()).hexdigest() == SHA256
    with pytest.raises(lawful.UnknownNoticeError):
        registry.notice_text("0" * 64)


def test_a_policy_file_is_read_and_linted(registry: lawful.Registry) -> None:
    file = lawful.read_policy(ROOT / "examples/veilig-thuis/lawful.toml")
    assert [purpose.id for purpose in file.policy.purposes] == ["partner-newsletter", "casework-notice"]
    assert all(not finding.blocking for finding in lawful.lint(file.policy))
    assert registry.apply(file, dry_run=True).changed
    with pytest.raises(lawful.InvalidPolicyError):
        lawful.read_policy(ROOT / "CMakeLists.txt")


def test_people_addresses_and_organisations(world: World) -> None:
    registry = world.registry
    school = registry.add(lawful.Organisation(name="ROC Midden", country="NL"))
    assert registry.find_organisation("ROC Midden") == school
    assert registry.find_organisation("None Such") is None
    assert registry.find("E.Bos@EXAMPLE.org") == world.address
    assert registry.find("other@example.org") is None
    shown = registry.show(world.esra)
    assert shown.recipient.name == "Esra Bos"
    assert [(h.address, h.from_, h.until) for h in shown.addresses] == [(world.address, date(2026, 1, 5), None)]
    assert registry.show(world.address).address.text == "e.bos@example.org"
    assert [o.id for o in registry.list(lawful.OrganisationRecord)] == [school]
    seen: list[lawful.RecipientId] = []
    registry.list(lawful.RecipientRecord, each=lambda one: seen.append(one.id))
    assert seen == [world.esra]
    with pytest.raises(TypeError, match="what is listed must be"):
        registry.list(str)  # type: ignore[call-overload]
    with pytest.raises(lawful.AddressTakenError):
        registry.add(lawful.Address(text="e.bos@example.org"))


def test_events_come_back_as_they_went_in(world: World) -> None:
    events = world.registry.events(world.esra)
    kinds = [lawful.kind_of(e.event.body) for e in events]
    assert kinds == ["recipient_added", "holder_added", "consent_given", "informed", "informed"]
    given = events[2].event
    assert events[3].event.origin is lawful.Origin.linked and events[3].event.cause == events[2].index
    assert given.body == consent(world.address).__replace__(notice_sha256=SHA256)  # type: ignore[attr-defined]
    assert given.subject == lawful.Subject(world.esra) and given.recorded == START
    assert given.origin is lawful.Origin.direct and given.cause is None


def test_what_happened_may_lie_in_the_past_and_not_in_the_future(world: World, clock: Clock) -> None:
    registry = world.registry
    index = registry.record(world.esra, lawful.ConsentWithdrawn(purpose="newsletter"),
                            occurred=clock.now - timedelta(minutes=5))
    (event,) = [e.event for e in registry.events(world.esra) if e.index == index]
    assert (event.occurred, event.recorded) == (clock.now - timedelta(minutes=5), clock.now)
    with pytest.raises(lawful.FutureEventError):
        registry.record(world.esra, lawful.ConsentWithdrawn(), occurred=clock.now + timedelta(hours=1))


def test_many_are_recorded_together_or_not_at_all(world: World, clock: Clock) -> None:
    registry = world.registry
    size = registry.ledger_size()
    asked = lawful.Happened(subject=world.esra, body=lawful.ConsentRequested(purpose="newsletter"))
    withdrawn = lawful.Happened(subject=world.address, body=lawful.ConsentWithdrawn(purpose="newsletter"),
                                occurred=clock.now - timedelta(minutes=5))
    with pytest.raises(lawful.FutureEventError, match="^event 2 of 2: "):
        registry.record_all([asked, withdrawn.__replace__(occurred=clock.now + timedelta(hours=1))])
    assert registry.ledger_size() == size
    indices = registry.record_all(iter([asked, withdrawn]))
    assert indices == (size, size + 1)
    assert not registry.may_send("e.bos@example.org", "newsletter", EMAIL)
    assert registry.record_all([]) == ()


def test_erasure_and_holds(world: World) -> None:
    registry = world.registry
    hold = registry.record(world.esra, lawful.LegalHoldPlaced(reason="claim", case_reference="2026-1"))
    assert [h.event for h in registry.list(lawful.LegalHold)] == [hold]
    with pytest.raises(lawful.LegalHoldError):
        registry.erase(world.esra, lawful.ErasureGround.objected)
    registry.record(world.esra, lawful.LegalHoldReleased(hold=hold, reason="settled"))
    done = registry.erase(world.esra, lawful.ErasureGround.objected)
    assert done.addresses == 1 and done.leaves >= 3
    with pytest.raises(lawful.ErasedError):
        registry.show(world.esra)
    assert registry.list(lawful.RecipientRecord) == ()
    assert not world.ask()


def test_suppression_needs_no_person(registry: lawful.Registry) -> None:
    registry.suppress("gone@example.org", reason=lawful.SuppressionReason.objection, purposes=iter(["newsletter"]))
    decision = registry.may_send("gone@example.org", "newsletter", EMAIL)
    assert not decision
    assert any(reason.since for reason in decision.reasons)


def test_release_reserves_and_is_reported_once(world: World) -> None:
    releases = world.registry.release(["e.bos@example.org", "x@example.org"], purpose="newsletter", channel=EMAIL,
                                      fulfilled=FULFILLED)
    (one,), (refused,) = releases.released, releases.refused
    assert one.text == "e.bos@example.org" and one.decision and not refused
    assert "bos" not in repr(releases)
    world.registry.delivered(one.id)
    with pytest.raises(lawful.AlreadyDoneError):
        world.registry.failed(one.id, permanent=True)
    everyone = world.registry.release(purpose="newsletter", channel=EMAIL, fulfilled=set(FULFILLED))
    assert [r.address for r in everyone.released] == [world.address]
    nobody = world.registry.release(purpose="newsletter", channel=EMAIL)
    assert nobody.released == () and nobody.refused


def test_as_of_asks_the_past(world: World, clock: Clock) -> None:
    before = clock.now
    clock.forward(minutes=1)
    world.registry.record(world.esra, lawful.ConsentWithdrawn(purpose="newsletter"))
    assert not world.ask()
    assert world.ask(as_of=before)
    assert world.ask(as_of=before.astimezone(timezone(timedelta(hours=2))))


def test_an_answer_in_brief_is_the_answers(world: World) -> None:
    brief = world.registry.brief("e.bos@example.org", "newsletter", EMAIL)
    assert brief and brief == lawful.in_brief(world.ask())
    assert "A_CONSENT" in brief.codes and brief.valid_until == world.ask().valid_until
    several = world.registry.brief(["stranger@example.org", "none", "e.bos@example.org"], "newsletter", EMAIL)
    assert [bool(one) for one in several] == [False, False, True]
    assert several[1].codes == {"E_ADDR_INVALID"}
    with pytest.raises(lawful.InvalidAddressError):
        world.registry.brief("none", "newsletter", EMAIL)


def test_what_is_remembered_ends_with_anothers_commit(world: World, file: Path, key: lawful.SecretKey) -> None:
    options = lawful.Options(clock=world.clock, resident_bytes=1 << 16)
    with lawful.Registry.open(file, key, options) as other:
        for _ in range(3):
            assert other.brief("e.bos@example.org", "newsletter", EMAIL)
        world.registry.record(world.esra, lawful.ConsentWithdrawn(purpose="newsletter"))
        assert not other.brief("e.bos@example.org", "newsletter", EMAIL)


def test_every_address_in_brief(world: World, file: Path, key: lawful.SecretKey) -> None:
    options = lawful.Options(clock=world.clock, resident_bytes=1 << 16)
    with lawful.Registry.open(file, key, options) as other:
        for denied in (False, False, True):
            if denied:
                world.registry.record(world.esra, lawful.ConsentWithdrawn(purpose="newsletter"))
            for registry in (world.registry, other):
                answers: dict[lawful.AddressId, lawful.Brief] = {}
                registry.brief_each("newsletter", EMAIL, answers.__setitem__)
                screened = registry.screen(purpose="newsletter", channel=EMAIL)
                assert answers == {item.address: lawful.in_brief(item.decision) for item in screened}
                assert bool(answers[world.address]) is not denied
        with pytest.raises(lawful.UnknownPurposeError):
            other.brief_each("sport", EMAIL, print)

        def stop(address: lawful.AddressId, answer: lawful.Brief) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            other.brief_each("newsletter", EMAIL, stop)


def test_a_person_has_an_answer_for_each_address(world: World) -> None:
    mailbox(world.registry, "esra@example.com", world.esra)
    answers = world.registry.may_send(world.esra, "newsletter", EMAIL)
    assert sorted((bool(a), a.address == world.address) for a in answers) == [(False, False), (True, True)]
    assert world.registry.may_send(world.address, "newsletter", EMAIL) == world.ask()


def test_reasons_are_matched_by_code(world: World) -> None:
    world.registry.record(world.esra, lawful.Objected(purpose="newsletter", kind=lawful.ObjectionKind.direct_marketing))
    codes = {reason.code: reason for reason in world.ask().reasons}
    objection = next(r for code, r in codes.items() if "OBJECT" in code)
    assert objection.effect is lawful.Effect.block and objection.article == "GDPR 21(2), 21(3)"
    assert objection.event == world.registry.ledger_size() - 1


def test_explain_says_why_in_words_and_proves_it(world: World, tmp_path: Path) -> None:
    explained = world.registry.explain("e.bos@example.org", "newsletter", EMAIL, folder=tmp_path / "proof")
    assert explained.decision == world.ask() and explained.words
    assert explained.reasons[0].event is not None
    assert isinstance(explained.reasons[0].event.event.body, lawful.ConsentGiven)
    report = lawful.verify_audit(tmp_path / "proof")
    assert report and report.ok and report.has_answer and report.answer == "allow_with_obligations"


def test_the_injected_randomness_makes_registries_repeatable(tmp_path: Path, key: lawful.SecretKey) -> None:
    def made(name: str) -> tuple[lawful.RegistryId, lawful.RecipientId]:
        counter = iter(range(10**6))

        def fill(size: int) -> bytes:
            return hashlib.shake_256(next(counter).to_bytes(4, "big")).digest(size)

        options = lawful.Options(clock=Clock(), random=fill)
        with lawful.Registry.create(tmp_path / name, key, options) as registry:
            registry.apply(policy())
            return registry.id(), person(registry)

    assert made("one") == made("two")


def test_a_clock_that_fails_says_so(file: Path, key: lawful.SecretKey) -> None:
    def broken() -> datetime:
        raise RuntimeError("no clock")

    with pytest.raises(RuntimeError, match="no clock"):
        lawful.Registry.create(file, key, lawful.Options(clock=broken))
    with pytest.raises(TypeError, match="time zone"):
        lawful.Registry.create(file, key, lawful.Options(clock=lambda: datetime(2026, 1, 1)))
    with pytest.raises(TypeError, match="clock must be Callable"):
        lawful.Options(clock=3)  # type: ignore[arg-type]


def test_a_read_only_registry_answers_and_records_nothing(file: Path, key: lawful.SecretKey, clock: Clock) -> None:
    with lawful.Registry.create(file, key, lawful.Options(clock=clock)) as registry:
        registry.apply(policy())
    with lawful.Registry.open(file, key, lawful.Options(clock=clock, read_only=True)) as registry:
        assert not registry.may_send("e.bos@example.org", "newsletter", EMAIL)
        with pytest.raises(lawful.ReadOnlyError):
            person(registry)
