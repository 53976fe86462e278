# SPDX-License-Identifier: Apache-2.0
"""Bundles broken in leaves, openings and events."""
import json
import os

from bundle import b64
from kinds import ZERO, broken, flip, kind


# Leaves, with a manifest that fits.

def with_leaves(change):
    def action(b):
        leaves = b.commitments()
        b.write("leaves", b"".join(change(leaves)))
        b.relist()
    return action


kind("leaf changed", "leaves", "root", with_leaves(lambda c: [flip(c[0])] + c[1:]))
kind("erased leaf changed", "leaves", "root", with_leaves(lambda c: c[:2] + [flip(c[2])] + c[3:]))
kind("first leaf removed", "leaves", "fewer", with_leaves(lambda c: c[1:]))
kind("last leaf removed", "leaves", "fewer", with_leaves(lambda c: c[:-1]))
kind("leaf added", "leaves", "more", with_leaves(lambda c: c + c[:1]))
kind("leaf duplicated", "leaves", "root", with_leaves(lambda c: c[:3] + c[2:3] + c[4:]))
kind("leaves swapped", "leaves", "root", with_leaves(lambda c: c[:2] + [c[3], c[2]] + c[4:]))
kind("leaf cut", "leaves", "fewer", with_leaves(lambda c: c[:-1] + [c[-1][:31]]))
kind("no leaves", "leaves", "fewer", with_leaves(lambda c: []))


# Lines of events.jsonl, with a manifest that fits. The third line opens event 5.

def with_line(change):
    def action(b):
        lines = b.lines()
        lines[2:3] = change(lines[2])
        b.write_lines(lines)
    return action


def with_event(index=5, of="full", **members):
    def action(b):
        b.event(index).update(members)
        b.write_events()
    return action


LINE3 = "events.jsonl line 3"
SHAPE = "not a line of index, m and r"
kind("opening removed", "missing", "event 5: missing", with_line(lambda line: []))
kind("opening duplicated", "events.jsonl line 4", "not after", with_line(lambda line: [line, line]))
kind("line with white space", LINE3, "2^53", with_line(lambda l: [l.replace(":", ": ", 1)]))
kind("line with CRLF", LINE3, SHAPE, with_line(lambda l: [l[:-1] + "\r\n"]))
kind("line with another member", LINE3, SHAPE, with_line(lambda l: ['{"a":1,' + l[1:]]))
kind("line with a member behind", LINE3, "base64", with_line(lambda l: [l[:-2] + ',"s":"AAAA"}\n']))
kind("line that is empty", LINE3, SHAPE, with_line(lambda l: ["\n", l]))
kind("line that is no json", LINE3, SHAPE, with_line(lambda l: ["hello\n", l]))
kind("line without r", LINE3, SHAPE, with_line(lambda l: [l[:l.index(',"r"')] + "}\n"]))
kind("index with a zero in front", LINE3, "2^53", with_line(lambda l: [l.replace(":5", ":05", 1)]))
kind("index of 2^53", LINE3, "2^53", with_line(lambda l: [l.replace(":5", f":{2**53}", 1)]))
kind("index of 2^64", LINE3, "2^53", with_line(lambda l: [l.replace(":5", f":{2**64 + 5}", 1)]))
kind("index that is negative", LINE3, "2^53", with_line(lambda l: [l.replace(":5", ":-5", 1)]))
kind("index that is a fraction", LINE3, "2^53", with_line(lambda l: [l.replace(":5", ":5.0", 1)]))
kind("index outside", LINE3, "outside", with_line(lambda l: [l.replace(":5", ":12", 1)]))
kind("m without padding", LINE3, "base64", with_line(lambda l: [l.replace('","r', 'A","r', 1)]))
kind("m that is empty", "event 5", "commitment", with_event(m=""))
kind("m of another alphabet", LINE3, "base64", with_event(m="__--"))
kind("r of zero", LINE3, "zero", with_event(r=ZERO))
kind("r of 31 bytes", LINE3, "32 bytes", with_event(r=b64(bytes([1] * 31))))
kind("r of 33 bytes", LINE3, "32 bytes", with_event(r=b64(bytes([1] * 33))))
kind("r with stray bits", LINE3, "base64", with_event(r="A" * 42 + "B="))
kind("r of nobody", "event 5", "commitment", with_event(r=b64(bytes([1] * 32))))


@broken("event 5", "commitment")
def m_changed(b):
    with_event(m=b64(flip(b.m(5), -10)))(b)


@broken("event 8", "commitment")
def opening_of_another_event(b):
    b.event(8).update(m=b.event(5)["m"], r=b.event(5)["r"])
    b.write_events()


@broken("events.jsonl line 4", "not after")
def lines_swapped(b):
    lines = b.lines()
    lines[2], lines[3] = lines[3], lines[2]
    b.write_lines(lines)


