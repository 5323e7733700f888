"""The AWS CLI: what its grammars of both versions accept, and what its models say of values."""

from __future__ import annotations

import contextlib
import json
import lzma
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.grammars.aws_pack import Services, read
from runbook_site.grammars.aws_shorthand import ShorthandError, parse
from runbook_site.grammars.aws_value import Items, Pairs, Scalar
from runbook_site.grammars.aws_values import value_problems
from runbook_site.grammars.encoding import GrammarError
from runbook_site.grammars.match import match
from runbook_site.grammars.pack import SHIPPED
from runbook_site.snippets.shell_commands import read_commands
from runbook_site.snippets.shell_parse import parse_shell
from runbook_site.snippets.shell_text import ShellText
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from pathlib import Path

    from runbook_site.grammars.aws_value import Value
    from runbook_site.grammars.problem import Problem

_HEADS = {"1": SHIPPED / "aws-1.46.2.json.xz", "2": SHIPPED / "aws-2.json.xz"}


def _problems(text: str, version: str = "2") -> list[Problem]:
    """What is found of commands, by the common matcher and by the models."""
    source = SourceText("a.md", text).whole()
    invocations = read_commands(parse_shell(ShellText(source, text))).invocations
    grammar = read(_HEADS[version])
    calls = [each.argv for each in invocations if each.tool == "aws"]
    return [problem for argv in calls for found in (match, value_problems) for problem in found(grammar, argv)]


def _found(text: str, version: str = "2") -> list[tuple[str, str]]:
    return [(problem.kind, text[problem.start : problem.end]) for problem in _problems(text, version)]


_SOUND = [
    "aws ecs update-service --cluster shop --service web --desired-count 3 --force-new-deployment",
    "aws ecs update-service --cluster=shop --service web --disable-execute-command",
    "aws --region eu-west-1 ecs describe-services --services web api --cluster shop --query 'services[0].events[:5]'",
    "aws ecs wait services-stable --cluster shop --services web",
    "aws ecs wait help",
    "aws ecs update-service help",
    "aws help",
    "aws --version",
    "aws configure",
    "aws configure set region eu-west-1 --profile shop",
    "aws s3 ls",
    "aws s3 cp dump.sql.gz s3://backups/db/ --sse aws:kms --only-show-errors",
    "aws s3 cp a s3://b/ --metadata taken=daily,keep=30",
    "aws s3 sync s3://a $TARGET --exclude '*' --include '*.gz' --delete",
    'aws s3 rm "$BUCKET/old/" --recursive',
    "aws ecr get-login-password --region eu-west-1",
    "aws ec2 describe-instances --filters Name=tag:env,Values=prod,staging Name=instance-state-name,Values=running",
    """aws ec2 describe-instances --filters '[{"Name": "vpc-id", "Values": ["vpc-1"]}]'""",
    "aws ec2 create-tags --resources i-0a1 i-0b2 --tags Key=owner,Value=shop Key=note,Value=",
    (
        "aws ecs run-task --task-definition job --launch-type FARGATE --network-configuration "
        "'awsvpcConfiguration={subnets=[subnet-1,subnet-2],securityGroups=[sg-1],assignPublicIp=DISABLED}'"
    ),
    (
        "aws cloudwatch get-metric-statistics --namespace AWS/RDS --metric-name CPU --period 60 --statistics Average "
        "--start-time 2026-11-21T03:00:00Z --end-time $(date -u +%FT%TZ) --dimensions Name=DBI,Value=shop"
    ),
    "aws lambda update-function-configuration --function-name f --environment 'Variables={A=1,B=two words}'",
    "aws lambda invoke --function-name f --payload file://event.json out.json",
    'aws dynamodb delete-item --table-name t --key \'{"id": {"S": "a1"}}\'',
    "aws dynamodb create-table --cli-input-json file://table.json",
    "aws dynamodb create-table --generate-cli-skeleton",
    "aws rds describe-db-instances --db-instance-identifier $DB --output table --no-paginate",
    (
        "aws autoscaling create-or-update-tags --tags ResourceId=g,ResourceType=auto-scaling-group,Key=k,Value=v,"
        "PropagateAtLaunch=true"
    ),
    "aws ec2 modify-instance-attribute --instance-id i-0a1 --disable-api-termination",
    "aws ec2 run-instances --image-id ami-1 --count 1:3 --instance-type z9.quantum",
    "aws elbv2 register-targets --target-group-arn $ARN --targets Id=i-1,Port=80 Id=$SECOND",
    "aws emr create-cluster --release-label emr-7.0.0 --instance-type m5.xlarge --instance-count 3 --use-default-roles",
    "aws deploy push --application-name shop --s3-location s3://builds/shop.zip --source .",
    "aws logs tail /ecs/web --since 15m --follow --format short",
    "aws sso login --profile shop",
    "aws ddb select orders --filter 'total > `5`'",
    "aws configure list-profiles --no-cli-pager",
    "aws sts get-caller-identity --output yaml",
]


