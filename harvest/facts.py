"""What no help text tells, written down from the tools' documentation.

A file of facts has a paragraph for each command: its words and the other names of the last one at the left (``vercel
list | ls``), and below it, indented, lines as a help text has them (``-y, --yes``, ``--limit <n>``) and these:

- ``operands 1 2``, ``operands 1 -``: how many words that are no options it takes
- ``requires --image --from``: one of these has to be given
- ``rest``: the words behind its first operand are another program's
- ``last -c -m``: options behind whose value the words are another program's
- ``open``, ``loose``, ``needs``: as the flags of `Command`
- ``gone --export since 1.18; use -o yaml``, ``gone since 3.0``: an option, or the command itself, that is no more
- ``drop --name``: it is listed, and not taken
- ``command -exec -ok``: options whose values are another program's command, up to ``;``, or to a ``+`` behind ``{}``
- ``word --debug-trace=all``: an option that is written exactly so, whatever its characters mean elsewhere
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from runbook_site.grammars.grammar import Command, Option
from runbook_site.grammars.readers.option_lines import options_of, read_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def with_facts(root: Command, text: str, *, whole: bool = False) -> Command:
    """A tool's commands with what a file of facts says added, in place of what was there.

    Args:
        root: The tool.
        text: The file.
        whole: Whether the file says all there is. Else a command that the tool itself did not tell of has options that
            the file does not know.
    """
    for path, names, lines in _paragraphs(text):
        root = _changed(root, path, (names, lines), Command(loose=not whole))
    return root


def _paragraphs(text: str) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """The words of each command without the tool, the other names of the last, and the lines below."""
    head: str | None = None
    lines: list[str] = []
    for line in (*text.splitlines(), ""):
        if line.startswith("#"):
            continue
        if line.startswith(" "):
            lines.append(line)
            continue
        if head is not None:
            first, *others = head.split(" | ")
            yield first.split()[1:], [other.strip() for other in others], lines
            head, lines = None, []
        head = line or None


def _changed(command: Command, path: Sequence[str], told: tuple[list[str], list[str]], new: Command) -> Command:
    names, lines = told
    if not path:
        return _told(command, lines)
    old = command.commands.get(path[0], new)
    changed = _changed(old, path[1:], told, new)
    commands = {name: changed if each is old else each for name, each in command.commands.items()}
    commands[path[0]] = changed
    if len(path) == 1:
        commands |= dict.fromkeys(names, changed)
    return replace(command, commands=commands)


def _told(command: Command, lines: list[str]) -> Command:  # noqa: C901, PLR0912 - one branch for each kind of line
    """A command with what its lines say."""
    options = dict(command.options)
    for line in lines:
        word, *rest = line.split()
        if word.startswith("-"):
            options |= options_of(read_options(line))
        elif word == "operands":
            command = replace(command, operands=(int(rest[0]), None if rest[1] == "-" else int(rest[1])))
        elif word == "requires":
            command = replace(command, required=(*command.required, tuple(rest)))
        elif word == "drop":
            for each in rest:
                options.pop(each, None)
        elif word == "word":
            options |= dict.fromkeys(rest, Option())
        elif word == "command":
            options |= dict.fromkeys(rest, Option("required", kind="command"))
        elif word == "gone" and rest[0].startswith("-"):
            options |= {rest[0]: Option("optional", gone=" ".join(rest[1:]))}
        elif word == "gone":
            command = replace(command, gone=" ".join(rest))
        elif word == "last":
            options |= dict.fromkeys(rest, Option("required", kind="last"))
        elif word == "rest":
            command = replace(command, rest=True)
        elif word == "open":
            command = replace(command, open=True)
        elif word == "loose":
            command = replace(command, loose=True)
        elif word == "needs":
            command = replace(command, needs_command=True)
        else:
            message = f"{line.strip()!r} is no fact"
            raise ValueError(message)
    return replace(command, options=options)
