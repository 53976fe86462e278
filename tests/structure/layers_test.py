# SPDX-License-Identifier: Apache-2.0
"""Reads the source tree and fails when its structure is broken.

    python3 layers_test.py [ROOT]

Layers include only what the table below allows; every file has its SPDX line, at most 400 lines and
no `using namespace`; include/lawful stays flat and small; no file names a place of one machine.
"""
import os
import re
import subprocess
import sys
from pathlib import Path

MAX_LINES = 400
MAX_PUBLIC_HEADERS = 19

# What a layer may include, itself among it.
LAYERS = {
    "base": {"base"},
    "model": {"base", "model"},
    "rules": {"base", "model", "rules"},
    "contact": {"base", "model", "contact"},
    "crypto": {"base", "crypto"},
    "ledger": {"base", "crypto", "ledger"},
    "store": {"base", "model", "crypto", "store"},
    "exchange": {"base", "model", "rules", "ledger", "crypto", "exchange"},
    "registry": {"base", "model", "rules", "contact", "crypto", "ledger", "store", "exchange",
                 "verify", "registry"},
    # The auditor's program: no SQLite, no phone library.
    "verify": {"base", "model", "rules", "crypto", "ledger", "exchange", "verify"},
}

# Of crypto, these two see digest, MAC and signature only.
CRYPTO_FOR_PROOFS = {"crypto/digest.hpp", "crypto/mac.hpp", "crypto/ed25519.hpp"}
PROOFS = {"ledger", "exchange"}

# The layer that implements a public header, and so the lowest that may include it.
PUBLIC = {
    "error": "base", "id": "base", "time": "base", "random": "base",
    "secret": "crypto",
    "terms": "model", "policy": "model", "events": "model", "registry_events": "model", "records": "model", "decision": "model",
    "erasure": "model",
    "rights": "model",  # its events; what else it declares, rules and registry implement
    "import": "exchange",
    "audit": "verify",
    "registry": "registry", "copies": "registry", "json": "registry", "lawful": "registry",
}
# Files at the border are read into, and rendered from, public records.
PUBLIC_EXTRA = {"exchange": {"registry", "json", "audit"}, "verify": {"json"}}

# Third-party headers, and who may touch them.
THIRD_PARTY = [
    (r"date/", {"base"}),
    (r"sodium\.h", {"crypto"}),
    (r"idn2\.h|uni(str|norm|ctype|case|types|conv)\.h|phonenumbers/", {"contact"}),
    (r"openssl/", {"crypto"}),
    (r"SQLiteCpp/|sqlite3\.h", {"store"}),
    (r"nlohmann/|toml\+\+/|csv\.h", {"exchange"}),
    (r"CLI/", {"tools"}),
    (r"curl/", {"examples"}),
    (r"pybind11/", {"bindings"}),
    (r"unistd\.h|fcntl\.h|sys/|arpa/|signal\.h|termios\.h|poll\.h|pthread\.h",
     {"contact", "crypto", "store", "exchange", "tools", "bindings", "examples"}),
]
FMT = re.compile(r"fmt/")
STANDARD = re.compile(r"[a-z_0-9]+")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
USING_NAMESPACE = re.compile(r"^using\s+namespace\b", re.MULTILINE)
USING_NAMESPACE_ANYWHERE = re.compile(r"^\s*using\s+namespace\b", re.MULTILINE)

SOURCE = {".cpp", ".hpp", ".h", ".py", ".pyi", ".sh", ".cmake"}
# In pieces, or this file would be its own finding.
PRIVATE = re.compile("|".join(["/wor" r"k/", "/roo" r"t/", r"/home/\w", r"/Users/\w",
                               r"\bfar" r"m-[a-z]"]))


def files_of(root):
    """Tracked files and those that would be; everything but builds where there is no git."""
    if (root / ".git").exists():
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z", "--cached",
             "--others", "--exclude-standard"],
            capture_output=True, check=True, text=True).stdout.split("\0")
        return sorted(root / name for name in listed if name and (root / name).is_file())
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [f for f in folders if not f.startswith(("build", ".git", "__pycache__"))]
        found += [Path(folder) / name for name in names]
    return sorted(found)


def layer_of(path):
    """The layer, or the outer folder, that a source file belongs to; None for tests and the like."""
    parts = path.parts
    if parts[0] == "lib" and len(parts) > 2:
        return parts[1]
    if parts[:2] == ("tools", "verify"):
        return "verify"
    if parts[0] in ("tools", "examples", "bindings"):
        return parts[0]
    return None


