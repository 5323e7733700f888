"""The public form of the catalog: what ``catalog.json`` holds, field by field."""

from __future__ import annotations

from datetime import date
from typing import Literal

from runbook_site.model.base import Duration
from runbook_site.model.command import CommandLanguage, Expectation, Risk
from runbook_site.model.described import Described
from runbook_site.model.proof_level import LevelWord
from runbook_site.model.proof_record import is_over
from runbook_site.model.runbook import Phase
from runbook_site.model.variable import Variable
from runbook_site.snippets.snippet import VariableContext, VariableSyntax


class CatalogModel(Described):
    """A mapping in ``catalog.json``."""


class Location(CatalogModel):
    """A place in the sources."""

    path: str
    """The file, relative to where the tool was called, with `/`."""
    line: int
    """Line, from 1."""
    column: int
    """Column in characters, from 1."""
    end_line: int
    """Line of the end."""
    end_column: int
    """Column just behind the end."""


class EntryCommand(CatalogModel):
    """One program that is called."""

    tool: str
    """The program's name without folder. Empty where a variable decides, or where only variables are set."""
    subcommand: tuple[str, ...]
    """The words that say what the tool does: `["ecs", "update-service"]`."""
    argv: tuple[str, ...]
    """Program and arguments: as the shell passes them on, or as written where a variable decides."""
    via: tuple[str, ...] = ()
    """The commands that it stands inside of, outermost first."""


class EntryStatement(CatalogModel):
    """One SQL statement or psql meta-command."""

    kind: str
    """The grammar's name for it: `SelectStmt`, `VacuumStmt`, or the meta-command."""
    relations: tuple[str, ...] = ()
    """Tables and views that it names."""
    functions: tuple[str, ...] = ()
    """Functions that it calls."""
    via: tuple[str, ...] = ()
    """The commands that it stands inside of; empty in a SQL block."""


class Occurrence(CatalogModel):
    """One place where a value is to be filled in."""

    text: str
    """As written: `$pod`, `:'pod'`, `<pod>`."""
    syntax: VariableSyntax
    """In which syntax."""
    quoting: tuple[VariableContext, ...]
    """What stands around it, the outermost first: `["double", "sql_literal"]` in `psql -c "… '$pod'"`."""
    assigned: bool = False
    """The command's own text sets it above, so that there is nothing to fill in."""
    start: int
    """Offset in the entry's `source`, in characters from 0."""
    end: int
    """Offset behind it."""


class EntryVariable(CatalogModel):
    """A value that the command needs."""

    name: str
    """Its name."""
    origin: Literal["declared", "environment", "assigned", "undeclared"]
    """Where it comes from: declared to be filled in, set where the command runs, set by this command's own text or by
    a command above it in the runbook, or nobody says."""
    declaration: Variable | None = None
    """What the author says of it."""
    occurrences: tuple[Occurrence, ...]
    """Every place where it stands."""


class EntryProof(CatalogModel):
    """How far the command has been proven to work, as the record of proofs has it."""

    level: LevelWord
    """The highest level that was seen to hold."""
    on: date
    """The day on which it was proven."""
    holds_until: date | None
    """The last day on which the proof holds: then it has to be proven again. `null`: it holds beyond the calendar."""
    against: dict[str, str]
    """Versions of what it was held against or ran against, by name."""
    short_of: str
    """What keeps it from the next level; empty at the top."""

    def is_old(self, today: date) -> bool:
        """Whether the command has to be proven again."""
        return is_over(self.holds_until, today)

    @property
    def words(self) -> str:
        """It in words: ``executed on 2026-11-20 with postgresql 18.6``."""
        versions = ", ".join(f"{name} {version}" for name, version in self.against.items())
        return f"{self.level} on {self.on}{f' with {versions}' if versions else ''}"


class Entry(CatalogModel):
    """One command to copy: one comment or title, and what is run under it."""

    id: str
    """Stable name: `service/runbook/command`."""
    service: str
    """Id of the service."""
    runbook: str
    """Id of the runbook in its service."""
    runbook_title: str
    """Title of the runbook."""
    phase: Phase | None
    """The phase in which it stands."""
    step: str | None
    """Title of the step."""
    title: str
    """What it does."""
    language: CommandLanguage
    """Its language."""
    source: str
    """The exact text to run, with line ends as in the file."""
    commands: tuple[EntryCommand, ...]
    """Every program that is called, those inside of others too."""
    statements: tuple[EntryStatement, ...]
    """Every SQL statement, those inside of shell commands too."""
    risk: Risk
    """What running it does to the world: what the author declared, never less than what the text shows."""
    risk_derived: Risk
    """What the text alone shows."""
    risk_reasons: tuple[str, ...]
    """What that was told from."""
    effect: str | None
    """What changes when it runs, in the author's words."""
    expect: Expectation | None
    """How to see that it worked."""
    sample_output: str | None
    """What it prints when all is well."""
    interactive: bool
    """It asks questions, opens a screen, or runs until it is stopped."""
    timeout: Duration | None
    """How long it may take."""
    variables: tuple[EntryVariable, ...]
    """Values that it needs."""
    unparsed: tuple[str, ...]
    """Parts that could not be read as the language, with the reason."""
    fingerprint: str
    """Of the normalised text: equal for commands that do the same by the letter."""
    proof: EntryProof | None = None
    """How far it has been proven; `null` where no record says so."""
    location: Location
    """Where `source` stands."""
    url: str
    """Its address, relative to the site's root."""

    @property
    def name(self) -> str:
        """The last part of its id: its name in the runbook."""
        return self.id.rpartition("/")[2]


class RunbookRef(CatalogModel):
    """One runbook, with commands or without."""

    service: str
    """Id of its service."""
    id: str
    """Its id in the service."""
    title: str
    """Its title."""
    url: str
    """Address of its page, relative to the site's root."""


class Summary(CatalogModel):
    """What was seen, and what became of it."""

    files: int
    """Runbook files that were read."""
    files_skipped: dict[str, int]
    """Files that were seen and not read as a runbook, by reason."""
    services: int
    """Services."""
    runbooks: int
    """Runbooks."""
    fences_seen: int
    """Blocks that may hold commands: fences, indented code, command texts in YAML."""
    fences_in_catalog: int
    """Those that gave at least one entry."""
    fences_skipped: dict[str, int]
    """The others, by reason."""
    commands: int
    """Entries."""
    distinct_commands: int
    """Entries with different fingerprints."""
    by_service: dict[str, int]
    """Entries by service."""
    by_language: dict[str, int]
    """Entries by language."""
    by_risk: dict[str, int]
    """Entries by risk."""
    unparsed: int
    """Places in commands that could not be read as their language."""


class Catalog(CatalogModel):
    """Every command of every runbook."""

    schema_version: Literal[1] = 1
    """Version of this format."""
    summary: Summary
    """What was seen, and what became of it."""
    runbooks: tuple[RunbookRef, ...]
    """The runbooks: by service and id."""
    entries: tuple[Entry, ...]
    """The commands: by service, runbook, and place in the file."""
    same_commands: dict[str, tuple[str, ...]]
    """Where several entries are the same command by the letter: their ids, by fingerprint."""
