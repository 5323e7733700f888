"""`make fuzz`: look for texts that stop the tool, for as long as there is time."""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
import traceback
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.fragments import FRAGMENTS
from tests.fuzz.hunt import Hunt, instrumented_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOLDER = Path(".cache/fuzz")
_FOUND = 1
_FAILED = 2


def main(arguments: Sequence[str]) -> int:
    """Hunt, or read one file again; 1 where something was found, 2 where the hunt cannot begin."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long in all")
    parser.add_argument("--entry", choices=sorted(FRAGMENTS), action="append", help="by which entries, if not by all")
    parser.add_argument("--replay", type=Path, help="read this file again, by the entry that its folder is named after")
    options = parser.parse_args(arguments)
    if options.replay:
        return _replay(options.replay)
    if find_spec("atheris") is None or not hasattr(os, "fork"):
        _say("atheris is not installed: there is none for this system or this version of Python; nothing was looked at")
        return _FAILED
    return _hunt(options.entry or list(FRAGMENTS), options.seconds)


def _hunt(names: Sequence[str], seconds: int) -> int:
    atheris = import_module("atheris")
    _say("reading the package, so that it tells which of its lines are reached")
    entries = instrumented_entries(atheris)
    harmful = 0
    for name in names:
        hunt = Hunt(name, entries[name], _FOLDER)
        begun = time.time()
        hunt.run(atheris, max(1, seconds // len(names)))
        ended = re.search(r"^Done (\d+) runs", hunt.log.read_text(encoding="utf-8", errors="replace"), re.MULTILINE)
        found = [path for path in sorted(hunt.found.iterdir()) if path.stat().st_mtime >= begun]
        harmful += len(found) + (ended is None)
        _say(f"{name}: {ended[1] if ended else 'an unknown number of'} texts, {len(found) or 'nothing'} found")
        if ended is None:
            _say(f"  it ended before its time; see {hunt.log}")
        for path in found:
            _say(f"  make fuzz REPLAY={path}")
    if harmful:
        _say("mend what you find, and keep its text: copy the file to tests/fuzz/saved, into the folder of its entry")
    return _FOUND if harmful else 0


def _replay(file: Path) -> int:
    name = file.resolve().parent.name
    if name not in FRAGMENTS or not file.is_file():
        _say(f"'{file}' is no file in a folder that is named like an entry: {', '.join(FRAGMENTS)}")
        return _FAILED
    data = file.read_bytes()
    begun = time.process_time()
    try:
        import_module("tests.fuzz.entries").ENTRIES[name](data)
    except Exception:  # noqa: BLE001 - it is what the file is there for
        _say(traceback.format_exc())
        return _FOUND
    _say(f"{name} reads {len(data)} bytes in {time.process_time() - begun:.2f} seconds, and nothing is wrong")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
