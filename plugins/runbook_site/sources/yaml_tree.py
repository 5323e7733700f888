r"""YAML with the place of every key and value.

Read as YAML 1.2 means it (core schema, section 10.3 of YAML 1.2.2): ``on``, ``no``, ``12:30`` and
``1_000`` are text. In doubt a value stays what its author wrote: ``0o17``, ``0x1F``, ``007``, ``.inf``,
and numbers of more than 18 digits are text too, although the core schema would make numbers of them.
What 1.2 does not know (merge keys, tags of one's own) is refused, and so is what cannot be a JSON value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from runbook_site.sources.yaml_places import YamlPlaces
from runbook_site.sources.yaml_reader import Node, Reader
from runbook_site.sources.yaml_scalar import map_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.sources.finding import Finding
    from runbook_site.sources.text import MappedText, Span
    from runbook_site.sources.value_path import ValuePath


@dataclass(frozen=True)
class YamlTree:
    """One YAML document.

    Attributes:
        text: What it is written in.
        root: The tree of its nodes; ``None`` where it is empty or could not be read.
        findings: What is wrong with it. Where it could not be read at all, ``root`` is ``None``.
    """

    text: MappedText
    root: Node | None
    findings: tuple[Finding, ...] = field(default=())

    @property
    def value(self) -> object:
        """The document as mappings, lists, text, numbers, truth values and ``None``."""
        return None if self.root is None else self.root.value

    @cached_property
    def places(self) -> Mapping[ValuePath, Span]:
        """Where each value stands. What an alias stands for is where its anchor is."""
        return YamlPlaces(self.text, {path: (node.start, node.end) for path, node in self._walk()})

    @cached_property
    def keys(self) -> Mapping[ValuePath, Span]:
        """Where the key of each value stands."""
        keys = ((path, node.keys.items()) for path, node in self._walk())
        return YamlPlaces(
            self.text, {(*path, name): (key.start, key.end) for path, names in keys for name, key in names}
        )

    def node(self, path: ValuePath) -> Node | None:
        """The node at a path, where there is one."""
        node = self.root
        for part in path:
            if node is None:
                return None
            node = node.children.get(part)
        return node

    def place(self, path: ValuePath) -> Span:
        """Where the value at a path stands.

        Raises:
            KeyError: There is none.
        """
        node = self.node(path)
        if node is None:
            raise KeyError(path)
        return self.text.span(node.start, node.end)

    def scalar(self, path: ValuePath) -> MappedText | None:
        """The text of the scalar at a path, mapped to the file; ``None`` where there is no scalar."""
        node = self.node(path)
        if node is None or node.style is None:
            return None
        return map_scalar(self.text, node.content, node.content_end, node.style, node.text)

    def _walk(self) -> Iterator[tuple[ValuePath, Node]]:
        waiting: list[tuple[ValuePath, Node]] = [] if self.root is None else [((), self.root)]
        while waiting:
            path, node = waiting.pop()
            yield path, node
            waiting.extend(((*path, name), child) for name, child in reversed(node.children.items()))


def parse_yaml(text: MappedText) -> YamlTree:
    """Read one YAML document; a second one in the same text is a finding.

    Never raises: what is wrong is in `YamlTree.findings`.
    """
    reader = Reader(text, single=True)
    documents = reader.documents()
    return YamlTree(text, documents[0] if documents else None, tuple(reader.findings))


def parse_yaml_documents(text: MappedText) -> tuple[YamlTree, ...]:
    """Read every YAML document of a text; the findings of all stand with the last.

    Never raises.
    """
    reader = Reader(text, single=False)
    roots: list[Node | None] = [*reader.documents()] or [None]
    last = len(roots) - 1
    return tuple(YamlTree(text, root, tuple(reader.findings) if at == last else ()) for at, root in enumerate(roots))
