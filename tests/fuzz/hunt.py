"""Looks for texts that do harm, led by which lines of the package they reach.

Atheris, and libFuzzer in it, makes them from the pieces of `fragments`, and keeps those by which it came somewhere new.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
import traceback
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from importlib import import_module
from io import StringIO
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import runbook_site
from tests.fuzz.fragments import FRAGMENTS, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_SECONDS = 3.0
"""Of the processor, for one text: what takes longer is found too."""
_LONGEST = 4096
"""Bytes of a text. Longer ones cost time, and reach hardly another line."""
_OPTIONS = (f"-max_len={_LONGEST}", "-len_control=0", "-timeout=60", "-rss_limit_mb=3000", "-print_final_stats=1")


class TooSlowError(Exception):
    """A text that is read, and takes too long."""


@dataclass
class Hunt:
    """The search by one entry.

    Attributes:
        name: The entry.
        entry: What takes the bytes.
        folder: Where all is kept: `corpus`, `found` and `log`, each with a folder or a file for each entry.
        sizes: How many bytes the shortest text has by which something was found, by where that was.
    """

    name: str
    entry: Callable[[bytes], object]
    folder: Path
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def found(self) -> Path:
        """The folder of what was found."""
        return self.folder / "found" / self.name

    @property
    def log(self) -> Path:
        """What libFuzzer says."""
        return self.folder / "log" / self.name

    def run(self, atheris: Any, seconds: int) -> None:  # noqa: ANN401 - it has no types
        """Hunt in a process of its own, which ends with the time that it has or with a crash of its own."""
        corpus = self.folder / "corpus" / self.name
        for folder in (corpus, self.found, self.log.parent):
            folder.mkdir(parents=True, exist_ok=True)
        pieces = FRAGMENTS[self.name]
        for number, text in enumerate((*pieces, "".join(pieces))):
            (corpus / f"piece-{number}").write_bytes(text.encode()[:_LONGEST])
        words = self.folder / "words"
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS), encoding="ascii")
        options = (*_OPTIONS, f"-max_total_time={seconds}", f"-dict={words}", f"-artifact_prefix={self.found}/")
        child = os.fork()
        if child == 0:
            try:
                _to_file(self.log)
                atheris.Setup(["fuzz", *options, str(corpus)], self.try_text)
                atheris.Fuzz()
            finally:
                os._exit(3)  # it does not come back from there
        os.waitpid(child, 0)

    def try_text(self, data: bytes) -> None:
        """Let the entry read a text; keep it where that does harm and no shorter one did the same."""
        started = time.process_time()
        try:
            self.entry(data)
            if time.process_time() - started > _SECONDS:
                raise TooSlowError  # noqa: TRY301 - kept like any other harm
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            name = hashlib.sha256(_where(error).encode()).hexdigest()[:12]
            if len(data) < self.sizes.get(name, _LONGEST + 1):
                self.sizes[name] = len(data)
                (self.found / name).write_bytes(data)


def instrumented_entries(atheris: Any) -> Mapping[str, Callable[[bytes], object]]:  # noqa: ANN401 - it has no types
    """The entries, with a package that tells which of its lines are reached. It may not have been imported before."""
    with redirect_stderr(StringIO()), atheris.instrument_imports(include=["runbook_site"]):
        for module in walk_packages(runbook_site.__path__, "runbook_site."):
            if not module.name.startswith("runbook_site.mkdocs"):
                import_module(module.name)
        entries: Mapping[str, Callable[[bytes], object]] = import_module("tests.fuzz.entries").ENTRIES
    return entries


def _where(error: Exception) -> str:
    """What tells one defect from another: the kind of error, and the last lines of the package on the way to it.

    A rule that crashed is told by the traceback in the message.
    """
    frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    told = re.findall(r'File "([^"]+)", line (\d+)', str(error))
    frames += [f"{file}:{line}" for file, line in told]
    inside = [frame for frame in frames if "runbook_site" in frame]
    return " ".join((type(error).__name__, *(inside or frames)[-2:]))


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode()[:64])


def _to_file(path: Path) -> None:
    """Send what this process and libraries in it print to a file."""
    with path.open("wb") as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)
