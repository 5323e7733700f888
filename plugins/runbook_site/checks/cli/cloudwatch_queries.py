"""The metrics that a command asks CloudWatch for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from runbook_site.checks.cli.aws_words import option_words
from runbook_site.checks.cli.cloudwatch_dimensions import Dimension
from runbook_site.grammars.aws_shorthand import ShorthandError, parse
from runbook_site.grammars.aws_value import UNKNOWN, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.checks.cli.aws_words import OptionWord
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word

_OPERATIONS: Mapping[tuple[str, ...], str] = {
    ("cloudwatch", "get-metric-statistics"): "--dimensions",
    ("cloudwatch", "put-metric-alarm"): "--dimensions",
    ("cloudwatch", "get-metric-data"): "--metric-data-queries",
}
_VARIABLE = re.compile(r"Value=['\"]?(\$\{\w+\})")


@dataclass(frozen=True)
class MetricQuery:
    """A metric that is asked for.

    Attributes:
        namespace: Its namespace.
        metric: Its name; `UNKNOWN` where the text does not tell.
        dimensions: What it is asked for by, each with the word in which it stands.
        complete: Whether these are all dimensions.
    """

    namespace: str
    metric: str
    dimensions: tuple[tuple[Dimension, Word], ...]
    complete: bool


def metric_queries(call: Call) -> Iterator[MetricQuery]:
    """The metrics that a command names, with their dimensions."""
    option = _OPERATIONS.get(call.invocation.subcommand[:2]) if call.tool == "aws" else None
    if option is None:
        return
    words = option_words(call, option)
    if option == "--dimensions":
        yield from _by_options(call, words)
    if option == "--metric-data-queries" or not words:
        for word in (*words, *option_words(call, "--metrics")):
            yield from _by_json(word)


def _by_options(call: Call, words: tuple[OptionWord, ...]) -> Iterator[MetricQuery]:
    namespaces, metrics = option_words(call, "--namespace"), option_words(call, "--metric-name")
    if len(namespaces) != 1 or not words:
        return
    metric = metrics[0].shown(UNKNOWN) if len(metrics) == 1 else UNKNOWN
    found: list[tuple[Dimension, Word]] = []
    complete = True
    for each in words:
        read = [(dimension, each.word) for dimension in _dimensions(each)]
        found += read
        complete = complete and bool(read)
    if found:
        yield MetricQuery(namespaces[0].shown(UNKNOWN), metric, tuple(found), complete)


def _dimensions(each: OptionWord) -> Iterator[Dimension]:
    """What one word says: ``Name=x,Value=y``, or a list in JSON."""
    text = each.shown(UNKNOWN)
    if text.lstrip().startswith(("[", "{")):
        yield from _from_json(_loaded(text))
        return
    try:
        pairs = parse(text).pairs
    except ShorthandError:
        return
    values = {key.text: value.text for key, value in pairs if isinstance(value, Scalar)}
    if "Name" in values and "Value" in values:
        yield Dimension(values["Name"], _variable(each) if values["Value"] == UNKNOWN else values["Value"])


def _variable(each: OptionWord) -> str:
    """The value where it is nothing but a variable."""
    found = _VARIABLE.search(each.spelled)
    return found[1] if found else UNKNOWN


def _by_json(word: OptionWord) -> Iterator[MetricQuery]:
    queries = _loaded(word.shown(UNKNOWN))
    for query in queries if isinstance(queries, list) else ():
        match query:
            case {
                "MetricStat": {"Metric": {"Namespace": str(namespace), "MetricName": str(metric), "Dimensions": given}}
            }:
                found = tuple((each, word.word) for each in _from_json(given))
                if found:
                    yield MetricQuery(namespace, metric, found, len(found) == len(given))


def _from_json(value: Any) -> Iterator[Dimension]:  # noqa: ANN401 - what a text of JSON holds
    for each in value if isinstance(value, list) else (value,):
        match each:
            case {"Name": str(name), "Value": str(text)}:
                yield Dimension(name, text)


def _loaded(text: str) -> Any:  # noqa: ANN401 - what a text of JSON holds
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
