"""Shell in which nothing can be wrong but the words: programs' names, and words without operators in them."""

from __future__ import annotations

import re

from runbook_site.snippets.tool import words_of

_NAME = r"\$(?:[A-Za-z_][A-Za-z0-9_]*+|\{[A-Za-z_][A-Za-z0-9_]*+\})"
_BARE = rf"(?:[A-Za-z0-9_./:@%,+-]|{_NAME})(?:[A-Za-z0-9_./:=@%,+-]|{_NAME})*+"
_SINGLE = r"'[^'~$`\\\n]*+'"
_DOUBLE = rf'"(?:[^"~$`\\!\n]|{_NAME})*+"'
_WORD = rf"(?:{_BARE})?+(?:{_SINGLE}|{_DOUBLE})?+"
_COMMAND = re.compile(rf" *+(?P<program>[a-z][a-z0-9-]*+)(?! *+[-+/:%,.@]*+=)(?:(?: ++| \\\n *+){_WORD})*+(?:\n++|\Z)")
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


def is_plain(text: str) -> bool:
    """Whether ShellCheck has nothing to say of a text that would be passed on, whatever its words are.

    Each command begins with the name of a program that ShellCheck knows nothing of; it has no substitution, no
    pattern, no redirection, no operator, no expansion but of a variable's whole value, and no quotes but around or at
    the end of a word; nor does it look like an assignment with spaces around its sign.
    """
    at = 0
    while at < len(text):
        command = _COMMAND.match(text, at)
        if command is None or command["program"] in _KNOWN:
            return False
        at = command.end()
    return at > 0
