"""Values for the AWS CLI that are no mistake in themselves, and are not what is meant as they are written.

JMESPath writes literals in backquotes, which the shell runs inside of double quotes. CloudWatch Logs counts in
milliseconds (API reference, ``FilterLogEvents``). The AWS CLI 2 reads a payload as base64 ("Breaking changes").
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.grammars.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.grammars.aws_call import Call
    from runbook_site.grammars.grammar import Grammar
    from runbook_site.snippets.word import Word

_LITERAL = re.compile(r"`(?:[\w.-]+|\\?\"[^\"`]*\")`")
_EVENTS = frozenset({("logs", "filter-log-events"), ("logs", "get-log-events")})
_SECONDS = re.compile(r"[12][0-9]{9}|\$\(date\b[^()]*\+['\"]?%s['\"]?\s*\)|`date\b[^`()]*\+['\"]?%s['\"]?\s*`")
_MILLISECONDS = re.compile(r"%s[0-9%]")


def word_problems(grammar: Grammar, call: Call, words: Sequence[Word]) -> Iterator[Problem]:
    """What is not meant as it is written."""
    name = " ".join(("aws", *call.path))
    raw = any(word.text.startswith("--cli-binary-format") for word in words)
    for before, word in pairwise(words):
        if before.text == "--query" or word.text.startswith("--query="):
            yield from _run_by_shell(name, word)
        elif before.text in {"--start-time", "--end-time"} and call.path in _EVENTS:
            yield from _in_seconds(f"{name} {before.text}", word)
        elif before.text == "--payload" and call.path == ("lambda", "invoke") and grammar.version[0] == "2" and not raw:
            yield from _no_base64(word)


def _run_by_shell(name: str, word: Word) -> Iterator[Problem]:
    for before, part in pairwise(word.parts):
        compared = before.kind == "literal" and before.value.rstrip().endswith(("=", "<", ">"))
        if compared and part.kind == "command" and part.quoting == "double" and _LITERAL.fullmatch(part.text):
            message = f"'{name} --query' gets what the shell makes of {part.text}, as it runs what stands in backquotes"
            message = f"{message} inside of double quotes; put the expression in single quotes"
            yield Problem("invalid-option-value", message, part.start, part.end)


def _in_seconds(name: str, word: Word) -> Iterator[Problem]:
    if _SECONDS.fullmatch(word.text.strip('"')) and not _MILLISECONDS.search(word.text):
        message = f"'{name}' takes milliseconds, and gets seconds; put '000' behind them"
        yield Problem("doubtful-value", message, word.start, word.end)


def _no_base64(word: Word) -> Iterator[Problem]:
    if word.parts and word.parts[0].kind == "literal" and word.parts[0].value.lstrip().startswith(("{", "[")):
        message = (
            "'aws lambda invoke --payload' takes base64 in the AWS CLI 2; add '--cli-binary-format raw-in-base64-out'"
        )
        yield Problem("doubtful-value", message, word.start, word.end)
