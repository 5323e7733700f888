"""The generated parts of the documentation.

A line ``<!-- generated: NAME -->`` of a page becomes the Markdown that the part of that name makes from the
code or the data it describes. Nothing of it is committed, and so nothing of it can go stale.
"""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.exceptions import PluginError

from runbook_site.catalog.csv import COLUMNS
from runbook_site.catalog.json import catalog_schema
from runbook_site.checks.registry import RULES
from runbook_site.cli.main import parser
from runbook_site.grammars.pack import Pack
from runbook_site.model.base import DURATION_PATTERN, IDENTIFIER_PATTERN, LINE_PATTERN
from runbook_site.model.json_schema import json_schema
from runbook_site.model.sections import INFORMATION, ROLE_NAMES, phase_of
from runbook_site.model.service import RECURRENCE_PATTERN, TIME_PATTERN
from runbook_site.model.variable import VARIABLE_PATTERN
from runbook_site.site.markup import markdown_text
from runbook_site.snippets.risk import tools as known_tools
from runbook_site.snippets.shell_commands import MAX_DEPTH as COMMAND_LEVELS
from runbook_site.snippets.shell_parse import MAX_CHARACTERS
from runbook_site.snippets.sql_grammar import LARGEST_STATEMENT
from runbook_site.sources.disk import SIZE_LIMIT
from runbook_site.sources.finding import Level
from runbook_site.sources.markdown_block import MAX_NESTING
from runbook_site.sources.yaml_reader import MAX_DEPTH as YAML_LEVELS
from runbook_site.sources.yaml_reader import MAX_NODES as YAML_VALUES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "plugins" / "runbook_site"

