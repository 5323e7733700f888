"""Markdown files become runbooks as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.model.document import StepRef
from runbook_site.model.from_markdown import read_markdown_runbook
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from runbook_site.model.document import RunbookDocument
    from runbook_site.sources.finding import Finding

ALERT = """\
# QueueConsumersMissing

## Meaning

Nobody reads the queue.

## Impact

Orders wait.

## Diagnosis

Look at the consumers:

```console
$ rabbitmqctl list_consumers
```

### Check the network

    ping -c 1 queue

## Mitigation

- [ ] Tell support

```sh
systemctl restart consumer
```

## Verification

The queue gets shorter.

## References

- [Metrics](metrics.md)
"""


def read(text: str, path: str = "shop/page.md") -> tuple[RunbookDocument, tuple[Finding, ...]]:
    """Read the text as a runbook."""
    document, findings = read_markdown_runbook(SourceText(path, text), service="shop", runbook_id="page")
    assert document is not None
    return document, findings


def test_an_alert_page_is_an_incident_with_phases() -> None:
    """The usual four headings are enough to know what is what."""
    document, findings = read(ALERT)
    runbook = document.runbook
    assert findings == ()
    assert (runbook.title, runbook.kind, runbook.alerts) == (
        "QueueConsumersMissing",
        "incident",
        ("QueueConsumersMissing",),
    )
    assert (runbook.summary, runbook.impact) == ("Nobody reads the queue.", "Orders wait.")
    assert [(phase, step.title) for phase, _, step in runbook.steps()] == [
        ("diagnosis", "Diagnosis"),
        ("diagnosis", "Check the network"),
        ("procedure", "Mitigation"),
        ("verification", "Verification"),
    ]
    assert runbook.procedure[0].checklist == ("Tell support",)
    assert runbook.diagnosis[0].text == "Look at the consumers:"


def test_every_code_block_has_its_step() -> None:
    """Commands are in the file's order, each with the step and the heading that it stands under."""
    document, _ = read(ALERT)
    assert [(block.info, block.origin, block.step, block.heading) for block in document.blocks] == [
        ("console", "fence", StepRef("diagnosis", 0), "Diagnosis"),
        ("", "indented", StepRef("diagnosis", 1), "Check the network"),
        ("sh", "fence", StepRef("procedure", 0), "Mitigation"),
    ]
    assert document.place("procedure", 0).start.line == 23
    assert document.place("title").start.line == 1


def test_headings_that_say_nothing_inherit() -> None:
    """A sub-section belongs to the phase around it, unless it names one or the page's title is all there is."""
    text = "# Rollback\n## Stop\na\n## Rollback\nb\n### Old image\nc\n### Verification\nd\n## Check it\ne\n"
    runbook = read(text)[0].runbook
    assert [(phase, step.title) for phase, _, step in runbook.steps()] == [
        ("diagnosis", "Check it"),
        ("procedure", "Stop"),
        ("verification", "Verification"),
        ("rollback", "Rollback"),
        ("rollback", "Old image"),
    ]
    assert runbook.kind == "procedure"


def test_information_with_a_command_is_a_step() -> None:
    """No code block is without a place, wherever it stands."""
    document, _ = read("```\na\n```\n# T\n```\nb\n```\n## Impact\n```\nc\n```\n## References\n```\nd\n```\n")
    assert [block.step for block in document.blocks] == [
        None,
        StepRef("procedure", 0),
        StepRef("diagnosis", 0),
        StepRef("follow_up", 0),
    ]


@pytest.mark.parametrize(
    ("text", "path", "title"),
    [
        ("---\ntitle: From matter\n---\n# Heading\n", "a.md", "From matter"),
        ("## Second\n\n# The `first`\n", "a.md", "The first"),
        ("Under\nlined\n===\n", "a.md", "Under lined"),
        ("## Steps\n", "a/restart-the_db.html.md.erb", "restart the db"),
        ("", "a/KubePodCrash.md", "KubePodCrash"),
        ("   \n", "a/cost $5 & more.md", "cost $5 & more"),
        ("---\nlayout: page\n---\n", "a/queue/index.md", "queue"),
        ("#\n", ".md", ".md"),
        ("# Steps\na\n# Rollback\nb\n", "a/swap.md", "swap"),
    ],
)
def test_the_title_is_the_best_there_is(text: str, path: str, title: str) -> None:
    """Front matter, else the first heading of level 1, else the file's name; never a failure."""
    document, findings = read(text, path)
    assert (document.runbook.title, document.blocks, findings) == (title, (), ())


