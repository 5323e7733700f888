"""By which names CloudWatch knows what AWS measures.

Each combination of dimensions is a metric of its own: one that nobody publishes has no data, and is no error. Sources:
the AWS documentation, "CloudWatch metrics" of Amazon ECS, Application and Network Load Balancers, Amazon RDS, Amazon
SQS, AWS Lambda, Amazon DynamoDB and Amazon S3; "Dimension combinations" of the Amazon CloudWatch User Guide; the AWS
CDK's reference of ``metricThrottledRequests``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.grammars.aws_value import UNKNOWN
from runbook_site.snippets.tool import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES: Mapping[str, frozenset[str]] = {
    "AWS/ECS": words_of("ClusterName ServiceName"),
    "AWS/RDS": words_of("DBInstanceIdentifier DBClusterIdentifier"),
    "AWS/SQS": words_of("QueueName"),
    "AWS/Lambda": words_of("FunctionName"),
    "AWS/EC2": words_of("InstanceId"),
    "AWS/DynamoDB": words_of("TableName"),
    "AWS/S3": words_of("BucketName"),
}
"""Dimensions that take a plain name, by namespace."""
_BALANCERS: Mapping[str, str] = {"AWS/ApplicationELB": "app", "AWS/NetworkELB": "net"}
"""How the last part of a load balancer's ARN begins, by namespace."""
_ARN = re.compile(r"arn:aws[\w-]*:")
_ARN_IN_VARIABLE = re.compile(r"\$\{(?:(?:\w+_)?(?:arn|ARN)|\w*[a-z]Arn)\}")
"""A variable whose name says that it holds an ARN."""
_ADDRESS = re.compile(r"(?:https?|s3)://")
_PLAIN_NAME = re.compile(r"[a-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?")

_PER_OPERATION = words_of("ThrottledRequests SuccessfulRequestLatency SystemErrors")
_STORAGE = words_of("BucketSizeBytes NumberOfObjects")
_REQUESTS = words_of(
    "AllRequests GetRequests PutRequests DeleteRequests HeadRequests PostRequests SelectRequests ListRequests "
    "SelectBytesScanned SelectBytesReturned BytesDownloaded BytesUploaded 4xxErrors 5xxErrors FirstByteLatency "
    "TotalRequestLatency"
)
_HOSTS = words_of("HealthyHostCount UnHealthyHostCount")
_TARGETS = words_of(
    "TargetResponseTime RequestCount HTTPCode_Target_2XX_Count HTTPCode_Target_3XX_Count HTTPCode_Target_4XX_Count "
    "HTTPCode_Target_5XX_Count TargetConnectionErrorCount TargetTLSNegotiationErrorCount"
)
"""Metrics of an application load balancer that a target group has only together with the load balancer."""


@dataclass(frozen=True)
class Dimension:
    """One dimension that is asked for.

    Attributes:
        name: Its name.
        value: Its value as written, ``${x}`` for a variable.
    """

    name: str
    value: str


def wrong_value(namespace: str, dimension: Dimension) -> str:
    """Why nothing has a value; empty where something may have it."""
    value = dimension.value
    if namespace in _BALANCERS:
        return _wrong_balancer(namespace, dimension)
    if dimension.name not in _NAMES.get(namespace, ()):
        return ""
    if _ARN.match(value) or _ARN_IN_VARIABLE.fullmatch(value):
        return f"{dimension.name} takes the name, not the ARN"
    if _ADDRESS.match(value):
        return f"{dimension.name} takes the name, not the address"
    return ""


def _wrong_balancer(namespace: str, dimension: Dimension) -> str:
    parts = {"LoadBalancer": f"{_BALANCERS[namespace]}/NAME/ID", "TargetGroup": "targetgroup/NAME/ID"}
    if dimension.name not in parts:
        return ""
    form = f"{dimension.name} takes the last part of the ARN, {parts[dimension.name]}"
    if _ARN.match(dimension.value) or _ARN_IN_VARIABLE.fullmatch(dimension.value):
        return f"{form}, not the whole"
    return f"{form}, not the name alone" if _PLAIN_NAME.fullmatch(dimension.value) else ""


def missing_names(namespace: str, metric: str, given: frozenset[str]) -> tuple[str, ...]:
    """The dimensions without which those that are given have no data.

    Args:
        namespace: The namespace.
        metric: The metric.
        given: Names of the dimensions that are asked for; at least one.
    """
    if UNKNOWN in metric:
        return ()
    return tuple(name for name in _wanted(namespace, metric, given) if name not in given)


def _wanted(namespace: str, metric: str, given: frozenset[str]) -> tuple[str, ...]:
    if namespace == "AWS/ECS" and "ServiceName" in given:
        return ("ClusterName",)
    if namespace == "AWS/DynamoDB" and metric in _PER_OPERATION and "TableName" in given:
        return ("Operation",)
    if namespace == "AWS/S3" and "BucketName" in given:
        return ("StorageType",) if metric in _STORAGE else ("FilterId",) if metric in _REQUESTS else ()
    if namespace in _BALANCERS and metric in _HOSTS:
        return ("LoadBalancer", "TargetGroup")
    if namespace == "AWS/ApplicationELB" and metric in _TARGETS and "TargetGroup" in given:
        return ("LoadBalancer",)
    return ()
