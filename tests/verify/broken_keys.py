# SPDX-License-Identifier: Apache-2.0
"""Bundles whose line of signing keys is broken: key 7 is announced by event 8, key 8 by event 11."""
import json

import ed25519
from bundle import ORIGIN, SEED, b64, note, verifier_key
from kinds import broken, kind

SECOND = bytes([8] * 32)
STRANGER = bytes([9] * 32)


def signature(key, seed=SEED):
    return b64(ed25519.sign(seed, f"lawful-signing-key/v1\n{key}\n".encode()))


def announce(b, index, **body):
    event = json.loads(b.m(index))
    subject = "registry:" + "0" * 31 + "1"
    b.record(index, {**event, "body": body, "kind": "signing_key_announced", "subject": subject})


def succession(b, signer=SECOND, known=SEED, **second):
    """Key 8 takes the place of 7, and `signer` signs; the auditor knows key `known`."""
    b.seed = signer
    announce(b, 8, key=verifier_key(SEED))
    fresh = verifier_key(SECOND)
    body = {"key": fresh, "signature": signature(fresh), **second}
    announce(b, 11, **{name: value for name, value in body.items() if value is not None})
    b.set_manifest(verifier_key=verifier_key(signer))
    b.keys = [verifier_key(known)] if known else []


def with_second(known=SEED, **second):
    return lambda b: succession(b, known=known, **second)


NEW = verifier_key(SECOND)
OTHER_NAME = verifier_key(SECOND, "example.org/other")
LAST = "announced last"
for _name, _second in (("not signed", {"signature": None}),
                       ("signed by itself", {"signature": signature(NEW, SECOND)}),
                       ("signed by a stranger", {"signature": signature(NEW, STRANGER)}),
                       ("with the signature of another key", {"signature": signature(verifier_key(STRANGER))}),
                       ("of another name", {"key": OTHER_NAME, "signature": signature(OTHER_NAME)})):
    kind(f"new key {_name}", "event 11", "did not sign", with_second(**_second))
    kind(f"new key {_name}, no key known", "event 11", "did not sign", with_second(None, **_second))
kind("new key that is none", "event 11", "verifier key", with_second(key="me"))
kind("new key with a signature that is none", "event 11", "base64", with_second(signature="me"))
kind("checkpoint of a retired key", "checkpoint", LAST, lambda b: succession(b, SEED))
kind("checkpoint of a retired key, no key known", "checkpoint", LAST, lambda b: succession(b, SEED, None))
kind("manifest of a retired key, no key known", "checkpoint", "no known key", lambda b: (
    succession(b, known=None), b.set_manifest(verifier_key=verifier_key(SEED))))
kind("checkpoint of a key never announced", "checkpoint", "no known key", lambda b: succession(b, STRANGER))
kind("checkpoint of a stranger whom the auditor knows", "checkpoint", LAST,
     lambda b: succession(b, STRANGER, STRANGER))
kind("no way from the known key", "checkpoint", "no known key", lambda b: succession(b, known=STRANGER))


@broken("event 11", "missing")
def announcement_removed(b):
    succession(b)
    b.events = [event for event in b.events if event["index"] != 11]
    b.write_events()


@broken("checkpoint", "no known key")
def announcement_that_is_none(b):
    succession(b)
    b.record(11, {**json.loads(b.m(11)), "body": {}, "kind": "informed"})


@broken("event 11", "did not sign")
def keys_announced_in_another_order(b):
    succession(b)
    announce(b, 8, key=NEW, signature=signature(NEW))
    announce(b, 11, key=verifier_key(SEED))


@broken("event 11", "did not sign")
def key_signed_by_one_retired(b):
    third = verifier_key(STRANGER)
    succession(b, STRANGER)
    announce(b, 9, key=NEW, signature=signature(NEW))
    announce(b, 11, key=third, signature=signature(third))


@broken("checkpoint", "a signature of a known key is wrong")
def checkpoint_signed_by_both_wrongly(b):
    succession(b)
    text = b.read("checkpoint").decode()
    b.write("checkpoint", text + note(f"{ORIGIN}\n1\n", seed=SEED).split("\n\n")[1])
    b.relist()
