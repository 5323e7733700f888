"""Words of commands against what a tool accepts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.grammars.grammar import Command, Grammar, Option, Style
from runbook_site.grammars.match import match
from tests.grammars.shell import words_of_shell

GLOBALS = {"-n": Option("required"), "--namespace": Option("required")}
LOGS = Command(
    {
        "-f": Option("optional", kind="boolean"),
        "--follow": Option("optional", kind="boolean"),
        "--since": Option("required", kind="duration"),
        "-o": Option("required", choices=("json", "yaml", "jsonpath")),
        "--tail": Option("required", kind="integer"),
        "--help": Option(),
        "--old": Option(gone="since 2.0; leave it out"),
    },
    operands=(1, 2),
)
SCALE = Command({"--replicas": Option("required", kind="integer")}, required=(("--replicas",),))
EXEC = Command({"-i": Option(), "-t": Option()}, rest=True)
ROOT = Command(
    {"--verbose": Option()},
    {
        "logs": LOGS,
        "log": LOGS,
        "scale": SCALE,
        "exec": EXEC,
        "pod": Command({}, {"prune": Command()}, needs_command=True),
    },
    needs_command=True,
)
SHOPCTL = Grammar("shopctl", "2.1", "made up", Style(), ROOT, GLOBALS)
TAR = Grammar(
    "tar",
    "1.34",
    "made up",
    Style(abbreviations=True, bundle=True),
    Command(
        {
            "-c": Option(),
            "-x": Option(),
            "-z": Option(),
            "-f": Option("required"),
            "--file": Option("required"),
            "--exclude": Option("required"),
            "--extract": Option(),
            "--color": Option("optional"),
        }
    ),
)
OPENSSL = Grammar(
    "openssl",
    "3.0",
    "made up",
    Style(long="-", short=False, anywhere=False, joined=""),
    Command({}, {"x509": Command({"-in": Option("required"), "-noout": Option()})}, needs_command=True),
)


def kinds(line: str, grammar: Grammar = SHOPCTL, *, more: bool = False) -> list[tuple[str, str]]:
    """The kinds of what is wrong with a line, each with the characters that it stands at."""
    return [(each.kind, line[each.start : each.end]) for each in match(grammar, words_of_shell(line), more=more)]


@pytest.mark.parametrize(
    "line",
    [
        "shopctl logs cart",
        "shopctl logs cart -f -n shop --since 1h30m",
        "shopctl -n shop logs cart --tail=20",
        "shopctl logs cart -fn shop",
        "shopctl logs -nshop cart",
        "shopctl logs cart -o jsonpath={.items}",
        "shopctl exec -it cart ls --nonsense",
        "shopctl exec cart -- ls --nonsense",
        "shopctl logs --help",
        "shopctl scale cart --replicas $count",
        "shopctl scale cart $options",
        "shopctl scale cart <options>",
        'shopctl logs "$pod" --since="$age"',
        "shopctl $command --whatever",
        "shopctl <command> --whatever",
        "shopctl logs $pods",
        "shopctl logs *.log a b c",
        "shopctl logs --$mode x y z",
        "shopctl logs cart ...",
    ],
)
def test_sound_commands_are_left_alone(line: str) -> None:
    """What the tool takes, and what nobody can know, is no finding."""
    assert kinds(line) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("shopctl lgos cart", [("unknown-subcommand", "lgos")]),
        ("shopctl pod prnue", [("unknown-subcommand", "prnue")]),
        ("shopctl logs cart --folow", [("unknown-option", "--folow")]),
        ("shopctl logs cart --folow=true", [("unknown-option", "--folow")]),
        ("shopctl logs cart -fx", [("unlisted-option", "-fx")]),
        ("shopctl logs cart --since", [("missing-option-value", "--since")]),
        ("shopctl logs cart --since --follow", [("missing-option-value", "--since")]),
        ("shopctl logs cart --since=1d", [("invalid-option-value", "1d")]),
        ("shopctl logs cart -o yml", [("invalid-option-value", "yml")]),
        ("shopctl logs cart --tail ten", [("invalid-option-value", "ten")]),
        ("shopctl logs cart --follow=maybe", [("invalid-option-value", "maybe")]),
        ("shopctl logs cart --old", [("removed-option", "--old")]),
        ("shopctl logs", [("operand-count", "shopctl logs")]),
        ("shopctl logs a b c d", [("operand-count", "c d")]),
        ("shopctl scale cart", [("missing-option", "shopctl scale")]),
        ("shopctl logs 'cart' '--folow'", [("unknown-option", "'--folow'")]),
    ],
)
def test_mistakes_are_found_where_they_stand(line: str, found: list[tuple[str, str]]) -> None:
    """A finding names the characters that are wrong, and nothing around them."""
    assert kinds(line) == found


def test_the_nearest_is_named() -> None:
    """A message says what was probably meant."""
    (problem,) = match(SHOPCTL, words_of_shell("shopctl logs cart --folow"))
    assert problem.alternatives[0] == "--follow"
    assert "did you mean '--follow'" in problem.message


def test_an_option_of_another_subcommand_says_whose() -> None:
    """Whoever mixed up two subcommands learns which takes the option."""
    (problem,) = match(SHOPCTL, words_of_shell("shopctl logs cart --replicas=3"))
    assert "it belongs to 'shopctl scale'" in problem.message


def test_words_that_another_program_adds_may_be_what_is_missing() -> None:
    """``xargs`` brings what the text does not show."""
    assert kinds("shopctl scale cart", more=True) == []
    assert kinds("shopctl scale cart --replcias", more=True) == [("unknown-option", "--replcias")]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("tar czf out.tgz in", []),
        ("tar -xzf out.tgz", []),
        ("tar --ext --file out.tar", []),
        ("tar --color -xf out.tar", []),
        ("tar xqf out.tgz", [("unlisted-option", "xqf")]),
        ("tar --exrtact -f out.tar", [("unknown-option", "--exrtact")]),
        ("tar xzf", [("missing-option-value", "xzf")]),
    ],
)
def test_letters_without_a_dash_and_beginnings_of_options(line: str, found: list[tuple[str, str]]) -> None:
    """GNU's tar takes both."""
    assert kinds(line, TAR) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("openssl x509 -in cert.pem -noout", []),
        ("openssl x509 --in cert.pem", []),
        ("openssl x509 -nout -in cert.pem", [("unknown-option", "-nout")]),
        ("openssl x590 -noout", [("unknown-subcommand", "x590")]),
    ],
)
def test_long_options_with_one_dash(line: str, found: list[tuple[str, str]]) -> None:
    """OpenSSL's and Terraform's options are no clusters of letters."""
    assert kinds(line, OPENSSL) == found