@broken("events.jsonl line 8", "newline")
def last_line_without_end(b):
    b.write("events.jsonl", b.read("events.jsonl")[:-1])
    b.relist()


@broken("events.jsonl line 1", "longer than")
def gigabyte_line(b):
    os.truncate(b.folder / "events.jsonl", 0)
    os.truncate(b.folder / "events.jsonl", 1 << 30)
    manifest = b.manifest()
    next(file for file in manifest["files"] if file["path"] == "events.jsonl")["bytes"] = 1 << 30
    b.write_manifest(manifest)


@broken("events.jsonl line 1", "longer than listed")
def line_that_goes_on_beyond_what_is_listed(b):
    b.write("events.jsonl", b"x" * (1 << 20))


# What the ledger's keeper himself recorded, committed to and signed.

def recorded(change, index=5):
    def action(b):
        m = b.m(index)
        b.record(index, change(m))
    return action


def with_body(index, **members):
    def action(b):
        event = json.loads(b.m(index))
        event["body"].update(members)
        event["body"] = {k: v for k, v in event["body"].items() if v is not None}
        b.record(index, event)
    return action


for _name, _what, _change in (
        ("white space", "not a value", lambda m: m.replace(b":", b": ", 1)),
        ("a name twice", "a name stands twice", lambda m: b'{"body":{},' + m[1:]),
        ("names out of order", "names out of order", lambda m: m[:-1] + b',"a":1}'),
        ("integer of 2^53", "2^53", lambda m: m[:-1] + b',"t":9007199254740992}'),
        ("integer of -2^53", "2^53", lambda m: m[:-1] + b',"t":-9007199254740992}'),
        ("integer beyond measure", "2^53", lambda m: m[:-1] + b',"t":' + b"9" * 400 + b"}"),
        ("minus zero", "needless zero", lambda m: m[:-1] + b',"t":-0}'),
        ("null", "not a value", lambda m: m[:-1] + b',"t":null}'),
        ("fraction", "", lambda m: m[:-1] + b',"t":1.5}'),
        ("exponent", "", lambda m: m[:-1] + b',"t":1e3}'),
        ("not a number", "", lambda m: m[:-1] + b',"t":NaN}'),
        ("needless escape", "escape", lambda m: m[:-1] + b',"t":"\\u0041"}'),
        ("escaped slash", "escape", lambda m: m[:-1] + b',"t":"\\/"}'),
        ("lone surrogate", "escape", lambda m: m[:-1] + b',"t":"\\ud800"}'),
        ("not utf-8", "utf-8", lambda m: m[:-1] + b',"t":"\xff"}'),
        ("deep nesting", "nested too deep",
         lambda m: m[:-1] + b',"t":' + b"[" * 40 + b"]" * 40 + b"}"),
        ("two values", "follows", lambda m: m + b"{}"),
        ("half a value", "", lambda m: m[:-1])):
    kind(f"m with {_name}", LINE3, _what, recorded(_change))

TOMB = "event 7"
kind("tombstone of a later leaf", TOMB, "not before it", with_body(7, leaves=[2, 3, 8]))
kind("tombstone of itself", TOMB, "not before it", with_body(7, leaves=[2, 3, 7]))
kind("tombstone of a leaf below zero", TOMB, "not before it", with_body(7, leaves=[-1, 2, 3]))
kind("tombstone of no leaf", TOMB, "without leaves", with_body(7, leaves=[]))
kind("tombstone of words", TOMB, "not before it", with_body(7, leaves=["2"]))
kind("tombstone out of order", TOMB, "out of order", with_body(7, leaves=[3, 2, 6]))
kind("tombstone naming a leaf twice", TOMB, "out of order", with_body(7, leaves=[2, 3, 3, 6]))
kind("tombstone on no ground", TOMB, "without a ground", with_body(7, ground=None))
kind("tombstone on an unknown ground", TOMB, "17(1)", with_body(7, ground="17(1)(g)"))
kind("tombstone of nobody", TOMB, "without a subject", with_body(7, subject=None))
kind("tombstone naming an opened leaf", "event 5", "says that it was erased",
     with_body(7, leaves=[2, 3, 5, 6]))
kind("tombstone naming another leaf", "missing", "event 6: missing", with_body(7, leaves=[2, 3]))


@broken("missing", "event 4: missing")
def erased_without_a_tombstone(b):
    b.events = [event for event in b.events if event["index"] != 10]
    b.write_events()


@broken("missing", "event 2: missing")
def tombstone_that_is_none(b):
    event = json.loads(b.m(7))
    b.record(7, {**event, "kind": "informed"})


@broken("event 7", "time")
def tombstone_without_a_time(b):
    event = json.loads(b.m(7))
    b.record(7, {**event, "recorded": "yesterday"})
