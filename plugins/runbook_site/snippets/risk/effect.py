"""What a tool's verbs and options do, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runbook_site.model.command import Risk
    from runbook_site.snippets.invocation import Invocation


@dataclass(frozen=True, slots=True)
class Effect:
    """What running does.

    Attributes:
        risk: How bad that is.
        does: What it does, as the end of a sentence that begins with the command: ``deletes every key``.
            Empty for ``read``.
    """

    risk: Risk
    does: str = ""


READ = Effect("read")
UNKNOWN = Effect("unknown", "is not known to this tool")
SHELL = Effect("unknown", "opens a shell or a session")
CODE = Effect("unknown", "runs code that does not stand here")


@dataclass(frozen=True)
class Tool:
    """A tool.

    Attributes:
        verbs: Its subcommands, words joined by spaces, with what they do. The longest one that fits holds.
        default: What it does with any other subcommand.
        alone: What it does with no operands at all, where that is not ``default``.
        options: Options that make it worse, by name: long ones, and short ones of one letter, which are also
            found in a cluster (``-rf``). ``verb --option`` holds for that verb alone.
        harmless: Options with which it changes nothing, whatever else is said.
        judge: A function for tools whose words alone do not tell; its answer, where it has one, holds.
    """

    verbs: Mapping[str, Effect] = field(default_factory=dict)
    default: Effect = UNKNOWN
    alone: Effect | None = None
    options: Mapping[str, Effect] = field(default_factory=dict)
    harmless: frozenset[str] = frozenset({"--help", "--version"})
    judge: Callable[[Invocation], Effect | None] | None = None


def reads(verbs: str) -> dict[str, Effect]:
    """Verbs that change nothing, separated by commas or line breaks."""
    return dict.fromkeys(_names(verbs), READ)


def changes(verbs: str, does: str) -> dict[str, Effect]:
    """Verbs with an effect that can be undone."""
    return dict.fromkeys(_names(verbs), Effect("change", does))


def destroys(verbs: str, does: str) -> dict[str, Effect]:
    """Verbs with an effect that cannot be undone."""
    return dict.fromkeys(_names(verbs), Effect("destructive", does))


def unknown(verbs: str, does: str) -> dict[str, Effect]:
    """Verbs of which the words do not tell what they do."""
    return dict.fromkeys(_names(verbs), Effect("unknown", does))


def same(names: str, tool: Tool) -> dict[str, Tool]:
    """Several tools with one table."""
    return dict.fromkeys(_names(names), tool)


def readers(names: str) -> dict[str, Tool]:
    """Tools that only read, whatever their words are."""
    return same(names, Tool(default=READ))


def changers(names: str, does: str) -> dict[str, Tool]:
    """Tools that change something that can be undone, whatever their words are."""
    return same(names, Tool(default=Effect("change", does)))


def destroyers(names: str, does: str) -> dict[str, Tool]:
    """Tools whose effect cannot be undone, whatever their words are."""
    return same(names, Tool(default=Effect("destructive", does)))


def by_word(verbs: Mapping[str, Effect]) -> Callable[[Invocation], Effect | None]:
    """A judge for tools whose verb may stand anywhere: the first operand that is one decides."""

    def judge(invocation: Invocation) -> Effect | None:
        return next((verbs[word] for word in operands(invocation) if word in verbs), None)

    return judge


def _names(text: str) -> list[str]:
    return [name.strip() for line in text.split("\n") for name in line.split(",") if name.strip()]


def operands(invocation: Invocation) -> tuple[str, ...]:
    """Its words behind the program that are no options, as the shell passes them on, or as written."""
    return tuple(text for text in texts(invocation)[1:] if not text.startswith("-") or text == "-")


def texts(invocation: Invocation) -> tuple[str, ...]:
    """Its words as the shell passes them on; as written, where that is not certain."""
    return tuple(word.value if word.value is not None else word.text for word in invocation.argv)


def has_option(invocation: Invocation, *names: str) -> bool:
    """Whether one of the options is given: ``--long``, ``--long=x``, ``-s``, or ``s`` in a cluster (``-rs``)."""
    return any(_is_option(text, name) for text in texts(invocation)[1:] for name in names)


def _is_option(text: str, name: str) -> bool:
    if text == name or text.startswith(f"{name}="):
        return True
    cluster = len(name) == 2 and name[0] == "-" and name[1] != "-"  # noqa: PLR2004 - a dash and a letter
    return cluster and text[:1] == "-" and text[1:2].isalpha() and name[1] in text[1:] and text[1:].isalnum()


def option_value(invocation: Invocation, *names: str) -> str | None:
    """The value of an option, in one word or two; ``None`` where it is not given."""
    words = texts(invocation)
    for index, text in enumerate(words):
        for name in names:
            if text == name and index + 1 < len(words):
                return words[index + 1]
            if text.startswith(f"{name}="):
                return text[len(name) + 1 :]
            if len(name) == 2 and text.startswith(name) and len(text) > 2 and not text.startswith("--"):  # noqa: PLR2004
                return text[2:]
    return None
