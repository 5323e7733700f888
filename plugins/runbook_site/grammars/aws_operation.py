"""Operations of the AWS CLI, and how they are written in a pack.

An operation is a line of three parts between tabs: its name, letters for what is true of it, and its arguments.
Letters: ``i`` takes its whole input as JSON or YAML as well, ``p`` comes in pages, ``c`` needs a subcommand. An
argument is a name with marks behind it, then ``:`` and the reference to a shape, or choices between bars::

    describe-services<TAB>i<TAB>cluster services!* include*:[3
    tail<TAB><TAB><group_name since follow^ format:|detailed|short|json|

``!`` required, ``~`` takes no value and has a twin with ``no-``, ``^`` takes no value, ``*`` and ``+`` takes several
words, ``?`` none or one. ``<name`` is a word without an option; ``&a,b`` says that one of the two is required.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.grammars.grammar import Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from runbook_site.grammars.grammar import Kind

_ARGUMENT = re.compile(r"(?P<sign>[<&]?)(?P<name>[\w.,-]+)(?P<marks>[!~^*+?]*)(?::(?P<shape>.+))?")
_KINDS: dict[str, Kind] = {"i": "integer", "n": "number"}
_PAGES = ("starting-token", "page-size:i", "max-items:i")
_COUNTS: dict[str, tuple[int, int | None]] = {"": (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of an operation.

    Attributes:
        option: What the grammar says of it.
        shape: Reference to the shape of its value; empty where that is any text.
        least: How many words have to follow it.
        several: Whether more than one may.
    """

    option: Option
    shape: str = ""
    least: int = 0
    several: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation, or another command.

    Attributes:
        arguments: By option.
        required: Of each group of options, one has to be given.
        operands: How many words it takes, at least and at most, that are no option's value.
        needs_command: Whether it does nothing without a subcommand.
    """

    arguments: Mapping[str, Argument]
    required: tuple[tuple[str, ...], ...]
    operands: tuple[int, int | None]
    needs_command: bool


def operation_of(line: str, inputs: Sequence[str]) -> Operation:
    """Read a line.

    Args:
        line: With three parts.
        inputs: The forms in which this version takes a whole input: ``json``, ``yaml``.

    Raises:
        ValueError: It is none.
    """
    _, flags, written = line.split("\t")
    arguments: dict[str, Argument] = {}
    required: list[tuple[str, ...]] = []
    least, most = 0, 0
    instead = (*(f"--cli-input-{each}" for each in inputs), "--generate-cli-skeleton") if "i" in flags else ()
    for each in (*written.split(), *(_PAGES if "p" in flags else ())):
        match = _ARGUMENT.fullmatch(each)
        if match is None:
            message = f"{each[:40]!r} is no argument"
            raise ValueError(message)
        sign, name, marks, shape = match.groups(default="")
        if sign == "<":
            fewest, greatest = _COUNTS[marks]
            least += fewest
            most = -1 if greatest is None or most < 0 else most + greatest
        elif sign == "&":
            required.append((*(f"--{one}" for one in name.split(",")), *instead))
        else:
            spellings = (f"--{name}", f"--no-{name}") if "~" in marks else (f"--{name}",)
            arguments.update(dict.fromkeys(spellings, _argument(marks, shape)))
            if "!" in marks:
                required.append((*spellings, *instead))
    if instead:
        arguments.update(_inputs(inputs))
    return Operation(arguments, tuple(required), (least, None if most < 0 else most), "c" in flags)


def _argument(marks: str, shape: str) -> Argument:
    if "~" in marks or "^" in marks:
        return Argument(Option())
    choices = tuple(shape.strip("|").split("|")) if shape.startswith("|") else ()
    if "*" in marks or "+" in marks:
        least = 1 if "!" in marks or "+" in marks else 0
        option = Option("required" if least else "optional", choices, "list", repeated=True)
        return Argument(option, "" if choices else shape, least, several=True)
    if "?" in marks:
        return Argument(Option("optional", choices, "list"), least=0)
    return Argument(Option("required", choices, _KINDS.get(shape, "")), "" if choices else shape, 1)


def _inputs(inputs: Sequence[str]) -> Iterator[tuple[str, Argument]]:
    for each in inputs:
        yield f"--cli-input-{each}", Argument(Option("required"), "j" if each == "json" else "", 1)
    choices = ("input", *(f"{each}-input" for each in inputs if each != "json"), "output")
    yield "--generate-cli-skeleton", Argument(Option("optional", choices, "list"))