@pytest.mark.parametrize("text", _SOUND)
def test_sound_commands_have_no_problem(text: str) -> None:
    """A false error is worse than a missed one, so ordinary commands draw nothing."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("aws esc update-service --service web", "unknown-subcommand", "esc"),
        ("aws ecs update-servce --service web", "unknown-subcommand", "update-servce"),
        ("aws ecs wait service-stable --services web", "unknown-subcommand", "service-stable"),
        ("aws ecs update-service --service web --desired-cuont 3", "unknown-option", "--desired-cuont"),
        ("aws ecs update-service --cluster shop", "missing-option", "aws ecs update-service"),
        ("aws ecs update-service --service web --desired-count three", "invalid-option-value", "three"),
        ("aws ecs update-service --service web now", "operand-count", "now"),
        ("aws ecs run-task --task-definition j --launch-type FARGAT", "invalid-option-value", "FARGAT"),
        ("aws sts get-caller-identity --output yml", "invalid-option-value", "yml"),
        ("aws ec2 describe-instances --filters Nam=a,Values=b", "invalid-option-value", "Nam"),
        ("aws ec2 describe-instances --filters Name=a,Value=b", "invalid-option-value", "Value"),
        ("aws ec2 describe-instances --filters tag:env=prod", "invalid-option-value", "tag:env"),
        ("aws ec2 describe-instances --filters Name=a Values", "invalid-option-value", "s"),
        ("""aws ec2 describe-instances --filters '[{"Nme": "a"}]'""", "invalid-option-value", '"Nme"'),
        ("""aws ec2 describe-instances --filters '[{"Name": 1}]'""", "invalid-option-value", """[{"Name": 1}]"""),
        ("""aws dynamodb get-item --table-name t --key '{"id": {"S": "a"}'""", "invalid-option-value", "}"),
        ("aws cloudwatch set-alarm-state --alarm-name a --state-value OK --state-reason", "missing-option-value", ""),
        (
            "aws autoscaling create-or-update-tags --tags Key=k,PropagateAtLaunch=maybe",
            "invalid-option-value",
            "maybe",
        ),
        ("aws cloudwatch put-metric-alarm --alarm-name a --dimensions Name=a", "invalid-option-value", "Name=a"),
        ("aws s3 cp dump.sql backups/db/", "invalid-option-value", "dump.sql backups/db/"),
        ("aws s3 rm backups/db --recursive", "invalid-option-value", "backups/db"),
        ("aws logs tail --since 15m --folow /ecs/web", "unknown-option", "--folow"),
    ],
)
def test_what_the_cli_refuses_is_found_at_its_place(text: str, kind: str, place: str) -> None:
    """Services, operations, options, required ones, values and members are held against the models."""
    found = _found(text)
    assert kind in {each for each, _ in found}
    assert not place or (kind, place) in found


def test_a_missing_member_is_named() -> None:
    """A structure without a member that it needs fails before anything is sent."""
    problems = _problems("aws cloudwatch get-metric-statistics --generate-cli-skeleton --dimensions Name=a")
    assert [problem.alternatives for problem in problems] == [("Value",)]


@pytest.mark.parametrize(
    "text",
    [
        "aws ec2 describe-instances --filters Name=$NAME",
        'aws cloudwatch list-metrics --dimensions "Name=$N"',
        "aws dynamodb get-item --table-name t --key '{\"id\": '\"$ID\"'}'",
        "aws ecs run-task --task-definition j --launch-type $TYPE --count $N",
        "aws ecs $OPERATION --nonsense",
        "aws ecs update-service $OPTIONS",
    ],
)
def test_what_is_not_known_is_no_error(text: str) -> None:
    """A variable may hold anything, more members included."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("aws logs tail /ecs/web", "unknown-subcommand", None),
        ("aws sso login", "unknown-subcommand", None),
        ("aws configure list-profiles", "unknown-subcommand", None),
        ("aws sts get-caller-identity --no-cli-pager", "unknown-option", None),
        ("aws ecr get-login --no-include-email", None, "unknown-subcommand"),
        ("aws sts get-caller-identity --outp json", None, None),
        ("aws s3 cp a s3://b/ --copy-props none", "unknown-option", None),
        ("aws ecr get-login-password", None, None),
    ],
)
def test_a_command_belongs_to_its_version(text: str, old: str | None, new: str | None) -> None:
    """Which version a command needs is part of the grammar."""
    for version, kind in (("1", old), ("2", new)):
        assert {each for each, _ in _found(text, version)} == ({kind} if kind else set())


