# SPDX-License-Identifier: Apache-2.0
"""Threads run while a call is in the store, and a fork is noticed."""
from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Callable

import pytest

import lawful
from conftest import EMAIL, World, mailbox, person, policy


def test_another_thread_runs_while_a_call_is_in_the_store(world: World) -> None:
    """The callback cannot end before another Python thread has answered it, in the same call.

    Were the interpreter's lock held by the call, that thread could not start.
    """
    inside, answered = threading.Event(), threading.Event()
    decisions: list[lawful.Decision] = []

    def ask() -> None:
        inside.wait()
        decisions.append(world.ask())
        answered.set()

    thread = threading.Thread(target=ask)
    thread.start()

    def each(one: lawful.AddressDecision) -> None:
        inside.set()
        assert answered.wait(timeout=60)

    world.registry.screen(purpose="newsletter", channel=EMAIL, each=each)
    thread.join()
    assert [bool(decision) for decision in decisions] == [True]


def test_two_threads_make_progress_without_callbacks(world: World) -> None:
    """While one long screening runs in the store, this thread counts."""
    addresses = [f"somebody{i}@example.org" for i in range(20_000)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)  # nobody is asked to let go of the lock: who lets go does so by itself
    counted, seen = 0, []

    def screen() -> None:
        seen.append(counted)
        world.registry.screen(addresses, purpose="newsletter", channel=EMAIL)
        seen.append(counted)

    thread = threading.Thread(target=screen)
    try:
        thread.start()
        while thread.is_alive():
            counted += 1
            time.sleep(0.001)
    finally:
        sys.setswitchinterval(interval)
    thread.join()
    before, after = seen
    assert after - before > 2


def test_many_threads_use_one_registry(world: World) -> None:
    def work(number: int) -> bool:
        esra = person(world.registry, f"Person {number}")
        mailbox(world.registry, f"p{number}@example.org", esra)
        world.registry.record(esra, lawful.ConsentRefused(purpose="newsletter"))
        return bool(world.registry.may_send(f"p{number}@example.org", "newsletter", EMAIL)) or not world.ask()

    with ThreadPoolExecutor(8) as pool:
        assert not any(pool.map(work, range(40)))
    assert world.registry.check_store().faults == ()


def test_close_waits_for_what_is_under_way(file: Path, key: lawful.SecretKey) -> None:
    registry = lawful.Registry.create(file, key)
    registry.apply(policy())
    mailbox(registry, "a@example.org")

    def each(one: lawful.AddressDecision) -> None:
        registry.close()

    registry.screen(purpose="newsletter", channel=EMAIL, each=each)
    assert registry.closed


def in_child(work: Callable[[], str]) -> str:
    """What `work` gives, in a child made by os.fork."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, work().encode())
        except BaseException:
            os.write(write, traceback.format_exc().encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        answer = pipe.read()
    assert os.waitpid(child, 0)[1] == 0
    return answer


def refusal(call: Callable[[], object]) -> str:
    try:
        call()
    except lawful.ForkedError as error:
        return str(error)
    return "not refused"


pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")


def test_a_child_of_fork_is_refused(world: World, file: Path, key: lawful.SecretKey) -> None:
    wanted = "the registry was opened before fork(), and cannot be used in the child process"
    assert in_child(lambda: refusal(world.ask)).startswith(wanted)
    assert in_child(lambda: refusal(world.registry.close)).startswith(wanted)
    assert in_child(lambda: refusal(lambda: lawful.Registry.open(file, key))).startswith(wanted)
    assert in_child(lambda: refusal(lambda: lawful.Registry.open(file.parent / "." / file.name, key))).startswith(wanted)
    assert issubclass(lawful.ForkedError, lawful.Error)
    assert world.ask(), "the parent goes on"


def test_a_child_that_ends_harms_nothing(world: World) -> None:
    """It drops its inherited registry without closing the parent's file."""
    holder = [world.registry]

    def drop() -> str:
        import gc
        holder.clear()
        object.__setattr__(world, "registry", None)
        gc.collect()
        return "dropped"

    assert in_child(drop) == "dropped"
    person(world.registry)
    assert world.registry.check_store().faults == ()


def test_a_child_opens_what_its_parent_had_closed(file: Path, key: lawful.SecretKey) -> None:
    lawful.Registry.create(file, key).close()

    def size() -> str:
        with lawful.Registry.open(file, key) as registry:
            return str(registry.ledger_size())

    with lawful.Registry.open(file, key) as registry:
        expected = str(registry.ledger_size())
    assert in_child(size) == expected


def read_size(file: Path, raw: bytes) -> int:
    with lawful.Registry.open(file, lawful.SecretKey(raw)) as registry:
        return registry.ledger_size()


def test_a_spawned_process_opens_its_own(world: World, file: Path, key: lawful.SecretKey) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        assert pool.apply(read_size, (file, key.expose())) == world.registry.ledger_size()


LEFT_OPEN = """
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path
import lawful

def now():
    return datetime.now(timezone.utc)

registry = lawful.Registry.create(Path(sys.argv[1]), lawful.SecretKey.generate(), lawful.Options(clock=now))
again = lawful.Copies(registry)
print("left open")
"""


def test_a_registry_that_is_left_open_ends_with_the_program(file: Path) -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", LEFT_OPEN, str(file)], capture_output=True, text=True,
                          timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "left open\n", "")