def test_front_matter_of_other_tools_is_no_finding() -> None:
    """A page of another site generator has promised nothing."""
    text = "---\ntitle: Old\nweight: 20\nlast_reviewed_on: 2026-01-05\ntags: [Not An Id]\nsevrity: high\n---\n# New\n"
    document, findings = read(text)
    assert (findings, document.promised, document.runbook.tags) == ((), False, ())


def test_fields_of_ours_are_used_and_checked() -> None:
    """Who declares a runbook's fields is told of every one that is wrong, and keeps those that are right."""
    text = (
        "---\ntitle: Swap\nseverity: P1\nalerts: [QueueDown]\nestimate: soon\nsymptom: [a]\nweight: 3\n"
        "variables:\n  pod: {description: The pod}\n---\n# Swap it\n"
    )
    document, findings = read(text)
    assert document.promised
    assert (document.runbook.severity, document.runbook.alerts) == ("P1", ("QueueDown",))
    assert document.runbook.variables["pod"].description == "The pod"
    assert [(finding.rule, finding.span.start.line) for finding in findings] == [
        ("invalid-value", 5),
        ("unknown-field", 6),
    ]
    assert findings[1].alternatives[0] == "symptoms"
    assert document.place("severity").start.line == 3
    assert document.place("variables", "pod", "description").start.line == 9


def test_steps_are_not_declared_twice() -> None:
    """The steps of a Markdown runbook are its sections; a list of them above is told, and not lost silently."""
    _, findings = read("---\nprocedure:\n  - title: Restart\n---\n## Steps\nRestart it.\n")
    assert [(finding.rule, finding.span.start.line) for finding in findings] == [("unknown-field", 2)]


def test_broken_front_matter_is_a_finding_and_the_text_is_read() -> None:
    """One mistake at the top does not hide the commands below."""
    document, findings = read("---\ntitle: [a\nkind: incident\n---\n# Real\n```\nls\n```\n")
    assert findings
    assert {finding.span.start.line for finding in findings} <= {1, 2, 3, 4}
    assert (document.runbook.title, document.blocks[0].text.text) == ("Real", "ls\n")


def test_symptoms_are_taken_item_by_item() -> None:
    """What is seen from outside is a list, or becomes one."""
    assert read("# T\n## Symptoms\n- 502\n- slow *pages*\n")[0].runbook.symptoms == ("502", "slow *pages*")
    assert read("# T\n## Symptoms\nPages\nare slow.\n")[0].runbook.symptoms == ("Pages are slow.",)


def test_a_name_of_an_alert_alone_is_not_evidence() -> None:
    """Alerts are not guessed: the page must say what the alert means."""
    assert read("# QueueDown\n## Steps\na\n")[0].runbook.alerts == ()
    assert read("# Queue down\n## Meaning\na\n")[0].runbook.alerts == ()
    assert read("# README\n## Meaning\na\n")[0].runbook.alerts == ()


@given(st.text(alphabet="#-` ~\n\ra1:<!>[](){}*_|=\t\"'", max_size=150))
def test_any_text_is_some_runbook(text: str) -> None:
    """No file stops the run, and every code block that was seen is in the document."""
    document, _ = read(text)
    steps = {(phase, index) for phase, index, _ in document.runbook.steps()}
    assert {(block.step.phase, block.step.index) for block in document.blocks if block.step} <= steps


def test_labels_are_names_and_no_prose() -> None:
    """What MyST takes for the name of a section is no summary, makes no step, and is kept for links."""
    text = "(shop:down)=\n# The shop is down\n\n(shop:meaning)=\n## Meaning\n\n(shop:fix)=\n## Mitigation\n\nWait.\n"
    document, _ = read(text)
    assert (document.runbook.summary, document.runbook.title) == (None, "The shop is down")
    assert [step.text for _, _, step in document.runbook.steps()] == ["Wait."]
    assert document.labels == ("shop:down", "shop:meaning", "shop:fix")
    assert document.anchors == document.labels
