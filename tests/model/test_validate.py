"""What is said of a document that is not what a model wants, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.model.field_synonyms import SYNONYMS
from runbook_site.model.fields import field_names
from runbook_site.model.json_schema import json_schema
from runbook_site.model.runbook import Runbook
from runbook_site.model.service import Service
from runbook_site.model.site import Site
from runbook_site.model.validate import validate
from runbook_site.sources.text import SourceText
from runbook_site.sources.yaml_tree import parse_yaml

if TYPE_CHECKING:
    from runbook_site.sources.finding import Finding


def findings(text: str, model: type[Runbook | Service | Site] = Runbook) -> tuple[Finding, ...]:
    """What is wrong with a text."""
    return validate(parse_yaml(SourceText("x.yml", text).whole()), model)[1]


def only(text: str, model: type[Runbook | Service | Site] = Runbook) -> Finding:
    """The one thing that is wrong with a text."""
    (finding,) = findings(text, model)
    return finding


def test_a_valid_document_is_a_value() -> None:
    """What is right is the model's value, and there is nothing to say."""
    tree = parse_yaml(SourceText("x.yml", "title: Restart\nprocedure:\n  - title: Stop it\n").whole())
    runbook, said = validate(tree, Runbook)
    assert runbook is not None
    assert (runbook.title, runbook.procedure[0].title, said) == ("Restart", "Stop it", ())


def test_a_wrong_word_names_the_right_ones() -> None:
    """A mistyped word is answered with the one that was probably meant, and with all that would do."""
    finding = only("title: T\nkind: incidnet\n")
    assert finding.message == (
        "kind: 'incidnet' is not one of incident, procedure, recovery, maintenance; did you mean 'incident'?"
    )
    assert finding.rule == "invalid-value"
    assert finding.alternatives == ("incident", "procedure", "recovery", "maintenance")
    assert (finding.span.start.line, finding.span.start.column, finding.span.end.column) == (2, 7, 15)
    assert finding.level is None


def test_a_word_like_no_other_gets_no_guess() -> None:
    """Where nothing is near, nothing is guessed."""
    finding = only("title: T\nkind: 12\n")
    assert "did you mean" not in finding.message
    assert "the number 12 is not one of" in finding.message


@pytest.mark.parametrize(
    ("text", "key", "nearest", "line", "column"),
    [
        ("title: T\nsevrity: P1\n", "sevrity", "severity", 2, 1),
        ("title: T\nprocedure:\n  - title: S\n    commands:\n      - rnu: ls\n        run: ls\n", "rnu", "run", 5, 9),
        ("title: T\nvariables: {pod: {description: d, form: x}}\n", "form", "from", 2, 35),
        ("title: T\nprocedure: [{title: S, on_failure: {escalat: x, step: a}}]\n", "escalat", "escalate", 2, 37),
        ("title: T\nprocedure: [{title: S, commands: [{run: ls, expect: {exit_: 0}}]}]\n", "exit_", "exit", 2, 54),
    ],
)
def test_an_unknown_field_is_found_at_its_key(text: str, key: str, nearest: str, line: int, column: int) -> None:
    """A field that nobody knows is reported at its key, with the nearest field of that very mapping first."""
    finding = only(text)
    assert finding.rule == "unknown-field"
    assert f"'{key}'" in finding.message
    assert f"did you mean '{nearest}'?" in finding.message
    assert finding.alternatives[0] == nearest
    assert (finding.span.start.line, finding.span.start.column) == (line, column)
    assert finding.span.end.column == column + len(key)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("title: T\nsteps: []\n", "procedure"),
        ("title: T\ndescription: x\n", "summary"),
        ("title: T\nlast-reviewed: 2026-01-02\n", "reviewed"),
        ("title: T\nprocedure: [{title: S, commands: [{run: ls, Command: ls}]}]\n", "run"),
        ("title: T\nprocedure: [{title: S, name: ls}]\n", "title"),
        ("title: T\nprocedure: [{title: S, decide: [{when: x, step: y, goto: y}]}]\n", "step"),
    ],
)
def test_a_field_of_another_name_is_understood(text: str, meant: str) -> None:
    """Who knows a field from elsewhere is told what it is called here, and no word that merely looks alike."""
    finding = next(each for each in findings(text) if each.rule == "unknown-field")
    assert f"did you mean '{meant}'?" in finding.message
    assert finding.alternatives[0] == meant


def test_other_names_are_of_fields_that_exist() -> None:
    """A field that was renamed is offered by its new name."""
    schemas = [json_schema(kind) for kind in ("runbook", "service", "site")]
    parts = [part for schema in schemas for part in (schema, *schema["$defs"].values())]
    known = {name for part in parts for name in part.get("properties", {})}
    assert {name for names in SYNONYMS.values() for name in names} <= known


