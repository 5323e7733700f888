"""Metrics that nobody publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.checks.commands import findings_of

if TYPE_CHECKING:
    from pathlib import Path

RULE = "unmatched-dimension"
ARN = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188"
WRONG = (
    ("AWS/ECS", "CPUUtilization", (("ServiceName", "web"),)),
    ("AWS/ECS", "MemoryUtilization", (("ClusterName", "arn:aws:ecs:eu-west-1:123456789012:cluster/shop"),)),
    ("AWS/ApplicationELB", "TargetResponseTime", (("LoadBalancer", ARN),)),
    ("AWS/ApplicationELB", "TargetResponseTime", (("LoadBalancer", "shop-lb"),)),
    ("AWS/ApplicationELB", "HealthyHostCount", (("LoadBalancer", "app/shop/50dc6c495c0c9188"),)),
    ("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", (("TargetGroup", "targetgroup/shop/73e2d6bc24d8a067"),)),
    ("AWS/NetworkELB", "UnHealthyHostCount", (("TargetGroup", "targetgroup/shop/73e2d6bc24d8a067"),)),
    ("AWS/NetworkELB", "ProcessedBytes", (("LoadBalancer", "${NLB_ARN}"),)),
    ("AWS/RDS", "FreeStorageSpace", (("DBInstanceIdentifier", "arn:aws:rds:eu-west-1:123456789012:db:shop"),)),
    ("AWS/RDS", "CPUUtilization", (("DBClusterIdentifier", "$clusterArn"),)),
    ("AWS/SQS", "NumberOfMessagesSent", (("QueueName", "https://sqs.eu-west-1.amazonaws.com/123456789012/o"),)),
    ("AWS/SQS", "NumberOfMessagesSent", (("QueueName", "arn:aws:sqs:eu-west-1:123456789012:o"),)),
    ("AWS/Lambda", "Errors", (("FunctionName", "arn:aws-cn:lambda:cn-north-1:123456789012:function:shop"),)),
    ("AWS/EC2", "CPUUtilization", (("InstanceId", "arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc"),)),
    ("AWS/DynamoDB", "ConsumedReadCapacityUnits", (("TableName", "arn:aws:dynamodb:eu-west-1:1:table/orders"),)),
    ("AWS/DynamoDB", "ThrottledRequests", (("TableName", "orders"),)),
    ("AWS/S3", "BucketSizeBytes", (("BucketName", "shop-images"),)),
    ("AWS/S3", "4xxErrors", (("BucketName", "shop-images"),)),
    ("AWS/S3", "NumberOfObjects", (("BucketName", "s3://shop-images"), ("StorageType", "AllStorageTypes"))),
)
RIGHT = (
    ("AWS/ECS", "CPUUtilization", (("ServiceName", "web"), ("ClusterName", "shop"))),
    ("AWS/ECS", "CPUReservation", (("ClusterName", "shop"),)),
    ("AWS/ApplicationELB", "RequestCount", (("LoadBalancer", "app/shop/50dc6c495c0c9188"),)),
    ("AWS/ApplicationELB", "RequestCount", (("LoadBalancer", "$lb"),)),
    ("AWS/ApplicationELB", "RequestCount", (("LoadBalancer", "YOUR_LOAD_BALANCER"),)),
    ("AWS/ApplicationELB", "RequestCount", (("LoadBalancer", "<load-balancer>"),)),
    ("AWS/ApplicationELB", "RequestCountPerTarget", (("TargetGroup", "targetgroup/shop/73e2d6bc24d8a067"),)),
    ("AWS/ApplicationELB", "HealthyHostCount", (("TargetGroup", "${tg}"), ("LoadBalancer", "${lb}"))),
    ("AWS/NetworkELB", "ActiveFlowCount", (("AvailabilityZone", "eu-west-1a"), ("LoadBalancer", "net/shop/50dc6c49"))),
    ("AWS/RDS", "CPUUtilization", (("DBInstanceIdentifier", "shop"),)),
    ("AWS/RDS", "CPUUtilization", (("DBInstanceIdentifier", "${learn}"),)),
    ("AWS/Lambda", "Errors", (("FunctionName", "shop"), ("Resource", "shop:live"))),
    ("AWS/DynamoDB", "WriteThrottleEvents", (("TableName", "orders"),)),
    ("AWS/DynamoDB", "ThrottledRequests", (("TableName", "orders"), ("Operation", "Scan"))),
    ("AWS/S3", "BucketSizeBytes", (("BucketName", "b"), ("StorageType", "StandardStorage"))),
    ("AWS/S3", "$metric", (("BucketName", "b"),)),
    ("Shop", "BucketSizeBytes", (("BucketName", "b"),)),
    ("$namespace", "CPUUtilization", (("ServiceName", "web"),)),
)


def _commands(namespace: str, metric: str, dimensions: tuple[tuple[str, str], ...]) -> list[str]:
    """One query, in every way in which the AWS CLI takes it."""
    words = " ".join(f'"Name={name},Value={value}"' for name, value in dimensions)
    turned = " ".join(f'Value="{value}",Name={name}' for name, value in dimensions)
    commands = [
        f"aws cloudwatch get-metric-statistics --namespace {namespace} --metric-name {metric} --dimensions {words}",
        f"aws cloudwatch put-metric-alarm --dimensions {turned} --metric-name={metric} --namespace={namespace}",
    ]
    if not any("$" in text for text in (namespace, metric, *(value for _, value in dimensions))):
        listed = ", ".join(f'{{"Value": "{value}", "Name": "{name}"}}' for name, value in dimensions)
        data = f'{{"Namespace": "{namespace}", "MetricName": "{metric}", "Dimensions": [{listed}]}}'
        queries = f'[{{"Id": "m", "MetricStat": {{"Metric": {data}, "Period": 60, "Stat": "Sum"}}}}]'
        commands += [
            f"aws cloudwatch put-metric-alarm --namespace {namespace} --metric-name {metric} --dimensions='[{listed}]'",
            f"aws cloudwatch get-metric-data --metric-data-queries '{queries}'",
            f"aws cloudwatch put-metric-alarm --metrics '{queries}'",
        ]
    return commands


def _found(commands: list[str], folder: Path) -> list[bool]:
    return [any(each.rule == RULE for each in of) for of in findings_of(commands, {"cli"}, folder)]


def test_what_nobody_publishes_is_found(tmp_path: Path) -> None:
    """However the dimensions are written, what has no data is said."""
    commands = [command for row in WRONG for command in _commands(*row)]
    found = _found(commands, tmp_path)
    assert [command for command, each in zip(commands, found, strict=True) if not each] == []


def test_what_may_have_data_is_left_alone(tmp_path: Path) -> None:
    """Complete combinations, variables, placeholders and namespaces of one's own draw nothing."""
    commands = [command for row in RIGHT for command in _commands(*row)]
    commands += [
        "aws cloudwatch put-metric-alarm --namespace AWS/ECS --metric-name x --dimensions Name=ServiceName,Value=a $b",
        "aws cloudwatch get-metric-statistics --namespace AWS/ECS --metric-name x --dimensions file://dimensions.json",
        "aws cloudwatch get-metric-statistics --namespace AWS/ECS --metric-name x",
        "aws cloudwatch get-metric-data --metric-data-queries '[{broken'",
        'aws cloudwatch get-metric-data --metric-data-queries \'[{"Id": 1, "MetricStat": []}, 3]\'',
    ]
    found = _found(commands, tmp_path)
    assert [command for command, each in zip(commands, found, strict=True) if each] == []
