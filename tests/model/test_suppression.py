"""Rules told not to speak, in comments of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.model.from_markdown import read_markdown_runbook
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from runbook_site.model.document import RunbookDocument
    from runbook_site.sources.finding import Finding

BLOCK = "```sh\nls\n```\n"


def read(text: str) -> tuple[RunbookDocument, tuple[Finding, ...]]:
    """Read the text as a runbook."""
    document, findings = read_markdown_runbook(SourceText("a.md", text), service="s", runbook_id="a")
    assert document is not None
    return document, findings


def test_a_comment_covers_the_next_block() -> None:
    """Several may stand above one block, with text between, and each has its reason."""
    comments = "<!-- runbook-site: allow no-flush: on purpose,\nevery week -->\nText\n\n<!--runbook-site: allow x-->\n"
    text = comments + BLOCK + BLOCK
    document, findings = read(text)
    first, second = document.blocks
    assert [(each.rule, each.reason) for each in first.allow] == [("no-flush", "on purpose, every week"), ("x", "")]
    assert (second.allow, findings) == ((), ())
    assert [each.scope for each in document.suppressions] == [first.span, first.span]


def test_a_heading_stands_in_the_way() -> None:
    """What was meant for one section does not reach into the next; it suppresses nothing, and that is told."""
    document, _ = read(f"# A\n<!-- runbook-site: allow x: y -->\n## B\n{BLOCK}")
    assert document.blocks[0].allow == ()
    assert [each.scope for each in document.suppressions] == [each.span for each in document.suppressions]


def test_allow_file_covers_the_file() -> None:
    """At the top it covers everything, and is no matter of one block."""
    document, findings = read(f"<!-- runbook-site: allow-file x: y -->\n# A\n{BLOCK}")
    (suppression,) = document.suppressions
    assert (suppression.scope.start.line, suppression.scope.end.line) == (1, 6)
    assert (document.blocks[0].allow, findings) == ((), ())


def test_allow_file_below_a_block_is_told() -> None:
    """It would cover what was read before it."""
    document, findings = read(f"{BLOCK}<!-- runbook-site: allow-file x: y -->\n")
    assert document.suppressions == ()
    assert [(finding.rule, finding.span.start.line) for finding in findings] == [("invalid-suppression", 4)]


@pytest.mark.parametrize(
    "comment", ["runbook-site: alow x: y", "runbook-site: allow", "runbook-site: allow Not_A_Rule", "runbook-site:"]
)
def test_a_comment_that_says_nothing_is_told(comment: str) -> None:
    """A suppression with a mistake in it does not fail in silence."""
    document, findings = read(f"<!-- {comment} -->\n{BLOCK}")
    assert document.suppressions == ()
    assert [finding.rule for finding in findings] == ["invalid-suppression"]


def test_other_comments_are_left_alone() -> None:
    """What is not meant for the tool is no business of its."""
    assert read(f"<!-- see runbook-site: allow x -->\n<!-- markdownlint-disable -->\n{BLOCK}")[1] == ()