def test_an_unknown_field_like_no_other_lists_what_is_known() -> None:
    """Without a near name, all known ones are listed."""
    finding = only("title: T\nreviewed: {on: 2026-01-02, by: x, zzz: 1}\n")
    assert finding.message == "reviewed: 'zzz' is no field that is known here; known are on, by"


def test_python_names_of_fields_are_not_fields() -> None:
    """Only the name that is documented is accepted, as the JSON Schema says."""
    assert only("title: T\nvariables: {pod: {description: d, from_: x}}\n").rule == "unknown-field"


@pytest.mark.parametrize(
    ("text", "words", "alternatives", "column"),
    [
        ("title: 404\n", 'text is needed here, and this is the number 404; in quotes it is text: "404"', ('"404"',), 8),
        ("title: true\n", 'the truth value true; in quotes it is text: "true"', ('"true"',), 8),
        ("title:\n", "text is needed here, and this is empty", (), 1),
        ("title: [a]\n", "text is needed here, and this is a list", (), 1),
        ("title: T\nalerts: Down\n", "a list is needed here, and this is 'Down'; write '- '", ("[Down]",), 9),
        ("title: T\nalerts: Down, Slow\n", "before each of its items, or [Down, Slow]", ("[Down, Slow]",), 9),
        ("title: T\nsymptoms: It is down.\n", "write '- ' before each of its items", (), 11),
        ("title: T\nprocedure:\n  title: S\n", "write '- ' before the first field of each", (), 1),
        ("title: T\nvariables:\n  - name: a\n", "this is a list; write a name and a colon in place of each '-'", (), 1),
        ("title: T\nreview_every: 90\n", "the number 90 is no length of time; write whole numbers with s, m", (), 15),
        ("title: T\nsummary: {{ x }}\n", "begins with '{' is one: put it in quotes", (), 1),
        ("title: T\nsummary:\n  - a\n", "write '|' behind the key, and the lines below it without '- '", (), 1),
        ("title: T\nrequires: psql\n", "its fields are access, tools, roles", (), 11),
        ("title: T\nprocedure: [Stop it]\n", "'Stop it'; write 'title: ' in front of it; its fields are", (), 13),
        ("title: T\nprocedure: [{title: S, commands: [ls]}]\n", "'ls'; write 'run: ' in front of it", (), 35),
        (
            "title: T\nprocedure: [{title: S, commands: [{run: top, interactive: yes}]}]\n",
            "true or false is needed here, and this is 'yes'",
            ("true", "false"),
            59,
        ),
        (
            "title: T\nprocedure: [{title: S, commands: [{run: ls, expect: {exit: '0'}}]}]\n",
            "a whole number is needed",
            (),
            60,
        ),
    ],
)
def test_a_wrong_type_says_what_is_needed(text: str, words: str, alternatives: tuple[str, ...], column: int) -> None:
    """A value of another type is shown as it was written, with what would do."""
    finding = only(text)
    assert finding.rule == "wrong-type"
    assert words in finding.message
    assert finding.alternatives == alternatives
    assert finding.span.start.column == column


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: T\nreviewed: {on: 2026-02-30, by: x}\n", "'2026-02-30' is no date of the calendar"),
        ("title: T\nreviewed: {on: yesterday, by: x}\n", "'yesterday' is no date; write it as YYYY-MM-DD"),
        ("title: T\nestimate: 5 minutes\n", "'5 minutes' is no length of time; write whole numbers with s, m"),
        ("title: T\ntags: [On Call]\n", "'On Call' is no identifier"),
        ("title: T\nvariables: {a-b: {description: d}}\n", "'a-b' is no name of a variable"),
        ("title: ''\n", "title: this is empty"),
        ("title: '  '\n", "title: this is empty"),
        ("title: |\n  a\n  b\n", "is not one line of text"),
        (
            "title: T\nprocedure: [{title: S, commands: [{run: ls, expect: {exit: 300}}]}]\n",
            "less than or equal to 255",
        ),
        ("title: T\nprocedure: [{title: S, commands: [{sql: a, run: b}]}]\n", "exactly one of 'run', 'sql' and 'psql'"),
        ("title: T\nprocedure: [{title: S, decide: [{when: it is down}]}]\n", "exactly one of 'step', 'runbook'"),
    ],
)
def test_an_invalid_value_says_why(text: str, words: str) -> None:
    """A value of the right type that will not do is named, with the reason."""
    finding = only(text)
    assert finding.rule == "invalid-value"
    assert words in finding.message


