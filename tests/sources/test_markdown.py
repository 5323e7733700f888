"""Code blocks, headings, comments and tasks of Markdown as people write it."""

from __future__ import annotations

import time

import pytest

from runbook_site.sources.markdown import Fence, Markdown, parse_markdown
from runbook_site.sources.text import MappedText, SourceText


def parse(text: str) -> Markdown:
    """Read the text as a whole file."""
    return parse_markdown(SourceText("page.md", text).whole())


def only_fence(text: str) -> Fence:
    """The one code block of the text."""
    (fence,) = parse(text).fences
    return fence


def in_file(fence: Fence) -> list[tuple[int, int]]:
    """Line and column of the first character of every content line."""
    starts = [0, *(at + 1 for at, character in enumerate(fence.text.text[:-1]) if character == "\n")]
    return [(place.line, place.column) for place in map(fence.text.position, starts)]


@pytest.mark.parametrize(
    ("text", "content", "places"),
    [
        pytest.param("```sh\nuptime\ndf -h\n```\n", "uptime\ndf -h\n", [(2, 1), (3, 1)], id="plain"),
        pytest.param("~~~~ sh\nuptime\n~~~\n~~~~~\n", "uptime\n~~~\n", [(2, 1), (3, 1)], id="tildes"),
        pytest.param("  ```sh\n  uptime\n df\n  ```\n", "uptime\ndf\n", [(2, 3), (3, 2)], id="indented by two"),
        pytest.param("- ```sh\n  uptime\n  ```\n", "uptime\n", [(2, 3)], id="on the line of the bullet"),
        pytest.param("1. Look:\n\n   ```sh\n   df\n     -h\n   ```\n", "df\n  -h\n", [(4, 4), (5, 4)], id="in a list"),
        pytest.param("1.  Look:\n\n    ```sh\n    df\n    ```\n", "df\n", [(4, 5)], id="in a list, four deep"),
        pytest.param("> ```sh\n> df\n>  -h\n> ```\n", "df\n -h\n", [(2, 3), (3, 3)], id="in a quote"),
        pytest.param("> - ```sh\n>   df\n>   ```\n", "df\n", [(2, 5)], id="in a list in a quote"),
        pytest.param("-\t```sh\n\tdf\n\t```\n", "df\n", [(2, 2)], id="in a list, with tabs"),
        pytest.param("- ```sh\n\tdf\n  ```\n", "  df\n", [(2, 1)], id="half of a tab belongs to the list"),
        pytest.param("```sh\r\ndf\r\n\r\nps\r\n```\r\n", "df\n\nps\n", [(2, 1), (3, 1), (4, 1)], id="CRLF"),
        pytest.param("```sh\rdf\rps\r```\r", "df\nps\n", [(2, 1), (3, 1)], id="lone CR"),
        pytest.param(
            "```sh\na\fb\u2028c\x85d\x0be\nps\n```\n", "a\fb\u2028c\x85d\x0be\nps\n", [(2, 1), (3, 1)], id="odd"
        ),
        pytest.param("```sh\na\0b\n```\n", "a\ufffdb\n", [(2, 1)], id="NUL"),
        pytest.param(":::tip\n\n```sh\ndf\n```\n\n:::\n", "df\n", [(4, 1)], id="in a directive"),
        pytest.param('!!! note "Look"\n    ```sh\n    df\n    ```\n', "df\n", [(3, 5)], id="in an admonition"),
        pytest.param("???+ tip\n\n    Text.\n\n    ```sh\n    df\n    ```\n", "df\n", [(6, 5)], id="in a folded one"),
        pytest.param('=== "Linux"\n\n    ```sh\n    df\n    ```\n', "df\n", [(4, 5)], id="in a tab"),
        pytest.param(
            '- a\n\n    === "b"\n\n        ```sh\n        df\n        ```\n', "df\n", [(6, 9)], id="tab in list"
        ),
        pytest.param("{{< tab >}}\n```sh\ndf {{ x }}\n```\n{{< /tab >}}\n", "df {{ x }}\n", [(3, 1)], id="shortcode"),
        pytest.param("<% if a %>\n```sh\ndf <%= b %>\n```\n<% end %>\n", "df <%= b %>\n", [(3, 1)], id="ERB"),
        pytest.param(
            "<details>\n<summary>a</summary>\n\n```sh\ndf\n```\n\n</details>\n", "df\n", [(5, 1)], id="details"
        ),
        pytest.param("<details markdown>\n```sh\ndf\n```\n</details>\n", "df\n", [(3, 1)], id="details, no empty line"),
        pytest.param(
            "Text:\n\n     ```sh\n     df\n     ```\n", "df\n", [(4, 6)], id="indented as CommonMark takes none"
        ),
        pytest.param("Text:\n```sh\ndf\n```\nmore\n", "df\n", [(3, 1)], id="inside a paragraph"),
        pytest.param(
            "\u200b\n\n```\n\u200b# a\n\u00a0df\n```\n", "\u200b# a\n\u00a0df\n", [(4, 1), (5, 1)], id="invisible"
        ),
    ],
)
def test_a_fence_is_found_with_each_line_at_its_place(text: str, content: str, places: list[tuple[int, int]]) -> None:
    """What a fence stands in is no part of its text, and every line is mapped to where it is written."""
    fence = only_fence(text)
    assert (fence.text.text, in_file(fence)) == (content, places)
    assert fence.closed
    assert not fence.indented


