"""The alerts of Prometheus rule files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runbook_site.model.document import AlertRule, Suppression
from runbook_site.model.suppression import read_yaml_suppressions
from runbook_site.sources.finding import Finding
from runbook_site.sources.text import SourceText
from runbook_site.sources.value_path import ValuePath, spell
from runbook_site.sources.yaml_reader import Node
from runbook_site.sources.yaml_tree import YamlTree, parse_yaml_documents

TEMPLATE_REASON = "template of Helm or the like, no YAML yet"

_ACTION = re.compile(r"^[ \t]*-?[ \t]*\{\{", re.MULTILINE)


@dataclass(frozen=True)
class AlertRules:
    """What a rule file defines.

    Attributes:
        alerts: Its alerts, in the file's order.
        findings: What is wrong with it.
        skipped: Why it was not read, where it was not.
        suppressions: Rules told not to speak in it.
    """

    alerts: tuple[AlertRule, ...]
    findings: tuple[Finding, ...] = ()
    skipped: str = ""
    suppressions: tuple[Suppression, ...] = ()


def read_alert_rules(source: SourceText) -> AlertRules:
    """Read a rule file of Prometheus, or Kubernetes manifests of the kind PrometheusRule.

    Source: Prometheus' documentation, "Alerting rules"; prometheus-operator's API, ``PrometheusRuleSpec``.
    Documents of other kinds in the same file are passed over. What the file has beyond names, labels and
    annotations is Prometheus' business (``promtool check rules``).
    """
    trees = parse_yaml_documents(source.whole())
    findings = tuple(finding for tree in trees for finding in tree.findings)
    if findings and is_template(source):
        return AlertRules((), skipped=TEMPLATE_REASON)
    alerts: list[AlertRule] = []
    found = False
    for tree in trees:
        for groups in _group_lists(tree):
            found = True
            for rule in _rules(tree, groups):
                alert = _alert(tree, rule)
                if isinstance(alert, Finding):
                    findings = (*findings, alert)
                else:
                    alerts.append(alert)
    if not found and not findings:
        message = "this is no rule file: it has no 'groups', and no manifest of the kind PrometheusRule"
        findings = (Finding("invalid-value", message, source.span(0, 0)),)
    suppressions, misspelt = read_yaml_suppressions(trees)
    return AlertRules(tuple(alerts), (*findings, *misspelt), suppressions=() if findings else suppressions)


def is_template(source: SourceText) -> bool:
    """Whether actions of Go's templates stand alone on lines, as in Helm charts."""
    return _ACTION.search(source.text) is not None


def _group_lists(tree: YamlTree) -> Iterator[ValuePath]:
    """The paths of the lists of groups: at the top, below ``spec``, or in the items of a list of manifests."""
    items = tree.node(("items",))
    tops: list[ValuePath] = [(), *((("items", index)) for index in (items.children if items else ()))]
    for top in tops:
        kind = tree.node((*top, "kind"))
        path = (*top, "groups") if kind is None else (*top, "spec", "groups")
        groups = tree.node(path)
        of_the_kind = kind is None or kind.text == "PrometheusRule"
        if of_the_kind and groups is not None and _is_list_of_groups(groups):
            yield path


def _is_list_of_groups(node: Node) -> bool:
    groups = node.value
    return isinstance(groups, list) and all(isinstance(group, dict) and "rules" in group for group in groups)


def _rules(tree: YamlTree, groups: ValuePath) -> Iterator[ValuePath]:
    """The paths of the alerting rules; a recording rule has ``record`` instead."""
    node = tree.node(groups)
    for number in node.children if node else ():
        rules = tree.node((*groups, number, "rules"))
        for index in rules.children if rules and isinstance(rules.value, list) else ():
            rule = (*groups, number, "rules", index)
            if tree.node((*rule, "record")) is None:
                yield rule


def _alert(tree: YamlTree, rule: ValuePath) -> AlertRule | Finding:
    name = _text(tree, (*rule, "alert"))
    if not name:
        message = f"{spell(rule)}: the rule has neither the name of an alert ('alert') nor of a record ('record')"
        return Finding("missing-field", message, tree.place(rule))
    return AlertRule(
        name=name,
        runbook_url=_text(tree, (*rule, "annotations", "runbook_url")),
        severity=_text(tree, (*rule, "labels", "severity")),
        expression=_text(tree, (*rule, "expr")) or "",
        span=tree.place((*rule, "alert")),
        lasting=_text(tree, (*rule, "for")),
        labels=tuple(_texts(tree, (*rule, "labels"))),
        annotations=tuple(_texts(tree, (*rule, "annotations"))),
    )


def _texts(tree: YamlTree, path: ValuePath) -> Iterator[tuple[str, str]]:
    """The texts of a mapping, with their keys."""
    node = tree.node(path)
    for key in node.children if node is not None and isinstance(node.value, dict) else ():
        if (text := _text(tree, (*path, key))) is not None:
            yield str(key), text


def _text(tree: YamlTree, path: ValuePath) -> str | None:
    node = tree.node(path)
    return node.text if node is not None and node.style is not None and node.value is not None else None