@pytest.mark.parametrize(
    ("rule", "sound"),
    [
        ("FREQ=MONTHLY;BYDAY=1SU", True),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;WKST=SU", True),
        ("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=-1", True),
        ("FREQ=DAILY;INTERVAL=10;BYHOUR=5;BYMINUTE=30", True),
        ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20270101T000000Z", True),
        ("FREQ=YEARLY;UNTIL=20250101;COUNT=4", True),
        ("FREQ=YEARLY;BYEASTER=0", True),
        ("FREQ=YEARLY;BYWEEKNO=20;BYSETPOS=-1", True),
        ("FREQ=WEEKY;BYDAY=FR", False),
        ("FREQ=WEEKLY;BYDAY=FRI", False),
        ("FREQ=WEEKLY;DAY=FR", False),
        ("FREQ=MONTHLY;UNTIL=2027-01-01", False),
        ("BYDAY=FR;FREQ=WEEKLY", False),
        ("freq=weekly", False),
    ],
)
def test_a_recurrence_rule_is_one(rule: str, sound: bool) -> None:  # noqa: FBT001 - a case of the table
    """A slip in a rule is told, and not taken for work without days."""
    text = f"name: a\nsummary: b\nowner: c\ncalendar: [{{id: x, title: y, rrule: '{rule}'}}]\n"
    said = [each.message for each in findings(text, Service)]
    assert not said if sound else "is no rule of RFC 5545" in said[0]


def test_a_bad_key_is_found_at_the_key() -> None:
    """A name that is invalid as a key is reported there."""
    span = only("title: T\nvariables:\n  a-b:\n    description: d\n").span
    assert (span.start.line, span.start.column, span.end.column) == (3, 3, 6)


def test_a_missing_field_is_found_where_it_should_be() -> None:
    """A missing field is reported at the mapping that lacks it: at its key, or at its first field."""
    said = findings("kind: incident\nprocedure:\n  - text: x\nvariables:\n  pod: {type: host}\n")
    assert [(each.rule, each.message, each.span.start.line, each.span.start.column) for each in said] == [
        ("missing-field", "the field 'title' is missing", 1, 1),
        ("missing-field", "procedure[0]: the field 'title' is missing", 3, 5),
        ("missing-field", "variables.pod: the field 'description' is missing", 5, 3),
    ]


def test_everything_is_said_in_one_go_in_the_order_of_the_file() -> None:
    """An author corrects a file once, not once for each error."""
    text = "kind: x\nowner: 1\nestimate: 1\nfoo: 1\nprocedure:\n  - commands:\n      - {}\n"
    said = findings(text)
    assert [each.rule for each in said] == [
        "missing-field",
        "invalid-value",
        "wrong-type",
        "wrong-type",
        "unknown-field",
        "missing-field",
        "invalid-value",
    ]
    assert [each.span for each in said] == sorted(each.span for each in said)


@pytest.mark.parametrize(("text", "shown"), [("", "empty"), ("- a\n", "a list"), ("words\n", "'words'")])
def test_a_document_that_is_no_mapping(text: str, shown: str) -> None:
    """An empty file, a list and a sentence are no runbook, and none of them crashes."""
    finding = only(text)
    assert finding.rule == "wrong-type"
    assert f"a mapping is needed here, and this is {shown}; its fields are title, kind" in finding.message
    assert finding.span.start.line == 1


def test_broken_yaml_is_said_once() -> None:
    """Where the text is no YAML, the tree's finding says so, and no missing field is made up."""
    assert findings("title: [\n") == ()


def test_long_values_are_shortened() -> None:
    """A message stays a sentence, however long the value, and holds no line break."""
    finding = only(f'title: T\nestimate: "{"x" * 5000}\\n"\n')
    assert len(finding.message) < 250
    assert "\n" not in finding.message


def test_keys_of_any_text_stay_on_one_line() -> None:
    """A message about a key with a line break in it holds none."""
    said = findings('title: T\n"x\\ny": 1\nvariables: {"a\\nb": {}}\n')
    assert len(said) == 3
    assert not any("\n" in each.message for each in said)


def test_other_models_are_answered_with_their_own_fields() -> None:
    """A service and a site know other fields than a runbook."""
    assert only("titel: x\n", Site).alternatives[0] == "title"
    text = "name: a\nsummary: b\nowner: c\nescalation: {path: [{to: x, afer: 5m}]}\n"
    assert only(text, Service).alternatives[0] == "after"
    assert "HH:MM" in only("name: a\nsummary: b\nowner: c\ncalendar: [{id: x, title: y, at: '5'}]\n", Service).message


def test_of_many_fields_the_nearest_three_are_named() -> None:
    """A message stays short where a mapping has many fields; the alternatives hold each of them once."""
    (finding,) = [each for each in findings("title: T\nzweck: x\n") if each.rule == "unknown-field"]
    assert finding.message.count(",") == 2
    assert "the nearest are" in finding.message
    assert sorted(finding.alternatives) == sorted(field_names(Runbook))
