"""What a YAML file is, by its name and the keys at its top."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from runbook_site.model.fields import field_names
from runbook_site.model.runbook import PHASES, Runbook
from runbook_site.model.service import Service
from runbook_site.model.site import Site
from runbook_site.sources.text import SourceText
from runbook_site.sources.yaml_tree import parse_yaml

FileKind = Literal["markdown", "site", "service", "yaml"]

MARKDOWN_ENDINGS = (".md", ".markdown")
YAML_ENDINGS = (".yml", ".yaml")
_TEMPLATED = ".erb"
ENDINGS = (*MARKDOWN_ENDINGS, *(ending + _TEMPLATED for ending in MARKDOWN_ENDINGS), *YAML_ENDINGS)
"""How the names of files end that may be runbooks; ``.md.erb`` is Markdown with a few tags of Ruby in it."""

_KEY = re.compile(r"""^(?:([A-Za-z_][\w.-]*)|"([^"\n]*)"|'([^'\n]*)')[ \t]*:(?=[ \t\r\n]|\Z)""", re.MULTILINE)
_LINE = re.compile(r"^([ \t]*(?:-[ \t]+)?)(?![-\s#%])([^\r\n]+)", re.MULTILINE)
_WORD = re.compile(r"""[{\["']*([A-Za-z_][\w.-]*)["']?(?:[ \t]*[:=;]|[ \t]+["'\w]|\s*\Z)""")
_LIST = re.compile(r"(?:[ \t]*+(?:#[^\n]*+|---[^\n]*+|\r?)\n)*+-[ \t]")
_BRACES = re.compile(r"(?:[ \t]*+(?:#[^\n]*+|(?:---[ \t]*+)?\r?)\n)*+[ \t]*+\{(?!\{)")
_RULE_MANIFEST = re.compile(r"^kind:[ \t]*['\"]?PrometheusRule\b", re.MULTILINE)
_TELLING = frozenset(
    {*PHASES, "alerts", "symptoms", "requires", "reviewed", "review_every", "use_when", "rollback_when", "no_rollback"}
)
"""Fields that hardly anything but a runbook has."""
_MOST_KEYS = 60
"""No file of this format has as many keys at its top, misspelt or not."""
_LONGEST_BRACED = 200_000
"""Characters. What stands in braces is read as a whole to learn its keys; dumps of other tools are larger."""
_SHORT = 6
"""Letters of a field in which one slip of the pen is likely, and two make another word."""


def file_kind(name: str) -> FileKind:
    """What a file is by its name alone."""
    lower = name.lower()
    stem, _, ending = lower.rpartition(".")
    if f".{ending}" not in YAML_ENDINGS:
        return "markdown"
    if stem == "site":
        return "site"
    return "service" if stem == "service" else "yaml"


def without_ending(name: str) -> str:
    """A file's name without what says how it is written: ``a.html.md.erb`` is ``a``."""
    for endings in ((_TEMPLATED,), (*MARKDOWN_ENDINGS, *YAML_ENDINGS), (".html",)):
        ending = next((each for each in endings if name.lower().endswith(each) and len(name) > len(each)), "")
        name = name.removesuffix(name[len(name) - len(ending) :]) if ending else name
    return name


def top_keys(source: SourceText) -> frozenset[str]:
    """The keys at the top of a text, which need not be YAML that can be read."""
    at_edge = frozenset(plain or double or single for plain, double, single in _KEY.findall(source.text))
    if at_edge or len(source.text) > _LONGEST_BRACED or _BRACES.match(source.text) is None:
        return at_edge
    value = parse_yaml(source.whole()).value
    return frozenset(map(str, value)) if isinstance(value, dict) else frozenset()


def is_site(source: SourceText) -> bool:
    """Whether a ``site.yml`` is of this format; Ansible's playbooks are called so too."""
    return _is_ours(source, field_names(Site))


def is_service(source: SourceText) -> bool:
    """Whether a ``service.yml`` is of this format; Kubernetes' manifests are called so too."""
    return _is_ours(source, field_names(Service))


