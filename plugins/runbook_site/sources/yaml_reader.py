"""From the events of a YAML parser to a tree of nodes, within bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import yaml

from runbook_site.sources.finding import Finding
from runbook_site.sources.yaml_characters import Disguise, forbidden_at
from runbook_site.sources.yaml_core import Scalar, resolve
from runbook_site.sources.yaml_problem import Problem, explain

if TYPE_CHECKING:
    from runbook_site.sources.text import MappedText

MAX_DEPTH = 50
"""Levels of nesting; a runbook has about seven."""

MAX_NODES = 50_000
"""Values in a text, with aliases written out; a long runbook has about a thousand."""

Loader = type[yaml.SafeLoader] | type[yaml.CSafeLoader]
LOADER: Loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
"""libyaml where PyYAML was built with it; both give the same offsets, which a test compares."""

_PROPERTIES = re.compile(
    r"(?:&[0-9A-Za-z_-]+(?=[?:,\]}%@`])"
    r"|[&!][^ \t\r\n]*+(?:(?:[ \t]*+(?:#[^\r\n]*+)?(?:\r\n|[\r\n]))++[ \t]*+|[ \t]++|$))+"
)
"""Tag and anchor of a scalar. PyYAML ends an anchor's name at some signs, with the value right behind it."""
_TAG = "tag:yaml.org,2002:"
_TEXT_TAGS = {"!", _TAG + "str"}
_COLLECTION_TAGS = {"!", _TAG + "map", _TAG + "seq"}
_SCALAR_TAGS: dict[str, tuple[type, ...]] = {
    _TAG + "null": (type(None),),
    _TAG + "bool": (bool,),
    _TAG + "int": (int,),
    _TAG + "float": (float, int),
}
_LONGEST_SHOWN = 60
_UNPRINTABLE = re.compile("[\0\ud800-\udfff]")


class _Mark(Protocol):
    """A place as PyYAML and libyaml give it; both count characters from the text's start."""

    index: int


