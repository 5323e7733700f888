"""What one version of a tool accepts."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = Literal["none", "required", "optional"]
"""Whether an option takes a value. One that is optional is joined to its option: ``--color=always``, ``-i.bak``."""

Kind = Literal["", "integer", "number", "boolean", "duration", "json", "timestamp", "list", "command", "last"]
"""What a value has to be; empty where anything will do.

A ``list`` goes on over the words up to the next option, a ``command`` over those of another program up to ``;``, or to
a ``+`` behind ``{}``. Behind the ``last`` value all words are another program's: ``python3 -m NAME``.
"""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a command.

    Attributes:
        value: Whether it takes a value.
        choices: All values that it takes; empty where that is not known, or not a closed list.
        kind: What its value has to be.
        repeated: Whether it may be given more than once, each time with an effect.
        gone: Empty while it exists. Else since when it does not, and what to write: ``since 1.18; use -o yaml``.
    """

    value: Value = "none"
    choices: tuple[str, ...] = ()
    kind: Kind = ""
    repeated: bool = False
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """A tool, or one of its subcommands at any depth.

    Attributes:
        options: By every spelling, dashes included. ``-#`` stands for a number of any length: ``head -20``.
        commands: Its subcommands, by name and alias.
        operands: How many words that are no options it takes, at least and at most; ``None`` where the tool itself
            does not enforce a number.
        required: Of each group of spellings, one option has to be given.
        rest: Whether the words behind the first operand belong to another program.
        open: Whether there may be more subcommands than these (plugins, aliases), so that another one is no mistake.
        needs_command: Whether it does nothing without a subcommand.
        gone: As of an option.
        loose: Whether it has options that are not known, so that another one is no mistake.
    """

    options: Mapping[str, Option] = field(default_factory=lambda: MappingProxyType({}))
    commands: Mapping[str, Command] = field(default_factory=lambda: MappingProxyType({}))
    operands: tuple[int, int | None] | None = None
    required: tuple[tuple[str, ...], ...] = ()
    rest: bool = False
    open: bool = False
    needs_command: bool = False
    gone: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """How a tool reads its words.

    Attributes:
        long: What long options begin with. A tool of ``-`` takes ``--`` as well.
        short: Whether letters can be written together (``-abc``), and a value right behind its letter (``-ovalue``).
        abbreviations: Whether the beginning of a long option will do where it is the only one that begins so.
        anywhere: Whether options may stand behind operands, and those of the tool behind its subcommand.
        joined: What joins a long option with its value in one word; empty where that is not possible.
        negation: What switches any long option off that exists without it: ``--no-``; empty where that is not possible.
        bundle: Whether the first word may be letters of options without a dash: ``tar xzf``.
        underscores: Whether they stand for dashes inside of a long option: ``--max_old_space_size``.
    """

    long: Literal["--", "-"] = "--"
    short: bool = True
    abbreviations: bool = False
    anywhere: bool = True
    joined: str = "="
    negation: str = ""
    bundle: bool = False
    underscores: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """What one version of a tool accepts.

    Attributes:
        tool: The program's name.
        version: Of the tool: ``1.29.3``.
        origin: Where this was learnt, in a sentence that is shown: ``asked kubectl 1.29.3 itself``.
        style: How it reads its words.
        root: The tool called without a subcommand.
        globals: Options of every subcommand, by every spelling.
        complete: Whether there is nothing else, as whoever owns the tool says so. Help leaves out what is old.
    """

    tool: str
    version: str
    origin: str
    style: Style
    root: Command
    globals: Mapping[str, Option] = field(default_factory=lambda: MappingProxyType({}))
    complete: bool = False
