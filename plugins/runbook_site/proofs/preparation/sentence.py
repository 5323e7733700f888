"""A statement taken apart, with what stands in for the application's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from runbook_site.proofs.preparation.references import References
from runbook_site.proofs.preparation.stubs import Stubs
from runbook_site.snippets.sql_postgresql import syntax_tree
from runbook_site.snippets.sql_tree import kind_of, strings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.proofs.preparation.question import How, Refusal
    from runbook_site.proofs.preparation.references import Node
    from runbook_site.proofs.preparation.stubs import Key


@dataclass(slots=True)
class Sentence:
    """A statement taken apart.

    Attributes:
        sql: The statement.
        how: How a server is asked about it.
        written: Names in it that stand for what the author left open, with what is written there.
        stubs: What stands in for what a new database does not have.
        tree: Its syntax tree.
        references: What it asks of relations.
    """

    sql: str
    how: How
    written: Mapping[str, str]
    stubs: Stubs = field(default_factory=Stubs)
    tree: Any = field(init=False)
    references: References = field(init=False)

    def __post_init__(self) -> None:
        """Take it apart."""
        self.reword(self.sql)

    def reword(self, sql: str) -> None:
        """Take the same statement with other values."""
        self.sql = sql
        self.tree = syntax_tree(sql)
        self.references = References(self.tree, sql)

    def is_open(self, name: str) -> bool:
        """Whether a name stands for something that the author left open."""
        return name.lower() in self.written

    def as_written(self, message: str) -> str:
        """A server's message with what the author wrote."""
        for name in sorted(self.written, key=len, reverse=True):  # one may begin like another
            message = message.replace(name, self.written[name])
        return message

    def relation_at(self, refusal: Refusal) -> Key | None:
        """The relation that stands where a server has its trouble."""
        return self.references.relations.get(refusal.position - 1)

    def has_any(self, kind: str) -> bool:
        """Whether it has a node of some kind."""
        return any(kind_of(each.node) == kind for each in self.references.nodes)

    def call_at(self, refusal: Refusal) -> Node | None:
        """The call of a function that stands where a server has its trouble."""
        at = refusal.position - 1
        calls = (each for each in self.references.nodes if each.at == at and kind_of(each.node) == "FuncCall")
        return next(calls, None) if at >= 0 else None

    def function_at(self, refusal: Refusal) -> tuple[str, str]:
        """Schema and name of the function that is called where a server has its trouble; empty where none is."""
        call = self.call_at(refusal)
        names = strings(call.node.funcname) if call is not None else [""]
        return ".".join(names[:-1]), names[-1]
