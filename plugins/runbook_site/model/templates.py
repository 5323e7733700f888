"""Sources to begin with: they pass the checks as they are, and say what to fill in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from runbook_site.model.runbook import Kind

_SCHEMA = "# yaml-language-server: $schema="


def site_template(team: str) -> str:
    """A ``site.yml`` with one team."""
    return f"""\
{_SCHEMA}.schema/site.schema.json
title: Runbooks
teams:
  {team}:
    name: {json.dumps(_words(team))}
"""


def service_template(service: str, owner: str) -> str:
    """A ``service.yml`` with contacts, an escalation path and severities."""
    return f"""\
{_SCHEMA}../.schema/service.schema.json
name: {json.dumps(_words(service))}
summary: What it does, for whom, and what it is made of.
owner: {owner}
contacts:
  - role: On-call engineer
    how: ["the on-call rota"]
    availability: around the clock
escalation:
  path:
    - to: On-call engineer
    - to: Engineering manager
      after: 30m
severities:
  - id: SEV-1
    name: critical
    meaning: Nobody can use it.
    respond_within: 15m
    update_every: 30m
  - id: SEV-2
    name: high
    meaning: A part of it does not work, or not for everybody.
    respond_within: 1h
    update_every: 2h
"""


def runbook_template(title: str, kind: Kind, owner: str, today: date) -> str:
    """A runbook with every phase, and a command in each that reads only."""
    severity = "severity: SEV-2\n" if kind == "incident" else ""
    occasion = (
        "symptoms:\n  - What users or alerts see\nimpact: Who is affected, and how.\n"
        if kind == "incident"
        else "use_when:\n  - The occasion for it\n"
    )
    escalation = (
        "escalation:\n  - to: Engineering manager\n    when: Nothing below helps within 30 minutes\n"
        if kind == "incident"
        else ""
    )
    return f"""\
{_SCHEMA}../.schema/runbook.schema.json
title: {json.dumps(title, ensure_ascii=False)}
kind: {kind}
{severity}owner: {owner}
status: draft
summary: When to use it, and what it does, in two or three sentences.
{occasion}reviewed: {{on: {today}, by: {owner}}}
review_every: 90d
estimate: 15m

variables:
  host:
    type: host
    description: The machine to look at, as the dashboard names it.
    example: web-1.internal

diagnosis:
  - id: look
    title: See whether it answers
    commands:
      - id: ask-health
        title: Ask the health endpoint
        run: curl --fail --silent --show-error --max-time 10 "https://${{host}}/health"
        risk: read
        expect: '"status": "ok"'
    decide:
      - when: It answers
        step: verify

procedure:
  - id: act
    title: Do what helps
    text: Say what to do. Commands go under `commands`, one thing to paste each.

verification:
  - id: verify
    title: See that it works again
    checklist:
      - The health endpoint answers
      - The error rate is back to normal

no_rollback: Nothing here changes anything yet.
{escalation}"""


def _words(identifier: str) -> str:
    return identifier.replace("-", " ").capitalize()
