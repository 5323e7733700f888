"""Code blocks that end elsewhere than their author believes."""

from __future__ import annotations

import pytest

from runbook_site.model.fence_findings import fence_findings
from runbook_site.sources.markdown import parse_markdown
from runbook_site.sources.text import SourceText


def found(text: str) -> list[tuple[str, int]]:
    """Rule and line of each finding."""
    findings = fence_findings(parse_markdown(SourceText("a.md", text).whole()))
    return [(finding.rule, finding.span.start.line) for finding in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n```sh\nls\n", [("unterminated-fence", 2)]),
        ("- ```sh\n  ls\n\ntext\n", [("unterminated-fence", 1)]),
        ("```sh\nls\n``\n", [("unterminated-fence", 1), ("short-closing-fence", 3)]),
        ("````sh\nls\n```\n", [("unterminated-fence", 1), ("short-closing-fence", 3)]),
        ("```sh\nls\n``\n\n```\n", [("short-closing-fence", 3)]),
        ("```sh\nls\n\nText\n\n```sh\nps\n```\n", [("unterminated-fence", 1)]),
        ("a\n<!-- b\n", [("unterminated-comment", 2)]),
        ("> " * 200 + "a", [("nested-too-deep", 1)]),
    ],
)
def test_a_missing_end_is_told(text: str, expected: list[tuple[str, int]]) -> None:
    """The place is where the block begins, for that is where the author looks; a closing too short has its own."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "```sh\nls\n```\n",
        "````md\n```sh\nls\n```\n````\n",
        "~~~md\n```sh\nls\n```\n~~~\n",
        "```md\n- a\n\n    ```sh\n    ls\n    ```\n```\n",
        "```\n```\n",
        "```sh\n```a` b\n```\n",
        "    ``\n",
        "```sh\necho ``\n~~\n```\n",
    ],
)
def test_what_ends_as_it_should_is_no_finding(text: str) -> None:
    """Examples of Markdown inside of Markdown are well-formed."""
    assert found(text) == []


def test_the_message_says_where_the_block_ends_instead() -> None:
    """The two ways to lose the end are told apart."""
    texts = ("```sh\nls\n\n", "- ```sh\n  ls\n\ntext\n")
    messages = [fence_findings(parse_markdown(SourceText("a", text).whole()))[0].message for text in texts]
    assert "at the end of the file" in messages[0]
    assert "list item or quote" in messages[1]
