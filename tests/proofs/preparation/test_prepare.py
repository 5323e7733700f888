"""The SQL of runbooks, given to a real PostgreSQL, and what that makes of proofs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.counterparts.postgres_programs import installed
from runbook_site.proofs.means import READING, means_to
from runbook_site.proofs.preparation import prepare
from runbook_site.proofs.preparation.preparation import Preparation
from runbook_site.proofs.preparation.proof import proof_of
from runbook_site.proofs.preparation.question import Refusal, answers
from runbook_site.proofs.preparation.sandboxed import missing
from runbook_site.proofs.proof import Proof
from runbook_site.proofs.sandbox.error import SandboxError

if TYPE_CHECKING:
    from tests.proofs.conftest import ProveFiles
    from tests.proofs.preparation.conftest import Prepare

SERVICE = "name: Shop\nsummary: Sells.\nowner: shop\n"


def sql(*statements: str) -> str:
    """A runbook in Markdown, with each statement as a command of its own."""
    return "# Ask PostgreSQL\n" + "".join(f"\n```sql\n{each};\n```\n" for each in statements)


def test_a_folder_of_markdown(prepare_files: Prepare) -> None:
    """Nothing has to be declared: what is wrong has a name, and what an application has is stubbed and told."""
    shell = "psql -c \"SELECT waiting FROM pg_stat_activity\"\npsql shop <<'EOF'\nSELECT * FROM orders;\nEOF"
    statements = "SELECT * FROM orders WHERE id = 5", "SELECT mean_time FROM pg_stat_statements"
    text = f"{sql(*statements)}\n```bash\n{shell}\n```\n"
    taken, refused, both = prepare_files({"slow.md": text}).values()
    assert (taken.ways, taken.stubbed, taken.refused) == (("prepared it",), (("table", "orders"),), "")
    assert refused.refused == 'column "mean_time" does not exist'
    assert (both.refused, both.stubbed) == ('column "waiting" does not exist', (("table", "orders"),))


def test_what_is_not_asked_about(prepare_files: Prepare) -> None:
    """Another dialect, psql's own commands, a pooler's console, a transaction's ends, a command without SQL."""
    blocks = "```bash\nuptime\n```\n\n```psql\n\\dt\n```\n"
    assert prepare_files({"ask.md": f"{sql('SHOW POOLS', 'SHOW ENGINES', 'BEGIN')}\n{blocks}"}) == {}


def test_a_declared_counterpart_says_more(prepare_files: Prepare) -> None:
    """Where one is declared, execution asks it."""
    files = {"runbook_src/shop/ask.md": sql("SELECT 1")}
    assert (
        prepare_files({**files, "runbook_src/shop/service.yml": f"{SERVICE}counterparts: {{postgres: {{}}}}\n"}) == {}
    )
    assert len(prepare_files({**files, "runbook_src/shop/service.yml": SERVICE})) == 1


@pytest.mark.parametrize("version", [each.version.partition(".")[0] for each in installed()] or ["none"])
def test_each_version_that_is_here_is_asked(prepare_files: Prepare, version: str) -> None:
    """A service that names its version gets that server's opinion: a column is gone in one and new in the other."""
    files = {
        "runbook_src/shop/service.yml": f"{SERVICE}sql: {{dialect: postgresql, version: '{version}'}}\n",
        "runbook_src/shop/ask.md": sql("SELECT checkpoints_timed FROM pg_stat_bgwriter"),
    }
    (found,) = prepare_files(files).values()
    assert found.version.partition(".")[0] == version
    assert bool(found.refused) is (int(version) >= 17)


def test_another_version_refuses_nothing(prepare_files: Prepare) -> None:
    """What this machine does not have is not guessed from what it has; what is taken is told with its version."""
    files = {
        "runbook_src/shop/service.yml": f"{SERVICE}sql: {{dialect: postgresql, version: '12'}}\n",
        "runbook_src/shop/ask.md": sql("SELECT mean_time FROM pg_stat_statements", "SELECT 1"),
    }
    refused, taken = prepare_files(files).values()
    assert refused.untried.startswith("PostgreSQL 12 is not here")
    assert (refused.refused, refused.ways, taken.ways) == ("", (), ("prepared it",))


