"""Each kind of damage changes a command in the way that it says, the same way each time."""

from __future__ import annotations

from random import Random

import pytest

from bench.accuracy.damage import damage
from bench.accuracy.mutators import IN_YAML, MEANINGS, MUTATORS
from bench.accuracy.sample import Sample, read_samples

LOGS = "kubectl logs deployment/cart --namespace shop --tail=20"
QUERY = "SELECT pid, state FROM pg_stat_activity WHERE state = 'active';"


def damaged(kind: str, text: str, language: str = "shell", seeds: int = 12) -> set[str | None]:
    """What a kind of damage makes of a text with several seeds."""
    sample = Sample("here", "sql" if language == "sql" else "shell", text)
    return {MUTATORS[kind](sample, Random(seed)) for seed in range(seeds)}  # noqa: S311 - no secret is made of it


@pytest.mark.parametrize(
    ("kind", "text", "language", "made"),
    [
        ("required-option", "kubectl scale deployment/cart --replicas 3", "shell", "kubectl scale deployment/cart "),
        ("required-option", "aws kms describe-key --key-id a --region b", "shell", "aws kms describe-key  --region b"),
        ("dash", "git log --oneline", "shell", "git log \u2013oneline"),
        ("no-break-space", "git log", "shell", "git\u00a0log"),
        ("smart-quote", 'echo "a b"', "shell", "echo \u201ca b\u201d"),
        ("smart-quote", "SELECT 'a'", "sql", "SELECT \u2018a\u2019"),
        ("backslash-space", "git log \\\n  --oneline", "shell", "git log \\ \n  --oneline"),
        ("quote", "echo 'a b'", "shell", "echo a b'"),
        ("bracket", "SELECT now()", "sql", "SELECT now("),
        ("program-bracket", "jq '.[0].id' a.json", "shell", "jq '.[0.id' a.json"),
        ("dollar", 'kubectl delete pod "$pod"', "shell", 'kubectl delete pod "pod"'),
        ("where", "UPDATE t SET a = 1 WHERE b = 2 RETURNING a;", "sql", "UPDATE t SET a = 1 RETURNING a;"),
        ("where", "psql -c 'DELETE FROM t WHERE b = 2'", "shell", "psql -c 'DELETE FROM t'"),
        ("transaction", "VACUUM orders;", "sql", "BEGIN;\nVACUUM orders;\nCOMMIT;"),
        ("transaction", "psql -c 'VACUUM orders'", "shell", "psql --single-transaction -c 'VACUUM orders'"),
        ("clobber", "sort a.txt | uniq > b.txt", "shell", "sort a.txt | uniq > a.txt"),
        ("value", "xargs --max-args=5 echo", "shell", "xargs --max-args=fifty echo"),
        ("placeholder", "psql --host db.internal", "shell", "psql --host <host>"),
    ],
)
def test_the_damage_is_what_its_name_says(kind: str, text: str, language: str, made: str) -> None:
    """A figure of a kind speaks of that kind alone."""
    assert made in damaged(kind, text, language, seeds=60)


def test_a_misspelt_word_is_one_slip_away_and_no_other_word() -> None:
    """What is another valid word after all would be counted as missed."""
    for kind in ("subcommand", "option"):
        for made in damaged(kind, LOGS, seeds=40):
            assert made is not None
            assert made != LOGS
            assert abs(len(made) - len(LOGS)) <= 1
            assert ("kubectl logs " in made) is (kind == "option")
    assert not any("--since" in (made or "") for made in damaged("option", LOGS, seeds=40))


def test_an_option_of_another_subcommand_is_put_behind_the_path() -> None:
    """It must be an option there is, and none that the command takes."""
    for made in damaged("other-option", LOGS):
        assert made is not None
        before, option, _ = made.removeprefix("kubectl ").split(" ", 2)
        assert before == "logs"
        assert option.startswith("--")
        assert option not in {"--follow", "--previous", "--all-containers"}


def test_names_of_sql_are_damaged_where_they_are_names() -> None:
    """Strings, and names that the statement makes itself, stay."""
    text = "SELECT 'state' AS what, count(*) AS numbackends FROM pg_stat_activity"
    assert damaged("column", text, "sql") == {None}
    assert all(made and "'active'" in made and "state" in made for made in damaged("sql-name", QUERY, "sql"))
    assert any(made and "state = 'active'" not in made for made in damaged("column", QUERY, "sql"))


def test_a_keyword_is_damaged_only_where_the_parser_stumbles() -> None:
    """``LEFTT JOIN`` is an alias and a join: nothing that a check could see."""
    text = "SELECT 1 FROM a LEFT JOIN b ON true"
    assert all(made and ("LEFT" in made) for made in damaged("keyword", text, "sql", seeds=40))


def test_a_secret_is_no_variable_any_longer() -> None:
    """It is made anew from the seed: none stands in the repository."""
    (one,) = {MUTATORS["secret"](Sample("a", "shell", 'curl -u "x:$API_PASSWORD" y'), Random(1)) for _ in range(3)}  # noqa: S311 - it is not used
    assert one is not None
    assert "$" not in one
    assert len(one) > len('curl -u "x:$API_PASSWORD" y')


def test_texts_without_a_place_are_left_alone() -> None:
    """A mutant is damaged, or is none."""
    for kind in MUTATORS:
        assert damaged(kind, "true") == {None}


def test_every_kind_says_what_it_is() -> None:
    """The table that is printed has a line for each."""
    assert list(MEANINGS) == list(MUTATORS)
    assert set(MUTATORS) >= IN_YAML


def test_the_same_seed_makes_the_same_mutants(monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> None:
    """Figures of two days can be compared; each sample is damaged at most once in a kind, and really."""
    monkeypatch.chdir(pytestconfig.rootpath)
    samples = read_samples()
    assert len(samples) >= 400
    some = samples[::25]
    first, again = list(damage(some, 3, 20)), list(damage(some, 3, 20))
    assert first == again
    assert first != list(damage(some, 4, 20))
    assert all(mutant.text != mutant.sample.text for mutant in first)
    assert len({(mutant.kind, mutant.sample.name) for mutant in first}) == len(first)
