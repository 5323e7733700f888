"""Holds the values of an AWS CLI command against the shapes of the service's model: shorthand, JSON and scalars."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from runbook_site.grammars.aws_call import call_of
from runbook_site.grammars.aws_fit import COMPLEX, Misfit, misfits, short
from runbook_site.grammars.aws_shorthand import ShorthandError, parse
from runbook_site.grammars.aws_value import UNKNOWN, Scalar, from_json
from runbook_site.grammars.aws_written import word_problems
from runbook_site.grammars.encoding import GrammarError
from runbook_site.grammars.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.grammars.aws_call import Call, Given, Text
    from runbook_site.grammars.aws_shape import Shape, Shapes
    from runbook_site.grammars.grammar import Grammar
    from runbook_site.snippets.word import Word

_FILES = ("file://", "fileb://", "http://", "https://")
_SHOWN = 3

_ADDRESSES = {"cp": 2, "mv": 2, "sync": 2, "rm": 1, "mb": 1, "rb": 1}
"""How many words the commands of ``aws s3`` take of which one has to be an address of S3."""


def value_problems(grammar: Grammar, words: Sequence[Word], *, more: bool = False) -> tuple[Problem, ...]:
    """What the AWS CLI would not accept of a command's values, beyond what `match` finds.

    Values with a variable or a placeholder are checked as far as they are known.

    Args:
        grammar: Of the AWS CLI, as `aws_pack.read` gives it; of another tool, nothing is found.
        words: The command, its program in front.
        more: Whether another program puts words behind these (``xargs``).

    Raises:
        GrammarError: The pack is damaged.
    """
    call = call_of(grammar, words, more=more)
    if call is None:
        return ()
    try:
        values = chain.from_iterable(_given(call, given) for given in call.given)
        return (*values, *_operands(call), *word_problems(grammar, call, words))
    except (ValueError, IndexError) as error:
        message = f"it is damaged: {error}"
        raise GrammarError(message) from error


def _given(call: Call, given: Given) -> Iterator[Problem]:
    if not given.argument.shape or not given.texts:
        return
    option = " ".join(("aws", *call.path, given.spelling))
    for text, wrong in _wrongs(call.shapes, given):
        message = f"'{option}' {wrong.message}"
        yield Problem("invalid-option-value", message, *text.place(wrong.start, wrong.end), wrong.alternatives)


def _wrongs(shapes: Shapes, given: Given) -> Iterator[tuple[Text, Misfit]]:
    shape = shapes[given.argument.shape]
    first = given.texts[0]
    if first.text.startswith(_FILES) or (first.text.startswith(UNKNOWN) and len(given.texts) == 1):
        return
    if shape.kind != "list" or not given.argument.several:
        yield from ((first, each) for each in _whole(shapes, shape, first.text))
    elif len(given.texts) == 1 and first.text.lstrip().startswith("["):
        yield from ((first, each) for each in _json(shapes, shape, first.text))
    else:
        member = shapes[shape.member]
        for text in given.texts:
            if not text.text.startswith(UNKNOWN):
                yield from ((text, each) for each in _whole(shapes, member, text.text))


def _whole(shapes: Shapes, shape: Shape, text: str) -> Iterator[Misfit]:
    """What is wrong with a value that is one word."""
    if shape.kind == "any" or (text.lstrip().startswith(("{", "[")) and shape.kind in COMPLEX):
        yield from _json(shapes, shape, text)
    elif shape.kind not in COMPLEX:
        yield from misfits(shapes, shape, Scalar(text, 0, len(text)))
    elif not (list(shape.members) == ["Value"] and "=" not in text):  # a structure of nothing else may be its value
        try:
            value = parse(text)
        except ShorthandError as error:
            if UNKNOWN not in text:
                at = min(error.at, max(len(text) - 1, 0))
                yield Misfit(f"takes {_form(shape)}, and cannot read '{short(text)}': {error}", at, len(text))
            return
        yield from misfits(shapes, shape, value)


def _form(shape: Shape) -> str:
    """How a value may be written."""
    if shape.kind == "map":
        return "'key=value' or JSON"
    names = [*shape.required, *(each for each in shape.members if each not in shape.required)][:_SHOWN]
    return f"'{','.join(f'{name}=…' for name in names)}' or JSON" if names else "JSON"


def _json(shapes: Shapes, shape: Shape, text: str) -> Iterator[Misfit]:
    try:
        value = from_json(text)
    except RecursionError:
        return
    except ValueError as error:
        if UNKNOWN not in text:
            at = min(getattr(error, "pos", 0), max(len(text) - 1, 0))
            yield Misfit(f"is no valid JSON: {getattr(error, 'msg', error)}", at, at + 1)
        return
    yield from misfits(shapes, shape, value)


def _operands(call: Call) -> Iterator[Problem]:
    """Words that belong nowhere; addresses of S3 that are none."""
    most = call.operation.operands[1]
    name = " ".join(("aws", *call.path))
    words = [text.word for text in call.operands]
    if most is not None and len(words) > most and not call.unsure and any(text.text for text in call.operands):
        first = words[most]
        if call.group:
            message = f"'{name}' has no subcommand '{short(first.text)}'"
            yield Problem("unknown-subcommand", message, first.start, first.end)
            return
        takes = f"at most {most} words" if most else "no word"
        message = f"'{name}' takes {takes} outside of options, and '{short(first.text)}' is one"
        yield Problem("operand-count", message, first.start, words[-1].end)
    elif call.path[0] == "s3" and len(words) < _ADDRESSES.get(call.path[-1], 0) and not call.unsure:
        least = _ADDRESSES[call.path[-1]]
        what = "1 address" if least == 1 else f"{least} addresses"
        message = f"'{name}' takes {what}, and {'1' if words else 'none'} is given"
        yield Problem("operand-count", message, *call.span)
    elif (
        call.path[0] == "s3" and _ADDRESSES.get(call.path[-1]) == len(words) and not any(map(_may_be_s3, call.operands))
    ):
        which = "one of the two" if len(words) > 1 else f"'{short(words[0].text)}'"
        message = f"'{name}' takes addresses of S3, and {which} has to begin with 's3://'"
        yield Problem("invalid-option-value", message, words[0].start, words[-1].end)


def _may_be_s3(text: Text) -> bool:
    known = text.text.partition(UNKNOWN)[0]
    return known.startswith("s3://") or (UNKNOWN in text.text and "s3://".startswith(known))