def test_what_the_runbook_makes_is_not_missing(prepare_files: Prepare) -> None:
    """A table of one's own may be called like one of the system's."""
    text = sql("CREATE TABLE pg_stat_kept AS SELECT * FROM pg_stat_activity", "SELECT * FROM pg_stat_kept")
    _, found = prepare_files({"ask.md": text}).values()
    assert (found.refused, found.untried.partition(",")[0]) == ("", "a statement of its runbook makes 'pg_stat_kept'")


def test_without_a_server_nothing_is_said(prepare_files: Prepare, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told why, and no level is given or taken for it."""
    monkeypatch.setattr(prepare, "missing", lambda _: "there is no PostgreSQL server: install one")
    (found,) = prepare_files({"ask.md": sql("SELECT waiting FROM pg_stat_activity")}).values()
    assert found == Preparation(found.entry, untried="there is no PostgreSQL server: install one")
    reading = Proof(ProofLevel.ACCEPTED, ("read",), (("postgresql", "12 to 18"),), "it has not run")
    proof = proof_of(found, reading)
    assert (proof.level, proof.against) == (reading.level, reading.against)
    assert proof.evidence == ("read", f"PostgreSQL does not tell: {found.untried}")


def test_a_server_that_breaks_says_nothing(prepare_files: Prepare, monkeypatch: pytest.MonkeyPatch) -> None:
    """As above: the reason is the sandbox's."""
    if why := missing(None):
        pytest.skip(reason=why)

    def broken(*_: object) -> None:
        message = "the sandbox is spent"
        raise SandboxError(message)

    monkeypatch.setattr(prepare, "sandboxed", broken)
    (found,) = prepare_files({"ask.md": sql("SELECT 1")}).values()
    assert (found.ways, found.untried) == ((), "the sandbox is spent")


def test_it_decides_what_is_accepted(prove_files: ProveFiles) -> None:
    """A mistake that no rule knows keeps a command below; what is taken says so, with the version."""
    if why := missing(None):
        pytest.skip(reason=why)
    text = sql("SELECT '1' + '2' FROM pg_stat_activity", "SELECT pid FROM pg_stat_activity, orders")
    means = means_to(READING)
    assert means.tried is READING
    low, high = prove_files({"ask.md": text}, means).values()
    version = dict(high.proof.against)["postgresql"]
    assert (low.proof.level, high.proof.level) == (ProofLevel.LINTED, ProofLevel.ACCEPTED)
    assert low.proof.short_of == f"PostgreSQL {version} refuses it: operator is not unique: unknown + unknown"
    assert high.proof.evidence[-1] == f"PostgreSQL {version} prepared it; table orders stubbed"


def test_a_preparation_lifts_nothing() -> None:
    """What the grammar does not accept stays there, and says what the server sees."""
    low = Proof(ProofLevel.LINTED, ("linted",), short_of="no grammar covers 'x'")
    proof = proof_of(Preparation("a", "18.6", ("prepared it",), (("table", "a"), ("table", "b"), ("role", "c"))), low)
    assert proof.level is ProofLevel.LINTED
    assert proof.evidence == ("linted", "PostgreSQL 18.6 prepared it; tables a, b; role c stubbed")
    assert proof.short_of == low.short_of


@given(st.binary(max_size=200), st.integers(0, 3))
def test_what_comes_out_of_a_sandbox_is_read_strictly(printed: bytes, count: int) -> None:
    """Whatever was printed is no answer, or as many as there were questions."""
    found = answers(printed, count)
    assert found is None or len(found) == count


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.sampled_from(["code", "message", "position", "at"]), inside),
)


@given(st.lists(JSON, max_size=3))
def test_an_answer_has_its_fields(document: list[object]) -> None:
    """What has other fields is an answer that cannot be read, and speaks neither for nor against a statement."""
    found = answers(json.dumps(document).encode(), len(document))
    assert found is not None
    for each, refusal in zip(document, found, strict=True):
        assert (refusal is None) is (each is None)
        if refusal is not None and not (isinstance(each, dict) and isinstance(each.get("code"), str)):
            assert refusal == Refusal("", "it gave an answer that cannot be read")
