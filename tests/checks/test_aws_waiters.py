"""What AWS begins and does not wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.cli.aws_waiters import ANY_TIME, BEGINS
from runbook_site.grammars.aws_pack import Services
from runbook_site.grammars.pack import Pack
from tests.checks.commands import findings_of

if TYPE_CHECKING:
    from pathlib import Path

RULE = "missing-wait"
VALUES = ("shop-7", '"$name"', "${name}", "'shop-7'", "<name>")


@pytest.fixture(scope="module")
def services() -> Services:
    """The services of the newest AWS CLI that is known."""
    commands = Pack().versions("aws")[-1].read().root.commands
    assert isinstance(commands, Services)
    return commands


@pytest.mark.parametrize("path", BEGINS, ids=" ".join)
def test_the_cli_knows_operation_option_and_waiter(path: tuple[str, str], services: Services) -> None:
    """A finding names a command that the reader can type."""
    service = services.service(path[0])
    assert BEGINS[path].option in service.operation(path[1]).arguments
    assert f"wait {BEGINS[path].waiter}" in service


def test_the_cli_knows_what_needs_no_waiting(services: Services) -> None:
    """An operation that does not exist would excuse nothing."""
    assert [path for path in ANY_TIME if path[1] not in services.service(path[0])] == []


def test_use_is_found_however_it_is_written(tmp_path: Path) -> None:
    """The name may be quoted, a variable or a placeholder, behind a blank or an equals sign."""
    commands = [
        f"aws {service} {operation} {begun.option}{first}{value}\naws {service} modify-something --id{second}{value}"
        for (service, operation), begun in BEGINS.items()
        for value, first, second in [(each, *signs) for each in VALUES for signs in ((" ", "="), ("=", " "))]
    ]
    found = findings_of(commands, {"cli"}, tmp_path)
    lines = [[each.span.start.line for each in of if each.rule == RULE] for of in found]
    assert [command for command, of in zip(commands, lines, strict=True) if of != [5]] == []


BETWEEN = (
    "aws {service} wait {waiter} {option} shop-7",
    "sleep 600",
    "until ./is-there shop-7; do sleep 10; done",
    "# Wait until it is there",
    "# When the console says that it is done:",
    "# Option 2",
    "./wait-for-it.sh",
    'while [ "$(./state)" = creating ]; do echo .; done',
    "read -r -p 'There?'",
)


@pytest.mark.parametrize("between", BETWEEN)
def test_waiting_is_enough(between: str, tmp_path: Path) -> None:
    """Whoever waits in another way is left in peace."""
    commands = [
        "\n".join(
            (
                f"aws {service} {operation} {begun.option} shop-7",
                between.format(service=service, waiter=begun.waiter, option=begun.option),
                f"aws {service} modify-something --id shop-7",
            )
        )
        for (service, operation), begun in BEGINS.items()
    ]
    found = findings_of(commands, {"cli"}, tmp_path)
    assert [command for command, of in zip(commands, found, strict=True) if any(each.rule == RULE for each in of)] == []


SOUND = (
    "aws rds create-db-snapshot --db-snapshot-identifier s\naws rds describe-db-snapshots --db-snapshot-identifier s",
    "aws eks create-cluster --name shop\nkubectl create namespace shop",
    "aws eks create-cluster --name shop-live\necho shop-live",
    "aws dynamodb create-table --table-name orders\naws dynamodb scan --table-name items",
    "aws dynamodb create-table --table-name orders --generate-cli-skeleton\naws dynamodb scan --table-name orders",
    "if $x; then aws eks delete-cluster --name a\nelse aws eks update-kubeconfig --name a; fi",
    "aws cloudformation update-stack --stack-name shop\naws cloudformation cancel-update-stack --stack-name shop",
    "aws s3 rm s3://shop/a\naws s3 cp a s3://shop/a",
    "aws rds delete-db-instance --db-instance-identifier a\naws elasticache delete-cache-cluster --cache-cluster-id a",
)


def test_other_things_are_left_alone(tmp_path: Path) -> None:
    """Looking, another name, another service, another branch, and what works at any time need no waiting."""
    found = findings_of(SOUND, {"cli"}, tmp_path)
    assert [command for command, of in zip(SOUND, found, strict=True) if any(each.rule == RULE for each in of)] == []
