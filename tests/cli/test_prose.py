"""Prose fits the terminal, and commands in it stay what they are."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.cli.prose import markdown_lines, wrapped

WORDS = st.lists(st.text("ab-é`|#>~日\t\x1b", min_size=1, max_size=12), max_size=30)
CODE = st.lists(st.sampled_from(["kubectl", "-n", "", "--all"]), max_size=6).map(
    lambda parts: " ".join(["a", *parts, "z"])
)
WIDTHS = st.integers(20, 96)


def columns(line: str) -> int:
    """The columns of a line, of the letters that are used here."""
    return len(line) + line.count("日")


@given(WORDS, WIDTHS)
def test_no_word_is_lost_and_no_line_is_too_wide(words: list[str], width: int) -> None:
    """Only a word that is wider than the terminal goes beyond its edge."""
    text = " ".join(words).replace("`", "'")
    lines = wrapped(text, width, "  - ")
    assert "".join("".join(lines).split()) == "-" + "".join(text.replace("\t", " ").replace("\x1b", "\\x1b").split())
    assert all(columns(line) <= width or len(line[4:].split()) == 1 for line in lines)
    assert all(line.startswith("    ") for line in lines[1:])


@given(st.lists(st.tuples(st.sampled_from(["run", "then, as before,", ""]), CODE), min_size=1, max_size=8), WIDTHS)
def test_code_in_prose_is_never_broken_nor_changed(parts: list[tuple[str, str]], width: int) -> None:
    """A command that is copied from the middle of a sentence is whole."""
    lines = wrapped(" ".join(f"{prose} `{code}`" for prose, code in parts), width)
    shown = [span for line in lines for span in line.split("`")[1::2]]
    assert shown == [code for _, code in parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One sentence\nthat goes on.", ["  One sentence that", "  goes on."]),
        ("- one item of a list\n- two", ["  - one item of a", "    list", "  - two"]),
        ("1. one item\n   of a list\n10) ten", ["  1. one item of a", "     list", "  10) ten"]),
        ("Hard  \nbreak\\\nhere", ["  Hard", "  break\\", "  here"]),
        ("# A heading that is long", ["  # A heading that is long"]),
        ("> a quote that is quite long\n> and more", ["  > a quote that is quite long", "  > and more"]),
        ("| a | table that is wide |\n|---|---|", ["  | a | table that is wide |", "  |---|---|"]),
        ("a | table that is wide\n--|--", ["  a | table that is wide", "  --|--"]),
        ("ps aux | grep something long", ["  ps aux | grep something long"]),
        ("Text\n\n    code that is  indented -n x", ["  Text", "", "      code that is  indented -n x"]),
        ("Text\n```\nkubectl get  pods -o wide\n```", ["  Text", "  ```", "  kubectl get  pods -o wide", "  ```"]),
        (
            "~~~~\nps  -e -o pid,comm\n```\n# x  y\n~~~~",
            ["  ~~~~", "  ps  -e -o pid,comm", "  ```", "  # x  y", "  ~~~~"],
        ),
        (
            "- one\n\n  ```sh\n  ps  -e -o pid,comm\n  ```",
            ["  - one", "", "    ```sh", "    ps  -e -o pid,comm", "    ```"],
        ),
        ("- item\n    - an item below that is long", ["  - item", "      - an item below that is long"]),
        ("Heading of a page\n---", ["  Heading of a page", "  ---"]),
        ("Text \x1b[2J", ["  Text \\x1b[2J"]),
    ],
)
def test_markdown_keeps_its_form(text: str, expected: list[str]) -> None:
    """Lists stay lists, and what a line break means something in stays as it is."""
    assert list(markdown_lines(text, 19, "  ")) == expected


@given(
    st.lists(st.sampled_from(["```", "~~~", "````", "- a", "", "text with `code", "    x  y", "a b c"]), max_size=12)
)
def test_no_line_of_code_is_changed(lines: list[str]) -> None:
    """Whatever comes before and after it, an indented line below a blank one stays as it is."""
    text = "\n".join(["Start", *lines, "```", "````", "~~~", "", "    kubectl  get pods  -n shop  -o wide"])
    assert "    kubectl  get pods  -n shop  -o wide" in list(markdown_lines(text, 20, ""))


def test_wrapping_takes_time_in_proportion_to_the_text() -> None:
    """A hostile text does not hang the terminal."""
    hostile = ("`" * 500 + " ", "` `` ", "a ", "日", "- ", "~~~ ", " ".join("`" * n for n in range(1, 600)))
    for part in hostile:
        started = time.process_time()
        list(markdown_lines(part * (200_000 // len(part) + 1), 80, "  "))
        assert time.process_time() - started < 3, part[:10]