@pytest.mark.parametrize(
    "info",
    [
        "8sh",
        "shell=bash",
        "console # Drain, but wait 1 minute",
        '{.bash title="Restart" linenums="1"}',
        "kubectl get pods -l app=web",
        "echo \"$(date)\" | tee '/tmp/now'",
        "{{ .Lang }}",
        "<script>",
    ],
)
@pytest.mark.parametrize("markup", ["```", "~~~~"])
def test_an_info_string_is_kept_as_written(info: str, markup: str) -> None:
    """Whatever stands behind the opening characters is data."""
    fence = only_fence(f"{markup} {info} \nls\n{markup}\n")
    assert (fence.info, fence.markup, fence.text.text) == (info, markup, "ls\n")


def test_the_span_of_a_fence_has_both_its_lines() -> None:
    """A finding about the whole block points at the whole block, without the list that it stands in."""
    fence = only_fence("- a\n\n  ```sh\n  df\n  ```  \n\nb\n")
    assert (fence.span.start.line, fence.span.start.column) == (3, 3)
    assert (fence.span.end.line, fence.span.end.column) == (5, 8)
    assert (fence.opening.start, fence.opening.end.column) == (fence.span.start, 8)
    assert fence.nested


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("```sh\ndf\n", "df\n"),
        ("```sh\ndf\n``\n", "df\n``\n"),
        ("````sh\ndf\n```\n", "df\n```\n"),
        ("```sh\ndf\n~~~\n", "df\n~~~\n"),
        ("```sh\ndf\n``` sh\n", "df\n``` sh\n"),
        ("```sh\ndf", "df"),
        ("```", ""),
        ("> ```sh\n> df\n\ntext\n", "df\n"),
        ("- ```sh\n  df\n\ntext\n", "df\n\n"),
    ],
)
def test_a_fence_without_its_closing_line_is_told(text: str, content: str) -> None:
    """It ends with what it stands in, and says that nothing closed it."""
    fence = only_fence(text)
    assert (fence.text.text, fence.closed) == (content, False)


def test_a_dedented_body_ends_the_fence_in_a_list() -> None:
    """CommonMark ends the list item there: what follows is another block, and nothing is lost."""
    first, second = parse("- ```sh\n  df\nps\n  ```\nlast\n").fences
    assert (first.text.text, first.closed) == ("df\n", False)
    assert (second.text.text, second.closed) == ("last\n", False)


def test_indented_code_is_seen() -> None:
    """A block by indentation is a code block as well, with its place in the file."""
    fence = only_fence("Run:\n\n    df -h\n\n\tps\n\nthen.\n")
    assert (fence.text.text, fence.indented, fence.info) == ("df -h\n\nps\n", True, "")
    assert in_file(fence) == [(3, 5), (4, 1), (5, 2)]


def test_indented_code_on_the_line_of_its_bullet() -> None:
    """The bullet is no part of the command."""
    fence = only_fence("-     df -h\n\n      ps\n")
    assert (fence.text.text, fence.indented, in_file(fence)[0]) == ("df -h\n\nps\n", True, (1, 7))


def test_an_indented_fence_that_never_closes_is_indented_code() -> None:
    """CommonMark's reading stands where the other one would swallow the rest."""
    fence = only_fence("Run:\n\n    ```sh\n    df\n\nText\n")
    assert (fence.text.text, fence.indented) == ("```sh\ndf\n", True)


def test_what_follows_an_admonition_is_outside() -> None:
    """A line without indentation is read once, and not as the end of the paragraph above it."""
    markdown = parse("!!! note\n    text\n[a](b)\n")
    assert [link.span.start.line for link in markdown.links] == [3]


@pytest.mark.parametrize(
    "text",
    [
        "<!--\n```sh\nrm -rf /\n```\n-->\n",
        "<!-- later:\n\n    rm -rf /\n\n-->\n",
        "- a\n  <!--\n  ```sh\n  rm -rf /\n  ```\n  -->\n",
        "<div>\n<!--\n```sh\nrm -rf /\n```\n-->\n</div>\n",
        "<!--\n```sh\nrm -rf /\n```\n",
    ],
)
def test_a_comment_hides_what_is_in_it(text: str) -> None:
    """What no reader of the page sees is no command."""
    markdown = parse(text)
    assert markdown.fences == ()
    assert "rm -rf /" in markdown.comments[0].text.text


