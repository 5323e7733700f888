"""Words that a tool refuses as they stand together: options with options, and options with words that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grammars.judged import messages, problems

HERE = Path(__file__).parent
WRONG = tuple(line.partition(": ") for line in (HERE / "together-wrong.txt").read_text("utf-8").splitlines())
SOUND = tuple((HERE / "together-sound.txt").read_text("utf-8").splitlines())


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, _, line in WRONG])
def test_what_does_not_go_together_is_found(kind: str, line: str) -> None:
    """The tool refuses each of these, or does nothing of what is meant."""
    assert kind in {each for each, _ in problems(line)}


@pytest.mark.parametrize("line", SOUND)
def test_sound_neighbours_are_left_alone(line: str) -> None:
    """Commands that look like these, and work."""
    assert problems(line) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("systemctl nginx restart", "'systemctl' takes the subcommand first: 'systemctl restart nginx'"),
        ("git push --delete origin", "takes at least 2 arguments (a remote, and what to delete there), and 1 is given"),
        ("git clean -d", "'git clean' needs the option '-f' or '-n' or '-i'"),
        ("git config --global", "'git config --global' needs 1 argument or the option '-l' or '-e'"),
        ("pg_basebackup -D - -Ft -X stream", "'pg_basebackup' takes '-D -' or '-X stream', and not both"),
        ("psql -h db1:5432 shop", "write '-h db1 -p 5432'"),
        ("psql 'postgresql://app:p@ss@db1/shop'", "write one that belongs to it as '%40'"),
        ("ssh deploy@db1:2222", "write '-p 2222 deploy@db1'"),
        ("ip route add default gw 10.0.0.1", "'ip route add' has no word 'gw'; write 'via'"),
        ("systemctl restart nginx.sevice", "looks for a service called 'nginx.sevice'"),
    ],
)
def test_messages_say_what_to_write(line: str, said: str) -> None:
    """A message names what is wrong, and what would do."""
    assert any(said in each for each in messages(line))


@pytest.mark.parametrize(
    "line",
    [
        'git push --delete "$REMOTE" "$BRANCH"',
        "git branch -d $BRANCHES",
        "pg_restore $OPTIONS shop.dump",
        'pg_basebackup -D /backup -z -F "$FORMAT"',
        "redis-cli GET $KEYS",
        "redis-cli MGET $(cat keys)",
        "ip addr add $ADDRESS $REST",
        "git cherry-pick {{ commits }}",
        'sed "s/$A/$B" f',
        'find . -name "$NAME" $MORE',
        "systemctl kill -s $SIGNAL nginx",
    ],
)
def test_words_that_are_not_known_are_left_alone(line: str) -> None:
    """What a variable stands for may be what is missing."""
    assert problems(line) == []


def test_words_put_behind_by_another_program_count() -> None:
    """``xargs`` gives a command the words that it lacks."""
    assert problems("xargs git branch -d") == []
