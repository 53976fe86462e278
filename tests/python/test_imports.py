# SPDX-License-Identifier: Apache-2.0
"""lawful and the standard library share one libsqlite3 and one libcrypto, whoever comes first."""
from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from itertools import permutations
from pathlib import Path

import pytest

import lawful
from lawful import _core

BOTH_AT_ONCE = """
import hashlib, os, tempfile
from pathlib import Path
folder = Path(tempfile.mkdtemp())
key = lawful.SecretKey.generate()
with lawful.Registry.create(folder / "a.lawful", key) as registry:
    plain = sqlite3.connect(folder / "b.sqlite")
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("CREATE TABLE t (x)")
    for i in range(20):
        registry.add(lawful.Organisation(name=f"O{i}"))
        plain.execute("INSERT INTO t VALUES (?)", (i,))
        plain.commit()
    assert plain.execute("SELECT count(*) FROM t").fetchone() == (20,)
    assert registry.check_store().faults == ()
    try:
        sqlite3.connect(folder / "a.lawful").execute("SELECT * FROM sqlite_master")
    except sqlite3.DatabaseError as error:
        print("sealed:", error)
context = ssl.create_default_context()
token = Fernet(Fernet.generate_key())
assert token.decrypt(token.encrypt(b"x")) == b"x"
assert hashlib.sha256(b"").hexdigest().startswith("e3b0c442")
maps = Path("/proc/self/maps").read_text()
for name in ("libsqlite3", "libcrypto.so"):
    found = {line.split()[-1] for line in maps.splitlines() if name in line}
    assert len(found) == 1, (name, found)
print("done")
"""
IMPORTS = {"lawful": "import lawful", "sqlite3": "import sqlite3", "ssl": "import ssl",
           "cryptography": "from cryptography.fernet import Fernet"}


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-W", "error", *arguments, "-c", code], capture_output=True, text=True,
                          cwd=os.sep, timeout=120)


@pytest.mark.parametrize("order", [
    ("lawful", "sqlite3", "ssl", "cryptography"), ("sqlite3", "ssl", "cryptography", "lawful"),
    ("ssl", "lawful", "cryptography", "sqlite3"), ("cryptography", "lawful", "sqlite3", "ssl"),
], ids="-".join)
def test_any_order_of_imports_works_on_one_library(order: tuple[str, ...]) -> None:
    done = run("\n".join(IMPORTS[name] for name in order) + BOTH_AT_ONCE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["sealed: file is not a database", "done"]


def test_each_before_and_after_is_tested() -> None:
    marker = next(m for m in test_any_order_of_imports_works_on_one_library.pytestmark if m.name == "parametrize")
    orders = marker.args[1]
    for one in ("sqlite3", "ssl", "cryptography"):
        assert {order.index("lawful") < order.index(one) for order in orders} == {True, False}
    assert all(order in permutations(IMPORTS) for order in orders)


def test_importing_lawful_needs_nothing_but_the_standard_library() -> None:
    done = run("import sys, lawful; print(sorted({m.partition('.')[0] for m in sys.modules} & "
               "{'numpy', 'pandas', 'django', 'pyarrow', 'typing_extensions', 'inspect'}))", "-I")
    assert done.stdout.strip() == "[]", done


def test_the_tests_see_the_installed_wheel() -> None:
    assert sys.prefix in str(Path(lawful.__file__).resolve()) or "site-packages" in lawful.__file__
    assert Path(_core.__file__).parent == Path(lawful.__file__).parent


def test_symbols_are_hidden() -> None:
    listed = subprocess.run(["nm", "--dynamic", "--defined-only", "--format=just-symbols", _core.__file__],
                            capture_output=True, text=True, check=True).stdout.split()
    assert listed == ["PyInit__core"]


def test_the_module_links_the_systems_libraries_and_carries_none() -> None:
    needed = subprocess.run(["readelf", "--dynamic", "--wide", _core.__file__], capture_output=True, text=True,
                            check=True).stdout
    assert "[libsqlite3.so.0]" in needed and "[libcrypto.so.3]" in needed
    assert "RPATH" not in needed and "RUNPATH" not in needed


@pytest.mark.skipif("LAWFUL_WHEEL" not in os.environ, reason="script/test-python says which wheel it is")
def test_the_wheel_holds_the_package_and_nothing_else() -> None:
    with zipfile.ZipFile(os.environ["LAWFUL_WHEEL"]) as wheel:
        names = [name for name in wheel.namelist() if ".dist-info/" not in name]
        program = wheel.getinfo("lawful/lawful")
    assert program.external_attr >> 16 & 0o111
    assert {"lawful/__init__.py", "lawful/_core.pyi", "lawful/py.typed", "lawful/contrib/smtp.py"} <= set(names)
    assert [name for name in names if name.endswith(".so")] == [f"lawful/{Path(_core.__file__).name}"]
    assert all(name.startswith("lawful/") for name in names)
    assert not [name for name in names if name.endswith((".cpp", ".hpp", ".a", ".pyc"))]


def test_versions_agree() -> None:
    from importlib.metadata import version

    assert version("lawful") == lawful.__version__ == _core.__version__
