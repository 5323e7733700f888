"""What sections are for, by the names that people give them."""

from __future__ import annotations

import pytest

from runbook_site.model.runbook import PHASES
from runbook_site.model.sections import ROLE_NAMES, phase_of, role_by_verb, role_of


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Meaning", "meaning"),
        ("OVERVIEW:", "overview"),
        ("1. Impact", "impact"),
        ("\U0001f525 Symptoms", "symptoms"),
        ("Detection", "symptoms"),
        ("Pre-requisites", "prerequisites"),
        ("2.3 Before you begin", "prerequisites"),
        ("Step 1: Diagnosis", "diagnosis"),
        ("Phase 2 \u2013 Investigation", "diagnosis"),
        ("Initial triage (5 minutes)", "diagnosis"),
        ("How to diagnose the problem", "diagnosis"),
        ("Possible causes", "diagnosis"),
        ("Mitigation steps", "mitigation"),
        ("Suggested Remediation", "mitigation"),
        ("Recovery procedures", "mitigation"),
        ("Resolution & Recovery", "mitigation"),
        ("Steps", "procedure"),
        ("Procedure", "procedure"),
        ("III. Actions", "procedure"),
        ("Verify the fix", None),
        ("Verification: API", "verification"),
        ("\u2705 Validation", "verification"),
        ("Post-deployment checks", "verification"),
        ("Rollback plan", "rollback"),
        ("Roll back", "rollback"),
        ("Back-out procedure", "rollback"),
        ("Post-Incident Actions", "follow_up"),
        ("Follow-up", "follow_up"),
        ("Lessons learned", "follow_up"),
        ("When to escalate", "escalation"),
        ("Escalation path", "escalation"),
        ("See also", "references"),
        ("Symptoms & Impact", "symptoms"),
        ("Diagnosis/Mitigation", "diagnosis"),
        ("Debug and restart a node with errors", None),
        ("Restart the queue", None),
        ("Diagnosis of the sick queue by hand", None),
        ("", None),
        ("1.", None),
        ("\U0001f525", None),
        ("()", None),
    ],
)
def test_a_heading_says_what_its_section_is_for(heading: str, role: str | None) -> None:
    """Numbers, case, emoji and words that add nothing do not hide a name; a name inside a sentence is none."""
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("3. Verify the login", "verification"),
        ("Check the logs", "diagnosis"),
        ("Roll back the release", "rollback"),
        ("Restart the queue", None),
        ("", None),
    ],
)
def test_a_verb_is_a_hint(heading: str, role: str | None) -> None:
    """Where nothing around says more, the verb in front does."""
    assert role_by_verb(heading) == role


def test_no_name_stands_twice() -> None:
    """A name with two meanings would have one of them by accident."""
    names = [name for names in ROLE_NAMES.values() for name in names]
    assert sorted(names) == sorted(set(names))


def test_every_name_is_found_as_it_stands() -> None:
    """A name that the clean-up of headings changes would never be found."""
    assert {name: role_of(name.capitalize()) for names in ROLE_NAMES.values() for name in names} == {
        name: role for role, names in ROLE_NAMES.items() for name in names
    }


def test_every_role_has_a_phase() -> None:
    """A section with a command in it always has a place."""
    assert {phase_of(role) for role in ROLE_NAMES} == set(PHASES)
