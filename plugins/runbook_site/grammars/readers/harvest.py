"""Make a grammar of any tool that is installed."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from runbook_site.grammars.grammar import Command, Grammar, Style
from runbook_site.grammars.readers.command_lines import read_commands
from runbook_site.grammars.readers.execute import Asker
from runbook_site.grammars.readers.option_lines import options_of, read_options
from runbook_site.grammars.readers.tree import HelpTree, read_tree
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERSION = re.compile(r"(?<![\w.])v?(\d+(?:\.\d+)+)")
_COBRA = re.compile(r"Use \"[^\"]* \[command\] --help\"|Run '[^']* COMMAND --help'|^Available Commands:", re.MULTILINE)
_PYTHON = re.compile(r"show this (?:help )?message and exit", re.IGNORECASE)


def harvest(program: str, version: str | None = None) -> Grammar:
    """Ask an installed tool what it accepts, by ``--help`` and ``--version`` alone.

    Subcommands are asked too where the help is of a kind that answers ``--help`` everywhere: cobra's, click's and
    argparse's.

    Raises:
        RunbookSiteError: It is not installed, or its help lists no options and no commands.
    """
    if shutil.which(program) is None:
        message = f"'{program}' is not installed here, or not in the PATH"
        raise RunbookSiteError(message)
    asker = Asker(program)
    text = asker.ask("--help")
    tool = program.rsplit("/", 1)[-1]
    root = _root(asker, text)
    if not root.commands and len(root.options) <= len(("-h", "--help")):
        message = f"'{program} --help' lists no options and no commands that can be read"
        raise RunbookSiteError(message)
    found = version or version_of(asker.ask("--version")) or "0"
    return Grammar(tool, found, f"learnt from the help of {tool} {found}", _style(text), root)


def version_of(text: str) -> str | None:
    """The first version number in what a tool says of itself."""
    match = _VERSION.search(text)
    return match[1].rstrip(".") if match else None


def calls_of(program: str) -> Iterator[str]:
    """The kinds of calls that `harvest` makes, for saying so before."""
    yield f"{program} --help"
    yield f"{program} --version"
    yield f"{program} SUBCOMMAND --help, for each subcommand, where the help is of cobra, click or argparse"


def _root(asker: Asker, text: str) -> Command:
    if _COBRA.search(text) or _PYTHON.search(text):
        return read_tree(asker, HelpTree(open=True))
    listed = {name: Command(loose=True) for names in read_commands(text) for name in names}
    return Command(options=options_of(read_options(text)), commands=listed, open=True)


def _style(text: str) -> Style:
    if _COBRA.search(text):
        return Style()
    if _PYTHON.search(text) and "Options:" not in text:
        return Style(abbreviations=True)  # argparse takes the beginning of an option
    return Style() if _PYTHON.search(text) else Style(abbreviations=True)
