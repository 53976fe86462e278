# SPDX-License-Identifier: Apache-2.0
"""`python -m lawful` is the command-line tool: the process becomes the program in this package."""
from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn


def main() -> NoReturn:
    """Runs `lawful` with the arguments of this process."""
    program = str(Path(__file__).with_name("lawful"))
    os.execv(program, [program, *sys.argv[1:]])


if __name__ == "__main__":
    main()
