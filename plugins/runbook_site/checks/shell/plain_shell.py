"""Shell in which nothing can be wrong but the words: a program's name, and words that stand for themselves."""

from __future__ import annotations

import re

from runbook_site.snippets.tool import words_of

_WORD = r"""(?:[A-Za-z0-9_./:@%,+-][A-Za-z0-9_./:=@%,+-]*+)?+(?:'[^'~$`\\\n]*+'|"[^"~$`\\!\n]*+")?+"""
_PLAIN = re.compile(rf"(?P<program>[a-z][a-z0-9-]*+)(?! *+[-+/:%,.@]*+=)(?:(?: ++| \\\n *+){_WORD})*+\n?")
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
    """Whether ShellCheck has nothing to say of a text, whatever its words are.

    It is one command, which begins with the name of a program that ShellCheck knows nothing of; it has no variable, no
    substitution, no pattern, no redirection, no operator, and no quotes but around or at the end of a word; nor does it
    look like an assignment with spaces around its sign.
    """
    match = _PLAIN.fullmatch(text)
    return match is not None and match["program"] not in _KNOWN