def check_angled(path, layer, header):
    if header.startswith("lawful/"):
        name = header[len("lawful/"):].removesuffix(".hpp")
        home = PUBLIC.get(name)
        if home is None:
            yield f"<{header}> has no layer in the table of {Path(__file__).name}"
        elif layer in LAYERS and home not in LAYERS[layer] \
                and name not in PUBLIC_EXTRA.get(layer, ()):
            yield f"{layer} may not include <{header}>, which belongs to {home}"
        return
    if FMT.match(header):
        if path.suffix != ".cpp":
            yield f"<{header}> belongs in a .cpp"
        return
    if STANDARD.fullmatch(header):
        return
    for pattern, owners in THIRD_PARTY:
        if re.match(pattern, header):
            if layer not in owners and not (layer == "verify" and "tools" in owners):
                yield f"{layer} may not touch <{header}>; only {', '.join(sorted(owners))} may"
            return
    yield f"<{header}> is not in the table of third-party headers"


def check_quoted(root, path, layer, header):
    if layer not in LAYERS or (layer == "verify" and "/" not in header):
        outer = (root / path.parts[0]).resolve()
        candidates = [(root / path).parent / header, outer / header]
        if not any(c.is_file() and outer in c.resolve().parents for c in candidates):
            yield f'"{header}" is not of {path.parts[0]}/, which sees only <lawful/...>'
        return
    below = header.split("/")[0]
    if "/" not in header or below not in LAYERS:
        yield f'"{header}": write it relative to lib/'
    elif below not in LAYERS[layer]:
        yield f'{layer} may not include "{header}"'
    elif layer in PROOFS and below == "crypto" and header not in CRYPTO_FOR_PROOFS:
        yield f'{layer} may use digest, MAC and signature of crypto, not "{header}"'
    elif layer != "verify" and not (root / "lib" / header).is_file():
        yield f'"{header}" is no file of lib/'


def check_includes(root, path, text):
    layer = layer_of(path)
    if layer is None:
        return
    if path.parts[0] == "lib" and layer not in LAYERS:
        yield f"lib/{layer} is no layer"
        return
    for bracket, header in INCLUDE.findall(text):
        if bracket == "<":
            yield from check_angled(path, layer, header)
        else:
            yield from check_quoted(root, path, layer, header)


def check_public_header(path, text):
    home = PUBLIC.get(path.stem)
    if len(path.parts) != 3 or path.suffix != ".hpp":
        yield "include/lawful is flat and holds .hpp only"
        return
    if home is None:
        yield f"has no layer in the table of {Path(__file__).name}"
        return
    for bracket, header in INCLUDE.findall(text):
        if bracket == '"':
            yield f'"{header}": a public header includes <lawful/...>'
        elif header.startswith("lawful/"):
            yield from check_angled(path, home, header)
        elif not STANDARD.fullmatch(header):
            yield f"<{header}>: no dependency appears in a public header"


def check_form(path, text):
    lines = text.splitlines()
    shebang = bool(lines) and lines[0].startswith("#!")
    if path.suffix in SOURCE or path.name == "CMakeLists.txt" or shebang:
        if "SPDX-License-Identifier: Apache-2.0" not in "\n".join(lines[: 2 if shebang else 1]):
            yield "no SPDX line at its head"
        if len(lines) > MAX_LINES:
            yield f"{len(lines)} lines, {MAX_LINES} at most: split it by idea"
    # A test program is one file's own world: there it may open the namespace it tests.
    in_test = path.parts and "tests" in path.parts
    if path.suffix == ".cpp" and not in_test and USING_NAMESPACE.search(text):
        yield "`using namespace` at namespace level"
    if path.suffix in (".hpp", ".h") and USING_NAMESPACE_ANYWHERE.search(text):
        yield "`using namespace` in a header"
    for number, line in enumerate(lines, 1):
        if PRIVATE.search(line):
            yield f"line {number} names a place of one machine"


def problems(root):
    """Every fault of the tree at `root`, as `path: what`."""
    root = Path(root).resolve()
    public = 0
    for file in files_of(root):
        path = file.relative_to(root)
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # data, in another encoding on purpose
        found = list(check_form(path, text))
        if path.suffix in (".cpp", ".hpp", ".h"):
            found += check_includes(root, path, text)
        if path.parts[0] == "include":
            public += 1
            found += check_public_header(path, text)
        for what in found:
            yield f"{path}: {what}"
    if public > MAX_PUBLIC_HEADERS:
        yield f"include/lawful: {public} headers, {MAX_PUBLIC_HEADERS} at most"


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2]
    found = list(problems(root))
    print("\n".join(found) if found else f"{root.resolve().name}: the structure holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
