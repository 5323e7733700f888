"""The info string of a fence: what its author says that stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.model.command import CommandLanguage

_SHELL = word_set("""
    ash bash bash-session bashrc cli cmdline command commandline console dash ksh linux posix-shell sh sh-session
    shell shell-script shell-session shellscript shellsession terminal unix zsh
    """)
_CONSOLE = word_set(
    "bash-session cli cmdline command commandline console sh-session shell-session shellsession terminal"
)
_SQL: Mapping[str, str] = {
    "sql": "",
    "ddl": "",
    "postgres": "postgresql",
    "postgresql": "postgresql",
    "pgsql": "postgresql",
    "plpgsql": "postgresql",
    "postgres-sql": "postgresql",
    "mysql": "mysql",
    "mariadb": "mysql",
    "sqlite": "sqlite",
    "sqlite3": "sqlite",
    "tsql": "tsql",
    "mssql": "tsql",
    "plsql": "oracle",
    "oracle": "oracle",
    "bigquery": "bigquery",
    "snowflake": "snowflake",
}
_PSQL = frozenset({"psql", "psql-session", "postgres-console", "pgsql-console"})
_UNDECIDED = frozenset({"", "text", "txt", "plain", "plaintext", "plain-text", "code", "code-block", "sourcecode"})
_HOLDS_CODE = _UNDECIDED | {"code-cell", "prompt"}
"""Directives that name the language of what they hold behind their braces, if they name one.

Source: Sphinx, `code-block`; MyST-NB, `code-cell`; sphinx-prompt, `prompt`. `parsed-literal` is none of them: what it
holds is text with markup, and not what is typed.
"""

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9+#_-]*")
_BEHIND_NAME = re.compile(r"[:,{|;]")
_LABEL = re.compile(r"[A-Za-z0-9+#_.-]{1,40}")
_BRACED = re.compile(r"\{\s*\.?([A-Za-z][\w+#-]*)")


@dataclass(frozen=True, slots=True)
class Info:
    """What an info string says.

    Attributes:
        label: The language's name in lower case, as written otherwise; empty where none is named.
        language: The language, where it is one of commands.
        console: Whether it names a session, with prompts and output.
        dialect: The SQL dialect that it names; empty where it names none.
        undecided: Whether it leaves open what stands in the fence.
    """

    label: str
    language: CommandLanguage | None = None
    console: bool = False
    dialect: str = ""
    undecided: bool = False


def read_info(info: str) -> Info:
    """Read an info string in any of the shapes in use.

    ``bash``, ``{.bash}``, ``{code-block} bash``, ``bash title="x"``, ``shell=bash``, ``console # why``,
    ``bash:file.sh``, ``lang-bash``. What has no name of a language in its place names none.
    """
    words = info.strip().split()
    if not words:
        return Info("", undecided=True)
    braced = _BRACED.match(info.strip())
    if braced:
        behind = info.strip().partition("}")[2].split()
        directive = braced[1].lower()
        name = behind[0].lower() if behind and directive in _HOLDS_CODE else directive
        return _known(name) or Info(name, undecided=name in _HOLDS_CODE)
    first = _BEHIND_NAME.split(words[0].lower(), maxsplit=1)[0]
    for candidate in _WORD.findall(first)[:3]:
        name = candidate.removeprefix("language-").removeprefix("lang-")
        if (known := _known(name)) is not None:
            return known
    is_label = _LABEL.fullmatch(first) is not None and (
        len(words) == 1 or words[1].startswith(("#", "{")) or "=" in info
    )
    return Info(first) if is_label else Info("", undecided=True)


def _known(name: str) -> Info | None:
    if name in _UNDECIDED:
        return Info(name, undecided=True)
    if name in _SHELL:
        return Info(name, "shell", console=name in _CONSOLE)
    if name in _PSQL:
        return Info(name, "psql", console=True, dialect="postgresql")
    if name in _SQL:
        return Info(name, "sql", dialect=_SQL[name])
    return None