_MARKER = re.compile(r"^<!-- generated: (?P<name>[\w-]+) -->$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: object) -> str:
    """MkDocs' event: fill in the generated parts of a page."""
    return _MARKER.sub(lambda match: part(match["name"]), markdown)


def part(name: str) -> str:
    """A generated part, as Markdown.

    Raises:
        PluginError: There is none of this name.
    """
    if name not in PARTS:
        message = f"there is no generated part '{name}'; there are {', '.join(PARTS)}"
        raise PluginError(message)
    return "\n".join(PARTS[name]())


# --- the command line -------------------------------------------------------------------------------------------------


def command_line() -> Iterator[str]:
    """Every command with its arguments, its options and its examples."""
    actions = parser()._actions  # noqa: SLF001 - argparse shows its parts nowhere else
    commands: Mapping[str, argparse.ArgumentParser] = next(a.choices for a in actions if isinstance(a.choices, dict))
    for name, command in commands.items():
        rows = [(_option(a), _help(a)) for a in command._actions if a.dest != "help"]  # noqa: SLF001
        yield from (f"## {name}", "", markdown_text(command.description or ""), "")
        yield from _table(("Argument", "Meaning"), rows)
        yield from _epilog(command.epilog or "")


def _option(action: argparse.Action) -> str:
    choices = " or ".join(f"`{choice}`" for choice in action.choices or ())
    value = choices or (f"`{action.metavar or action.dest.upper()}`" if action.nargs != 0 else "")
    names = ", ".join(f"`{name}`" for name in action.option_strings)
    optional = action.nargs in ("?", "*") or (action.option_strings and not action.required)
    return f"{names} {value}".strip() + ("" if optional else ", needed")


def _help(action: argparse.Action) -> str:
    return markdown_text((action.help or "") % vars(action))


def _epilog(text: str) -> Iterator[str]:
    """Indented lines are examples, others are prose."""
    lines = text.removeprefix("examples:\n").split("\n")
    examples = [re.sub(r" {3,}#", "  #", line[2:]) for line in lines if line.startswith("  ")]
    yield from ("", "```console", *(f"$ {line}" for line in examples), "```", "")
    yield from (markdown_text(line) for line in lines if not line.startswith("  "))


# --- the formats ------------------------------------------------------------------------------------------------------

_PATTERNS = {
    LINE_PATTERN: "line",
    IDENTIFIER_PATTERN: "identifier",
    DURATION_PATTERN: "duration",
    TIME_PATTERN: "time",
    RECURRENCE_PATTERN: "recurrence rule",
    VARIABLE_PATTERN: "variable name",
}
_WORDS = {"string": "text", "boolean": "true or false", "integer": "whole number", "object": "mapping"}


def sources() -> Iterator[str]:
    """Every field of a runbook, ``service.yml`` and ``site.yml``, then of the parts that these are made of."""
    runbook, service, site = (json_schema(kind) for kind in ("runbook", "service", "site"))
    parts = runbook["$defs"] | service["$defs"] | site["$defs"]
    for title, schema in (("A runbook", runbook), ("`service.yml`", service), ("`site.yml`", site)):
        yield from _fields(title, schema, parts, _to_write)
    for name, schema in sorted(parts.items()):
        yield from _fields(_title(name), schema, parts, _to_write)


def catalog() -> Iterator[str]:
    """Every field of ``catalog.json``."""
    schema = catalog_schema()
    parts = schema["$defs"]
    yield from _fields("The catalog", schema, parts, _to_read)
    for name, each in sorted(parts.items()):
        yield from _fields(_title(name), each, parts, _to_read)


def _fields(
    title: str, schema: Mapping[str, Any], parts: Mapping[str, Any], value: Callable[[Mapping[str, Any], bool], str]
) -> Iterator[str]:
    required = schema.get("required", ())
    rows = [
        (f"`{name}`", value(field, name in required), _cell(_description(field, parts)))
        for name, field in schema["properties"].items()
    ]
    yield from ("", f"## {title}", "", _description(schema, parts), "")
    yield from _table(("Field", "Value", "Meaning"), rows)


def _description(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> str:
    """What a field means; pydantic leaves it out where it is what its type means."""
    text: str = schema.get("description") or parts[_reference(schema)]["description"]
    return text


def _reference(schema: Mapping[str, Any]) -> str:
    name: str = schema["$ref"]
    return name.rpartition("/")[2]


def _to_write(field: Mapping[str, Any], required: bool) -> str:  # noqa: FBT001 - one of two columns of a schema
    default = field.get("default")
    given = "" if default in (None, [], ()) else f", by default `{str(default).lower()}`"
    return f"{_type(field)}{', **needed**' if required else given}"


def _to_read(field: Mapping[str, Any], _required: bool) -> str:  # noqa: FBT001 - what is written is always there
    nothing = {"type": "null"} in field.get("anyOf", ())
    return f"{_type(field)}{' or `null`' if nothing else ''}"


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        title = _title(_reference(schema)).lower()
        return f"[{title}](#{title.replace(' ', '-')})"
    if "anyOf" in schema:
        return " or ".join(_type(option) for option in schema["anyOf"] if option != {"type": "null"})
    if words := schema.get("enum", [schema["const"]] if "const" in schema else []):
        return ", ".join(f"`{word}`" for word in words)
    if schema.get("type") == "array" and "items" in schema:
        return f"list of {_type(schema['items'])}"
    values = next(iter(schema.get("patternProperties", {}).values()), schema.get("additionalProperties"))
    if isinstance(values, dict) and values:
        return f"mapping of name to {_type(values)}"
    return _scalar(schema)


def _scalar(schema: Mapping[str, Any]) -> str:
    if schema.get("contentMediaType") == "text/markdown":
        return "Markdown"
    if schema.get("format") == "date":
        return "date"
    return _PATTERNS.get(schema.get("pattern", ""), _WORDS.get(schema.get("type", ""), "any value"))


def _title(name: str) -> str:
    """``EscalationStep`` as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


# --- the code ---------------------------------------------------------------------------------------------------------


def modules() -> Iterator[str]:
    """Every module, a line each, by layer in the order of the data flow."""
    for layer in layers():
        path = PACKAGE / layer
        if not path.is_dir():
            yield from ("", f"### {layer}", "", _summary(path.with_suffix(".py")))
            continue
        yield from ("", f"### {layer}", "", _summary(path / "__init__.py"), "")
        for module in sorted(path.rglob("*.py")):
            if module.name != "__init__.py":
                yield f"- `{module.relative_to(path).as_posix()}`: {_summary(module)}"


def layers() -> list[str]:
    """The layers as the contract in ``pyproject.toml`` has them, from the sources on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    return [layer.strip() for line in reversed(contract["layers"]) for layer in line.split("|")]


def _summary(module: Path) -> str:
    """The first sentence of a module's docstring."""
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return " ".join(inspect.cleandoc(docstring).partition("\n\n")[0].split())


def headings() -> Iterator[str]:
    """The names of sections that are known, and what they become; last those that are a step only with a code block."""
    rows: dict[str, list[str]] = {}
    for role, names in sorted(ROLE_NAMES.items(), key=lambda each: each[0] in INFORMATION):
        condition = ", if it has a code block" if role in INFORMATION else ""
        rows.setdefault(f"`{phase_of(role)}`{condition}", []).append(", ".join(names))
    yield from _table(("Phase", "Headings"), ((phase, "; ".join(names)) for phase, names in rows.items()))


def tools() -> Iterator[str]:
    """The tools whose effects are known, by family, with what the module of the family says of it."""
    names = {id(table): name for name, table in vars(known_tools).items()}
    rows = []
    for family in known_tools.FAMILIES:
        module = PACKAGE / "snippets" / "risk" / f"{names[id(family)].lower()}.py"
        rows.append((_summary(module).removesuffix("."), ", ".join(f"`{name}`" for name in sorted(family))))
    yield from (f"{len(known_tools.TOOLS)} tools are known, of {len(rows)} families.", "")
    yield from _table(("Family", "Tools"), rows)


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
    yield from _table(("What", "At most", "Beyond it"), rows)


def csv_columns() -> Iterator[str]:
    """The columns of the catalog as CSV."""
    yield ", ".join(f"`{column}`" for column in COLUMNS)


# --- where the runbooks of this site come from ------------------------------------------------------------------------

_SERVICE_ANCHORS = {
    "summary": "",
    "objectives": "",
    "process": "handling-an-incident",
    "environments": "environments-and-components",
    "components": "environments-and-components",
    "metrics": "metrics-and-thresholds",
    "calendar": "maintenance-calendar",
    "environment_variables": "environment-variables",
    "messages": "message-templates",
    **{name: name for name in ("alerts", "backups", "contacts", "escalation", "links", "logs", "notes", "scripts")},
    "severities": "severities",
}
"""Where the page of a service shows a field; any other name is a message's."""


def origins() -> Iterator[str]:
    """For every service: where each section of its original went, what was found in it, and what was changed."""
    for path in sorted((ROOT / "docs" / "origins").glob("*.yml")):
        yield from _origin(yaml.safe_load(path.read_text(encoding="utf-8")))


def _origin(origin: Mapping[str, Any]) -> Iterator[str]:
    service = origin["service"]
    sections = [
        (markdown_text(entry["section"]), ", ".join(_target(service, name) for name in entry["to"]))
        for entry in origin["sections"]
    ]
    corrections = [
        (*(markdown_text(entry[key]) for key in ("original", "instead", "reason")), _target(service, entry["in"]))
        for entry in origin["corrections"]
    ]
    replaced = [(markdown_text(entry["original"]), markdown_text(entry["reason"])) for entry in origin["replaced"]]
    additions = [(markdown_text(entry["what"]), markdown_text(entry["reason"])) for entry in origin["additions"]]
    yield from ("", f"## {markdown_text(service)}", "", f"From *{markdown_text(origin['title'])}*:")
    findings = sum(len(entry["lines"]) for entry in origin["found"])
    yield f"{len(sections)} sections, {findings} findings of level error or warning, {len(corrections)} corrections,"
    yield f"{len(replaced)} commands replaced by others, {len(additions)} additions."
    yield from _titled_table("Where the sections went", ("Section", "Now in"), sections)
    yield from _titled_table("What the checks found", ("Found", "Lines", "Rule", "Now says"), _found(origin))
    if origin["noted"]:
        yield from ("", f"As information: {', '.join(_noted(origin['noted']))}.")
    yield from _titled_table("What was corrected", ("Was", "Is", "Why", "In"), corrections)
    yield from _titled_table("What was replaced", ("Command", "Why"), replaced)
    yield from _titled_table("What was added", ("What", "Why"), additions)


def _titled_table(title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield from ("", f"### {title}", "")
    yield from _table(head, rows)


def _found(origin: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """What the checks said of the original, a row for each cause, errors first."""
    service = origin["service"]
    return [
        (
            markdown_text(entry["text"]),
            _lines(entry["lines"]),
            f"{_rule(entry['rule'])}, {RULES[entry['rule']].level}",
            f"{markdown_text(entry['says'])}, in {', '.join(_target(service, name) for name in entry['now'])}",
        )
        for entry in sorted(origin["found"], key=lambda entry: RULES[entry["rule"]].level is not Level.ERROR)
    ]


def _lines(lines: Sequence[int]) -> str:
    """Where a cause was found, and how often if more than once: two findings may share a line."""
    places = ", ".join(str(line) for line in sorted(set(lines)))
    return places if len(lines) == 1 else f"{places} ({len(lines)} times)"


def _noted(counts: Mapping[str, int]) -> Iterator[str]:
    """Findings of level information, by rule: they are many, and alike."""
    for rule, count in counts.items():
        yield f"{_rule(rule)} {'once' if count == 1 else f'{count} times'}"


def _rule(name: str) -> str:
    """A link to the page of a rule."""
    return f"[{markdown_text(name)}](../runbooks/rules/{name}.md)"


def _target(service: str, name: str) -> str:
    """A link to where the site shows the step ``health-check#api``, the command ``health-check/api``, or a field."""
    file, _, fragment = name.partition("#")
    if "/" in file:
        page, _, command = file.partition("/")
        anchor = f"command-{command}"
    elif file == "alerts.yml":
        page, anchor = "index", "alerts"
    elif file == "service.yml":
        page, anchor = "index", _SERVICE_ANCHORS.get(fragment, f"message-{fragment}") if fragment else ""
    else:
        page, anchor = file, f"step-{fragment}" if fragment else ""
    return f"[{markdown_text(name)}](../runbooks/{service}/{page}.md{f'#{anchor}' if anchor else ''})"


# --- Markdown ---------------------------------------------------------------------------------------------------------


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield from (_row(head), _row("---" for _ in head))
    yield from (_row(row) for row in rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(markdown: str) -> str:
    """Markdown on one line, without the character that ends a cell; in code it ends none."""
    line = " ".join(markdown.split())
    return re.sub(r"(`[^`]*`)|\|", lambda match: match[1] or "&#124;", line)


def grammars() -> Iterator[str]:
    """Every tool with a grammar, its versions, and where they were learnt."""
    packed = Pack().by_tool
    yield f"{len(packed)} tools:"
    yield ""
    yield "| Tool | Versions | From |"
    yield "| --- | --- | --- |"
    for tool, versions in packed.items():
        origin = markdown_text(versions[-1].read().origin)
        yield f"| `{tool}` | {', '.join(each.version for each in versions)} | {origin} |"


PARTS: Mapping[str, Callable[[], Iterator[str]]] = {
    "command-line": command_line,
    "sources": sources,
    "catalog": catalog,
    "csv-columns": csv_columns,
    "modules": modules,
    "headings": headings,
    "tools": tools,
    "limits": limits,
    "origins": origins,
    "grammars": grammars,
}
"""What a page can ask for."""
