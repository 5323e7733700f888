"""Stretches of a shell text whose values are read once more, on a way that quotings do not show.

``echo "rm $x" | bash``, ``psql -c "$(cat <<E … E)"``, ``query="… '$x'"; psql -c "$query"``: what the value means in the
end depends on what is made of the text before it is read again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.snippets.nested import SHELLS, reads_script
from runbook_site.snippets.tool import tool_call

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from runbook_site.snippets.shell_commands import ShellCommands

_PRINTED = re.compile(r"\$\(\s*+(?:cat|echo|printf|<)(?=[\s<])")
_READERS = SHELLS | {"source", "."}
_NAME = re.compile(r"\$\{?(\w+)")


def read_again(commands: ShellCommands, in_sql: Collection[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those stretches, as offsets into the file.

    Args:
        commands: A text and the texts inside of it.
        in_sql: What an outer shell puts into SQL inside of it, as offsets into the file.
    """
    source = commands.trees[0].shell.text.source.text
    put_in = set(in_sql)
    for tree in commands.trees[1:]:
        text = tree.shell.text
        put_in |= {(text.file_offset(place.start), text.file_offset(place.end - 1) + 1) for place in tree.shell.opaque}
    yield from (place for place in put_in if _PRINTED.match(source, *place))
    names = {found[1] for place in put_in if (found := _NAME.match(source, *place))}
    piped: set[int] = set()
    for index in range(len(commands.invocations) - 1, -1, -1):
        invocation = commands.invocations[index]
        text = invocation.text
        for assignment in invocation.assignments if names else ():
            if assignment.alone and assignment.name in names:
                yield text.file_offset(assignment.start), text.file_offset(assignment.end - 1) + 1
        if invocation.tool in _READERS:
            yield from _files(commands, index)
        if invocation.position and index not in piped and _reads_pipe(commands, index):
            before = _before(commands, index)
            piped.update(before)
            for at in before:
                yield from _places(commands, at)


def _files(commands: ShellCommands, index: int) -> Iterator[tuple[int, int]]:
    """What a shell reads as a file: ``<(…)``, and for ``source /dev/stdin`` what is fed to it."""
    invocation = commands.invocations[index]
    for part in (part for word in invocation.argv for part in word.parts if part.kind == "process"):
        yield invocation.text.file_offset(part.start), invocation.text.file_offset(part.end - 1) + 1
    if invocation.tool not in SHELLS:
        yield from _fed(commands, index)


def _reads_pipe(commands: ShellCommands, index: int) -> bool:
    """Whether a command is a shell that reads its commands from a pipe."""
    invocation = commands.invocations[index]
    if invocation.tool not in SHELLS and invocation.tool != "ssh":
        return False
    return commands.stdin[index] is None and reads_script(invocation, tool_call(invocation.argv))


def _before(commands: ShellCommands, index: int) -> list[int]:
    """The members of a pipeline in front of one of them, or of the command that it is an argument of."""
    outer = commands.invocations[index]
    while outer.parent is not None and commands.invocations[outer.parent].position == outer.position:
        outer = commands.invocations[outer.parent]
    found: list[int] = []
    for at in range(index - 1, -1, -1):
        before = commands.invocations[at]
        if before.parent == outer.parent and before.text is outer.text and before.position < outer.position:
            found.append(at)
            if not before.position:
                break
    return found


def _places(commands: ShellCommands, index: int) -> Iterator[tuple[int, int]]:
    """A command, and what is fed to it."""
    invocation = commands.invocations[index]
    yield invocation.text.file_offset(invocation.start), invocation.text.file_offset(invocation.end - 1) + 1
    yield from _fed(commands, index)


def _fed(commands: ShellCommands, index: int) -> Iterator[tuple[int, int]]:
    stdin = commands.stdin[index]
    if stdin is not None and stdin.text.text:
        yield stdin.text.file_offset(0), stdin.text.file_offset(len(stdin.text.text) - 1) + 1
