"""The sections of a Markdown runbook, and the steps that they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from runbook_site.model.document import StepRef
from runbook_site.model.runbook import PHASES, Phase
from runbook_site.model.sections import INFORMATION, Role, phase_of, role_by_verb, role_of
from runbook_site.model.step import Step
from runbook_site.sources.markdown import Fence, Heading, Markdown
from runbook_site.sources.markdown_label import without_labels

_UNTITLED = "Untitled section"


@dataclass(frozen=True)
class Section:
    """What stands below a heading, up to the next one.

    Attributes:
        heading: The heading.
        role: What the section is for, as far as its name or that of a section around it says.
        named: Whether its own heading says so.
        is_title: Whether its heading is the page's.
        prose: Its text without code blocks and without white space around it.
        blocks: Number of its code blocks.
        checklist: Its list items with a checkbox.
    """

    heading: Heading
    role: Role | None
    named: bool
    is_title: bool
    prose: str
    blocks: int
    checklist: tuple[str, ...]


def read_sections(markdown: Markdown) -> tuple[Section, ...]:
    """The sections of a text, in its order. A heading in a list or a quote begins none."""
    headings = [heading for heading in markdown.headings if not heading.nested]
    if not headings:
        return ()
    starts = [heading.start for heading in headings]
    blocks: list[list[Fence]] = [[] for _ in headings]
    for fence in markdown.fences:
        if (index := bisect_right(starts, fence.start) - 1) >= 0:
            blocks[index].append(fence)
    checklists: list[list[str]] = [[] for _ in headings]
    places = [heading.span.start for heading in headings]
    for task in markdown.tasks:
        if (index := bisect_right(places, task.span.start) - 1) >= 0 and task.text:
            checklists[index].append(task.text)
    title = title_heading(markdown)
    roles = _roles(headings, title)
    ends = [*starts[1:], len(markdown.body.text)]
    return tuple(
        Section(
            heading=heading,
            role=roles[index][0],
            named=roles[index][1],
            is_title=heading is title,
            prose=_prose(markdown.body.text, heading.end, ends[index], blocks[index]),
            blocks=len(blocks[index]),
            checklist=tuple(checklists[index]),
        )
        for index, heading in enumerate(headings)
    )


def title_heading(markdown: Markdown) -> Heading | None:
    """The heading that names the page: the first of level 1, unless it is one of several and names a section."""
    tops = [heading for heading in markdown.headings if heading.level == 1 and not heading.nested and heading.text]
    if len(tops) > 1 and role_of(tops[0].text) is not None:
        return None
    return tops[0] if tops else None


def lead(markdown: Markdown) -> str:
    """The prose above the first heading."""
    end = next((heading.start for heading in markdown.headings if not heading.nested), len(markdown.body.text))
    return _prose(markdown.body.text, 0, end, [fence for fence in markdown.fences if fence.start < end])


def steps_of(sections: Sequence[Section]) -> tuple[dict[Phase, tuple[Step, ...]], tuple[StepRef | None, ...]]:
    """The steps of each phase, and of each section the step that it is.

    A section is a step if there is something to do in it: a code block, or prose in a section that is
    not there for information alone.
    """
    steps: dict[Phase, list[Step]] = {phase: [] for phase in PHASES}
    refs: list[StepRef | None] = []
    for section in sections:
        says_only = section.is_title or section.role in INFORMATION
        if not section.blocks and (says_only or not section.prose):
            refs.append(None)
            continue
        phase = phase_of(section.role) if section.role else "procedure"
        refs.append(StepRef(phase, len(steps[phase])))
        title = section.heading.text or _UNTITLED
        steps[phase].append(Step(title=title, text=section.prose or None, checklist=section.checklist))
    return {phase: tuple(found) for phase, found in steps.items() if found}, tuple(refs)


def _roles(headings: Sequence[Heading], title: Heading | None) -> list[tuple[Role | None, bool]]:
    roles: list[tuple[Role | None, bool]] = []
    around: list[tuple[int, Role | None]] = []
    for heading in headings:
        while around and around[-1][0] >= heading.level:
            around.pop()
        inherited = around[-1][1] if around else None
        # The page's own name says what all of it is about, and not what one section is for.
        own = None if heading is title else role_of(heading.text)
        role = own or inherited or (None if heading is title else role_by_verb(heading.text))
        roles.append((role, own is not None))
        around.append((heading.level, role))
    return roles


def _prose(text: str, start: int, end: int, blocks: Sequence[Fence]) -> str:
    parts = []
    for block in blocks:
        line_start = max(text.rfind("\n", start, block.start) + 1, start)
        parts.append(text[start:line_start])
        line_end = text.find("\n", block.end, end)
        start = end if line_end < 0 else line_end + 1
    return re.sub(r"\n{3,}", "\n\n", without_labels("".join([*parts, text[start:end]]))).strip()
