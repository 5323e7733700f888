"""A block of a runbook, taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from runbook_site.model.command import CommandLanguage, Risk
    from runbook_site.model.document import Block
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.sources.text import MappedText, Span

VariableSyntax = Literal["shell", "psql", "placeholder"]
VariableContext = Literal[
    "bare",
    "double",
    "single",
    "ansi_c",
    "heredoc",
    "raw_heredoc",
    "assigned",
    "sql_literal",
    "sql_backslash",
    "sql_identifier",
    "sql_raw",
    "psql_literal",
    "psql_identifier",
    "psql_defined",
    "arithmetic",
    "backticks",
    "expansion",
    "pattern",
    "format",
    "sql_plain",
    "unread",
    "escaped",
    "text",
]
"""What stands around a value, and so how it is written there.

- ``bare``, ``double``, ``single``, ``ansi_c``: a shell's words, ``"…"``, ``'…'``, ``$'…'``.
- ``heredoc``, ``raw_heredoc``: the lines of a heredoc, and of one whose delimiter is quoted.
- ``assigned``: ``${x%…}`` and others that make something of a value: it has to be set in front of the text.
- ``sql_literal``, ``sql_backslash``: inside of ``'…'``, and of one in which a backslash escapes, as in ``E'…'``.
- ``sql_identifier``, ``sql_raw``: inside of ``"…"``, and of no quotes.
- ``psql_literal``, ``psql_identifier``, ``psql_defined``: all of ``:'x'``, ``:"x"``, ``:{?x}``.

The others take plain words alone, as quoting cannot be relied on there:

- ``arithmetic``: ``$((…))``, which takes whole numbers.
- ``backticks``, ``expansion``, ``pattern``: inside of backquotes, of ``${…}``, of a pattern of ``[[ … ]]`` or ``case``.
- ``format``: what ``printf`` reads as its format, or ``echo -e`` as its text.
- ``sql_plain``: a comment, a dollar-quoted body, a literal of a dialect with escapes of its own, a meta-command.
- ``unread``: in a line that could not be read, or in a text of which something is made before it is read again.
- ``escaped``: behind a backslash or a ``$`` that would change the value; nothing can stand there.

And ``text`` stands in no command: it is what people read, such as a message.
"""


@dataclass(frozen=True, slots=True)
class VariableUse:
    """One occurrence of a value that is not in the text.

    Attributes:
        name: Its name; of a placeholder, the words inside it as a valid name (``<my-pod>``: ``my_pod``).
        text: As written: ``$pod``, ``${pod:?set}``, ``:'pod'``, ``<my-pod>``.
        syntax: In which syntax.
        quoting: What stands around it, the outermost first: ``("double", "sql_literal")`` in ``psql -c "… '$x'"``.
            Never empty.
        span: Where.
        assigned_here: Whether an earlier command of the same snippet sets it.
    """

    name: str
    text: str
    syntax: VariableSyntax
    quoting: tuple[VariableContext, ...]
    span: Span
    assigned_here: bool = False

    @property
    def outermost(self) -> VariableContext:
        """How it is quoted for who reads the text first."""
        return self.quoting[0]

    @property
    def innermost(self) -> VariableContext:
        """How it is quoted for who reads the value last."""
        return self.quoting[-1]


@dataclass(frozen=True)
class Statement:
    r"""One SQL statement or psql meta-command.

    Attributes:
        text: As written, without the semicolon behind it.
        kind: The parser's name for it (``SelectStmt``, ``VacuumStmt``), ``\d`` for a meta-command, empty
            where it does not parse.
        relations: Tables and views that it names, as written without quotes, in order, once each.
        functions: Functions that it calls, likewise.
        settings: Run-time settings that it shows or sets.
        has_where: Whether an UPDATE or DELETE has a WHERE; ``True`` for all others.
        via: The commands that it stands inside of: ``("psql",)``; empty in a SQL block.
        parent: Index of the invocation that carries it, where one does.
        dialect: The SQL that it was read as, as `Service.sql.dialect` names it.
        psql: Whether psql reads it.
        readable: What the grammar read: the text with a name in place of all that its author left open, character
            for character.
    """

    text: MappedText
    kind: str
    relations: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    has_where: bool = True
    via: tuple[str, ...] = ()
    parent: int | None = None
    dialect: str = ""
    psql: bool = False
    readable: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a snippet that could not be read as its language.

    Attributes:
        message: What is wrong with it.
        span: Where.
        kind: ``syntax`` for a text that does not parse; ``foreign`` for one that is seen to be something
            else (JSON, PromQL, output); ``limit`` for one that was not looked at because it is too large.
    """

    message: str
    span: Span
    kind: Literal["syntax", "foreign", "limit"]


@dataclass(frozen=True)
class Chunk:
    """One entry of the catalog to be: a comment, and the commands below it.

    Attributes:
        title: The comment above it, without ``#`` or ``--``; empty where there is none.
        text: What is pasted: no title comment, no prompt, no output. Lines as written.
        language: Its language.
        invocations: Every simple command in it, those inside other commands too, outer before inner.
        statements: Every SQL statement in it, in SQL blocks and inside of commands.
        variables: Every occurrence of a value to fill in.
        risk: What running it does, as far as the text tells.
        risk_least: What its known parts do; less than ``risk`` where a part is not known.
        risk_reasons: What the risk was derived from, as sentences; empty for ``read``.
        problems: Parts that could not be read.
        output: What a console session shows below it.
        masked: Of shell, the text with a word in the place of every placeholder, character for character.
    """

    title: str
    text: MappedText
    language: CommandLanguage
    invocations: tuple[Invocation, ...]
    statements: tuple[Statement, ...]
    variables: tuple[VariableUse, ...]
    risk: Risk
    risk_least: Risk
    risk_reasons: tuple[str, ...]
    problems: tuple[Problem, ...]
    output: str = ""
    masked: str = ""


@dataclass(frozen=True)
class Snippet:
    """A block, taken apart.

    Attributes:
        block: The block.
        language: Of its commands; ``None`` where it has none.
        evidence: What the language was told from: ``declared``, or the reason for an unlabelled block.
        skipped: Why it is not in the catalog, in the same words for the same reason (``language: yaml``,
            ``no commands: only comments``); empty where it is.
        session: Whether it shows prompts, so that lines without one are output.
        chunks: Its catalog entries to be.
        problems: Parts that belong to no chunk and could not be read.
    """

    block: Block
    language: CommandLanguage | None
    evidence: str
    skipped: str
    session: bool
    chunks: tuple[Chunk, ...]
    problems: tuple[Problem, ...]
