"""A text to run, with what is known of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from runbook_site.model.base import Duration, Identifier, Line, Markdown, Model, exactly_one_of

Risk = Literal["read", "change", "destructive", "unknown"]
"""What running does to the world: nothing, something that can be undone, something that cannot, or not known."""

RISKS: tuple[Risk, ...] = ("read", "change", "destructive")
"""The risks that can be declared, ascending."""

CommandLanguage = Literal["shell", "sql", "psql"]

Code = Annotated[str, StringConstraints(min_length=1)]


class Expectation(Model):
    """How to see that a command did what it should."""

    text: Line | None = None
    """In words, for the reader."""
    exit: Annotated[int, Field(strict=True, ge=0, le=255)] | None = None
    """The exit status."""
    contains: tuple[str, ...] = ()
    """Texts that the output holds."""
    matches: str | None = None
    """A regular expression found in the output."""
    json_: dict[str, Any] | None = Field(default=None, alias="json")
    """The output is JSON, and these keys have these values."""
    then: Line | None = None
    """A line of shell that has to end with 0 afterwards, where the command ran: `test -s backup.sql`. It runs only
    where the command is executed for a proof."""


def _words_to_expectation(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Allowance(Model):
    """A rule that is not to speak here, and why."""

    rule: Identifier
    """The rule's name."""
    reason: Line
    """Why it is wrong here. It is shown to reviewers."""


class Command(Model):
    """One text to paste and run. Exactly one of `run`, `sql` and `psql` says what, and in which language."""

    model_config = exactly_one_of("run", "sql", "psql")

    id: Identifier | None = None
    """Its stable name in the catalog, unique in the runbook. Taken from the title where it is not given."""
    title: Line | None = None
    """What it does, in a few words. Taken from the comment above it where it is not given."""
    run: Code | None = None
    """Shell: what is pasted into bash."""
    sql: Code | None = None
    """SQL in the service's dialect."""
    psql: Code | None = None
    """Input for psql: SQL with meta-commands such as `\\d`."""
    risk: Literal["read", "change", "destructive"] | None = None
    """What it does to the world. Never lower than what the tool derives from the text."""
    effect: Line | None = None
    """What changes when it runs, in one line. Needed where it is destructive."""
    expect: (
        Annotated[Expectation, BeforeValidator(_words_to_expectation, json_schema_input_type=Line | Expectation)] | None
    ) = None
    """How to see that it worked: a sentence, or a mapping that a machine can check."""
    sample_output: str | None = None
    """What it prints when all is well, shortened."""
    interactive: Annotated[bool, Field(strict=True)] = False
    """It asks questions, opens a screen, or runs until it is stopped."""
    timeout: Duration | None = None
    """How long it may take before something is wrong."""
    allow: tuple[Allowance, ...] = ()
    """Rules that are not to speak about this command."""

    @model_validator(mode="after")
    def _one_text(self) -> Self:
        given = [name for name in ("run", "sql", "psql") if getattr(self, name) is not None]
        if len(given) != 1:
            message = f"give exactly one of 'run', 'sql' and 'psql'; here: {', '.join(given) or 'none'}"
            raise ValueError(message)
        return self

    @property
    def language(self) -> CommandLanguage:
        """The language of the text."""
        return "shell" if self.run is not None else "sql" if self.sql is not None else "psql"


class FileFragment(Model):
    """A piece of a file that a step edits or creates; it is shown, and never run."""

    path: Line | None = None
    """The file, as the people who edit it name it."""
    language: Line
    """Its language, for highlighting: `yaml`, `typescript` …"""
    text: Code
    """The piece."""
    note: Markdown | None = None
    """What to do with it."""
