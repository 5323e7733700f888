"""Shell in which nothing can be wrong but the words: programs' names, words without operators in them, and pipes."""

from __future__ import annotations

import re

from runbook_site.snippets.tool import words_of

_NAME = r"\$(?:[A-Za-z_][A-Za-z0-9_]*+|\{[A-Za-z_][A-Za-z0-9_]*+\})"
_BARE = rf"(?:[A-Za-z0-9_./:@%,+-]|{_NAME})(?:[A-Za-z0-9_./:=@%,+-]|{_NAME})*+"
_SINGLE = r"'(?:[^'~\\\n]|\\(?![\\'\n]))*+'"
_DOUBLE = rf'"(?:[^"~$`\\!\n]|{_NAME})*+"'
_WORD = rf"(?:{_BARE})?+(?:{_SINGLE}|{_DOUBLE})?+"
_BLANK = r"(?: ++| \\\n *+)"
_COMMAND = re.compile(rf" *+(?P<program>[a-z][a-z0-9-]*+)(?! *+[-+/:%,.@]*+=)(?P<words>(?:{_BLANK}{_WORD})*+)")
_PIPE = re.compile(r" *+(?:\\\n *+)?+\| *+(?:\\?+\n *+)?+")
_REDIRECTIONS = r"(?: ++2>/dev/null)?+(?: ++>>? ?+[A-Za-z/_][A-Za-z0-9_./-]*+)?+"
_END = re.compile(rf"{_REDIRECTIONS} *+(?:\n++|\Z)")
_KEYWORD = re.compile(r"[ \n](?:then|do|done|fi|esac|elif|else)(?=[ |\n]|\Z)")
_VALUE = r"""(?:'[^'"~$`\\\n]*+'|"[^'"~$`\\!\n]*+")"""
_ASSIGNMENT = re.compile(rf" *+(?!(?:PATH|IFS)=)[A-Z_][A-Z0-9_]*+={_VALUE} *+(?:\n++|\Z)")
_PLAIN_PATTERN = re.compile(r"""(?: ++-[A-Za-z]++(?: ++[0-9]++)?+)*+ ++(?:[A-Za-z0-9_:@/-]++|"[A-Za-z0-9_:@/ -]++")""")
_KNOWN = words_of(
    # what the shell itself reads as more than a name
    "if then else elif fi for while until do done case esac select function in time coproc declare typeset local "
    "export readonly eval exec source exit return break continue trap set unset shift read mapfile readarray test "
    "alias unalias cd pushd popd dirs let getopts wait command builtin type hash enable printf echo shopt umask "
    "ulimit jobs fg bg kill disown suspend logout history fc bind compgen complete compopt caller times true "
    "false pwd "
    # what ShellCheck has something to say about
    "bash chmod chown cp csh dash doas docker egrep env expr fgrep file find grep install ksh ln ls mkdir mktemp "
    "mv nohup parallel perl ps rename rm rmdir sed seq sh ssh stat su sudo tar tee tempfile timeout touch tr uniq "
    "unzip watch which xargs zip zsh"
)
"""Names behind which ShellCheck looks at the words themselves."""


_READS_NOTHING = words_of("basename chgrp du getconf kill locale ls printf ps renice sleep uname")
"""Behind a pipe, ShellCheck has something to say about them; those of the names above do not stand there anyway."""


def is_plain(text: str) -> bool:
    """Whether ShellCheck has nothing to say of a text that would be passed on, whatever its words are.

    Each line is a pipeline into a file, or the assignment of a quoted value. Each command of a pipeline begins with the
    name of a program that ShellCheck knows nothing of; it has no substitution, no pattern, no other operator, no
    expansion but of a variable's whole value, no keyword, and no quotes but around or at the end of a word; nor does it
    look like an assignment with spaces around its sign.
    """
    if _KEYWORD.search(text):
        return False
    at = 0
    while at < len(text):
        line = _ASSIGNMENT.match(text, at)
        end = line.end() if line is not None else _end_of_pipeline(text, at)
        if end is None:
            return False
        at = end
    return at > 0


def _end_of_pipeline(text: str, at: int) -> int | None:
    """Where the next line begins, behind a pipeline of plain commands; ``None`` where there is none."""
    is_behind_pipe = False
    while (command := _COMMAND.match(text, at)) is not None and _is_unknown(command, behind_pipe=is_behind_pipe):
        pipe = _PIPE.match(text, command.end())
        if pipe is None:
            end = _END.match(text, command.end())
            return end.end() if end is not None else None
        is_behind_pipe = True
        at = pipe.end()
    return None


def _is_unknown(command: re.Match[str], *, behind_pipe: bool) -> bool:
    """Whether ShellCheck has nothing to say of a command."""
    program = command["program"]
    if behind_pipe and program == "grep":
        return _PLAIN_PATTERN.fullmatch(command["words"]) is not None
    return program not in _KNOWN and not (behind_pipe and program in _READS_NOTHING)
