"""The quotings around the values of a shell text: its own, then those of the texts inside of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from runbook_site.snippets.reread import read_again
from runbook_site.snippets.shell_quoting import quotings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbook_site.snippets.shell_commands import ShellCommands
    from runbook_site.snippets.shell_parse import ShellTree
    from runbook_site.snippets.shell_quoting import Quotings
    from runbook_site.snippets.snippet import VariableUse

_UNREAD: Quotings = ("unread",)


def with_quotings(
    uses: Sequence[VariableUse], commands: ShellCommands, sql: Mapping[tuple[int, int], Quotings]
) -> tuple[VariableUse, ...]:
    r"""Uses with all that stands around them.

    In ``ssh host "psql -c \\"… '$x'\\""`` the value of ``x`` is read by two shells and a database: what it is to mean
    to the database is quoted for the inner shell, and that for the outer one.

    Args:
        uses: With what is known of each by itself: ``assigned``, or that of a psql variable.
        commands: The text and the texts inside of it.
        sql: What stands around values in SQL inside of it, by where each begins and ends in the file.
    """
    if any(problem.kind == "limit" for problem in commands.problems):
        return tuple(replace(use, quoting=("unread",)) for use in uses)
    places = [use.span.start for use in uses]
    source = commands.trees[0].shell.text.source
    offsets = [source.offset(place) for place in places]
    order = sorted(range(len(uses)), key=offsets.__getitem__)
    ascending = [offsets[index] for index in order]
    found: list[Quotings] = [()] * len(uses)
    for tree in commands.trees:
        text = tree.shell.text
        first = bisect_left(ascending, text.file_offset(0))
        last = bisect_left(ascending, text.file_end, first)
        within = [index for index in order[first:last] if _is_read(tree, offsets[index])]
        at = [text.text_offset(offsets[index]) for index in within]
        for index, quoting in zip(within, quotings(tree, at), strict=True):
            found[index] += quoting
    for (start, end), quoting in (*sql.items(), *((place, _UNREAD) for place in read_again(commands, sql))):
        # In SQL it is the value itself that was put there, and not a part of what a command printed.
        last = bisect_right(ascending, start) if quoting is not _UNREAD else bisect_left(ascending, end)
        for index in order[bisect_left(ascending, start) : last]:
            found[index] += quoting
    return tuple(replace(use, quoting=_whole(use, found[index])) for index, use in enumerate(uses))


def _is_read(tree: ShellTree, offset: int) -> bool:
    """Whether what stands at an offset of the file is read in a text: itself, or as a value that was put in."""
    shell = tree.shell
    at = shell.text.text_offset(offset)
    if at >= len(shell.text.text) or shell.text.file_offset(at) != offset:
        return False
    index = bisect_right(shell.opaque, at, key=lambda place: place.start) - 1
    if index < 0 or at >= shell.opaque[index].end:
        return True
    # `$(… $x …)` has been run by then: what the inner text gets is what it printed.
    return shell.opaque[index].start == at and shell.opaque[index].kind == "variable"


def _whole(use: VariableUse, around: Quotings) -> Quotings:
    if use.quoting != ("assigned",):
        return around + use.quoting
    if around in {("double",), ("heredoc",)}:
        return use.quoting
    # Elsewhere the shell would split or read again what it makes of the value.
    return ("assigned", "arithmetic" if "arithmetic" in around else "expansion")
