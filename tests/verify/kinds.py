# SPDX-License-Identifier: Apache-2.0
"""Every way in which a bundle can be broken: KINDS is {name: (golden bundle, break it, where, what)}.
Both verifiers must name `where`; lawful-verify must say `what`. DECIDED: those that only deciding
again can find, which the Python verifier does not do, and says so."""
from bundle import b64

KINDS = {}
DECIDED = set()
ZERO = b64(bytes(32))


def broken(where, what, of="full", name=None):
    def register(action):
        KINDS[name or action.__name__.strip("_")] = (of, action, where, what)
        return action
    return register


def kind(name, where, what, action, of="full"):
    assert name not in KINDS, name
    KINDS[name] = (of, action, where, what)


def flip(data, at=0):
    at %= len(data)
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
