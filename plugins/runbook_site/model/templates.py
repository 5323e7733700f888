"""Sources to begin with: they pass the checks as they are, and show what is still to be written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.model.runbook import Kind

TO_WRITE = "TO WRITE"
"""Begins every text of a template that says nothing yet about the service it is for."""

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
    """A ``service.yml`` with a contact, an escalation path and severities."""
    return f"""\
{_SCHEMA}../.schema/service.schema.json
# Replace every text that begins with {TO_WRITE}. Times and severities are a proposal: put what your teams agreed on.
name: {json.dumps(_words(service))}
summary: {TO_WRITE} what it does, for whom, and what it is made of
owner: {owner}
contacts:
  - role: On-call engineer
    how: [{TO_WRITE} how to reach whoever is on call]
    availability: {TO_WRITE} at which times
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


def runbook_template(title: str, kind: Kind, owner: str) -> str:
    """A draft of a runbook, with a command that reads only as an example.

    It has no review, severity, estimate or reason not to roll back: nobody has thought of these yet, and the
    checks ask for those that are needed once it is no draft.
    """
    if kind == "incident":
        occasion = f"""\
# severity: SEV-1
symptoms:
  - {TO_WRITE} what users or alerts see
impact: {TO_WRITE} who is affected, and how
"""
    else:
        occasion = f"use_when:\n  - {TO_WRITE} the occasion for it\n"
    return f"""\
{_SCHEMA}../.schema/runbook.schema.json
# Replace every text that begins with {TO_WRITE}, and the example. Once somebody has gone through it and found it
# right, take the line 'status: draft' away, and fill in the lines below that begin with '#'.
title: {json.dumps(title, ensure_ascii=False)}
kind: {kind}
owner: {owner}
status: draft
summary: {TO_WRITE} when to use it, and what it does, in two or three sentences
{occasion}# reviewed: {{on: YYYY-MM-DD, by: {owner}}}
# review_every: 90d
# estimate: 15m

variables:
  host:
    type: host
    description: The machine to look at, as the dashboard names it.
    example: web-1.internal

diagnosis:
  - id: look
    title: {TO_WRITE} how to see what is wrong
    commands:
      - id: ask-health
        title: Ask the health endpoint (an example)
        run: curl --fail --silent --show-error --max-time 10 "https://${{host}}/health"
        risk: read
        expect: '"status": "ok"'
    decide:
      - when: {TO_WRITE} what has to be seen to go straight to the end
        step: verify

procedure:
  - id: act
    title: {TO_WRITE} what helps
    text: {TO_WRITE} what to do. Commands go under `commands`, one thing to paste each.

verification:
  - id: verify
    title: {TO_WRITE} how to see that it works again
    checklist:
      - {TO_WRITE} what has to be true

# What undoes the procedure, in steps like those above; or why it need not be undone:
# no_rollback: It changes nothing.
"""


def _words(identifier: str) -> str:
    return identifier.replace("-", " ").capitalize()
