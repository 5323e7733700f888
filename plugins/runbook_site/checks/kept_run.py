"""A whole run, kept for as long as everything that it was made from stays the same."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from runbook_site.checks.cache import Cache
from runbook_site.sources import disk

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_RUNS = 8
_MAKER = "run 1"


class Run(NamedTuple):
    """What a run said.

    Attributes:
        text: Its report; no credential is in it.
        exit_code: How it ended.
    """

    text: str
    exit_code: int


class KeptRuns:
    """The last runs in a folder.

    Args:
        file: Where they are kept; with ``None`` nothing is.
        asked_for: Everything that the caller chose: paths, the day, the form of the report …
    """

    def __init__(self, file: Path | None, asked_for: Mapping[str, object]) -> None:
        """Read what is there."""
        # Of each run, two entries: what the disk was asked, and by the answers to that, what was said.
        self._cache = Cache(file, 2 * MOST_RUNS)
        self._key = _key(asked_for)

    def find(self) -> Run | None:
        """What a former run said that was asked for the same, and would say again; else ``None``."""
        questions = self._cache.get(_MAKER, self._key)
        if not isinstance(questions, list):
            return None
        answers = disk.answers((name, path) for name, path in questions)
        found = self._cache.get(_MAKER, _with_answers(self._key, answers))
        return Run(found["text"], found["exit_code"]) if isinstance(found, dict) else None

    def keep(self, answers: Mapping[disk.Question, str], run: Run) -> None:
        """Keep what a run said.

        Args:
            answers: What the disk was asked meanwhile, with digests of the answers.
            run: What it said.
        """
        self._cache.put(_MAKER, self._key, [[name, path] for name, path in answers])
        self._cache.put(_MAKER, _with_answers(self._key, answers), run._asdict())
        self._cache.save()


def _key(asked_for: Mapping[str, object]) -> str:
    """What was asked for, and where: by which Python with which package, with which programs at hand."""
    bash = shutil.which("bash")
    programs = [os.environ.get("PATH", ""), bash, bash and Path(bash).stat().st_mtime_ns, sys.executable, sys.version]
    place = [str(Path.cwd()), *programs, *_package()]
    return json.dumps([place, {name: repr(value) for name, value in asked_for.items()}])


def _package() -> list[str]:
    """The modules and the data of this package, each with its size and time: whoever works on it is told the truth."""
    from runbook_site import __path__ as folders  # noqa: PLC0415

    found: list[str] = []
    waiting = [*folders]
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir():
                    waiting += [] if entry.name == "__pycache__" else [entry.path]
                else:
                    status = entry.stat()
                    found.append(f"{entry.path} {status.st_size} {status.st_mtime_ns}")
    return found


def _with_answers(key: str, answers: Mapping[disk.Question, str]) -> str:
    return json.dumps([key, sorted((*question, answer) for question, answer in answers.items())])