def test_one_service_is_read_quickly() -> None:
    """Only the service that occurs is decompressed: a run with a few of them does not notice."""
    grammar = read(_HEADS["2"])
    start = time.process_time()
    assert "--desired-count" in grammar.root.commands["ecs"].commands["update-service"].options
    assert time.process_time() - start < 0.2


def test_every_line_of_the_pack_can_be_read() -> None:
    """A line that the reader does not understand would show only when somebody uses it."""
    services = read(_HEADS["2"]).root.commands
    assert isinstance(services, Services)
    options, shapes = 0, 0
    for name in services:
        service = services.service(name) if name != "help" else None
        for operation in services[name].commands if service else ():
            arguments = service.operation(operation).arguments.values() if service and operation in service else ()
            options += len(arguments)
            shapes += sum(service.shapes[each.shape] is not None for each in arguments if service and each.shape)
    assert options > 100_000
    assert shapes > 10_000


def test_a_damaged_pack_says_so(tmp_path: Path) -> None:
    """A file that breaks off, or blocks that are none, are told in words and are no traceback."""
    for path in SHIPPED.glob("aws-*.json.xz"):
        shutil.copy(path, tmp_path)
    services = tmp_path / "aws-services.json.xz"
    services.write_bytes(b"rubbish" + services.read_bytes()[7:])
    grammar = read(tmp_path / "aws-2.json.xz")
    with pytest.raises(GrammarError):
        len(grammar.root.commands["accessanalyzer"].commands)
    services.unlink()
    with pytest.raises(GrammarError):
        len(grammar.root.commands["ecs"].commands)
    head = json.loads(lzma.decompress((tmp_path / "aws-2.json.xz").read_bytes()))
    head["services"]["file"] = "../../elsewhere.json.xz"
    (tmp_path / "aws-2.json.xz").write_bytes(lzma.compress(json.dumps(head).encode()))
    with pytest.raises(GrammarError):
        read(tmp_path / "aws-2.json.xz")


def _plain(value: Value) -> object:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Items):
        return [_plain(each) for each in value.items]
    return {key.text: _plain(each) for key, each in value.pairs}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a=b", {"a": "b"}),
        ("a=b,c=d", {"a": "b", "c": "d"}),
        ("a=b,c,d=e", {"a": ["b", "c"], "d": "e"}),
        ("a=", {"a": ""}),
        ("a=[b,c],d=[]", {"a": ["b", "c"], "d": []}),
        ("a={b=c,d={e=f}}", {"a": {"b": "c", "d": {"e": "f"}}}),
        ("a='b,c=d',e=\"f g\"", {"a": "b,c=d", "e": "f g"}),
        ("a=b\\,c", {"a": "b,c"}),
        ("a = b , c = d", {"a": "b", "c": "d"}),
        ("a@=file://x", {"a": "file://x"}),
        ("a=arn:aws:iam::1:role/x=y", {"a": "arn:aws:iam::1:role/x=y"}),
    ],
)
def test_shorthand_is_read_as_the_guide_says(text: str, value: object) -> None:
    """Commas part keys or values, by what follows them."""
    assert _plain(parse(text)) == value


@pytest.mark.parametrize("text", ["a", "", "a=b,", "a=b,a=c", "a={b", "a=[b", "a='b", "a=b c=d]" * 2])
def test_what_is_no_shorthand_is_refused_at_a_place(text: str) -> None:
    """The place lies in the text, so that a message can point there."""
    with pytest.raises(ShorthandError) as error:
        parse(text)
    assert 0 <= error.value.at <= len(text)


@given(st.text(alphabet="ab=,[]{}'\"\\ @:\ue000", max_size=60))
def test_any_text_is_shorthand_or_not(text: str) -> None:
    """No text makes the reader fail, and what it reads lies in the text."""
    try:
        value = parse(text)
    except ShorthandError:
        return
    assert isinstance(value, Pairs)
    assert all(text[key.start : key.end] == key.text for key, _ in value.pairs)


@given(st.text(alphabet="ab=,[]{}'\"\\ @:1$-", max_size=60))
def test_no_value_makes_the_check_fail(text: str) -> None:
    """Whatever stands behind an option, there are findings or none, at places in the text."""
    command = f"aws ec2 describe-instances --filters {text}"
    for problem in _problems(command):
        assert 0 <= problem.start <= problem.end <= len(command)


@pytest.mark.parametrize(
    "text", ["a=" + "[" * 5_000, "a={b=" * 2_000, "'[' * 9", "a=" + "b," * 20_000, "a='" + "\\'" * 20_000]
)
def test_deep_and_long_values_take_bounded_time(text: str) -> None:
    """A runbook cannot drive the reader into the ground."""
    start = time.process_time()
    with contextlib.suppress(ShorthandError):
        parse(text)
    assert time.process_time() - start < 2
