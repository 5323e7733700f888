"""What the sections of a runbook are called, and what they are for."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from runbook_site.model.runbook import Phase

Role = Literal[
    "meaning",
    "overview",
    "impact",
    "symptoms",
    "prerequisites",
    "diagnosis",
    "mitigation",
    "procedure",
    "verification",
    "rollback",
    "follow_up",
    "escalation",
    "references",
]
"""What a section is for. A phase, but for what says something about the runbook and nothing to do."""

ROLE_NAMES: dict[Role, tuple[str, ...]] = {
    "meaning": ("meaning", "description", "what it means", "what does it mean", "explanation", "definition"),
    "overview": (
        *("overview", "summary", "introduction", "intro", "about", "background", "context", "purpose", "goal"),
        *("goals", "objective", "objectives", "scope", "architecture", "when to use", "use when", "abstract", "tldr"),
    ),
    "impact": (
        *("impact", "impacts", "severity and impact", "customer impact", "user impact", "business impact", "effect"),
        *("effects", "consequences", "blast radius", "user experience"),
    ),
    "symptoms": ("symptoms", "symptom", "signs", "indicators", "indications", "what you see", "detection", "triggers"),
    "prerequisites": (
        *("prerequisites", "prerequisite", "pre requisites", "pre requisite", "requirements", "before you begin"),
        *("before you start", "before starting", "preparation", "preparations", "prepare", "pre checks", "prechecks"),
        *("pre flight", "preflight", "pre flight checks", "preflight checks", "access", "permissions", "setup"),
        *("pre deployment", "pre deployment checks", "pre maintenance", "pre work", "required access", "tools"),
    ),
    "diagnosis": (
        *("diagnosis", "diagnostics", "diagnostic", "diagnose", "diagnosing", "investigation", "investigate"),
        *("investigating", "triage", "troubleshooting", "troubleshoot", "debugging", "debug", "analysis", "analyse"),
        *("analyze", "assessment", "assess", "identification", "identify", "root cause", "root causes"),
        *("root cause analysis", "cause", "causes", "checks", "health check", "health checks", "assessing"),
    ),
    "mitigation": (
        *("mitigation", "mitigations", "mitigate", "mitigating", "resolution", "resolutions", "resolve", "resolving"),
        *("remediation", "remediations", "remediate", "remedy", "fix", "fixes", "fixing", "solution", "solutions"),
        *("workaround", "workarounds", "containment", "contain", "response", "respond", "recovery", "recover"),
        *("repair", "stop bleeding"),
    ),
    "procedure": (
        *("procedure", "procedures", "steps", "step by step", "instructions", "process", "execution", "execute"),
        *("implementation", "actions", "action", "deployment", "deploy", "deploying", "upgrade", "migration"),
        *("restore", "restoration", "failover", "what to do", "to do", "walkthrough", "tasks"),
    ),
    "verification": (
        *("verification", "verifications", "verify", "verifying", "validation", "validate", "validating"),
        *("confirmation", "confirm", "testing", "test", "tests", "post checks", "post deployment"),
        *("post deployment checks", "post deployment verification", "success criteria", "expected results"),
        *("expected result", "expected outcome", "acceptance", "post validation", "post verification"),
        *("backup verification", "smoke test", "smoke tests"),
    ),
    "rollback": (
        *("rollback", "rollbacks", "roll back", "rolling back", "back out", "backout", "revert", "reverting", "undo"),
        *("reversal", "abort", "if something goes wrong"),
    ),
    "follow_up": (
        *("follow up", "follow ups", "followup", "post incident", "post incident review", "post incident analysis"),
        *("postmortem", "post mortem", "after incident", "afterwards", "after action review", "retrospective"),
        *("lessons learned", "cleanup", "clean up", "cleaning up", "prevention", "preventive", "prevent", "next"),
        *("post maintenance", "post recovery", "post resolution", "aftermath", "closure", "documentation"),
    ),
    "escalation": (
        *("escalation", "escalations", "escalate", "escalating", "when to escalate", "escalation path"),
        *("escalation paths", "escalation policy", "escalation matrix", "escalation contacts", "contact", "contacts"),
        *("emergency contacts", "on call", "support", "who to contact", "getting help", "get help"),
    ),
    "references": (
        *("references", "reference", "links", "related", "related links", "related alerts", "related documents"),
        *("related runbooks", "related documentation", "additional resources", "resources", "see also"),
        *("further reading", "more information", "additional information", "useful links", "table of contents"),
        *("contents", "toc", "changelog", "change log", "revision history", "version history", "glossary"),
        *("appendix", "notes", "additional notes"),
    ),
}
"""The names in use, without number, emoji, punctuation and words that add nothing; see `role_of`."""

_ROLES: dict[str, Role] = {name: role for role, names in ROLE_NAMES.items() for name in names}

_PHASES: dict[Role, Phase] = {
    "prerequisites": "prerequisites",
    "diagnosis": "diagnosis",
    "mitigation": "procedure",
    "procedure": "procedure",
    "verification": "verification",
    "rollback": "rollback",
    "follow_up": "follow_up",
    "meaning": "diagnosis",
    "overview": "diagnosis",
    "impact": "diagnosis",
    "symptoms": "diagnosis",
    "escalation": "follow_up",
    "references": "follow_up",
}

INFORMATION: frozenset[Role] = frozenset({"meaning", "overview", "impact", "symptoms", "references"})
"""Roles of sections that say something and are nothing to do, unless they hold a code block."""

INCIDENT: frozenset[Role] = frozenset({"meaning", "impact", "symptoms"})
"""Roles of sections that only a runbook for something broken has."""

_VERBS: dict[str, Role] = {
    **dict.fromkeys(("verify", "verifying", "validate", "validating", "confirm", "confirming"), "verification"),
    **dict.fromkeys(("diagnose", "investigate", "check", "checking", "inspect", "identify", "locate"), "diagnosis"),
    **dict.fromkeys(("analyze", "analyse", "examine", "review", "find", "look"), "diagnosis"),
    **dict.fromkeys(("triage", "troubleshoot", "debug", "determine", "assess"), "diagnosis"),
    **dict.fromkeys(("rollback", "revert", "undo"), "rollback"),
    **dict.fromkeys(("prepare", "preparing"), "prerequisites"),
    **dict.fromkeys(("escalate",), "escalation"),
}

_FILLERS = frozenset(
    (
        *("a", "an", "the", "this", "of", "for", "to", "and", "your", "our"),
        *("how", "do", "steps", "step", "procedure", "procedures", "process", "instructions", "section", "details"),
        *("plan", "guide", "actions", "action", "checklist", "commands", "command", "initial", "quick", "detailed"),
        *(
            "immediate",
            "possible",
            "common",
            "potential",
            "likely",
            "required",
            "suggested",
            "recommended",
            "basic",
            "general",
        ),
        *("further", "full", "manual", "automated", "automatic", "incident", "incidents", "alert", "issue", "issues"),
        *("problem", "problems", "phase", "runbook", "information", "criteria", "strategy"),
    )
)
_DASHES = "\N{EN DASH}\N{EM DASH}"
_LABEL = r"(?:step|phase|stage|part|section|option)\s+"
_COUNT = r"(?:\d{1,4}(?:\.\d{1,4}){0,4}|[ivx]{1,5}|[a-z])"
_NUMBER = re.compile(
    rf"(?:{_LABEL}{_COUNT}\s*(?:[.):{_DASHES}-]\s*|$)|{_COUNT}\s*[.):](?:\s+|$)|\d{{1,4}}(?:\.\d{{1,4}}){{0,4}}\s+)"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LABEL_END = re.compile(rf":|\s[{_DASHES}|-]\s")
_CONJUNCTION = re.compile(r"/|,|;|\s&\s|\sand\s|\sor\s")
_NOT_WORDS = re.compile(r"[^\w\s]|_")
_LONGEST = 200
_MOST_WORDS = 8
_MOST_JOINED_WORDS = 4


def role_of(heading: str) -> Role | None:
    """What a section is for, where its heading is one of the names in use.

    Case, numbers (``2.``, ``Step 1:``), emoji, brackets, punctuation and words that add nothing (``steps``,
    ``possible``, ``plan``) do not matter. Of two names (``Symptoms & Impact``, ``Verification: API``) the
    first counts.
    """
    text = _plain(heading)
    if (role := _look_up(text)) is not None:
        return role
    label = _LABEL_END.split(text, maxsplit=1)[0]
    if label != text and (role := _look_up(label)) is not None:
        return role
    # "Debug and recycle a node with errors" is a sentence, and not two names.
    if len(_words(label)) > _MOST_JOINED_WORDS:
        return None
    return _look_up(_CONJUNCTION.split(label, maxsplit=1)[0])


def role_by_verb(heading: str) -> Role | None:
    """What a section is probably for, by the verb that its heading begins with (``Verify the login``)."""
    words = _words(_plain(heading))
    if words[:2] == ["roll", "back"]:
        return "rollback"
    return _VERBS.get(words[0]) if words else None


def phase_of(role: Role) -> Phase:
    """The phase that the steps of a section belong to."""
    return _PHASES[role]


def _plain(heading: str) -> str:
    text = unicodedata.normalize("NFKC", heading[:_LONGEST]).casefold()
    text = _BRACKETS.sub(" ", text).strip()
    while text and not text[0].isalnum():
        text = text[1:]
    return _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text


def _words(text: str) -> list[str]:
    return _NOT_WORDS.sub(" ", text.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")).split()


def _look_up(text: str) -> Role | None:
    words = _words(text)
    if len(words) > _MOST_WORDS:
        return None
    for first in range(_fillers(words) + 1):
        for last in range(_fillers(words[::-1]) + 1):
            role = _ROLES.get(" ".join(words[first : len(words) - last]))
            if role is not None:
                return role
    return None


def _fillers(words: list[str]) -> int:
    """How many words in front add nothing."""
    return next((index for index, word in enumerate(words) if word not in _FILLERS), len(words))
