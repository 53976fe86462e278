# SPDX-License-Identifier: Apache-2.0
"""Records are values: keyword-only, frozen, comparable, and silent about people."""
from __future__ import annotations

import copy
import enum
import inspect
import pickle
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import lawful
from conftest import World, consent

RECORDS = [cls for cls in vars(lawful).values()
           if inspect.isclass(cls) and "Keyword arguments" in (cls.__doc__ or "")]
ADDRESS = lawful.AddressId("0" * 31 + "1")


def test_there_are_records_of_every_kind() -> None:
    assert len(RECORDS) > 70
    assert lawful.ConsentGiven in RECORDS


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
def test_a_record_takes_keywords_only(cls: type) -> None:
    with pytest.raises(TypeError, match=f"{cls.__name__} takes keyword arguments only"):
        cls("x")
    with pytest.raises(TypeError, match="no field nonsense|needs "):
        cls(nonsense=1)


def test_a_record_is_frozen() -> None:
    record = lawful.ConsentRequested(purpose="newsletter")
    with pytest.raises(AttributeError):
        record.purpose = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        record.surprise = 1  # type: ignore[attr-defined]
    assert isinstance(consent(ADDRESS).addresses, tuple)


def test_equality_and_hash_are_of_all_fields() -> None:
    one, same = consent(ADDRESS), consent(ADDRESS)
    other = consent(ADDRESS, purpose="invitation")
    assert one == same and hash(one) == hash(same)
    assert one != other and one != "consent"
    assert len({one, same, other}) == 2


def test_kinds_with_the_same_fields_are_not_equal() -> None:
    assert lawful.ConsentRefused(purpose="a") != lawful.ConsentWithdrawn(purpose="a")
    assert not isinstance(lawful.ConsentRenewed(purpose="a"), lawful.ConsentGiven)


def test_records_with_dictionaries_have_a_hash() -> None:
    mapping = lawful.ImportMapping(email="mail", sources={"form": lawful.SourceKind.subject})
    assert mapping.sources == {"form": lawful.SourceKind.subject}
    assert hash(mapping) == hash(copy.copy(mapping))


@pytest.mark.parametrize("record", [
    consent(ADDRESS), lawful.Period(years=1), lawful.Reason(code="E_X", since=datetime.now(timezone.utc)),
    lawful.Decision(verdict=lawful.Verdict.allow), ADDRESS, lawful.Subject(ADDRESS),
], ids=lambda r: type(r).__name__)
def test_copies_and_pickles_are_equal(record: object) -> None:
    again = pickle.loads(pickle.dumps(record))
    assert again == copy.deepcopy(record)
    assert type(again) is type(record)


def test_replace_changes_what_is_named() -> None:
    changed = consent(ADDRESS).__replace__(evidence="box 4")  # type: ignore[attr-defined]
    assert (changed.evidence, changed.purpose) == ("box 4", "newsletter")


def test_a_repr_can_be_read_and_hides_people() -> None:
    assert repr(lawful.Period(months=36)) == "Period(months=36)"
    assert repr(lawful.Address(text="e.bos@example.org")) == "Address(text='e.bos@example.org')"
    source = lawful.Source(kind=lawful.SourceKind.subject, obtained=date(2026, 1, 5))
    shown = repr(lawful.Recipient(name="Esra Bos", role="teacher", born=date(1990, 1, 1), source=source))
    assert "Esra" not in shown and "1990" not in shown and "teacher" in shown
    assert "SourceKind.subject" in shown


def test_the_repr_of_an_answer_names_nobody(world: World) -> None:
    decision = world.ask()
    screening = world.registry.screen(["e.bos@example.org"], purpose="newsletter", channel=lawful.Channel.email)
    (of_person,) = world.registry.may_send(world.esra, "newsletter", lawful.Channel.email)
    for answer in (decision, screening, *screening.items(), of_person):
        assert "bos" not in repr(answer) and "example" not in repr(answer)
    assert repr(decision).startswith("<Decision allow_with_obligations: A_CONSENT, ")


def test_a_wrong_type_is_named_and_its_value_is_not() -> None:
    with pytest.raises(TypeError) as caught:
        lawful.Address(text=b"e.bos@example.org")  # type: ignore[arg-type]
    assert str(caught.value) == "Address: text must be str, not bytes"
    with pytest.raises(TypeError, match=r"ConsentRequested: channel must be Channel, not str"):
        lawful.ConsentRequested(purpose="a", channel="email")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="must be bool, not int"):
        lawful.Organisation(name="a", legal_person=1)  # type: ignore[arg-type]


def test_any_iterable_will_do_where_a_list_does() -> None:
    wanted = consent(ADDRESS)
    for addresses in ([ADDRESS], (ADDRESS,), {ADDRESS}, (a for a in [ADDRESS]), {ADDRESS: 1}.keys()):
        assert wanted.__replace__(addresses=addresses) == wanted  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="addresses must be tuple"):
        lawful.ConsentGiven(purpose="a", addresses=ADDRESS)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="purposes must be tuple"):
        lawful.GroundDeclared(kind=lawful.GroundKind.designated, purposes="newsletter")


def test_reasons_match() -> None:
    reason = lawful.Reason(code="E_CONSENT_WITHDRAWN", effect=lawful.Effect.block, article="GDPR 7(3)")
    assert lawful.Reason.__match_args__ == ("code", "effect", "article")
    assert reason.code == "E_CONSENT_WITHDRAWN"


