"""Commands that are arguments of other commands: which, and where they begin."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.risk.tools import TOOLS
from runbook_site.snippets.shell_escapes import unquoted, unquoted_words
from runbook_site.snippets.tool import shown, tool_call, words_of
from runbook_site.snippets.wrappers import RUNUSER, WRAPPERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.shell_text import ShellText
    from runbook_site.snippets.tool import ToolCall
    from runbook_site.snippets.word import Word, WordPart
    from runbook_site.snippets.wrappers import Wrapper

_SHELL = "--rcfile --init-file"

SHELLS = frozenset({"sh", "bash", "dash", "ash", "ksh", "zsh"})
"""Programs that read shell from standard input when no script is named."""

_PROGRAMS = TOOLS.keys() | {name for name in WRAPPERS if " " not in name}
_STARTS_IMAGES = frozenset(name.partition(" ")[0] for name, wrapper in WRAPPERS.items() if wrapper.image)

_FIND_ACTIONS = frozenset({"-exec", "-execdir", "-ok", "-okdir"})


@dataclass(frozen=True)
class Inner:
    """A command inside another, in one of two ways; with neither, words for what an image starts by itself.

    Attributes:
        words: Index into the outer argv from where to where the words are the command; ``None`` for a script.
        script: Text that a shell reads.
    """

    words: tuple[int, int] | None = None
    script: ShellText | None = None


def inner_commands(invocation: Invocation, call: ToolCall) -> Iterator[Inner]:
    """The commands that an invocation's words hold."""
    argv = invocation.argv
    wrapper = _wrapper(argv, call)
    if call.tool == "find":
        yield from _find(argv)
    elif wrapper is None and call.tool not in TOOLS:
        start = _behind_dashes(argv)
        if start is not None:
            yield Inner(words=(start, len(argv)))
    elif wrapper is None or (call.tool == "command" and argv[1:] and argv[1].value in {"-v", "-V"}):
        return  # ``command -v`` looks a program up, and does not run it
    elif wrapper.form in {"shell", "option"}:
        shell = wrapper.form == "shell"
        parts = _shell_command(argv) if shell else _option_value(wrapper, argv, call.rest)
        if parts:
            yield Inner(script=unquoted(invocation.text, parts))
    else:
        start = _command_start(wrapper, argv, _first_rest(call))
        if start < len(argv):
            inner = _behind_image if wrapper.image else _from_word
            yield from inner(wrapper, invocation, start)


def speaks_to_image(invocation: Invocation) -> bool:
    """Whether an invocation starts an image with words that only this knows how to take: no program is among them."""
    return invocation.tool in _STARTS_IMAGES and Inner() in inner_commands(invocation, tool_call(invocation.argv))


def _wrapper(argv: Sequence[Word], call: ToolCall) -> Wrapper | None:
    if call.tool == "runuser" and any(shown(word) in {"-u", "--user"} for word in argv[1:]):
        return RUNUSER
    return WRAPPERS.get(" ".join((call.tool, *call.subcommand))) or WRAPPERS.get(call.tool)


def _from_word(wrapper: Wrapper, invocation: Invocation, start: int) -> Iterator[Inner]:
    argv = invocation.argv
    if wrapper.form == "words":
        yield Inner(words=(start, len(argv)))
    elif wrapper.form == "joined":
        yield Inner(script=unquoted_words(invocation.text, argv[start : _arguments_from(argv, start)]))
    elif argv[start].value != "-":  # ``trap -`` takes a trap away
        yield Inner(script=unquoted(invocation.text, argv[start].parts))


def _shell_command(argv: Sequence[Word]) -> tuple[WordPart, ...]:
    operand, has_command = _shell_options(argv)
    return argv[operand].parts if has_command and operand is not None else ()


def reads_script(invocation: Invocation, call: ToolCall) -> bool:
    """Whether an invocation reads shell from its standard input."""
    argv = invocation.argv
    if call.tool in SHELLS:
        operand, has_command = _shell_options(argv)
        return not has_command and (operand is None or any(word.value == "-s" for word in argv[1:operand]))
    if call.tool == "ssh":
        return _command_start(WRAPPERS["ssh"], argv, 1) >= len(argv)
    return False


def _behind_dashes(argv: Sequence[Word]) -> int | None:
    """Where a known tool stands behind ``--``: ``with-account shop -- kubectl get pods``."""
    start = next((at + 1 for at, word in enumerate(argv) if word.value == "--"), len(argv))
    return start if start < len(argv) and (argv[start].value or "").rsplit("/", 1)[-1] in TOOLS else None


def _first_rest(call: ToolCall) -> int:
    return 1 if call.tool in {"npx", "bunx", "pnpx"} else call.rest


