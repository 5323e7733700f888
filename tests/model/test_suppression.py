"""Rules told not to speak, in comments of Markdown and of YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.model.alert_rules import read_alert_rules
from runbook_site.model.from_markdown import read_markdown_runbook
from runbook_site.model.from_yaml import read_yaml_runbook, read_yaml_service, read_yaml_site
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from runbook_site.model.document import RunbookDocument, Suppression
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


RUNBOOK = """\
# runbook-site: allow-file review-missing: drawn up today
title: Restart the shop  # runbook-site: allow missing-owner: to be found
procedure:
  # runbook-site: allow duplicate-step-id: the second one is a repetition
  - title: Stop it
    text: |
      <!-- runbook-site: allow long-line: one line of output -->

      ```sh
      uptime
      ```
  - title: Start it
    commands:
      - run: |
          # runbook-site: allow this: is a comment of the shell
          uptime
        allow: [{rule: missing-command-title, reason: it is clear}]
"""


def told(suppressions: tuple[Suppression, ...]) -> list[tuple[str, str, int, int]]:
    """Rule and reason of each, and the first and the last line that it covers."""
    return [(each.rule, each.reason, each.scope.start.line, each.scope.end.line) for each in suppressions]


def test_comments_of_yaml() -> None:
    """A comment covers what it is written about, above it or on its line; those in Markdown count as ever."""
    document, findings = read_yaml_runbook(SourceText("a.yml", RUNBOOK), service="s", runbook_id="a")
    assert document is not None
    assert findings == ()
    assert told(document.suppressions) == [
        ("review-missing", "drawn up today", 1, 18),
        ("missing-owner", "to be found", 2, 2),
        ("duplicate-step-id", "the second one is a repetition", 5, 11),
        ("long-line", "one line of output", 9, 11),
    ]
    assert told(document.blocks[1].allow) == [("missing-command-title", "it is clear", 14, 17)]


@pytest.mark.parametrize(
    "text",
    [
        "title: T\n# runbook-site: allow-file x: y\nowner: o\n",
        "# runbook-site: ignore x: y\ntitle: T\n",
        "title: T # runbook-site: allow\n",
    ],
)
def test_a_comment_of_yaml_that_says_nothing_is_told(text: str) -> None:
    """One with a mistake, and one for the file that stands too low, do not fail in silence."""
    document, findings = read_yaml_runbook(SourceText("a.yml", text), service="s", runbook_id="a")
    assert document is not None
    assert document.suppressions == ()
    assert [(finding.rule, finding.span.start.line) for finding in findings] == [
        ("invalid-suppression", 1 + text[: text.index("#")].count("\n"))
    ]


def test_comments_of_every_file_of_yaml() -> None:
    """Service, site, rule file and front matter are told in the same way."""
    comment = "# runbook-site: allow x: y\n"
    service, _ = read_yaml_service(
        SourceText("service.yml", f"{comment}name: S\nsummary: S.\nowner: s\n"), service_id="s", folder="s"
    )
    site, _ = read_yaml_site(SourceText("site.yml", f"{comment}title: S\n"))
    rules = read_alert_rules(SourceText("r.yml", f"groups:\n- rules:\n  {comment}  - alert: A\n    expr: up\n"))
    page, _ = read(f"---\n{comment}kind: incident\n---\n# A\n")
    assert told(service.suppressions) == [("x", "y", 2, 2)]
    assert told(site.suppressions) == [("x", "y", 2, 2)]
    assert told(rules.suppressions) == [("x", "y", 4, 5)]
    assert told(page.suppressions) == [("x", "y", 3, 3)]


def test_nothing_is_kept_quiet_where_there_are_errors() -> None:
    """A file that could not be read as what it is would look as if it were in order."""
    comment = "# runbook-site: allow-file unknown-field: y\n"
    service, found = read_yaml_service(
        SourceText("service.yml", f"{comment}name: S\nsumary: S.\nowner: s\n"), service_id="s", folder="s"
    )
    site, found_too = read_yaml_site(SourceText("site.yml", f"{comment}titel: S\n"))
    rules = read_alert_rules(SourceText("r.yml", f"{comment}groups: [{{rules: [{{expr: up}}]}}]\n"))
    assert (service.suppressions, site.suppressions, rules.suppressions) == ((), (), ())
    assert {finding.rule for finding in (*found, *found_too)} == {"unknown-field", "missing-field"}
