"""Every rule has its page, and the page tells the truth."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import runbook_site
from runbook_site.checks import rules
from runbook_site.checks.registry import RULES
from runbook_site.checks.runner import run_checks
from runbook_site.sources.markdown import parse_markdown
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbook_site.checks.rule import Rule
    from tests.checks.conftest import Examples

SECTIONS = ("What it does", "Why it hurts", "Example", "Use instead", "When to leave it")

TODAY = date(2026, 11, 21)
PACKAGE = Path(runbook_site.__file__).parent
SHOP = Path("runbook_src/shop")


def _too_large(folder: Path) -> None:
    (folder / SHOP / "log.md").write_text("x" * 2_000_001, encoding="utf-8")


def _windows_encoding(folder: Path) -> None:
    (folder / SHOP / "restart.md").write_bytes("# Neustart für alle\n".encode("windows-1252"))


def _nul(folder: Path) -> None:
    (folder / SHOP / "restart.md").write_bytes(b"# Restart\n\0\n")


def _link_to_nothing(folder: Path) -> None:
    (folder / SHOP / "restart.md").symlink_to("gone.md")


def _deep_quotes(folder: Path) -> None:
    (folder / SHOP / "restart.md").write_text("> " * 200 + "x\n", encoding="utf-8")


def _deep_yaml(folder: Path) -> None:
    text = "title: x\ntags: " + "[" * 200 + "]" * 200
    (folder / SHOP / "restart.yml").write_text(text, encoding="utf-8")


BY_HAND: dict[str, Callable[[Path], None]] = {
    "file-too-large": _too_large,
    "not-utf8": _windows_encoding,
    "nul-byte": _nul,
    "unreadable-file": _link_to_nothing,
    "nested-too-deep": _deep_quotes,
    "yaml-limit": _deep_yaml,
}
"""Examples that no code block can show."""


def sections(rule: Rule) -> dict[str, str]:
    """The sections of a rule's page, by their headings."""
    page = parse_markdown(SourceText(rule.name, rule.page).whole())
    headings = [heading for heading in page.headings if heading.level == 2]
    ends = [*(heading.start for heading in headings[1:]), len(page.body.text)]
    return {
        heading.text: page.body.text[heading.end : end].strip() for heading, end in zip(headings, ends, strict=True)
    }


def emitted() -> set[str]:
    """Every name that the readers give to a finding."""
    pattern = re.compile(r"""(?:\bFinding|_finding|_report)\(\s*"([a-z0-9]+(?:-[a-z0-9]+)*)",""")
    texts = [path.read_text("utf-8") for layer in ("sources", "model") for path in (PACKAGE / layer).glob("*.py")]
    return {name for text in texts for name in pattern.findall(text)}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_page_has_its_sections(rule: Rule) -> None:
    """A reader finds the same five questions answered on the page of every rule."""
    found = sections(rule)
    assert tuple(found) == SECTIONS
    assert all(found.values())
    assert rule.summary.endswith(".")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_example_raises_its_rule_alone(rule: Rule, examples: Examples) -> None:
    """The bad example shows what the rule is about, and nothing else that is wrong."""
    files = examples.titled(sections(rule)["Example"])
    assert bool(files) != (rule.name in BY_HAND)
    examples.write(files)
    if rule.name in BY_HAND:
        BY_HAND[rule.name](examples.folder)
    report = run_checks(examples.project(), TODAY)
    assert not report.crashes
    assert {finding.rule for finding in report.findings} == {rule.name}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_better_example_is_clean(rule: Rule, examples: Examples) -> None:
    """Whoever writes what the page says to write is left in peace."""
    files = examples.titled(sections(rule)["Use instead"])
    assert files or rule.name in BY_HAND
    report = examples.check(files)
    assert not report.crashes
    assert report.findings == ()


def test_family_is_the_folder() -> None:
    """A rule is found in the source by its family and name, and loaded by them."""
    for name, rule in RULES.items():
        assert rule.name == name
        assert rule.module.__name__ == f"{rules.__name__}.{rule.family}.{name.replace('-', '_')}"
    assert set(RULES.of({"sql"})) == {name for name, rule in RULES.items() if rule.family == "sql"}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_name_is_its_module(rule: Rule) -> None:
    """A rule is found in the source by the name that the report gives."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)
    assert rule.module.__name__.rpartition(".")[2] == rule.name.replace("-", "_")


def test_what_readers_find_is_registered() -> None:
    """A finding of a reader without a rule would be dropped in silence; a rule without a reader is dead."""
    # `Reader.documents` chooses between two names, which both stand elsewhere too.
    assert emitted() == {name for name, rule in RULES.items() if rule.family == "source"}


def test_surroundings_of_examples_are_clean(examples: Examples) -> None:
    """What is found in an example comes from the example."""
    assert examples.check({}).findings == ()
