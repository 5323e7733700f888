"""What a YAML file is, by its name and the keys at its top."""

from __future__ import annotations

import re
from typing import Literal

from runbook_site.model.fields import field_names
from runbook_site.model.runbook import PHASES, Runbook
from runbook_site.model.service import Service
from runbook_site.model.site import Site
from runbook_site.sources.text import SourceText

FileKind = Literal["markdown", "site", "service", "yaml"]

MARKDOWN_ENDINGS = (".md", ".markdown")
YAML_ENDINGS = (".yml", ".yaml")
_TEMPLATED = ".erb"
ENDINGS = (*MARKDOWN_ENDINGS, *(ending + _TEMPLATED for ending in MARKDOWN_ENDINGS), *YAML_ENDINGS)
"""How the names of files end that may be runbooks; ``.md.erb`` is Markdown with a few tags of Ruby in it."""

_KEY = re.compile(r"""^(?:([A-Za-z_][\w.-]*)|"([^"\n]*)"|'([^'\n]*)')[ \t]*:(?=[ \t\r\n]|\Z)""", re.MULTILINE)
_RULE_MANIFEST = re.compile(r"^kind:[ \t]*['\"]?PrometheusRule\b", re.MULTILINE)
_TELLING = frozenset(
    {*PHASES, "alerts", "symptoms", "requires", "reviewed", "review_every", "use_when", "rollback_when", "no_rollback"}
)
"""Fields that hardly anything but a runbook has."""


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
    """The keys at the left edge of a text, which need not be YAML that can be read."""
    return frozenset(plain or double or single for plain, double, single in _KEY.findall(source.text))


def is_site(source: SourceText) -> bool:
    """Whether a ``site.yml`` is of this format; Ansible's playbooks are called so too."""
    return _is_ours(source, frozenset(field_names(Site)))


def is_service(source: SourceText) -> bool:
    """Whether a ``service.yml`` is of this format; Kubernetes' manifests are called so too."""
    return _is_ours(source, frozenset(field_names(Service)))


def is_runbook(source: SourceText) -> bool:
    """Whether a YAML file that nothing else speaks for is a runbook."""
    keys = top_keys(source)
    known = frozenset(field_names(Runbook))
    return "title" in keys and (bool(keys & _TELLING) or (len(keys) > 1 and keys <= known))


def is_foreign(source: SourceText) -> bool:
    """Whether a YAML file has nothing of a runbook in it: a manifest, a rule file, a compose file."""
    keys = top_keys(source)
    return "apiVersion" in keys or (bool(keys) and not keys & frozenset(field_names(Runbook)))


def is_rule_file(source: SourceText) -> bool:
    """Whether a YAML file defines alerts, as far as its left edge tells."""
    return "groups" in top_keys(source) or _RULE_MANIFEST.search(source.text) is not None


def _is_ours(source: SourceText, fields: frozenset[str]) -> bool:
    keys = top_keys(source)
    if "apiVersion" in keys:
        return False
    # A file with nothing in it is a beginning; that it is empty is told where it is read.
    return bool(keys & fields) or all(not line.strip() or line.startswith("#") for line in source.text.split("\n"))