def _find(argv: Sequence[Word]) -> Iterator[Inner]:
    start = None
    for index, word in enumerate(argv):
        if start is None and word.value in _FIND_ACTIONS:
            start = index + 1
        elif start is not None and word.value in {";", "+"}:
            if index > start:
                yield Inner(words=(start, index))
            start = None


def _command_start(wrapper: Wrapper, argv: Sequence[Word], start: int) -> int:
    """Index of the command's first word."""
    values = words_of(wrapper.values)
    skip = wrapper.skip
    at = start
    while at < len(argv):
        written = shown(argv[at])
        if written == "--":
            return at + 1
        is_option = written.startswith("-") and written != "-" and (wrapper.mixed or skip == wrapper.skip)
        if is_option:
            at += 2 if _takes_next(written, values) else 1
        elif skip:
            skip -= 1
            at += 1
        else:
            # Where a program should stand, an option is none.
            return len(argv) if written.startswith("-") and not wrapper.image else at
    return at


def _behind_image(wrapper: Wrapper, invocation: Invocation, start: int) -> Iterator[Inner]:
    """What the words behind an image are: a command, what a shell reads, or words that only the image understands."""
    argv = invocation.argv
    entry = _entry_point(argv[: start + 1])
    if entry in SHELLS and (parts := _shell_command(argv[start - 1 :])):
        yield Inner(script=unquoted(invocation.text, parts))
    elif not entry and (entry is not None or _names_program(argv, start)):
        yield from _from_word(wrapper, invocation, start)
    else:
        yield Inner()


def _entry_point(argv: Sequence[Word]) -> str | None:
    """What is to run in the place of an image's own entry point; empty where the words behind the image are to."""
    for word, behind in itertools.pairwise(argv):
        option, given, value = shown(word).partition("=")
        if option == "--entrypoint":
            return (value if given else shown(behind)).rpartition("/")[2]
        if option == "--command":
            return ""
    return None


def _names_program(argv: Sequence[Word], start: int) -> bool:
    """Whether words begin with a program, which an image's entry point runs as it is."""
    word = argv[start]
    if word.value is None:
        return all(part.kind != "literal" for part in word.parts)  # which one, only a run tells
    image = TOOLS.get(shown(argv[start - 1]).rpartition("/")[2].partition("@")[0].partition(":")[0])
    if image is not None and any(verb.partition(" ")[0] == word.value for verb in image.verbs):
        return False  # `minio/mc ls`: a tool's own image takes it for a subcommand
    return word.value.startswith(("/", "./", "../")) or word.value in _PROGRAMS


def _takes_next(written: str, values: frozenset[str]) -> bool:
    """Whether an option takes the next word: itself, or the last of letters behind one dash (``-iu``).

    In ``-ui`` the rest of the word is the value of ``-u``.
    """
    if written in values or written[:1] != "-" or written[1:2] == "-":
        return written in values
    first = next((at for at, letter in enumerate(written) if f"-{letter}" in values), None)
    return first is not None and first == len(written) - 1


def _option_value(wrapper: Wrapper, argv: Sequence[Word], start: int) -> tuple[WordPart, ...]:
    """What the command stands in: the word behind ``-c`` or ``-lc``, or what follows ``--command=``; else nothing."""
    names = words_of(wrapper.option)
    values = words_of(wrapper.values)
    at = start
    while at < len(argv):
        word = argv[at]
        written = shown(word)
        if _takes_next(written, names):
            return argv[at + 1].parts if at + 1 < len(argv) else ()
        if word.parts[1:] and word.parts[0].value.removesuffix("=") in names:
            return word.parts[1:]
        at += 2 if _takes_next(written, values) else 1
    return ()


def _shell_options(argv: Sequence[Word]) -> tuple[int | None, bool]:
    """Of a shell: where its first operand stands, and whether that is a command (``-c``) and no script file."""
    values = words_of(_SHELL)
    has_command = False
    at = 1
    while at < len(argv):
        written = argv[at].value or ""
        if written == "--":
            at += 1
            break
        if not written.startswith(("-", "+")) or written == "-":
            break
        cluster = written[1:] if written[1:2] != "-" else ""
        has_command = has_command or (written[0] == "-" and "c" in cluster)
        # In ``-euo pipefail`` the last letter takes the word.
        at += 2 if written in values or cluster.endswith(("o", "O")) else 1
    return (at if at < len(argv) else None), has_command


def _arguments_from(argv: Sequence[Word], start: int) -> int:
    """Where ``parallel`` has its arguments."""
    return next((at for at in range(start, len(argv)) if argv[at].value in {":::", "::::", ":::+"}), len(argv))
