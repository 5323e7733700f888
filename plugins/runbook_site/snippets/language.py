"""Which language the text of a block is in, and how that is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from runbook_site.snippets.evidence import META_COMMAND, capitalised_tool, is_command_line, shell_evidence, sql_evidence
from runbook_site.snippets.foreign import looks_like
from runbook_site.snippets.info_string import Info, read_info
from runbook_site.snippets.session import split_session
from runbook_site.snippets.snippet import Problem
from runbook_site.snippets.sql import split_sql
from runbook_site.snippets.sql_dialect import dialect_of
from runbook_site.sources.text import Position, Span

if TYPE_CHECKING:
    from runbook_site.model.command import CommandLanguage
    from runbook_site.model.document import Block
    from runbook_site.snippets.session_part import SessionPart
    from runbook_site.sources.text import MappedText

NO_EVIDENCE = "no language, no evidence of commands"
"""Why a block without a label is skipped where nothing speaks for commands."""


@dataclass(frozen=True, slots=True)
class BlockLanguage:
    """What a block is written in.

    Attributes:
        language: Its language; ``None`` where it holds no commands.
        evidence: ``declared``, or what an undeclared language was told from; empty where there is none.
        skipped: Why it holds no commands that are looked at; empty where it does.
        session: Its parts, where it is a session.
        dialect: The SQL dialect that its label or its prompts name; empty where the service's holds.
        problem: What is wrong with the label.
    """

    language: CommandLanguage | None
    evidence: str
    skipped: str
    session: tuple[SessionPart, ...] = ()
    dialect: str = ""
    problem: Problem | None = None


def language_of(block: Block, text: MappedText) -> BlockLanguage:
    """Tell the language of a block from its label and, where that leaves it open or is evidently wrong, its text.

    It fails closed: without a label, only evidence of commands gives a language. A label is overruled
    only by signs that no sound text in that language shows.

    Args:
        block: The block.
        text: Its text, with every line ended by a line feed alone.
    """
    info = read_info(block.info)
    if info.language is None and not info.undecided:
        return BlockLanguage(None, "", f"language: {info.label}")
    if not text.text.strip():
        return _with_command_in_info(block, BlockLanguage(None, "", "empty"))
    session = split_session(text, console=info.console, labelled=info.language == "shell")
    told = _of_prompts(session, info)
    if told is not None:
        return told
    if info.language is not None:
        return _of_label(block, text, info, info.language)
    return _with_command_in_info(block, _of_evidence(text, info))


def _of_prompts(session: tuple[SessionPart, ...], info: Info) -> BlockLanguage | None:
    """The language that prompts tell; ``None`` where there are none."""
    parts = [part for part in session if part.command.text]
    prompted = any(part.prompt.start != part.prompt.end for part in parts)
    if not parts or (not prompted and info.language in {"sql", "psql"}):
        return None
    kinds = {part.kind for part in parts}
    language: CommandLanguage = "shell" if "shell" in kinds else "psql" if "psql" in kinds else "sql"
    dialect = "mysql" if kinds == {"mysql"} else info.dialect
    evidence = "declared" if info.language == language else "prompts" if prompted else "known commands"
    return BlockLanguage(language, evidence, "", session, dialect)


def _of_label(block: Block, text: MappedText, info: Info, language: CommandLanguage) -> BlockLanguage:
    other = looks_like(text.text)
    if not other and language == "shell" and sql_evidence(text.text) and not shell_evidence(text.text):
        other = "SQL"
    if not other and language != "shell":
        other = "shell" if _is_shell_under_sql_label(text) else ""
    if other:
        reason = f"labelled {language}, looks like {other}"
        problem = Problem(f"the block is labelled '{info.label}' and looks like {other}", block.span, "foreign")
        return BlockLanguage(None, "", reason, (), info.dialect, problem)
    if language == "sql" and _has_meta_commands(text.text):
        return BlockLanguage("psql", "psql meta-commands", "", (), "postgresql")
    return BlockLanguage(language, "declared", "", (), info.dialect)


def _of_evidence(text: MappedText, info: Info) -> BlockLanguage:
    label = f"language: {info.label}" if info.label else ""
    if other := looks_like(text.text):
        return BlockLanguage(None, "", label or f"no language, looks like {other}")
    if evidence := sql_evidence(text.text):
        if _has_meta_commands(text.text):
            return BlockLanguage("psql", "psql meta-commands", "")
        if _is_sql(text) and any(sign in text.text for sign in ";*(=\n"):
            return BlockLanguage("sql", evidence, "")
    if evidence := shell_evidence(text.text):
        return BlockLanguage("shell", evidence, "")
    if word := capitalised_tool(text.text):
        start = text.text.index(word)
        message = f"not a command: '{word}' is written with a capital, and '{word.lower()}' is the tool"
        problem = Problem(message, text.span(start, start + len(word)), "syntax")
        return BlockLanguage("shell", "known commands", "", problem=problem)
    return BlockLanguage(None, "", label or NO_EVIDENCE)


def _has_meta_commands(text: str) -> bool:
    return any(META_COMMAND.match(line) for line in text.split("\n"))


_SQL_WORDS_OF_SHELL = ("set", "use", "kill", "call", "declare", "exec", "show", "reset")


def _is_sql(text: MappedText) -> bool:
    return not split_sql(text, dialect_of(text.text)).problems


def _is_shell_under_sql_label(text: MappedText) -> bool:
    lines = [line for line in text.text.split("\n") if line.strip() and not line.lstrip().startswith("--")]
    if not lines or lines[0].lstrip().lower().startswith(_SQL_WORDS_OF_SHELL):
        return False
    return bool(shell_evidence("\n".join(lines))) and not sql_evidence(text.text) and not _is_sql(text)


def _with_command_in_info(block: Block, result: BlockLanguage) -> BlockLanguage:
    """Report a command that somebody wrote behind the backticks, where it is taken for a label."""
    if len(block.info.split()) < 2 or not is_command_line(block.info):  # noqa: PLR2004 - a tool and an argument
        return result
    line = block.span.start.line
    end = Position(line, len(block.text.source.line(line)) + 1)
    kind: Literal["foreign"] = "foreign"
    message = "the opening line of the fence holds a command, which readers do not see: put it on the next line"
    return replace(result, problem=Problem(message, Span(block.span.path, block.span.start, end), kind))
