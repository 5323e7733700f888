"""The levels that need nothing to run are given for what they say, and for nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from runbook_site.catalog.build import build_catalog
from runbook_site.checks.runner import RuleCrash, run_checks
from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.reading import proofs_by_reading
from runbook_site.snippets.project import read_project
from tests.proofs.conftest import DAY

if TYPE_CHECKING:
    from tests.conftest import WriteFiles
    from tests.proofs.conftest import ProveFiles

SERVICE = "name: Shop\nsummary: Sells.\nowner: shop\n"
SQL_16 = f'{SERVICE}sql: {{dialect: postgresql, version: "16"}}\n'


def page(command: str, language: str = "bash") -> str:
    """A runbook of one command."""
    return f"# Restart\n\n```{language}\n{command}\n```\n"


@pytest.mark.parametrize(
    ("command", "language", "level", "says"),
    [
        ("kubectl get pods", "bash", ProofLevel.ACCEPTED, "it has not run"),
        ("cd /srv && export A=1", "bash", ProofLevel.ACCEPTED, "it has not run"),
        ("SELECT pid FROM pg_stat_activity;", "sql", ProofLevel.ACCEPTED, "it has not run"),
        ("kubectl get pods --wathc", "bash", ProofLevel.PARSED, "--wathc"),
        ("SELECT pidd FROM pg_stat_activity;", "sql", ProofLevel.PARSED, "pidd"),
        ("ALTER TABLE a ALTER COLUMN b TYPE bigint;", "sql", ProofLevel.ACCEPTED, "it has not run"),
        ("DELETE FROM a;", "sql", ProofLevel.ACCEPTED, "it has not run"),
        ("frobnicate --all", "bash", ProofLevel.LINTED, "no grammar covers 'frobnicate'"),
        ("python3.99 -V", "bash", ProofLevel.LINTED, "no grammar covers 'python3.99'"),
        ("mkfs.minix -V", "bash", ProofLevel.LINTED, "no grammar covers 'mkfs.minix'"),
        ("Rscript run.R", "bash", ProofLevel.LINTED, "no grammar covers 'Rscript'"),
        ("./deploy.sh --now", "bash", ProofLevel.LINTED, "'./deploy.sh' is a program of its own"),
        ("kubectl get pods | frobnicate", "bash", ProofLevel.LINTED, "no grammar covers 'frobnicate'"),
        ("sudo -u shop frobnicate", "bash", ProofLevel.LINTED, "no grammar covers 'frobnicate'"),
        ('"$TOOL" get pods', "bash", ProofLevel.LINTED, "only a run tells"),
        ("docker run --rm scanner:2 image --exit-code 1 shop", "bash", ProofLevel.ACCEPTED, "it has not run"),
        ("podman run --rm shop:1 serve --all", "bash", ProofLevel.ACCEPTED, "it has not run"),
        ("docker compose run --rm web serve", "bash", ProofLevel.ACCEPTED, "it has not run"),
        ("kubectl run probe --image=prober:1 -- check", "bash", ProofLevel.ACCEPTED, "it has not run"),
        ("docker run --rm shop:1 kubectl get pods --wathc", "bash", ProofLevel.PARSED, "--wathc"),
        ("docker run --rm shop:1 ./migrate", "bash", ProofLevel.LINTED, "'./migrate' is a program of its own"),
        ("docker run --rm shop:1 $WHAT", "bash", ProofLevel.LINTED, "only a run tells"),
        ("docker exec web frobnicate", "bash", ProofLevel.LINTED, "no grammar covers 'frobnicate'"),
        ("kubectl exec web-0 -- frobnicate", "bash", ProofLevel.LINTED, "no grammar covers 'frobnicate'"),
    ],
)
def test_a_level_is_what_was_shown(
    prove_files: ProveFiles, command: str, language: str, level: ProofLevel, says: str
) -> None:
    """What a grammar accepts is accepted; what no grammar covers is not, and the reason names it."""
    files = {"runbook_src/shop/service.yml": SQL_16, "runbook_src/shop/restart.md": page(command, language)}
    (proven,) = prove_files(files).values()
    assert (proven.proof.level, proven.tried) == (level, ProofLevel.ACCEPTED)
    assert says in proven.proof.short_of


@pytest.mark.parametrize(
    ("command", "level", "says"),
    [
        ("./deploy.sh --now", ProofLevel.ACCEPTED, "its words are accepted by the usage of deploy.sh in service.yml"),
        (
            "./deploy.sh --now | grep done",
            ProofLevel.ACCEPTED,
            "its words are accepted by the grammar of grep and the usage of deploy.sh in service.yml",
        ),
        ("./deploy.sh --never", ProofLevel.PARSED, "it is a sentence of its language"),
        (
            "bash -e deploy.sh --now",
            ProofLevel.ACCEPTED,
            "its words are accepted by the grammar of bash and the usage of deploy.sh in service.yml",
        ),
        ("bash -e deploy.sh --never", ProofLevel.PARSED, "it is a sentence of its language"),
        ("./other.sh --now", ProofLevel.LINTED, "no rule of level error speaks against it"),
        ("bash other.sh --now", ProofLevel.LINTED, "no rule of level error speaks against it"),
        ('bash -eu "$script" --now', ProofLevel.LINTED, "no rule of level error speaks against it"),
        ("bash -c 'uptime'", ProofLevel.ACCEPTED, "its words are accepted by the grammar of bash, uptime"),
        ("python3 -m http.server", ProofLevel.ACCEPTED, "its words are accepted by the grammar of python3"),
    ],
)
def test_a_usage_is_a_grammar(prove_files: ProveFiles, command: str, level: ProofLevel, says: str) -> None:
    """What a service says of its own programs counts, and the evidence tells who said it."""
    scripts = "scripts: [{path: deploy.sh, purpose: deploys, usage: ['deploy.sh [--now]']}]\n"
    files = {"runbook_src/shop/service.yml": SERVICE + scripts, "runbook_src/shop/restart.md": page(command)}
    (proven,) = prove_files(files).values()
    assert (proven.proof.level, proven.proof.evidence) == (level, (says,))


def test_what_cannot_be_read_is_not_proven(prove_files: ProveFiles) -> None:
    """A command with a part that is no sentence of its language stands on no rung."""
    text = f"{page('kubectl get pods)')}\n```sql\nSELEC 1;\n```\n"
    proofs = [each.proof for each in prove_files({"runbook_src/shop/restart.md": text}).values()]
    assert {proof.level for proof in proofs} == {ProofLevel.UNPROVEN}
    assert all(proof.short_of.startswith("a part of it could not be read") for proof in proofs)


def test_versions_are_those_that_the_service_names(prove_files: ProveFiles) -> None:
    """Whoever reads a proof sees what it was held against."""
    text = f"{page('kubectl get pods')}\n```sql\nSELECT 1;\n```\n"
    files = {"runbook_src/shop/restart.md": text}
    some = {name: version for each in prove_files(files).values() for name, version in each.proof.against}
    assert " to " in some["kubectl"]
    assert " to " in some["postgresql"]
    files["runbook_src/shop/service.yml"] = f'{SQL_16}tools: {{kubectl: "1.28.15"}}\n'
    named = {name: version for each in prove_files(files).values() for name, version in each.proof.against}
    assert named == {"kubectl": "1.28.15", "postgresql": "16"}


def test_a_database_that_nobody_knows_accepts_nothing(prove_files: ProveFiles) -> None:
    """Where the names of a version are not known, nobody has looked whether it has them."""
    service = SQL_16.replace('"16"', '"8.4"')
    files = {"runbook_src/shop/service.yml": service, "runbook_src/shop/restart.md": page("SELECT 1;", "sql")}
    (proven,) = prove_files(files).values()
    assert proven.proof.level is ProofLevel.LINTED
    assert proven.proof.short_of == "the names of PostgreSQL 8.4 are not known"


@pytest.mark.parametrize(
    "check",
    [
        "{levels: {unknown-option: off}}",
        "{levels: {cli: off}}",
        "{overrides: [{services: [shop], levels: {cli: off}}]}",
    ],
)
def test_a_rule_that_is_off_lets_nothing_pass(prove_files: ProveFiles, check: str) -> None:
    """An author may not want to hear of it: the tool accepts it no more for that."""
    files = {
        "runbook_src/site.yml": f"check: {check}\n",
        "runbook_src/shop/service.yml": SERVICE,
        "runbook_src/shop/restart.md": page("kubectl get pods --wathc"),
    }
    (proven,) = prove_files(files).values()
    assert proven.proof.level is ProofLevel.LINTED
    assert "--wathc" in proven.proof.short_of


def test_what_is_kept_quiet_is_not_accepted(prove_files: ProveFiles) -> None:
    """A suppression is a reason for people, and no proof."""
    quiet = "<!-- runbook-site: allow unknown-option: our kubectl has it -->\n"
    text = f"# Restart\n\n{quiet}```bash\nkubectl get pods --wathc\n```\n"
    files = {"runbook_src/shop/service.yml": SERVICE, "runbook_src/shop/restart.md": text}
    (proven,) = prove_files(files).values()
    assert proven.proof.level is ProofLevel.LINTED
    assert "--wathc" in proven.proof.short_of


def test_a_rule_that_crashed_leaves_nothing_linted(write_files: WriteFiles) -> None:
    """Where a rule could not do its work, nobody knows what speaks against a command."""
    folder = write_files({"runbook_src/shop/restart.md": page("kubectl get pods")})
    project = read_project([folder], folder)
    report = replace(run_checks(project, DAY), crashes=(RuleCrash("shellcheck", "no ShellCheck"),))
    (proof,) = proofs_by_reading(project, build_catalog(project), report, DAY).values()
    assert proof.level is ProofLevel.PARSED
    assert proof.short_of == "the rule shellcheck could not do its work"
