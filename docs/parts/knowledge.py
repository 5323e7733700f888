"""What the tool knows: headings, tools, grammars, and how much it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parts.modules import PACKAGE, summary
from parts.table import table
from runbook_site.grammars.pack import Pack
from runbook_site.model.sections import INFORMATION, ROLE_NAMES, phase_of
from runbook_site.site.markup import markdown_text
from runbook_site.snippets.risk import tools as known_tools
from runbook_site.snippets.shell_commands import MAX_DEPTH as COMMAND_LEVELS
from runbook_site.snippets.shell_parse import MAX_CHARACTERS
from runbook_site.snippets.sql_grammar import LARGEST_STATEMENT
from runbook_site.sources.disk import SIZE_LIMIT
from runbook_site.sources.markdown_block import MAX_NESTING
from runbook_site.sources.yaml_reader import MAX_DEPTH as YAML_LEVELS
from runbook_site.sources.yaml_reader import MAX_NODES as YAML_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator


def headings() -> Iterator[str]:
    """The names of sections that are known, and what they become; last those that are a step only with a code block."""
    rows: dict[str, list[str]] = {}
    for role, names in sorted(ROLE_NAMES.items(), key=lambda each: each[0] in INFORMATION):
        condition = ", if it has a code block" if role in INFORMATION else ""
        rows.setdefault(f"`{phase_of(role)}`{condition}", []).append(", ".join(names))
    yield from table(("Phase", "Headings"), ((phase, "; ".join(names)) for phase, names in rows.items()))


def tools() -> Iterator[str]:
    """The tools whose effects are known, by family, with what the module of the family says of it."""
    names = {id(table): name for name, table in vars(known_tools).items()}
    rows = []
    for family in known_tools.FAMILIES:
        module = PACKAGE / "snippets" / "risk" / f"{names[id(family)].lower()}.py"
        rows.append((summary(module).removesuffix("."), ", ".join(f"`{name}`" for name in sorted(family))))
    yield from (f"{len(known_tools.TOOLS)} tools are known, of {len(rows)} families.", "")
    yield from table(("Family", "Tools"), rows)


def limits() -> Iterator[str]:
    """How much is read of what, and what becomes of the rest."""
    unparsed = "it is not taken apart; the catalog says so in `unparsed`"
    rows = (
        ("A file", f"{SIZE_LIMIT:,} bytes", "it is not read: `file-too-large`"),
        ("Values in a YAML file, aliases written out", f"{YAML_VALUES:,}", "the file is not read: `yaml-limit`"),
        ("Levels of a YAML file", str(YAML_LEVELS), "the file is not read: `yaml-limit`"),
        ("Lists and quotes inside each other", str(MAX_NESTING), "what is inside is not read: `nested-too-deep`"),
        ("Shell in one code block", f"{MAX_CHARACTERS:,} characters", unparsed),
        ("Commands inside each other: `sudo bash -c …`", str(COMMAND_LEVELS), unparsed),
        ("An SQL statement", f"{LARGEST_STATEMENT:,} words and signs", unparsed),
    )
    yield from table(("What", "At most", "Beyond it"), rows)


def grammars() -> Iterator[str]:
    """Every tool with a grammar, its versions, and where they were learnt."""
    packed = Pack().by_tool
    rows = (
        (f"`{tool}`", ", ".join(each.version for each in versions), markdown_text(versions[-1].read().origin))
        for tool, versions in packed.items()
    )
    yield from (f"{len(packed)} tools:", "")
    yield from table(("Tool", "Versions", "From"), rows)
