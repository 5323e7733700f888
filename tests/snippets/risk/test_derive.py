"""The risk of a text is that of its worst part, and says why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.snippets.risk.derive import DerivedRisk, derive_risk
from runbook_site.snippets.risk.tools import FAMILIES, TOOLS
from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText


def _risk(text: str) -> tuple[str, tuple[str, ...]]:
    (chunk,) = split_shell(SourceText("page.md", text).whole(), "postgresql").chunks
    return chunk.risk, chunk.risk_reasons


def test_nothing_changes_nothing() -> None:
    """A text without commands is harmless, with no reason given."""
    assert derive_risk((), ()) == DerivedRisk("read", "read")


@pytest.mark.parametrize(
    ("text", "risk"),
    [
        ("ls; kubectl get pods", "read"),
        ("ls; systemctl restart web", "change"),
        ("systemctl restart web; shopctl drain", "unknown"),
        ("shopctl drain; rm -rf /srv/shop", "destructive"),
        ("ls | xargs rm", "destructive"),
        ("echo $(rm x)", "destructive"),
        ("x=$(kubectl delete pvc data-0)", "destructive"),
        ("if true; then git push --force; fi", "destructive"),
    ],
)
def test_the_worst_part_counts(text: str, risk: str) -> None:
    """Read, change, unknown, destructive: the last one of these that a part has is that of the whole."""
    assert _risk(text)[0] == risk


@pytest.mark.parametrize(
    ("text", "risk"),
    [
        ("sudo ls", "read"),
        ("sudo rm x", "destructive"),
        ("sudo -u web env A=1 systemctl status web", "read"),
        ("sudo -iu postgres psql -c 'SELECT 1'", "read"),
        ("gosu postgres pg_isready", "read"),
        ("runuser -u postgres -- dropdb shop", "destructive"),
        ("su - postgres -lc 'dropdb shop'", "destructive"),
        ("ssh web1 uptime", "read"),
        ("ssh web1 'systemctl restart web'", "change"),
        ("kubectl exec web-0 -- cat /etc/hosts", "read"),
        ("kubectl exec web-0 -- redis-cli FLUSHALL", "destructive"),
        ("bash -c 'rm x'", "destructive"),
        ("bash -c 'ls'", "read"),
        ("timeout 5 curl https://shop.example", "read"),
        ("watch kubectl get pods", "read"),
        ("ls | xargs -n 1 cat", "read"),
        ("psql -c 'SELECT 1'", "read"),
        ("psql -c 'DROP TABLE carts'", "destructive"),
        ("psql <<'EOF'\nDELETE FROM carts;\nEOF", "destructive"),
        ("ssh web1", "unknown"),
        ("sudo -i", "unknown"),
        ("kubectl exec -it web-0 -- bash", "unknown"),
        ("psql shop", "unknown"),
        ("psql -f fix.sql", "unknown"),
        ("bash fix.sh", "unknown"),
        ("npx prisma migrate deploy", "change"),
        ("npx something-else", "unknown"),
        ("docker run --rm alpine ls", "change"),
        ("docker run --rm shop:1 rm -rf /srv/carts", "destructive"),
        ("docker run --rm scanner:2 image shop", "unknown"),
        ("docker compose run web purge --all", "unknown"),
        ("docker compose run web pg_isready", "read"),
        ("find . -name '*.log' -exec rm {} +", "destructive"),
        ("find . -name '*.log' -exec cat {} +", "read"),
    ],
)
def test_what_runs_inside_decides(text: str, risk: str) -> None:
    """Wrappers add nothing to the command that they carry; where none stands here, they are unknown."""
    assert _risk(text)[0] == risk


@pytest.mark.parametrize(
    ("text", "risk"),
    [
        ("ls > names", "change"),
        ("ls >> names", "change"),
        ("ls &> names", "change"),
        ("ls > /dev/null 2>&1", "read"),
        ("ls 2>/dev/null", "read"),
        ("ls >&2", "read"),
        ("cat < names", "read"),
        ("cat image > /dev/sda", "destructive"),
        (": > log", "change"),
    ],
)
def test_redirections_write_files(text: str, risk: str) -> None:
    """A redirection to a file changes it; one to nowhere does not."""
    assert _risk(text)[0] == risk


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("redis-cli -u $URL FLUSHALL", ("`redis-cli FLUSHALL` deletes every key",)),
        ("./deploy.sh", ("`./deploy.sh` is a script that is not read here",)),
        ("shopctl drain", ("`shopctl` is not known to this tool",)),
        (
            "podman run scanner:2 image shop",
            (
                "`podman run` changes what runs",
                "`podman run` gives an image words that only its entry point understands",
            ),
        ),
        ("$TOOL drain", ("`$TOOL` is a command that only a variable tells",)),
        ("ls > names", ("`> names` overwrites a file",)),
        ("rm a; rm b", ("`rm` deletes files",)),
        ("ls", ()),
    ],
)
def test_reasons_are_sentences(text: str, reasons: tuple[str, ...]) -> None:
    """Each reason begins with the command and says what it does, once."""
    assert _risk(text)[1] == reasons


def test_no_tool_is_in_two_families() -> None:
    """A tool has one place in the tables, so that a change to it cannot be lost."""
    assert sum(len(family) for family in FAMILIES) == len(TOOLS)


def test_every_effect_says_what_it_does() -> None:
    """Whatever is not harmless has words for its reason."""
    for name, tool in TOOLS.items():
        effects = [*tool.verbs.values(), *tool.options.values(), tool.default, *([tool.alone] if tool.alone else [])]
        assert all(bool(effect.does) == (effect.risk != "read") for effect in effects), name


_ARGUMENTS = ("-rf", "--force", "delete", "get", "x=1", "a", "''", "$x", "-")
_WORDS = st.lists(st.sampled_from([*sorted(TOOLS)[::7], *_ARGUMENTS]), min_size=1)


@settings(max_examples=150)
@given(_WORDS)
def test_any_words_have_a_risk(words: list[str]) -> None:
    """Whatever the words, there is an answer, and a reason for all but the harmless."""
    for chunk in split_shell(SourceText("page.md", " ".join(words)).whole(), "postgresql").chunks:
        assert bool(chunk.risk_reasons) == (chunk.risk != "read")


def test_a_function_is_judged_by_its_body() -> None:
    """A call of a function that stands in the same entry adds nothing to it; of one that does not, nobody knows."""
    text = "drain() {\n  systemctl stop web\n}\ndrain now"
    (chunk,) = split_shell(SourceText("a.md", text).whole(), "postgresql").chunks
    assert (chunk.risk, chunk.risk_reasons) == ("change", ("`systemctl stop` stops what runs",))
    _, call = split_shell(SourceText("a.md", "drain() { ls; }\n# Drain\ndrain now").whole(), "postgresql").chunks
    assert call.risk == "unknown"


@pytest.mark.parametrize(
    ("text", "risk", "least"),
    [
        ("systemctl restart web; ./deploy.sh", "unknown", "change"),
        ("./look.sh", "unknown", "read"),
        ("rm -rf /srv/data; ./deploy.sh", "destructive", "destructive"),
        ('rm -rf "/srv/data', "unknown", "read"),
        ("ls 'never closed", "unknown", "read"),
        ("rm -rf /srv/old\n" + "echo x\n" * 4_000, "unknown", "read"),
    ],
)
def test_what_is_not_known_or_not_read_is_never_harmless(text: str, risk: str, least: str) -> None:
    """A part that nobody can judge may do anything; what the others do is certain all the same."""
    source = SourceText("page.md", text)
    (chunk,) = split_shell(source.whole(), "").chunks
    assert (chunk.risk, chunk.risk_least) == (risk, least)
    assert chunk.risk_reasons