def test_an_open_tool_is_doubted_only_for_a_slip() -> None:
    """A plugin is no mistake; a letter off in what is known is."""
    root = Command({}, {"rollout": Command(), "logs": Command()}, needs_command=True, open=True)
    grammar = Grammar("shopctl", "2.1", "made up", Style(), root)
    assert kinds("shopctl cnpg status", grammar) == []
    assert kinds("shopctl rolout", grammar) == [("unknown-subcommand", "rolout")]


def test_a_loose_command_is_doubted_only_for_a_slip() -> None:
    """Where not all options are known, one that nearly is a known one is still seen."""
    root = Command({"--stdin": Option(), "--json": Option()}, loose=True)
    grammar = Grammar("shopctl", "2.1", "made up", Style(), root)
    assert kinds("shopctl --colour", grammar) == []
    assert kinds("shopctl --stdni", grammar) == [("unknown-option", "--stdni")]


def test_a_list_goes_on_to_the_next_option() -> None:
    """A value that nobody knows is no subcommand, and what stands behind it is read."""
    get = Command({"--ids": Option("optional", kind="list"), "--all": Option()}, {"help": Command()})
    grammar = Grammar("shopctl", "2.1", "made up", Style(short=False), Command({}, {"get": get}, needs_command=True))
    assert kinds('shopctl get --ids "$id" b --all', grammar) == []
    assert kinds('shopctl get --ids "$id" b --al', grammar) == [("unknown-option", "--al")]


def test_a_key_that_was_hit_twice_is_a_slip_in_short_words_too() -> None:
    """Other differences of two letters may be anything."""
    root = Command({}, {"ps": Command(), "rm": Command()}, needs_command=True, open=True)
    grammar = Grammar("shopctl", "2.1", "made up", Style(), root)
    assert kinds("shopctl pss", grammar) == [("unknown-subcommand", "pss")]
    assert kinds("shopctl rrm", grammar) == [("unknown-subcommand", "rrm")]
    assert kinds("shopctl rx", grammar) == []


LETTERS = st.text(st.sampled_from("ab-=$<>*{}'\"\\ \u00a0…é/,[]"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(LETTERS, max_size=6))
def test_no_words_bring_it_down(texts: list[str]) -> None:
    """Whatever the words are, there is an answer, and it stands within them."""
    line = " ".join(["shopctl", *texts])
    words = words_of_shell(line)
    for grammar in (SHOPCTL, TAR, OPENSSL):
        for problem in match(grammar, words):
            assert 0 <= problem.start <= problem.end <= len(line)


def test_typography_is_another_rules_business() -> None:
    """A dash that is no dash is told once, by the rule that mends it."""
    assert kinds("shopctl logs cart \u2013-follow") == []
    assert match(SHOPCTL, ()) == ()


NODE = Grammar(
    "node",
    "2.1",
    "made up",
    Style(short=False, anywhere=False, negation="--no-", underscores=True),
    Command({"--max-size": Option("required"), "--warnings": Option()}, rest=True),
)


def test_underscores_for_dashes() -> None:
    """Where a tool takes both, in any place of a name; what is misspelt is wrong all the same."""
    assert kinds("node --max_size=2 --no_warnings app.js", NODE) == []
    assert kinds("node --max_speed=2 app.js", NODE) == [("unlisted-option", "--max_speed")]
    assert kinds("shopctl logs cart --tail_lines=2") == [("unlisted-option", "--tail_lines")]


PYTHON = Grammar(
    "python",
    "2.1",
    "made up",
    Style(anywhere=False, joined=""),
    Command({"-c": Option("required", kind="last"), "-m": Option("required", kind="last"), "-u": Option()}, rest=True),
)


@pytest.mark.parametrize("line", ["python -c x -z", "python -uc x --no", "python -mhttp.server -z", "python x.py -z"])
def test_words_behind_the_last_value_are_another_programs(line: str) -> None:
    """The option ends all options, wherever its value stands."""
    assert kinds(line, PYTHON) == []


def test_before_the_last_value_words_are_the_tools_own() -> None:
    """What stands in front is held against the tool, and the value has to be there."""
    assert kinds("python -z -c x", PYTHON) == [("unlisted-option", "-z")]
    assert kinds("python -u -c", PYTHON) == [("missing-option-value", "-c")]


def test_an_option_of_two_letters_with_its_value() -> None:
    """It is one option, and not two letters; one letter with a sign is still read as such."""
    zip_ = Grammar("zip", "3.0", "made up", Style(), Command({"-UN": Option("required"), "-t": Option("required")}))
    assert kinds("zip -UN=quit -t=2026-11-21 a.zip", zip_) == []
    assert kinds("zip -UM=quit a.zip", zip_) == [("unlisted-option", "-UM=quit")]
