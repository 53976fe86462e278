# SPDX-License-Identifier: Apache-2.0
"""Bundles that prove an answer, and do not: consent was given by event 7, under the policy of event 3."""
import json
import os

from bundle import canonical
from kinds import DECIDED, kind

FILE = "answer.json"
OTHER = "another answer"


def answer(name, where, what, action, decided=False):
    """`decided`: only who decides again can find it."""
    kind(name, where, what, action, "answer")
    if decided:
        DECIDED.add(name)


def with_answer(change):
    def action(b):
        document = json.loads(b.read(FILE))
        change(document["asked"], document["decision"])
        b.write(FILE, canonical(document) + b"\n")
        b.relist()
    return action


def with_text(change):
    def action(b):
        b.write(FILE, change(b.read(FILE)))
        b.relist()
    return action


def decision(**members):
    return with_answer(lambda asked, decided: decided.update(members))


def asked(**members):
    return with_answer(lambda ask, decided: ask.update(members))


def reason(**members):
    return with_answer(lambda ask, decided: next(
        one for one in decided["reasons"] if "event" in one).update(members))


def not_opened(index, *files):
    def action(b):
        b.events = [event for event in b.events if event["index"] != index]
        for file in files:
            os.remove(b.folder / file)
        b.write_events()
    return action


def recorded(index, change):
    def action(b):
        event = json.loads(b.m(index))
        change(event)
        b.record(index, event)
    return action


def size_of(size):
    return with_answer(lambda ask, decided: (ask.update(size=size), decided.update(ledger_size=size)))


# What is stated.
answer("verdict changed", FILE, OTHER, decision(verdict="deny"), True)
answer("obligations dropped", FILE, OTHER, decision(obligations=[]), True)
answer("basis changed", FILE, OTHER, decision(basis="contract"), True)
answer("end of validity changed", FILE, OTHER, decision(valid_until="2099-01-01T00:00:00.000Z"), True)
answer("reason removed", FILE, OTHER, with_answer(lambda ask, decided: decided["reasons"].pop()), True)
answer("reasons in another order", FILE, OTHER,
       with_answer(lambda ask, decided: decided["reasons"].reverse()), True)
answer("reason of another rule", FILE, OTHER, reason(rule="G1-1"), True)
answer("reason by another event", FILE, OTHER, reason(event=4), True)
answer("reason by an event outside", FILE, OTHER, reason(event=99))
answer("reason by a negative event", FILE, "", reason(event=-1))
answer("verdict that is none", FILE, "", decision(verdict="perhaps"), True)

# What is asked.
answer("another purpose asked", FILE, "", asked(purpose="magazine"), True)
answer("another channel asked", FILE, OTHER, asked(channel="sms"), True)
answer("another address asked", FILE, "", asked(address="0" * 32), True)
answer("an earlier time asked", FILE, "", asked(at="2020-01-01T00:00:00.000Z"), True)
answer("fewer events asked", FILE, OTHER, size_of(7), True)
answer("more events asked than there are", FILE, "larger than the ledger", size_of(99))
answer("sizes that differ", FILE, "", asked(size=9))
answer("a lost journal asked", FILE, OTHER, asked(journal_lost=True), True)
answer("a suppression outside", FILE, "", asked(suppressions=[99]))
answer("a suppression that is none", FILE, "", asked(suppressions=[4]), True)
answer("another's suppression outside", FILE, "", asked(merged_suppressions=[{"event": 99, "recipient": "0" * 32}]))
answer("an erasure outside", FILE, "", asked(erased=99), True)

# What it rests on.
answer("consent not opened", FILE, OTHER, not_opened(7))
answer("holder not opened", FILE, "", not_opened(6), True)
answer("policy not opened", FILE, "cannot be decided", not_opened(3, "policy/3.json"), True)
answer("policy not opened, and there", "policy/3.json", "not opened", not_opened(3))
answer("national rows not opened", FILE, "", not_opened(0), True)
answer("consent turned into a withdrawal", FILE, "", recorded(7, lambda event: event.update(
    kind="consent_withdrawn", body={"channel": "email", "purpose": "newsletter"})), True)
answer("consent for another purpose", FILE, OTHER, recorded(7, lambda event: event["body"].update(
    purpose="magazine")), True)
answer("policy swapped", "policy/3.json", "not the policy", recorded(
    3, lambda event: event["body"]["policy"]["controller"].update(name="Iemand anders")))


def swap_policy(b):
    event = json.loads(b.m(3))
    event["body"]["policy"]["purposes"][0]["bases"] = ["contract"]
    b.write("policy/3.json", canonical(event["body"]["policy"]))
    b.record(3, event)


answer("policy swapped everywhere", FILE, "", swap_policy, True)

# The file.
answer("answer damaged", FILE, "", lambda b: b.write(FILE, b.read(FILE).replace(b"email", b"emaim", 1)))
answer("answer with white space", FILE, "", with_text(lambda t: t.replace(b":", b": ", 1)))
answer("answer without end", FILE, "newline", with_text(lambda t: t[:-1]))
answer("answer with another member", FILE, "", with_text(lambda t: t[:-2] + b',"x":1}\n'))
answer("answer without a question", FILE, "", with_text(lambda t: b'{"decision":{}}\n'))
answer("answer that is empty", FILE, "", with_text(lambda t: b""))
answer("answer that is absent", FILE, "", lambda b: os.remove(b.folder / FILE))
