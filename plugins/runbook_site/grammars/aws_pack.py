"""The AWS CLI's grammars as files: a small head for each version, and one file of services for both.

The head is a grammar like any other tool's (see `encoding`) with one member more, ``services``: the ``file`` beside it,
``blocks`` (offset and length of the xz stream in which a service lies), the ``inputs`` that can stand for all
arguments of an operation, and ``changes``, lines by service that are other in this version; commands that are no
service's lie there alone, with their ``shapes``. Only the block of the service that occurs is decompressed, and only
the operation that occurs is read (see `aws_operation`).

A block holds the lines of some services. The first of each, ``= NAME COUNT``, says how many lines with operations
follow; shapes fill the rest (see `aws_shape`). Among the changes, ``-NAME`` takes an operation away.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from runbook_site.grammars.aws_operation import Operation, operation_of
from runbook_site.grammars.aws_shape import Shapes
from runbook_site.grammars.encoding import GrammarError, load
from runbook_site.grammars.grammar import Command, Grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

_LARGEST_HEAD = 2_000_000
_LARGEST_BLOCK = 20_000_000
_DAMAGE = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, EOFError, lzma.LZMAError)

_Read = TypeVar("_Read")


class Service:
    """The operations of a service, and other commands that stand where a service's name does."""

    def __init__(self, lines: Iterable[str], shapes: Sequence[str], inputs: Sequence[str]) -> None:
        """Of the lines of its part of a pack."""
        self.shapes = Shapes(shapes)
        self._lines = {line.partition("\t")[0]: line for line in lines}
        self._inputs = inputs
        self._read: dict[str, Operation] = {}

    def names(self, path: str) -> Iterator[str]:
        """The commands right below a path; that of the service itself is empty."""
        start = f"{path} " if path else ""
        for each in self._lines:
            if each.startswith(start) and each != path and " " not in each[len(start) :]:
                yield each[len(start) :]

    def operation(self, path: str) -> Operation:
        """What is at a path: ``update-service``, ``wait services-stable``.

        Raises:
            GrammarError: The pack is damaged.
            KeyError: Nothing is there.
        """
        if path not in self._read:
            line = self._lines[path]
            self._read[path] = _undamaged(lambda: operation_of(line, self._inputs))
        return self._read[path]

    def __contains__(self, path: str) -> bool:
        """Whether something is at a path."""
        return path in self._lines


class _Below(Mapping[str, Command]):
    """The commands below a command, each read when it is asked for."""

    def __init__(self, service: Callable[[], Service], path: str = "") -> None:
        self._service = service
        self._path = path

    @cached_property
    def _names(self) -> dict[str, None]:
        service = self._service()
        names = dict.fromkeys(service.names(self._path))
        takes_words = not names and service.operation(self._path).operands != (0, 0)
        return names if takes_words else names | {"help": None}

    def __getitem__(self, name: str) -> Command:
        if name not in self._names:
            raise KeyError(name)
        path = f"{self._path} {name}".strip()
        return _command(self._service, path) if path in self._service() else Command()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Services(Mapping[str, Command]):
    """The services of a version, each read when it is asked for."""

    def __init__(self, names: Iterable[str], others: Mapping[str, Service], read: Callable[[str], Service]) -> None:
        """Of the names of services, the commands that stand beside them, and what reads a service."""
        self._names = dict.fromkeys((*names, *others, "help"))
        self._others = others
        self._service = lru_cache(maxsize=32)(read)

    def service(self, name: str) -> Service:
        """The operations of a service.

        Raises:
            GrammarError: The pack is damaged.
            KeyError: There is no such service.
        """
        return self._others.get(name) or self._service(name)

    def __getitem__(self, name: str) -> Command:
        """The command of that name; what is below it is read when it is asked for.

        Raises:
            KeyError: There is none.
        """
        if name not in self._names:
            raise KeyError(name)
        if name == "help":
            return Command()
        if name in self._others:
            return _command(lambda: self.service(name), "")
        return Command(commands=_Below(lambda: self.service(name)), needs_command=True)

    def __iter__(self) -> Iterator[str]:
        """Their names."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._names)


def _command(service: Callable[[], Service], path: str) -> Command:
    operation = service().operation(path)
    return Command(
        options={spelling: argument.option for spelling, argument in operation.arguments.items()},
        commands=_Below(service, path),
        required=operation.required,
        needs_command=operation.needs_command,
    )


def read(path: Path) -> Grammar:
    """Read the head of a version. Its services are read when they are asked for, and may be found damaged then.

    Raises:
        GrammarError: The file is damaged, has another format, or is no head of the AWS CLI.
        OSError: It cannot be read.
    """
    data = path.read_bytes()
    grammar = load(data)
    return _undamaged(lambda: _with_services(grammar, json.loads(_decompressed(data, _LARGEST_HEAD)), path))


def _with_services(grammar: Grammar, head: Mapping[str, Any], path: Path) -> Grammar:
    plain = head["services"]
    inputs = tuple(plain["inputs"])
    changes: dict[str, list[str]] = plain["changes"]
    shapes: dict[str, list[str]] = plain["shapes"]
    blocks: dict[str, list[int]] = plain["blocks"]
    packed = path.with_name(plain["file"])
    if packed.parent != path.parent:
        message = f"{plain['file']!r} is no file beside it"
        raise ValueError(message)

    def service(name: str) -> Service:
        offset, length = blocks[name]
        return _undamaged(lambda: _service(_block(packed, offset, length)[name], changes.get(name, ()), inputs))

    others = {
        name: Service(lines, shapes.get(name, ()), inputs) for name, lines in changes.items() if name not in blocks
    }
    return replace(grammar, root=replace(grammar.root, commands=Services(blocks, others, service)))


def _service(lines: tuple[list[str], list[str]], changes: Sequence[str], inputs: Sequence[str]) -> Service:
    operations, shapes = lines
    gone = {line[1:] for line in changes if line.startswith("-")}
    kept = [line for line in operations if line.partition("\t")[0] not in gone]
    return Service([*kept, *(line for line in changes if not line.startswith("-"))], shapes, inputs)


@lru_cache(maxsize=4)
def _block(path: Path, offset: int, length: int) -> dict[str, tuple[list[str], list[str]]]:
    """The lines of operations and of shapes, by service."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            text = _decompressed(file.read(length), _LARGEST_BLOCK).decode()
    except OSError as error:
        raise GrammarError(str(error)) from error
    services: dict[str, tuple[list[str], list[str]]] = {}
    for part in text.split("\n= ")[1:]:
        first, *lines = part.split("\n")
        name, count = first.split(" ")
        services[name] = lines[: int(count)], lines[int(count) :]
    return services


def _decompressed(data: bytes, largest: int) -> bytes:
    decompressor = lzma.LZMADecompressor(memlimit=200_000_000)
    text = decompressor.decompress(data, max_length=largest)
    if not decompressor.eof:
        message = "it breaks off, or is too large for a grammar"
        raise ValueError(message)
    return text


def _undamaged(read: Callable[[], _Read]) -> _Read:
    """What a function reads.

    Raises:
        GrammarError: It failed as reading fails on what is damaged.
    """
    try:
        return read()
    except GrammarError:
        raise
    except _DAMAGE as error:
        message = f"it is damaged: {type(error).__name__}: {error}"
        raise GrammarError(message) from error
