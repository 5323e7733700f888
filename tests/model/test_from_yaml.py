"""Runbooks, services and sites written in YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import BaseModel

from runbook_site.model.document import RunbookDocument, StepRef
from runbook_site.model.from_yaml import read_yaml_runbook, read_yaml_service, read_yaml_site
from runbook_site.model.markdown_texts import runbook_fields, service_fields
from runbook_site.model.runbook import Runbook
from runbook_site.model.service import Service
from runbook_site.model.site import Site
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNBOOK = """\
title: Restart the worker
summary: |
  When the queue grows. See [the dashboard](https://grafana.example.com/d/queue).

  ```bash
  kubectl get pods
  ```
kind: incident
procedure:
  - title: Look at the queue
    text: |
      Compare with yesterday.

      ## By hand

      <!-- runbook-site: allow never-ending-command: stopped by hand -->

      ```sh
      redis-cli monitor
      ```

      And [more](more.md).
    commands:
      - title: Count the jobs
        run: |
          # how many
          redis-cli llen jobs
        risk: read
      - sql: >-
          select count(*)
          from jobs
        allow:
          - {rule: sequential-scan, reason: the table is small}
  - title: Change the limit
    files:
      - language: yaml
        text: "limit: 5"
        note: |
            indented, so code

messages:
  - id: users
    title: To users
    audience: users
    text: |
      ~~~
      We are on it.
"""


def read(text: str) -> RunbookDocument:
    """The runbook that a text is."""
    document, _ = read_yaml_runbook(SourceText("shop/restart.yml", text), service="shop", runbook_id="restart")
    assert document is not None
    return document


def line_of(words: str) -> int:
    """The line of the sample in which the words stand first."""
    return RUNBOOK[: RUNBOOK.index(words)].count("\n") + 1


def test_a_runbook_is_a_document() -> None:
    """The document has the names that it is given, the value, and the place of every field."""
    document = read(RUNBOOK)
    assert (document.id, document.service, document.form, document.promised) == ("restart", "shop", "yaml", True)
    assert document.runbook.title == "Restart the worker"
    assert document.place("procedure", 0, "commands", 0, "risk").start.line == line_of("risk: read")
    assert document.place("procedure", 1, "commands").start.line == line_of("- title: Change")
    assert document.place("nowhere").start.line == 1


def test_every_command_and_every_fence_is_a_block() -> None:
    """What may hold commands is there once, in the order of the file, with what it belongs to."""
    blocks = read(RUNBOOK).blocks
    assert [(block.origin, block.info, block.heading, block.step) for block in blocks] == [
        ("fence", "bash", "", None),
        ("fence", "sh", "By hand", StepRef("procedure", 0)),
        ("command", "shell", "Count the jobs", StepRef("procedure", 0)),
        ("command", "sql", "Look at the queue", StepRef("procedure", 0)),
        ("fence", "", "To users", None),
    ]
    assert [block.closed for block in blocks] == [True, True, True, True, False]


def test_indented_code_in_a_field_is_a_block() -> None:
    """Code that is only indented counts as well."""
    document = read("title: T\nimpact: |\n  None.\n\n      df -h\n")
    assert [(block.origin, block.text.text.strip()) for block in document.blocks] == [("indented", "df -h")]


def test_the_text_of_a_block_maps_to_its_place() -> None:
    """Each block's text knows the line and column where it stands, also folded and inside Markdown in YAML."""
    lines = RUNBOOK.split("\n")
    wanted = ["kubectl get pods", "redis-cli monitor", "redis-cli llen jobs", "from jobs", "We are on it."]
    for block, words in zip(read(RUNBOOK).blocks, wanted, strict=True):
        position = block.text.position(block.text.text.index(words))
        assert lines[position.line - 1][position.column - 1 :] == words


def test_a_command_knows_what_its_author_said() -> None:
    """The declared risk comes with the block, and so does where in the document it stands."""
    block = read(RUNBOOK).blocks[2]
    assert block.command is not None
    assert block.command.risk == "read"
    assert block.path == ("procedure", 0, "commands", 0, "run")
    assert block.span.start.line == line_of("run: |")


def test_allow_covers_the_command() -> None:
    """A rule that a command allows is quiet from the command's first field to its last."""
    (suppression,) = read(RUNBOOK).blocks[3].allow
    assert (suppression.rule, suppression.reason) == ("sequential-scan", "the table is small")
    assert suppression.span.start.line == line_of("- {rule:")
    assert (suppression.scope.start.line, suppression.scope.end.line) == (line_of("- sql:"), line_of("- {rule:"))


def test_a_comment_in_a_field_covers_its_code_block() -> None:
    """Inside Markdown in YAML a rule is told not to speak as in a Markdown file."""
    document = read(RUNBOOK)
    (suppression,) = document.suppressions
    assert (suppression.rule, suppression.reason) == ("never-ending-command", "stopped by hand")
    assert document.blocks[1].allow == (suppression,)
    assert suppression.scope == document.blocks[1].span


def test_links_in_fields_are_found() -> None:
    """Links in any Markdown field are the document's, at their places."""
    links = read(RUNBOOK).links
    assert [(link.target, link.span.start.line) for link in links] == [
        ("https://grafana.example.com/d/queue", 3),
        ("more.md", line_of("more.md")),
    ]


SERVICE = """\
name: Shop
summary: Sells things. See [its code](code.md).
owner: shop
notes: |
  (shop-notes)=
  And [more](more.md).

  ```sh
messages:
  - {id: users, title: To users, audience: users, text: "See [status](https://status.example.com)."}
"""


def test_links_in_a_service_are_found() -> None:
    """The Markdown of a service is read as that of a runbook: its links, its labels, and what is wrong with it."""
    document, findings = read_yaml_service(SourceText("service.yml", SERVICE), service_id="shop", folder="shop")
    assert [(link.target, link.span.start.line) for link in document.links] == [
        ("code.md", 2),
        ("more.md", 6),
        ("https://status.example.com", 10),
    ]
    assert document.labels == ("shop-notes",)
    assert [(finding.rule, finding.span.start.line) for finding in findings] == [("unterminated-fence", 8)]


def markdown_fields(model: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    """The names on the way to every field of a model that holds Markdown."""
    for name, field in model.model_fields.items():
        if any(_is_markdown(extra) for extra in (*field.metadata, field, *_parts(field.annotation))):
            yield (name,)
        for inner in _parts(field.annotation):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from ((name, *way) for way in markdown_fields(inner))


def _is_markdown(extra: Any) -> bool:  # noqa: ANN401 - metadata is anything
    schema = getattr(extra, "json_schema_extra", None)
    return isinstance(schema, dict) and schema.get("contentMediaType") == "text/markdown"


def _parts(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - annotations have no type of their own
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def without_numbers(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The names in a path."""
    return tuple(part for part in path if isinstance(part, str))


@pytest.mark.parametrize(
    ("model", "text"),
    [
        (Runbook, {"title": "T", "procedure": [{"title": "S", "files": [{"language": "sh", "text": "ls"}]}]}),
        (Service, {"name": "S", "summary": "S.", "owner": "o"}),
        (Site, {}),
    ],
)
def test_every_field_with_markdown_is_read(model: type[BaseModel], text: dict[str, Any]) -> None:
    """A field that is shown as Markdown and is not read would have links that nobody checks."""
    message = {"id": "m", "title": "M", "audience": "all", "text": "x"}
    value = model.model_validate(text if model is Site else {**text, "messages": [message]})
    fields = (
        runbook_fields(value)
        if isinstance(value, Runbook)
        else service_fields(value)
        if isinstance(value, Service)
        else ()
    )
    read_names = {without_numbers(field.path) for field in fields}
    phases = {"prerequisites", "diagnosis", "verification", "rollback", "follow_up"}
    wanted = {way for way in markdown_fields(model) if way[0] not in phases}
    assert read_names == wanted


def test_an_unterminated_fence_in_a_field_is_said() -> None:
    """What is wrong with the Markdown of a field is a finding beside the document."""
    document, findings = read_yaml_runbook(SourceText("x.yml", RUNBOOK), service="s", runbook_id="x")
    assert document is not None
    assert [(finding.rule, finding.span.start.line) for finding in findings] == [("unterminated-fence", line_of("~~~"))]


def test_errors_leave_no_document() -> None:
    """A runbook with errors is nothing to act upon, and all of them are told."""
    for text, rules in (
        ("title: T\nkind: x\nowner: 1\n", ["invalid-value", "wrong-type"]),
        ("title: T\ntitle: U\n", ["duplicate-key"]),
        ("title: T\ntitle: U\nkind: x\n", ["duplicate-key", "invalid-value"]),
        ("title: [\n", ["yaml-syntax"]),
        ("", ["wrong-type"]),
    ):
        document, findings = read_yaml_runbook(SourceText("x.yml", text), service="s", runbook_id="x")
        assert document is None
        assert [finding.rule for finding in findings] == rules


def test_an_anchored_command_is_where_it_is_written() -> None:
    """A command that is used twice by an alias has its text where the anchor is, in both steps."""
    text = (
        "title: T\nprocedure:\n  - title: A\n    commands: [&look {run: uptime}]\n  - title: B\n    commands: [*look]\n"
    )
    blocks = read(text).blocks
    assert [(block.text.text, block.span.start.line) for block in blocks] == [("uptime", 4), ("uptime", 4)]
    assert {block.path[1] for block in blocks} == {0, 1}


def test_crlf_changes_nothing_but_the_file() -> None:
    """A file with CRLF line ends has the same commands on the same lines."""
    unix, dos = read(RUNBOOK), read(RUNBOOK.replace("\n", "\r\n"))
    assert [block.text.text for block in dos.blocks] == [block.text.text for block in unix.blocks]
    assert [block.span.start for block in dos.blocks] == [block.span.start for block in unix.blocks]


def test_a_service() -> None:
    """A service has its value and places; one with errors has findings and no value."""
    text = "name: Shop\nsummary: Sells.\nowner: shop\n"
    document, findings = read_yaml_service(SourceText("shop/service.yml", text), service_id="shop", folder="shop")
    assert document.service is not None
    assert (document.service.name, document.places[("owner",)].start.line, findings) == ("Shop", 3, ())
    document, findings = read_yaml_service(
        SourceText("shop/service.yml", "name: Shop\n"), service_id="shop", folder="shop"
    )
    assert document.service is None
    assert document.source is not None
    assert [finding.rule for finding in findings] == ["missing-field", "missing-field"]


def test_a_site() -> None:
    """A site has its value; one with errors has the defaults, so that the runbooks can still be checked."""
    document, findings = read_yaml_site(SourceText("site.yml", "title: Ours\n"))
    assert (document.site.title, findings) == ("Ours", ())
    document, findings = read_yaml_site(SourceText("site.yml", "titel: Ours\n"))
    assert document.site.title == "Runbooks"
    assert [finding.rule for finding in findings] == ["unknown-field"]