def test_comments_have_their_text_and_place() -> None:
    """Block and inline comments are found, those in code are not."""
    markdown = parse("<!-- a -->\nText <!-- b\nc --> more `<!-- d -->`.\n\n```\n<!-- e -->\n```\n<!-- f")
    assert [comment.text.text for comment in markdown.comments] == [" a ", " b\nc ", " f"]
    assert [comment.span.start.line for comment in markdown.comments] == [1, 2, 8]
    assert [comment.closed for comment in markdown.comments] == [True, True, False]


def test_an_inline_comment_behind_crlf_has_its_place() -> None:
    """Line ends of two characters move nothing."""
    (comment,) = parse("> a\r\n> b <!-- c -->\r\n").comments
    assert (comment.span.start.line, comment.span.start.column, comment.span.end.column) == (2, 5, 15)


def test_headings_of_both_kinds() -> None:
    """Headings have their words without markup, on one line."""
    markdown = parse("# The `api` is *down*\n\nCause\nand [fix](x.md)\n---\n\n> ## Quoted ##\n\n#\n")
    assert [(heading.level, heading.text, heading.nested) for heading in markdown.headings] == [
        (1, "The api is down", False),
        (2, "Cause and fix", False),
        (2, "Quoted", True),
        (1, "", False),
    ]
    assert (markdown.headings[1].span.start.line, markdown.headings[1].span.end.line) == (3, 5)


def test_each_block_knows_the_heading_above_it() -> None:
    """A command is named after its section."""
    markdown = parse("```\na\n```\n# A\n```\nb\n```\n## B\n- [x] c\n\n      d\n")
    assert [fence.heading_index for fence in markdown.fences] == [None, 0, 1]
    assert markdown.tasks[0].heading_index == 1


def test_tasks_are_list_items_with_a_box() -> None:
    """A box elsewhere is text."""
    markdown = parse("- [ ] Page the **owner**\n- [x] Done\n* [X] Also `done`\n- [y] no\n- text [ ] no\n\n[ ] no\n")
    assert [(task.text, task.checked) for task in markdown.tasks] == [
        ("Page the owner", False),
        ("Done", True),
        ("Also done", True),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "\ufeff", "\0", "\r", "---", "---\n---\n", "\u2028"])
def test_almost_empty_texts_have_nothing_in_them(text: str) -> None:
    """A file that somebody has only just made is no reason to stop."""
    markdown = parse(text)
    assert (markdown.headings, markdown.fences, markdown.links, markdown.comments) == ((), (), (), ())


def test_a_field_inside_another_file_is_mapped_to_it() -> None:
    """Markdown in a YAML block scalar is read by the same function, front matter apart."""
    source = SourceText("page.yml", "text: |\n  ---\n  a: b\n  ---\n  See [x](y.md):\n\n  ```sh\n  df\n  ```\n")
    lines = ((0, 10), (4, 16), (9, 23), (13, 29), (28, 44), (29, 47), (35, 55), (38, 60))
    text = MappedText("---\na: b\n---\nSee [x](y.md):\n\n```sh\ndf\n```\n", lines, source, len(source.text))
    markdown = parse_markdown(text)
    assert markdown.front_matter is None
    assert [(place.line, place.column) for place in (markdown.links[0].span.start, markdown.links[0].span.end)] == [
        (5, 7),
        (5, 16),
    ]
    assert in_file(markdown.fences[0]) == [(8, 3)]


HOSTILE = {
    "long fence": "```\n" + "echo\r\n" * 20_000 + "```\n",
    "quotes": ">" * 10_000 + " a",
    "open brackets": "[" * 5_000 + "](a)",
    "images": "![" * 2_000 + "](a)",
    "nested lists": "".join("  " * depth + "- a\n" for depth in range(500)),
    "nested admonitions": "".join("    " * depth + "!!! note\n" for depth in range(300)),
    "details": "<details>\n```\na\n```\n" * 3_000,
    "equal headings": "# a_1\n" * 5_000,
    "open tags": "a <" + "b-" * 20_000 + "](",
    "attributes": "# a {" + " " * 20_000 + "}}\n\n{" + "#" * 20_000,
    "unclosed fences": "- ```\n\n" * 3_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_quadratic_time(text: str) -> None:
    """A file made to stop the tool costs about as much as any other of its size."""
    started = time.process_time()
    parse(text)
    assert time.process_time() - started < 4


def test_what_is_nested_too_deep_is_told() -> None:
    """What was not read is not passed over in silence."""
    (unread,) = parse("> " * 200 + "text\n").unread
    assert unread.start.line == 1