def test_enums_are_enums_with_wire_names() -> None:
    assert issubclass(lawful.Channel, enum.Enum)
    assert lawful.Channel("email") is lawful.Channel.email
    assert lawful.ErasureGround.objected.value == "17(1)(c)"
    assert lawful.Effect.pass_.value == "pass"
    assert lawful.medium_of(lawful.Channel.automated_call) is lawful.Medium.phone
    assert lawful.is_direct_marketing(lawful.ContentClass.political)
    assert not lawful.is_direct_marketing(lawful.ContentClass.service)


def test_ids_are_of_one_thing() -> None:
    text = "0123456789abcdef" * 2
    assert str(lawful.RecipientId(text)) == text
    assert repr(lawful.RecipientId(text)) == f"RecipientId('{text}')"
    assert lawful.RecipientId(text) != lawful.AddressId(text)
    assert hash(lawful.RecipientId(text)) != hash(lawful.AddressId(text))
    assert lawful.AddressId("0" * 32) < ADDRESS <= ADDRESS
    with pytest.raises(TypeError):
        lawful.AddressId("0" * 32) < lawful.RecipientId(text)  # type: ignore[operator]
    with pytest.raises(lawful.InvalidTextError):
        lawful.AddressId("nothing")


def test_a_subject_is_any_id() -> None:
    subject = lawful.Subject(ADDRESS)
    assert (subject.kind, subject.id) == (lawful.SubjectKind.address, ADDRESS)
    assert lawful.Subject(subject) == subject
    with pytest.raises(TypeError, match="a subject is a RecipientId"):
        lawful.Subject("someone")  # type: ignore[arg-type]


def test_a_naive_datetime_is_refused_with_advice() -> None:
    with pytest.raises(TypeError, match=r"time zone.*ZoneInfo.*datetime.now\(timezone.utc\)"):
        lawful.ClockHeld(wall=datetime(2026, 1, 5, 10, 0))
    with pytest.raises(TypeError, match="wall must be datetime, not date"):
        lawful.ClockHeld(wall=date(2026, 1, 5))  # type: ignore[arg-type]


@pytest.mark.parametrize(("given", "utc"), [
    (datetime(2026, 1, 5, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam")), datetime(2026, 1, 5, 9, 0)),
    (datetime(2026, 7, 5, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam")), datetime(2026, 7, 5, 8, 0)),
    (datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=ZoneInfo("Europe/Amsterdam")), datetime(2026, 10, 25, 0, 30)),
    (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Amsterdam")), datetime(2026, 10, 25, 1, 30)),
    (datetime(1969, 12, 31, 23, 59, 59, 1999, tzinfo=timezone.utc), datetime(1969, 12, 31, 23, 59, 59, 1000)),
    (datetime(2026, 1, 1, tzinfo=timezone(-timedelta(hours=9, minutes=30))), datetime(2026, 1, 1, 9, 30)),
])
def test_an_aware_datetime_is_an_instant_in_milliseconds(given: datetime, utc: datetime) -> None:
    held = lawful.ClockHeld(wall=given).wall
    assert held == utc.replace(tzinfo=timezone.utc)
    assert held.tzinfo is timezone.utc


def test_a_day_is_a_date_and_no_datetime() -> None:
    assert lawful.HolderAdded(address=ADDRESS, from_=date(2024, 2, 29)).from_ == date(2024, 2, 29)
    with pytest.raises(TypeError, match=r"use \.date\(\)"):
        lawful.HolderAdded(address=ADDRESS, from_=datetime(2026, 1, 5, tzinfo=timezone.utc))


def test_paths_and_spans() -> None:
    assert lawful.ImportOptions(rejects="rejects.csv").rejects == Path("rejects.csv")
    assert lawful.Options(busy_timeout=timedelta(seconds=2)).busy_timeout == timedelta(seconds=2)


def test_a_decision_is_true_when_it_allows() -> None:
    assert lawful.Decision(verdict=lawful.Verdict.allow)
    assert lawful.Decision(verdict=lawful.Verdict.allow_with_obligations)
    assert not lawful.Decision(verdict=lawful.Verdict.deny)
    assert not lawful.Screened(input="a", decision=lawful.Decision(verdict=lawful.Verdict.deny))
    assert not lawful.AddressDecision(decision=lawful.Decision(verdict=lawful.Verdict.deny))


def test_stubs_and_records_agree() -> None:
    """Every field with its name, and whether it may be left out."""
    import ast

    package = Path(lawful.__file__).parent
    seen = set()
    for stub in ("_records.pyi", "_events.pyi", "_results.pyi"):
        for node in ast.parse((package / stub).read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.ClassDef) or [ast.unparse(base) for base in node.bases] != ["_Record"]:
                continue
            cls = getattr(lawful, node.name)
            fields = [n for n in node.body if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)]
            assert tuple(f.target.id for f in fields) == cls._fields, node.name  # type: ignore[union-attr]
            needed = {f.target.id for f in fields if f.value is None}  # type: ignore[union-attr]
            for init in (n for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"):
                defaults = zip(init.args.kwonlyargs, init.args.kw_defaults)
                assert [a.arg for a in init.args.kwonlyargs] == list(cls._fields), node.name
                needed = {a.arg for a, default in defaults if default is None}
            lines = dict(line.strip().split(": ", 1) for line in cls.__doc__.split("attributes:\n")[1].splitlines()
                         if line.startswith("    ") and not line.startswith("     "))
            assert needed == {name for name, rest in lines.items() if " = " not in rest}, node.name
            for field in fields:
                typed, name = ast.unparse(field.annotation), field.target.id  # type: ignore[union-attr]
                shown = lines[name].split(" = ")[0]
                assert shown == typed or "Callable" in shown and "Callable" in typed, (node.name, name)
            seen.add(node.name)
    assert seen == {cls.__name__ for cls in RECORDS}
