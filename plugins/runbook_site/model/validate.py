"""From what YAML holds to what a model means, with every difference at its line and column."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from runbook_site.model.base import DURATION_PATTERN, IDENTIFIER_PATTERN, LINE_PATTERN
from runbook_site.model.field_synonyms import meant_by
from runbook_site.model.fields import choices_at, field_names, model_at, pattern_at
from runbook_site.model.occasion import RECURRENCE_PATTERN, TIME_PATTERN
from runbook_site.model.variable import VARIABLE_PATTERN
from runbook_site.sources.finding import Finding
from runbook_site.sources.text import Span
from runbook_site.sources.value_path import ValuePath, spell
from runbook_site.sources.yaml_reader import Node
from runbook_site.sources.yaml_tree import YamlTree

AnyModel = TypeVar("AnyModel", bound=BaseModel)

_PATTERNS = {
    DURATION_PATTERN: "is no length of time; write whole numbers with s, m, h, d or w, as in 15m or 1h30m",
    IDENTIFIER_PATTERN: "is no identifier; use lower-case letters, digits, and '-', '.' or '_' between them",
    VARIABLE_PATTERN: "is no name of a variable; use letters, digits and '_', with no digit in front",
    LINE_PATTERN: "is not one line of text; after '>-' a long text is folded into one line",
    RECURRENCE_PATTERN: "is no rule of RFC 5545; write it in capitals, FREQ first and days as MO to SU, as in "
    "FREQ=MONTHLY;BYDAY=1MO",
    TIME_PATTERN: "is no time of day; write it as HH:MM, UTC",
}
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}
_LONGEST_SHOWN = 60
_SHOWN = 3
"""Fields named in a message; all of them are its alternatives."""
_SHOWN_OF_MAPPING = 12
"""Fields named where a mapping is missing: all of a step or a command, and the first of a runbook."""
_OWN_TEXT = ("run", "title")
"""The field that somebody means who writes a text where a mapping with it is needed."""
_ITEMS = re.compile(r"[\w.-]+(?:, *[\w.-]+)*")


def validate(tree: YamlTree, model: type[AnyModel]) -> tuple[AnyModel | None, tuple[Finding, ...]]:
    """What a document means, or everything that is wrong with it.

    Args:
        tree: The document. Its own findings are not repeated; where it could not be read, there are no others.
        model: What it is to be.

    Returns:
        The value, or ``None``, and the findings in the order of the file.
    """
    if tree.root is None and tree.findings:
        return None, ()
    try:
        # Fields have the names of their aliases only (`from`), as the JSON Schema says.
        return model.model_validate(tree.value, by_alias=True, by_name=False), ()
    except ValidationError as error:
        findings = {_finding(tree, model, detail) for detail in error.errors(include_url=False)}
    return None, tuple(sorted(findings, key=lambda finding: (finding.span, finding.message)))


def _finding(tree: YamlTree, model: type[BaseModel], detail: ErrorDetails) -> Finding:
    is_key = detail["loc"][-1:] == ("[key]",)
    loc = detail["loc"][:-1] if is_key else detail["loc"]
    path = _existing(tree, loc)
    match detail["type"]:
        case "extra_forbidden":
            return _unknown_field(tree, model, path)
        case "missing":
            message = f"the field '{loc[-1]}' is missing"
            return Finding("missing-field", _about(path, message), _heading(tree, path))
        case "literal_error":
            return _unknown_word(tree, path, choices_at(model, loc))
        case kind if kind in _WANTED:
            return _wrong_type(tree, model, path, _WANTED[kind])
    message = str(detail["ctx"]["error"]) if detail["type"] == "value_error" else _unfit(tree, path, detail)
    span = _key(tree, path) if is_key else _place(tree, path)
    return Finding("invalid-value", _about(path, message), span)


def _unknown_field(tree: YamlTree, model: type[BaseModel], path: ValuePath) -> Finding:
    name = str(path[-1])
    around = model_at(model, path[:-1])
    names = () if around is None else field_names(around)
    near = list(dict.fromkeys((*meant_by(name, names), *get_close_matches(name, names))))
    hint = f"did you mean '{near[0]}'?" if near else ""
    if not near:
        near = get_close_matches(name, names, n=_SHOWN, cutoff=0) if len(names) > _SHOWN else list(names)
        hint = f"{'the nearest are' if len(names) > _SHOWN else 'known are'} {', '.join(near)}"
    message = _about(path[:-1], f"{_quoted(name)} is no field that is known here; {hint}")
    return Finding("unknown-field", message, _key(tree, path), alternatives=_nearest_first(near, names))


def _unknown_word(tree: YamlTree, path: ValuePath, words: tuple[str, ...]) -> Finding:
    node = tree.node(path)
    near = get_close_matches(node.text if node else "", words)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    message = f"{_shown(tree, path)} is not one of {', '.join(words)}{hint}"
    return Finding("invalid-value", _about(path, message), _place(tree, path), alternatives=_nearest_first(near, words))


def _wrong_type(tree: YamlTree, model: type[BaseModel], path: ValuePath, wanted: str) -> Finding:
    shown = _shown(tree, path)
    hint, alternatives = _advice(tree, model, path, wanted)
    message = f"{wanted} is needed here, and this is {shown}{f'; {hint}' if hint else ''}"
    if wanted == "text" and pattern_at(model, path) == DURATION_PATTERN:
        message = f"{shown} {_PATTERNS[DURATION_PATTERN]}"
        alternatives = ()
    return Finding("wrong-type", _about(path, message), _place(tree, path), alternatives=alternatives)


def _advice(tree: YamlTree, model: type[BaseModel], path: ValuePath, wanted: str) -> tuple[str, tuple[str, ...]]:
    """What to do where something of another type is needed, and what could be written there."""
    node = tree.node(path)
    if wanted == "true or false":
        return "", ("true", "false")
    if wanted == "a mapping":
        return _as_mapping(model, path, node), ()
    if wanted == "a list" and node is not None:
        return _as_list(node)
    if wanted == "text" and node is not None:
        return _as_text(tree, model, path, node)
    return "", ()


def _as_mapping(model: type[BaseModel], path: ValuePath, node: Node | None) -> str:
    expected = model_at(model, path)
    if expected is not None:
        is_item = bool(path) and isinstance(path[-1], int)
        return _fields_of(expected, node.text if node is not None and is_item else "")
    is_list = node is not None and isinstance(node.value, list)
    return "write a name and a colon in place of each '-'" if is_list else ""


def _as_list(node: Node) -> tuple[str, tuple[str, ...]]:
    if isinstance(node.value, dict) and node.value:
        return "write '- ' before the first field of each of its items", ()
    if not node.text:
        return "", ()
    brackets = (f"[{node.text}]",) if _ITEMS.fullmatch(node.text) else ()
    return f"write '- ' before each of its items{f', or {brackets[0]}' if brackets else ''}", brackets


def _as_text(tree: YamlTree, model: type[BaseModel], path: ValuePath, node: Node) -> tuple[str, tuple[str, ...]]:
    if node.text:
        return f'in quotes it is text: "{node.text}"', (f'"{node.text}"',)
    sign = tree.text.text[node.start : node.start + 1]
    if sign in {"[", "{"}:
        return f"to YAML a value that begins with '{sign}' is one: put it in quotes, or behind '|'", ()
    if isinstance(node.value, list) and pattern_at(model, path) != LINE_PATTERN:
        return "write '|' behind the key, and the lines below it without '- '", ()
    return "", ()


def _fields_of(model: type[BaseModel], text: str) -> str:
    """The fields that a mapping has; for a text in its place, the one that it belongs to."""
    names = field_names(model)
    own = next((name for name in _OWN_TEXT if name in names), "") if text else ""
    more = len(names) - _SHOWN_OF_MAPPING
    shown = ", ".join(names) if more <= 0 else f"{', '.join(names[:_SHOWN_OF_MAPPING])} and {more} more"
    lead = f"write '{own}: ' in front of it; " if own else ""
    return f"{lead}its fields are {shown}"


def _unfit(tree: YamlTree, path: ValuePath, detail: ErrorDetails) -> str:
    value = detail["input"]
    shown = _quoted(value) if isinstance(value, str) else _shown(tree, path)
    if detail["type"] == "string_too_short" or (isinstance(value, str) and not value.strip()):
        return "this is empty; write something, or leave the field out"
    pattern = str(detail.get("ctx", {}).get("pattern", ""))
    if pattern in _PATTERNS:
        return f"{shown} {_PATTERNS[pattern]}"
    return f"{shown} will not do: {detail['msg'].replace('Input', 'it', 1)}"


def _nearest_first(near: list[str], names: tuple[str, ...]) -> tuple[str, ...]:
    return (*near, *(name for name in names if name not in near))


def _about(path: ValuePath, message: str) -> str:
    return f"{_short(spell(path))}: {message}" if path else message


def _shown(tree: YamlTree, path: ValuePath) -> str:
    """A value as its author knows it."""
    node = tree.node(path)
    if node is None or node.value is None:
        return "empty"
    if node.style is None:
        return "a mapping" if isinstance(node.value, dict) else "a list"
    if isinstance(node.value, str):
        return _quoted(node.value)
    kind = "truth value" if isinstance(node.value, bool) else "number"
    return f"the {kind} {_short(node.text)}"


def _quoted(text: str) -> str:
    return repr(_short(text))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _existing(tree: YamlTree, loc: tuple[int | str, ...]) -> ValuePath:
    """As much of a path as the document has; a field may stand for what was written shorter."""
    path: ValuePath = ()
    for part in loc:
        if tree.node((*path, part)) is None:
            break
        path = (*path, part)
    return path


def _place(tree: YamlTree, path: ValuePath) -> Span:
    """A scalar itself; what stands before anything longer, or empty."""
    node = tree.node(path)
    if node is not None and node.style is not None and node.end > node.start:
        return tree.place(path)
    return _heading(tree, path)


def _key(tree: YamlTree, path: ValuePath) -> Span:
    return tree.keys.get(path) or _heading(tree, path)


def _heading(tree: YamlTree, path: ValuePath) -> Span:
    """The key of a value; of an item of a list its first key, else its first character."""
    if path in tree.keys:
        return tree.keys[path]
    node = tree.node(path)
    if node is None:
        return tree.text.span(0, 0)
    first = next(iter(node.keys.values()), None)
    return tree.text.span(node.start, node.start + 1) if first is None else tree.text.span(first.start, first.end)
