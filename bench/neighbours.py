"""Other programs that let ShellCheck read the fences of Markdown, where they are installed."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from bench.measure import BIN, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.measure import Cost

_OWN = BIN.parent / "neighbours" / "bin"
"""Where `make bench` installs them."""
_LANGUAGES = ("bash", "sh", "shell", "console")
_RUMDL = "[code-block-tools]\nenabled = true\n[code-block-tools.languages]\n" + "".join(
    f'{language} = {{ lint = ["shellcheck"] }}\n' for language in _LANGUAGES
)


def neighbours(source: Path, work: Path) -> Iterator[tuple[str, Cost | str]]:
    """What each takes for all pages of a folder, or why that is not known.

    Args:
        source: The folder.
        work: An empty folder to work in.
    """
    work.mkdir()
    settings = work / "rumdl.toml"
    settings.write_text(_RUMDL)
    blocks = [word for language in _LANGUAGES for word in ("--language", language)]
    workers = ["--no-write-to-file", "--continue-on-error", "--document-workers", "0"]
    shellcheck = f"{BIN / 'shellcheck'} --shell=bash"
    commands: dict[str, list[str | Path]] = {
        "doccmd": [*blocks, *workers, "--no-pad-file", "--command", shellcheck, source],
        "rumdl": ["check", "--no-cache", "--only-code-block-tools", "--config", settings, source],
    }
    for name, words in commands.items():
        program = shutil.which(name, path=f"{_OWN}{os.pathsep}{os.environ['PATH']}")
        if program is None:
            yield name, "not installed"
            continue
        try:
            yield name, run([program, *words], {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"})
        except RuntimeError as error:
            yield name, str(error)
