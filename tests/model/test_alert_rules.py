"""Alerts from Prometheus rule files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.model.alert_rules import TEMPLATE_REASON, read_alert_rules
from runbook_site.sources.text import SourceText

RULES = """\
groups:
  - name: queue
    rules:
      - record: queue:jobs:rate5m
        expr: rate(jobs_total[5m])
      - alert: QueueGrows
        expr: queue:jobs:rate5m > 10
        for: 5m
        labels: {severity: critical}
        annotations:
          summary: "{{ $value }} jobs a second"
          runbook_url: https://runbooks.example.com/queue
      - alert: QueueEmpty
        expr: |
          sum(jobs)
            == 0
"""

MANIFEST = """\
apiVersion: v1
kind: Service
metadata: {name: web}
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: web}
spec:
  groups:
    - name: web
      rules:
        - alert: WebDown
          expr: up == 0
---
apiVersion: v1
kind: List
items:
  - kind: PrometheusRule
    spec:
      groups: [{name: more, rules: [{alert: WebSlow, expr: latency > 1}]}]
"""


def source(text: str) -> SourceText:
    """A rule file."""
    return SourceText("rules.yml", text)


def test_alerts_of_a_rule_file() -> None:
    """Each alert has its name, severity, address, expression and line; records are no alerts."""
    rules = read_alert_rules(source(RULES))
    assert rules.findings == ()
    first, second = rules.alerts
    assert (first.name, first.severity, first.runbook_url, first.span.start.line) == (
        "QueueGrows",
        "critical",
        "https://runbooks.example.com/queue",
        6,
    )
    assert first.expression == "queue:jobs:rate5m > 10"
    assert (second.name, second.severity, second.runbook_url) == ("QueueEmpty", None, None)
    assert (first.lasting, first.labels) == ("5m", (("severity", "critical"),))
    assert first.annotations[0] == ("summary", "{{ $value }} jobs a second")
    assert (second.lasting, second.labels, second.annotations) == (None, (), ())
    assert second.expression == "sum(jobs)\n  == 0\n"


def test_alerts_of_kubernetes_manifests() -> None:
    """Manifests of the kind PrometheusRule are read among others, also inside a list."""
    rules = read_alert_rules(source(MANIFEST))
    assert [(alert.name, alert.span.start.line) for alert in rules.alerts] == [("WebDown", 12), ("WebSlow", 20)]
    assert rules.findings == ()


def test_a_helm_template_is_skipped_with_a_reason() -> None:
    """A file that is YAML only once Helm has run is no error, and is not silently without alerts."""
    text = "groups:\n{{- range .Values.groups }}\n  - name: {{ .name }}\n{{- end }}\n"
    rules = read_alert_rules(source(text))
    assert (rules.alerts, rules.findings, rules.skipped) == ((), (), TEMPLATE_REASON)


def test_templates_in_annotations_are_no_helm() -> None:
    """Prometheus' own templates stand inside texts, and do not stop a file from being read."""
    assert read_alert_rules(source(RULES)).skipped == ""


def test_a_rule_without_a_name_is_a_finding() -> None:
    """A rule that is neither alert nor record is reported where it stands, and the others are read."""
    rules = read_alert_rules(source("groups:\n  - name: a\n    rules:\n      - expr: x\n      - {alert: B, expr: y}\n"))
    assert [alert.name for alert in rules.alerts] == ["B"]
    (finding,) = rules.findings
    assert (finding.rule, finding.span.start.line) == ("missing-field", 4)
    assert finding.message.startswith("groups[0].rules[0]: ")


@pytest.mark.parametrize("text", ["", "a: 1\n", "groups: 5\n", "- x\n", "groups: [{name: x}]\n"])
def test_other_yaml_is_no_rule_file(text: str) -> None:
    """A file without groups of rules was named by mistake, and that is said."""
    rules = read_alert_rules(source(text))
    assert rules.alerts == ()
    assert [finding.rule for finding in rules.findings] == ["invalid-value"]


def test_an_empty_list_of_groups_is_a_rule_file() -> None:
    """A rule file may define nothing yet."""
    assert read_alert_rules(source("groups: []\n")).findings == ()


def test_broken_yaml_is_a_finding() -> None:
    """A syntax error is reported once, and nothing else is made up."""
    assert [finding.rule for finding in read_alert_rules(source("groups: [\n")).findings] == ["yaml-syntax"]


LINES = """\
groups:
  - name: a
    rules:
      - alert: x
    rules: 5
---
- 1
kind: List
items: [1, {kind: 5}]
        labels: [a]
        expr:
spec: {groups: [{rules: {}}]}
{{ x }}
""".splitlines()


@given(st.lists(st.sampled_from(LINES), max_size=10))
def test_any_text_is_read_without_a_crash(lines: list[str]) -> None:
    """Whatever shape a file has, it gives alerts, findings, or a reason."""
    rules = read_alert_rules(source("\n".join(lines)))
    assert all(alert.name for alert in rules.alerts)
