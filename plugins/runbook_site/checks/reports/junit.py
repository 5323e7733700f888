"""The report as JUnit XML, which nearly every CI server reads.

Source: the schema that Jenkins' xUnit plugin publishes, and what the servers make of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from runbook_site.checks.reports.crashes import undone
from runbook_site.sources.finding import Level
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from runbook_site.checks.outcome import Outcome
    from runbook_site.sources.finding import Finding

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write (section 2.2)."""


def report_junit(outcome: Outcome) -> str:
    """One suite a file: a test case for each finding, or one that passes where there is none.

    Findings of a level that fails the run are failures; the others are cases that passed, with a text. What could not
    be checked is an error.
    """
    report = outcome.report
    by_path: dict[str, list[Element]] = {path: [] for path in outcome.sources}
    for finding in report.findings:
        by_path.setdefault(finding.span.path, []).append(_case(finding, outcome))
    for file in report.failed_files:
        by_path.setdefault(file.path, []).append(_error("file", file.path, f"could not be checked: {file.reason}"))
    root = Element("testsuites", name="runbook-site")
    for path, cases in sorted(by_path.items()):
        root.append(_suite(path, cases or [Element("testcase", name="no findings", classname=_clean(path), time="0")]))
    if report.crashes:
        crashes = [_error(each.rules[0], "rules", each.message, each.traceback) for each in undone(report.crashes)]
        root.append(_suite("rules", crashes))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(path: str, cases: list[Element]) -> Element:
    suite = Element("testsuite", name=_clean(path), tests=str(len(cases)))
    for count, tag in (("failures", "failure"), ("errors", "error")):
        suite.set(count, str(sum(case.find(tag) is not None for case in cases)))
    suite.set("skipped", "0")
    suite.set("time", "0")
    suite.extend(cases)
    return suite


def _case(finding: Finding, outcome: Outcome) -> Element:
    level = finding.level or Level.ERROR
    span = finding.span
    where = f"{span.path}:{span.start.line}:{span.start.column}"
    case = Element(
        "testcase",
        name=_clean(f"{finding.rule} at line {span.start.line}, column {span.start.column}"),
        classname=_clean(span.path),
        file=_clean(span.path),
        line=str(span.start.line),
        time="0",
    )
    text = f"{where}: {level.value}: {finding.message} [{finding.rule}]"
    if finding.alternatives:
        text += f"\nwould do: {', '.join(finding.alternatives)}"
    if level in outcome.failing:
        part = SubElement(case, "failure", type=level.value, message=_clean(finding.message))
    else:
        part = SubElement(case, "system-out")
    part.text = _clean(text)
    return case


def _error(name: str, group: str, message: str, text: str = "") -> Element:
    case = Element("testcase", name=_clean(name), classname=_clean(group), time="0")
    SubElement(case, "error", type="error", message=_clean(message)).text = _clean(text or message)
    return case


def _clean(text: str) -> str:
    """The text with everything spelled out that XML cannot hold, or that would be invisible."""
    return _NOT_IN_XML.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), printable(text))