def is_runbook(source: SourceText) -> bool:
    """Whether a YAML file that nothing else speaks for is a runbook."""
    keys = top_keys(source)
    known = frozenset(field_names(Runbook))
    return "title" in keys and (bool(keys & _TELLING) or (len(keys) > 1 and keys <= known))


def is_nearly_runbook(source: SourceText, *, among_runbooks: bool) -> bool:
    """Whether a YAML file that is no runbook was probably meant to be one: misspelt, or broken at its top.

    To read it as one tells its author what is wrong, and where.

    Args:
        source: The file.
        among_runbooks: Whether it lies where YAML is runbooks: then less has to speak for it.
    """
    if "apiVersion" in top_keys(source):
        return False
    written = _written_keys(source)
    fields = field_names(Runbook)
    meant = {key: near_field(key, fields) for key in written}
    known = frozenset(meant.values()) - {""}
    strange = sum(not field for field in meant.values())
    slips = {field for key, field in meant.items() if field != key}
    if among_runbooks:
        return bool(slips & {"title", *_TELLING}) and 2 * strange <= len(written)
    # Files of other tools have a title too, and one word that resembles one of ours.
    telling = known & _TELLING
    evident = len(telling) > 1 or ("title" in known and bool(telling or (slips == {"title"} and not strange)))
    return len(written) > 1 and evident and 4 * strange <= len(written)


def is_foreign(source: SourceText) -> bool:
    """Whether a YAML file has nothing of a runbook in it: a manifest, a rule file, a compose file."""
    keys = top_keys(source)
    return "apiVersion" in keys or (bool(keys) and not keys & frozenset(field_names(Runbook)))


def is_rule_file(source: SourceText) -> bool:
    """Whether a YAML file defines alerts, as far as its left edge tells."""
    return "groups" in top_keys(source) or _RULE_MANIFEST.search(source.text) is not None


def is_broken(source: SourceText) -> bool:
    """Whether a file that is no list and no manifest cannot be read as YAML, so that nothing tells whose it is."""
    if _LIST.match(source.text) or "apiVersion" in top_keys(source):
        return False
    return any(finding.rule == "yaml-syntax" for finding in parse_yaml(source.whole()).findings)


def near_field(word: str, fields: Iterable[str]) -> str:
    """The field that a word is, or is a slip of the pen away from; empty where there is none."""
    plain = word.casefold().replace("-", "_")
    found, least = "", 3
    for field in fields:
        most = min(least - 1, 1 if len(field) < _SHORT else 2)
        if abs(len(plain) - len(field)) <= most and (slips := _slips(plain, field)) <= most:
            found, least = field, slips
    return found


def _is_ours(source: SourceText, fields: tuple[str, ...]) -> bool:
    keys = top_keys(source)
    if "apiVersion" in keys:
        return False
    # A file with nothing in it is a beginning; that it is empty is told where it is read.
    if keys & frozenset(fields) or all(not line.strip() or line.startswith("#") for line in source.text.split("\n")):
        return True
    if _LIST.match(source.text):
        return False
    meant = [near_field(key, fields) for key in _written_keys(source)]
    return 2 * meant.count("") < len(meant)


def _written_keys(source: SourceText) -> frozenset[str]:
    """What was probably meant to be a key at the top: of the least indent, or on the first line; none of too many."""
    lines = _LINE.findall(source.text)
    least = min((len(indent) for indent, _ in lines), default=0)
    at_top = [text for number, (indent, text) in enumerate(lines) if number == 0 or len(indent) == least]
    words = frozenset(match[1] for text in at_top if (match := _WORD.match(text)))
    return words if len(words) <= _MOST_KEYS else frozenset()


def _slips(first: str, second: str) -> int:
    """The optimal string alignment distance: letters added, left out, changed, or two neighbours swapped."""
    before: list[int] = []
    above = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, above = above, current
    return above[-1]
