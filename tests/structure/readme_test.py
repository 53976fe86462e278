# SPDX-License-Identifier: Apache-2.0
"""README.md is true: its C++ is examples/readme.cpp, which is short, and links lead to files.

    python3 readme_test.py [ROOT]
"""
import re
import sys
from pathlib import Path

MOST_LINES = 39
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def without_head(source):
    """A source file without the comment it begins with."""
    lines = source.splitlines()
    while lines and (lines[0].startswith("//") or not lines[0].strip()):
        lines.pop(0)
    return "\n".join(lines).rstrip()


def example_faults(root):
    blocks = re.findall(r"^```cpp\n(.*?)^```$", (root / "README.md").read_text(encoding="utf-8"),
                        re.DOTALL | re.MULTILINE)
    if len(blocks) != 1:
        yield f"README.md: want one block of C++, found {len(blocks)}"
        return
    source = (root / "examples/readme.cpp").read_text(encoding="utf-8")
    if len(source.splitlines()) > MOST_LINES:
        yield f"examples/readme.cpp: more than {MOST_LINES} lines"
    shown, real = blocks[0].rstrip().splitlines(), without_head(source).splitlines()
    for number, (here, there) in enumerate(zip(shown, real), 1):
        if here != there:
            yield f"README.md: line {number} of its C++ is not that of examples/readme.cpp"
            return
    if len(shown) != len(real):
        yield f"README.md: {len(shown)} lines of C++, examples/readme.cpp has {len(real)}"


def link_faults(root):
    for page in sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")]):
        for link in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
            if ":" not in link and not (page.parent / link).exists():
                yield f"{page.relative_to(root)}: nothing at {link}"


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    faults = [*example_faults(root), *link_faults(root)]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
