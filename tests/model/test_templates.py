"""A template shows what is to be written, and says nothing that nobody has said."""

from __future__ import annotations

import re

import pytest
import yaml

from runbook_site.model.runbook import Kind, Runbook
from runbook_site.model.service import Service
from runbook_site.model.site import Site
from runbook_site.model.templates import TO_WRITE, runbook_template, service_template, site_template

KINDS: tuple[Kind, ...] = ("incident", "procedure", "recovery", "maintenance")
TITLES = ("Plain", "Colon: #1 'quoted' \"twice\"", "Füße \U0001f525", "{{ x }}", "- item", "\x1b[2J")


def read(kind: Kind = "incident", title: str = "Down") -> Runbook:
    """A template as it is read."""
    return Runbook.model_validate(yaml.safe_load(runbook_template(title, kind, "pay")))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_kept_as_it_was_given(kind: Kind, title: str) -> None:
    """Whatever stands in a title stays a title."""
    runbook = read(kind, title)
    assert (runbook.title, runbook.kind, runbook.owner) == (title, kind, "pay")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_made_up(kind: Kind) -> None:
    """What has to be known of the service, or done by somebody, is left out of a draft."""
    runbook = read(kind)
    assert runbook.status == "draft"
    assert runbook.model_fields_set.isdisjoint({"reviewed", "severity", "estimate", "no_rollback", "escalation"})


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_that_is_to_be_replaced_says_so(kind: Kind) -> None:
    """Prose that was not written yet can be told from prose, by people and by a search."""
    runbook = read(kind)
    steps = [step for _, _, step in runbook.steps()]
    texts = [runbook.summary, *runbook.symptoms, *runbook.use_when, *(step.title for step in steps)]
    texts += [text for text in (runbook.impact, *(step.text for step in steps)) if text]
    texts += [line for step in steps for line in (*step.checklist, *(way.when for way in step.decide))]
    assert len(texts) > 5
    assert all(text and text.startswith(TO_WRITE) for text in texts)


def test_a_service_has_only_what_every_service_may_begin_with() -> None:
    """Nobody is said to be on call around the clock who is not."""
    service = Service.model_validate(yaml.safe_load(service_template("web-shop", "pay")))
    assert (service.name, service.owner) == ("Web shop", "pay")
    contact = service.contacts[0]
    assert all(str(text).startswith(TO_WRITE) for text in (service.summary, *contact.how, contact.availability))


def test_the_site_knows_the_team() -> None:
    """An owner that is written into the runbook is one that exists."""
    assert list(Site.model_validate(yaml.safe_load(site_template("pay"))).teams) == ["pay"]


@pytest.mark.parametrize("kind", KINDS)
def test_lines_to_uncomment_are_right_once_they_are_filled_in(kind: Kind) -> None:
    """A field that is offered in a comment is one of the format."""
    text = runbook_template("Down", kind, "pay").replace("YYYY-MM-DD", "2026-11-01")
    text = re.sub(r"^# (?=[a-z_]+: )", "", text.partition("title:")[2], flags=re.MULTILINE)
    runbook = Runbook.model_validate(yaml.load(f"title:{text}", yaml.BaseLoader))  # noqa: S506 - text alone
    assert runbook.model_fields_set >= {"reviewed", "review_every", "estimate", "no_rollback"}
