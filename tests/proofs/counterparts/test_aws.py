"""The real AWS CLI against moto."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.counterparts import aws
from runbook_site.proofs.sandbox.error import SandboxError
from tests.proofs.counterparts.conftest import stand_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.proofs.counterparts.conftest import Stand, Stood


@pytest.fixture(scope="module")
def account() -> Iterator[Stood]:
    """An account, shared by tests that use different parts of it."""
    with ExitStack() as left:
        yield stand_in(left, aws, {"aws": {"region": "eu-central-1"}})


DATABASE = """
    set -e
    aws rds create-db-instance --db-instance-identifier shop --engine postgres --db-instance-class db.t3.micro \\
        --allocated-storage 20 --master-username shop --master-user-password not-a-secret > out.json
    aws rds wait db-instance-available --db-instance-identifier shop
    aws rds create-db-snapshot --db-instance-identifier shop --db-snapshot-identifier before > out.json
    aws rds wait db-snapshot-completed --db-snapshot-identifier before
    aws rds describe-db-instances --query 'DBInstances[].[DBInstanceIdentifier,DBInstanceStatus]' --output text
"""
SERVICE = """
    set -e
    aws ecs create-cluster --cluster-name prod > out.json
    aws ecs register-task-definition --family web --container-definitions \\
        '[{"name":"web","image":"web:1","memory":64}]' > out.json
    aws ecs create-service --cluster prod --service-name web --task-definition web --desired-count 2 > out.json
    aws ecs update-service --cluster prod --service web --desired-count 5 > out.json
    aws ecs describe-services --cluster prod --services web --query 'services[].desiredCount' --output text
"""


ROTATION = """
    set -e
    aws secretsmanager create-secret --name app --secret-string old > out
    aws secretsmanager put-secret-value --secret-id app --secret-string new > out
    aws secretsmanager get-secret-value --secret-id app --query SecretString --output text
"""
REGION = """
    aws configure get region || echo $AWS_REGION
    aws ec2 describe-availability-zones --query 'AvailabilityZones[0].RegionName' --output text
"""


@pytest.mark.parametrize(
    ("script", "printed"),
    [
        (DATABASE, "shop\tavailable\n"),
        (SERVICE, "5\n"),
        ("aws s3 mb s3://backups > out; echo dump | aws s3 cp - s3://backups/a; aws s3 cp s3://backups/a -", "dump\n"),
        ("aws sqs create-queue --queue-name q --query QueueUrl --output text | grep -c /q", "1\n"),
        (ROTATION, "new\n"),
        (REGION, "eu-central-1\neu-central-1\n"),
    ],
)
def test_commands_act(account: Stood, script: str, printed: str) -> None:
    """Commands change the account, wait, and see what they changed."""
    assert account.bash(script) == printed
    assert not account.standing.complaints()


@pytest.mark.parametrize(
    "script", ["aws rds describe-db-instances --region us-east-1", "aws sqs list-queues --region us-east-1"]
)
def test_services_with_names_of_their_own(account: Stood, script: str) -> None:
    """Services that version 1 of the AWS CLI would look for elsewhere are found as well."""
    assert "Could not connect" not in account.bash(f"{script}; echo $?")


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("aws rds describe-certificates", "rds: The describe_certificates action has not been implemented"),
        ("aws ec2 describe-fpga-images", "ec2: The describe_fpga_images action has not been implemented"),
        ("aws gamelift list-builds", "gamelift: GameLift.ListBuilds"),
        ("aws workdocs describe-users --organization-id x", "workdocs: GET /api/v1/users"),
    ],
)
def test_what_the_server_does_not_have(account: Stood, script: str, complaint: str) -> None:
    """What AWS has and its stand-in has not is told as such: it is no failure of the command."""
    assert account.bash(f"{script} > out 2>&1; echo $?") != "0\n"
    (said,) = account.standing.complaints()
    assert said.startswith(f"the server in the place of AWS does not have {complaint}")


TABLE = """
    aws dynamodb create-table --table-name t --billing-mode PAY_PER_REQUEST \\
        --attribute-definitions AttributeName=id,AttributeType=S --key-schema AttributeName=id,KeyType=HASH
"""


def test_what_the_server_does_not_look_at(account: Stood) -> None:
    """An answer in which a part of the question made no difference is none to that question."""
    account.bash(TABLE)
    assert not account.standing.complaints()
    assert account.bash("aws dynamodb list-backups --table-name t --backup-type ALL > out; echo $?") == "0\n"
    ignored = "dynamodb: BackupType of ListBackups, which it ignores"
    assert account.standing.complaints() == (f"the server in the place of AWS does not have {ignored}",)
    assert account.bash("aws dynamodb list-backups --table-name t > out; echo $?") == "0\n"
    assert not account.standing.complaints()


@pytest.mark.parametrize(
    "script",
    [
        "aws s3 cp s3://no-such-bucket/a -",
        "aws s3api head-object --bucket no-such-bucket --key a",
        "aws rds describe-db-instances --db-instance-identifier nothing",
        "aws lambda invoke --function-name nothing out",
        "aws dynamodb describe-table --table-name nothing",
        "aws apigateway get-rest-api --rest-api-id nothing",
        "aws eks describe-cluster --name nothing",
        "aws ecs nonsense",
    ],
)
def test_failures_of_commands(account: Stood, script: str) -> None:
    """A command that is wrong, or asks for what nobody made, fails as with AWS; nothing is held against the server."""
    assert account.bash(f"{script} > out 2>&1; echo $?") not in {"0\n", ""}
    assert not account.standing.complaints()


def test_versions_and_tools(account: Stood) -> None:
    """What stood there is told."""
    versions = dict(account.standing.versions)
    assert account.bash("aws --version").startswith(f"aws-cli/{versions['aws']} ")
    assert versions["moto"]
    assert account.standing.tools == {"aws"}


def test_port_taken(stand: Stand) -> None:
    """A server that does not start says why."""
    stood = stand(aws, {"aws": {}})
    with pytest.raises(SandboxError, match="in use"):
        aws.start(stood.session, stood.declared)


def test_end_midway(stand: Stand) -> None:
    """That the server has ended is told, and not held against a command."""
    stood = stand(aws, {"aws": {}})
    stood.bash("pkill -9 python; AWS_MAX_ATTEMPTS=1 timeout 20 aws sts get-caller-identity")
    assert stood.standing.complaints() == ("the server in the place of AWS has ended, with status -9",)