@dataclass(slots=True)
class Node:
    """A value and where it is written. Complete once its document has been read.

    Attributes:
        value: Mapping, list, text, number, truth value or ``None``.
        start: Offset of its first character, tag and anchor included.
        end: Offset behind its last one.
        style: Of a scalar: ``'``, ``"``, ``|``, ``>``, or empty for a plain one; else ``None``.
        text: Of a scalar: its characters, whatever they mean.
        content: Of a scalar: offset of its first character behind tag and anchor.
        content_end: Of a scalar: offset behind it, with the empty lines that a block scalar ends in.
        children: Its values, by key or index.
        keys: Its keys, by key.
        size: Number of values in it, itself included, with aliases written out.
        height: Levels of nesting in it.
    """

    value: object
    start: int
    end: int
    style: str | None = None
    text: str = ""
    content: int = 0
    content_end: int = 0
    children: dict[str | int, Node] = field(default_factory=dict)
    keys: dict[str, Node] = field(default_factory=dict)
    size: int = 1
    height: int = 0


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been met."""

    node: Node
    anchor: str | None
    key: Node | None = None


class _StopError(Exception):
    """The rest of the text is not read."""


class Reader:
    """Reads the documents of a text.

    Attributes:
        findings: What is wrong with it.
    """

    def __init__(self, text: MappedText, *, single: bool, loader: Loader = LOADER) -> None:
        """Prepare to read.

        Args:
            text: The text.
            single: Whether a second document is a finding.
            loader: The parser.
        """
        self.findings: list[Finding] = []
        self._text = text
        self._raw = text.text
        self._single = single
        self._loader = loader
        self._base = 1 if self._raw.startswith("\ufeff") else 0
        self._roots: list[Node] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}
        self._count = 0

    def documents(self) -> list[Node]:
        """The roots of the documents that could be read to their end. Never raises."""
        if (at := forbidden_at(self._raw)) is not None:
            rule = "nul-byte" if self._raw[at] == "\0" else "yaml-syntax"
            self._report(rule, f"U+{ord(self._raw[at]):04X} cannot stand in YAML: remove it", at, at + 1)
            return []
        try:
            self._disguise = Disguise(self._raw[self._base :])
            for event in yaml.parse(self._disguise.text, Loader=self._loader):
                self._take(event)
        except _StopError:
            pass
        except yaml.MarkedYAMLError as error:
            self._report_error(error)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # PyYAML's own scanner passes on what `chr` says of an escape beyond Unicode.
            self._report("yaml-syntax", f"this is no YAML: {error}", 0, 0)
        return self._roots

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event), event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            node = self._alias(event)
            self._add(node, None, values=node.size)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._finish(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._anchors = {}
            if self._single and self._roots:
                start = self._offset(event.start_mark)
                message = "a second YAML document begins here, and is not read: keep one document in one file"
                self._report("yaml-unsupported", message, start, start + 3)
                raise _StopError

    def _offset(self, mark: _Mark | None) -> int:
        return 0 if mark is None else min(mark.index + self._base, len(self._raw))

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        start, end = self._offset(event.start_mark), self._offset(event.end_mark)
        text = self._disguise.revealed(event.value)
        if (match := _UNPRINTABLE.search(text)) is not None:
            self._report(
                "yaml-syntax", f"the escape for U+{ord(match[0]):04X} gives no text that can be used", start, end
            )
            text = _UNPRINTABLE.sub("\ufffd", text)
        content = start
        if (event.anchor or event.tag) and (match := _PROPERTIES.match(self._raw, start, end)):
            content = match.end()
        node = Node(text, start, end, event.style or "", text, content, end)
        if node.style in {"|", ">"}:
            node.end = start + len(self._raw[start:end].rstrip())
        node.value = self._meaning(node, event.tag)
        return node

    def _meaning(self, node: Node, tag: str | None) -> Scalar:
        if tag is None:
            return resolve(node.text) if node.style == "" else node.text
        if tag in _TEXT_TAGS:
            return node.text
        value = resolve(node.text)
        if isinstance(value, _SCALAR_TAGS.get(tag, ())) and (tag == _TAG + "bool") == isinstance(value, bool):
            return value
        if tag in _SCALAR_TAGS:
            name = tag.removeprefix(_TAG)
            message = f"{node.text[:_LONGEST_SHOWN]!r} is no value for the tag '!!{name}': leave the tag out"
            self._report("yaml-unsupported", message, node.start, node.end)
        else:
            self._report_tag(tag, node.start)
        return node.text

    def _report_tag(self, tag: str, start: int) -> None:
        shown = tag.replace(_TAG, "!!", 1)
        self._report(
            "yaml-unsupported",
            f"the tag '{shown}' is not supported: leave it out, or put all of the text in quotes",
            start,
            start + 1,
        )

    def _alias(self, event: yaml.AliasEvent) -> Node:
        start, end = self._offset(event.start_mark), self._offset(event.end_mark)
        if event.anchor not in self._anchors:
            message = f"'*{event.anchor}' refers to no anchor: write '&{event.anchor}' before the value that is meant"
        elif (node := self._anchors[event.anchor]) is None:
            message = f"'*{event.anchor}' stands inside the value that it refers to, which has no end"
        else:
            return node
        self._report("yaml-syntax", message, start, end)
        return Node(None, start, end, "", "", start, end)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        start = self._offset(event.start_mark)
        if event.tag is not None and event.tag not in _COLLECTION_TAGS:
            self._report_tag(event.tag, start)
        if event.anchor:
            self._anchors[event.anchor] = None
        value: object = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._open.append(_Open(Node(value, start, self._offset(event.end_mark)), event.anchor))
        self._bound_depth(0, start)

    def _finish(self, event: yaml.CollectionEndEvent) -> None:
        done = self._open.pop()
        start, end = self._offset(event.start_mark), self._offset(event.end_mark)
        if end > start:
            # A closing bracket; a block has none, and ends with its last value.
            done.node.end = end
        self._add(done.node, done.anchor)

    def _add(self, node: Node, anchor: str | None, values: int = 1) -> None:
        """Hand a complete node to the collection that it stands in.

        Args:
            node: The node.
            anchor: Its name for aliases.
            values: How many values come with it that have not been counted.
        """
        if anchor:
            self._anchors[anchor] = node
        self._count += values
        if self._count > MAX_NODES:
            message = f"more than {MAX_NODES:,} values, with aliases written out: split the file"
            self._report("yaml-limit", message, node.start, node.start)
            raise _StopError
        self._bound_depth(node.height, node.start)
        if not self._open:
            self._roots.append(node)
            return
        parent = self._open[-1]
        parent.node.end = max(parent.node.end, node.end)
        if isinstance(parent.node.value, list):
            parent.node.children[len(parent.node.value)] = node
            parent.node.value.append(node.value)
        elif parent.key is None:
            parent.key = node
            return
        else:
            key, parent.key = parent.key, None
            if not self._enter(parent.node, key, node):
                return
        parent.node.size += node.size
        parent.node.height = max(parent.node.height, node.height + 1)

    def _bound_depth(self, height: int, start: int) -> None:
        if len(self._open) + height > MAX_DEPTH:
            self._report("yaml-limit", f"nested deeper than {MAX_DEPTH} levels", start, start + 1)
            raise _StopError

    def _enter(self, mapping: Node, key: Node, node: Node) -> bool:
        """Put a value under its key, unless the key will not do."""
        if key.style is None:
            message = "a key must be text; this one is a list or a mapping (put '{{ … }}' in quotes)"
            self._report("yaml-unsupported", message, key.start, key.end)
        elif key.text == "<<" and key.style == "":
            message = "merge keys ('<<') are not part of YAML 1.2: write the fields out"
            self._report("yaml-unsupported", message, key.start, key.end)
        elif (first := mapping.keys.get(key.text)) is not None:
            line = self._text.position(first.start).line
            message = f"the key {key.text[:_LONGEST_SHOWN]!r} was already given in line {line}: only that one is read"
            self._report("duplicate-key", message, key.start, key.end)
        elif isinstance(mapping.value, dict):
            mapping.value[key.text] = node.value
            mapping.keys[key.text] = key
            mapping.children[key.text] = node
            return True
        return False

    def _report(self, rule: str, message: str, start: int, end: int) -> None:
        end = min(max(start, end), len(self._raw))
        self.findings.append(Finding(rule, message, self._text.span(start, end)))

    def _report_error(self, error: yaml.MarkedYAMLError) -> None:
        mark, context = error.problem_mark, error.context_mark
        opened = None if context is None else self._offset(context)
        starts = (each.node.start for each in reversed(self._open))
        bracket = next((start for start in starts if self._raw.startswith(("[", "{"), start)), None)
        line = 0 if bracket is None else self._text.position(bracket).line
        problem = Problem(str(error.context or ""), str(error.problem or ""), opened, self._offset(mark), bracket, line)
        message, where = explain(problem, self._raw)
        self._report("yaml-syntax", message, where, where + 1)
