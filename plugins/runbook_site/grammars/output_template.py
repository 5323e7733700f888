"""What kubectl and oc would not accept as the template of ``-o``.

JSONPath stands in braces, with any text around them (client-go, ``util/jsonpath``). Columns are pairs with commas
between them, wherever a comma stands (k8s.io/kubectl, ``NewCustomColumnsPrinterFromSpec``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.grammars.forms.go_template import go_template
from runbook_site.grammars.forms.jsonpath import json_path, never_found

if TYPE_CHECKING:
    from runbook_site.grammars.reading import Reading

_TOOLS = frozenset({"kubectl", "oc"})
_JSONPATH = frozenset({"jsonpath", "jsonpath-as-json"})
_EXAMPLES = {
    **dict.fromkeys(_JSONPATH, "{.metadata.name}"),
    **dict.fromkeys(("go-template", "template"), "{{.metadata.name}}"),
}
_TEMPLATES = _JSONPATH | {"custom-columns"}
_GO_TEMPLATE = frozenset({"go-template", "template"})


def check_template(reading: Reading) -> None:
    """Report the template of a command's output that cannot be read; nothing where it is not wholly known."""
    spelling = "--output" if "--output" in reading.given else "-o"
    given = reading.given.get(spelling)
    if reading.grammar.tool not in _TOOLS or given is None or not given.word.whole:
        return
    name, _, template = given.value.partition("=")
    elsewhere = "--template" in reading.given or reading.unsure
    if wrong := _wrong(name.lower(), template, elsewhere=elsewhere):
        place = given.word.part(given.offset, len(given.word.known))
        reading.report("invalid-option-value", f"'{reading.name} {spelling}' {wrong}", place)
    elif wrong := _doubtful(name.lower(), template):
        place = given.word.part(given.offset, len(given.word.known))
        reading.report("doubtful-value", f"'{reading.name} {spelling}' {wrong}", place)


def _wrong(name: str, template: str, *, elsewhere: bool) -> str:
    """What is wrong with a template; empty where nothing is.

    Args:
        name: The format that it is for.
        template: What stands behind the name.
        elsewhere: Whether it may be given by another option.
    """
    if name in _EXAMPLES and not template and not elsewhere:
        return f"needs a template with '{name}', as in '{name}={_EXAMPLES[name]}'"
    if name in _JSONPATH and not _closed(template):
        return f"takes a template with '{name}' in which each brace, bracket and quote has its other half"
    if name in _JSONPATH and (wanted := json_path(template)):
        return f"takes {wanted}"
    if name in _GO_TEMPLATE and (refusal := go_template(template)) is not None:
        return f"takes {refusal.takes} with '{name}'"
    if name == "custom-columns" and not all(":" in each for each in template.split(",")):
        return "takes columns with 'custom-columns', as in 'custom-columns=NAME:.metadata.name,NODE:.spec.nodeName'"
    return ""


def _doubtful(name: str, template: str) -> str:
    """What a template prints that nobody means; empty where that is not known."""
    if name in _JSONPATH and template.startswith(".") and "{" not in template:
        return f"prints '{template}' as it is written: a path stands in braces"
    if name in _TEMPLATES and (label := never_found(template)):
        return f"finds nothing named '{label}': each '.' in the name of a label has a '\\' in front"
    return ""


def _closed(template: str) -> bool:
    """Whether each action of a template ends, and so does what it has in brackets and in quotes."""
    inside = False
    depth = at = 0
    quote = ""
    while at < len(template):
        character = template[at]
        at += 2 if inside and character == "\\" else 1
        if quote:
            quote = "" if character == quote else quote
        elif not inside:
            inside = character == "{"
        elif character in "\"'":
            quote = character
        elif character in "[]":
            depth += 1 if character == "[" else -1
        elif character == "}" and depth == 0:
            inside = False
        if depth < 0:
            return False
    return not inside
