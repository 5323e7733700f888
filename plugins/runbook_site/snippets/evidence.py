"""Evidence that a text nobody labelled consists of commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.snippets.continuation import CLOSED, after_line
from runbook_site.snippets.printed import is_result
from runbook_site.snippets.risk.tools import TOOLS
from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASSIGNMENT = re.compile(r"(?:[A-Za-z_]\w{0,80}=(?:\"[^\"\n]*+\"|'[^'\n]*+'|\$\([^)\n]*+\)|[^\s\"']*+)[ \t]+)*+")
_FIRST_WORD = re.compile(r"(?:\(|\{ |! |time )?[\"']?([A-Za-z_.~/$][\w./~+-]*)[\"']?(?=[ \t;|&<>)]|$)")
_SCRIPT = re.compile(r"(?:\.{1,2}|~)?/?(?:[\w.-]+/)+[\w.-]+|[\w-]+\.(?:sh|bash)")
_ENDING = re.compile(r"\.(?:sh|bash|zsh|py|rb|pl|js|ts|php|exe)$")
_PROGRAM_FOLDERS = frozenset(
    {"", ".", "..", "~", "bin", "sbin", "script", "scripts", "hack", "tools", "ci", "venv", ".venv"}
)
_NO_PROGRAM = re.compile(r"/(?:dev|proc|sys|etc(?!/init\.d/))/")
_DRAWING = re.compile("[\u2500-\u257f\u25b2\u25b6\u25ba\u25bc\u25c0\u25c4]")
"""Lines and arrow heads that a picture is drawn with."""
_CONTROL = word_set(
    "if then else elif fi for while until do done case esac function { } [ [[ export local declare set unset"
)
_COMMANDS = frozenset(TOOLS) | _CONTROL
_SHELLISH = re.compile(r"""[ \t](?:--?[A-Za-z]|[|<>&$"'`]|[\w.-]*[/=~]|[\w-]+\.\w)|[|;$"'`\\]|\w=""")
_PROSE = re.compile(
    r"\b(?:the|an|is|are|was|were|of|your|you|we|it|should|will|must|when|because|their|these|has|have|been)\b"
    r"|\b(?:a|to|and|for|with|this|that|then)\b(?= [a-z]+ [a-z]+)|[a-z][.!?]$|: [A-Z]"
)
_QUOTED = re.compile(r"\"[^\"\n]*+\"|'[^'\n]*+'|<[^<>\n]*+>|\[[^\[\]\n]*+\]|#.*+")
_ENGLISH = word_set("""
    at apply bash break cat cd continue convert cut date diff dig docker do done echo env exit expect export file find
    finger free go head help host id install join jobs kill last less link local locate logger login look mail make
    man more mount node open pass patch printf python read return scp screen select service set sh shift skip sleep
    sort source split ssh stat strings su sync tail tar tee test time timeout top touch tr trap true type uniq unset up
    uptime users vault wait watch which who write xargs yes psql consul nomad packer fly helm hub sensors borg
    """)
_TEAM_TOOL = re.compile(r"[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*")
"""A name that a team may have given to a program of its own."""
_OPTION = re.compile(r"[ \t](?:--[a-z][a-z0-9]+(?:[-_][a-z0-9]+)*+|-[A-Za-z]{1,4})(?=[ \t=\\]|$)")
_SENTENCE_END = re.compile(r"[A-Za-z]{2}\.$|:$")
_PURE_ASSIGNMENT = re.compile(
    r"[A-Za-z_]\w{0,80}=(?:\"[^\"\n]*+\"|'[^'\n]*+'|\$\([^)\n]*+\)|<[^<>\n]*+>|[^\s\"'<>]*+)[ \t]*+(?:#.*+|\\)?$"
)
_MOST = 0.6
_LONGEST_BARE = 200
"""How many characters without an option, a path or an operator may follow a tool: beyond it is prose."""

_CAPITAL = re.compile(r"[A-Z][a-z]+ ")
_WORDS_AFTER_TOOL = re.compile(r"\w+(?: [a-z-]+){1,2}|\w+ .*(?: --?[a-z]|[/=|$\"']).*")
"""A tool with a verb and one more word, or with an option, a path, a quote or an operator."""

_SQL_SHAPE = re.compile(
    r"""\s*+(?:
      select\b[^;]{1,4000}?\bfrom\b | select\s+[\w.]+\(
    | insert\s+into\s | update\s+\S+\s+(?:\S+\s+)?set\s | delete\s+from\s | merge\s+into\s
    | (?:create|alter|drop)\s+(?:or\s+replace\s+|unique\s+|temp(?:orary)?\s+|materialized\s+)?
        (?:table|index|view|database|user|role|schema|function|procedure|trigger|sequence|extension|type|policy
        |publication|subscription|tablespace|system|event)\b
    | truncate\s+(?:table\s+)?[\w."]+\s*; | grant\s.{1,400}?\sto\s | revoke\s.{1,400}?\sfrom\s
    | (?:vacuum|analyze|reindex|cluster|checkpoint)\b[^;\n]{0,200}; | explain\s+(?:\(|analyze\b|select\b)
    | with\s+(?:recursive\s+)?\w+\s+as\s*\(
    | (?:show|set|use|begin|commit|rollback|call|refresh|reset)(?:\s+\w[^;\n]{0,200})?;
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_SQL_COMMENT = re.compile(r"(?:\s++|--[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)*+")
META_COMMAND = re.compile(r"[ \t]*+\\(?:[a-z]+[+S]*+|\?|!|copy)(?:[ \t]|$)")
"""A line that begins with a psql meta-command."""


def is_command_line(line: str) -> bool:
    """Whether a line begins with a known tool, a script by its path or a keyword, and goes on as commands do."""
    text = line.strip(" \t\r\u00a0")
    if not text or text.startswith("#") or is_result(text) or _DRAWING.search(text):
        return False
    rest = text[_end_of_assignments(text) :]
    found = _FIRST_WORD.match(rest)
    if found is None:
        return rest.startswith(("[ ", "[[ ")) or (bool(rest) and rest != text and rest[0] in "$\"'")
    word = found[1]
    known = word.rsplit("/", 1)[-1] in _COMMANDS or _is_script(word)
    arguments = _QUOTED.sub("", rest[found.end() :])
    if not known:
        return _TEAM_TOOL.fullmatch(word) is not None and _has_option(arguments)
    if _SHELLISH.search(rest, found.end() - 1) is not None and _SENTENCE_END.search(rest) is None:
        return len(_PROSE.findall(arguments)) <= 1
    if _PROSE.search(arguments) is not None or len(arguments) > _LONGEST_BARE:
        return False
    return word not in _ENGLISH or not arguments.strip() or _is_verb(word, arguments.split())


def begins_with_tool(line: str) -> bool:
    """Whether the first word of a line is a known tool, whatever stands behind it."""
    found = _FIRST_WORD.match(line.strip(" \t\r\u00a0"))
    return found is not None and found[1].rsplit("/", 1)[-1] in _COMMANDS


def _is_script(word: str) -> bool:
    """Whether a word is a path that people start programs by, and not one of a file, an image or an object."""
    if _SCRIPT.fullmatch(word) is None or "/" not in word.strip("/"):
        return False
    folder, _, _ = word.partition("/")
    started_by_path = folder in _PROGRAM_FOLDERS and _NO_PROGRAM.match(word) is None
    return started_by_path or _ENDING.search(word) is not None


def _has_option(arguments: str) -> bool:
    """Whether what follows a word can only be meant for a program: an option, and nothing that is a sentence."""
    return _OPTION.search(arguments) is not None and _PROSE.search(arguments) is None


def _is_verb(word: str, arguments: list[str]) -> bool:
    """Whether a word that is English too has an argument behind it that only a tool takes."""
    tool = TOOLS.get(word)
    return (word == "cd" and len(arguments) == 1) or (
        tool is not None and any(" ".join(arguments[:length]) in tool.verbs for length in (1, 2))
    )


def _end_of_assignments(text: str) -> int:
    found = _ASSIGNMENT.match(text)
    return found.end() if found else 0


def logical_lines(text: str) -> Iterator[str]:
    """The lines of a shell text, each with those that belong to the same command; the first is what counts."""
    state = CLOSED
    for line in text.split("\n"):
        if not state.open:
            yield line
        state = after_line(state, line)


def shell_evidence(text: str) -> str:
    """Why a text is shell: most of its lines begin with known commands, its first one among them; else empty."""
    lines = [line for line in logical_lines(text) if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        return ""
    if text.startswith("#!") and re.match(r"#![^\n]*\b(?:ba|z|k|da)?sh\b", text):
        return "interpreter line"
    # A file of settings consists of assignments too: only commands among them make it shell.
    lines = [line for line in lines if _PURE_ASSIGNMENT.match(line.strip()) is None]
    commands = sum(is_command_line(line) for line in lines)
    return "known commands" if lines and is_command_line(lines[0]) and commands >= _MOST * len(lines) else ""


def capitalised_tool(text: str) -> str:
    """The tool that a text begins with, as written, where it would be shell with its tools in lower case; else empty.

    A word processor writes ``Kubectl``. A verb of the tool has to follow, and what a title may say as well, several
    plain words, does not count.
    """
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    word = first.partition(" ")[0]
    name = word.lower()
    written_so = word[:1].isupper() and word[1:] == name[1:] and _WORDS_AFTER_TOOL.fullmatch(first) is not None
    if not written_so or not _is_verb(name, first.split()[1:]):
        return ""
    lowered = "\n".join(line[:1].lower() + line[1:] if _CAPITAL.match(line) else line for line in text.split("\n"))
    return word if shell_evidence(lowered) else ""


def sql_evidence(text: str) -> str:
    """Why a text is SQL: it begins as a statement does; else empty."""
    begin = _SQL_COMMENT.match(text)
    return "SQL keywords" if _SQL_SHAPE.match(text, begin.end() if begin else 0) else ""
