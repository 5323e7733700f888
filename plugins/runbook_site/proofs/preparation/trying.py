"""One statement while a server is asked about it, again and again, until it takes it or nothing more can be done.

What a new database does not have and an application does is made up on the way: tables with the columns that the
statement asks of them, of types that it can be taken with. A statement that is refused for what PostgreSQL itself does
not have is refused for good. Where the reason may be what was made up, or left open, nothing is said against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runbook_site.proofs.preparation.judgement import is_for_good
from runbook_site.proofs.preparation.mending import TYPE_TROUBLE, Mending
from runbook_site.proofs.preparation.question import Question
from runbook_site.proofs.preparation.sentence import Sentence
from runbook_site.snippets.sql_tree import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.proofs.preparation.question import Reach, Refusal
    from runbook_site.proofs.preparation.wording import Wording

_MOST = 25
"""How often a server is asked about one statement."""
_IN_NO_TRANSACTION = "25001"
_HARMLESS = frozenset(
    {
        *("AlterTableStmt", "CommentStmt", "CreateEnumStmt", "CreateFunctionStmt", "CreateSchemaStmt", "CreateSeqStmt"),
        *("CreateStmt", "DropStmt", "GrantStmt", "IndexStmt", "LockStmt", "ReindexStmt", "RenameStmt", "TruncateStmt"),
        *("VacuumStmt", "VariableSetStmt", "VariableShowStmt", "ViewStmt"),
    }
)
"""What reaches no further than its own database, and leaves nothing behind once it is rolled back."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a statement.

    Attributes:
        result: Whether the server takes it; empty as long as that is open.
        why: What stands against it, or why nothing can be said.
    """

    result: Literal["", "taken", "refused", "untried"] = ""
    why: str = ""


class Trying:
    """One statement while a server is asked about it.

    Attributes:
        sentence: The statement as it is asked about now, with what was made up for it.
        verdict: What came of it so far.
    """

    def __init__(self, wording: Wording, reach: Reach = "everything") -> None:
        """Begin.

        Args:
            wording: The statement.
            reach: What may be asked of the server.
        """
        self.sentence = Sentence(wording.sql, wording.how, wording.written)
        self.verdict = Verdict()
        self._mending = Mending(self.sentence, wording.others, everything=reach == "everything")
        self._asked = 0
        if wording.how == "run" and reach != "everything" and (why := self._out_of_reach(reach)):
            self.verdict = Verdict("untried", why)

    @property
    def question(self) -> Question:
        """What to ask now."""
        stubs = self.sentence.stubs
        after = (*self._own(), *stubs.undone()) if self.sentence.how == "alone" else ()
        return Question(self.sentence.sql, self.sentence.how, tuple(stubs.statements()), after)

    def stubbed(self) -> Iterator[tuple[str, str]]:
        """Kind and name of all that was made up, as the author wrote it."""
        return ((kind, self._said(name)) for kind, name in self.sentence.stubs.named())

    def hear(self, refusal: Refusal | None) -> None:
        """Take an answer; where that leaves it open, there is another question."""
        self._asked += 1
        if refusal is None:
            self.verdict = Verdict("taken")
        elif not refusal.code:
            self.verdict = Verdict("untried", f"there was no answer: {refusal.message}")
        elif refusal.at >= 0:
            self.verdict = Verdict("untried", f"what it needs cannot be stubbed: {self._said(refusal.message)}")
        elif self._asked >= _MOST or not self._mending.is_mended(refusal):
            self.verdict = self._judged(refusal)

    def _judged(self, refusal: Refusal) -> Verdict:
        if is_for_good(refusal, self.sentence):
            return Verdict("refused", self._said(refusal.message))
        if refusal.code == _IN_NO_TRANSACTION:
            return Verdict(
                "untried", "outside of a transaction nothing is run on a server that is given by its address"
            )
        if self.sentence.stubs and refusal.code in TYPE_TROUBLE and (trouble := self._mending.trouble):
            return Verdict("untried", f"no types were found for what is stubbed: {self._said(trouble)}")
        return Verdict("untried", f"only its own database can: {self._said(refusal.message)}")

    def _said(self, message: str) -> str:
        return self.sentence.as_written(message)

    def _own(self) -> tuple[str, ...]:
        """What takes away what it makes outside of a transaction."""
        tree = self.sentence.tree
        name = tree.dbname if kind_of(tree) == "CreatedbStmt" else ""
        return (f'DROP DATABASE IF EXISTS "{name}"',) if name and '"' not in name else ()

    def _out_of_reach(self, reach: Reach) -> str:
        """Why a statement is not run where others have their data too."""
        if reach == "prepared":
            return "its role is a superuser, as whom nothing is run: name one that is none, and may create databases"
        if kind_of(self.sentence.tree) not in _HARMLESS or self.sentence.has_any("FuncCall"):
            return "statements of its kind are not run on a server that is given by its address"
        return ""
