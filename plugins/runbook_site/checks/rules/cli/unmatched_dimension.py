"""CloudWatch is asked for a metric that nobody publishes.

## What it does

Reports `aws cloudwatch get-metric-statistics`, `get-metric-data` and `put-metric-alarm` with dimensions under which
the service publishes nothing: an ECS service without its cluster, an ARN where the name belongs, the name of a load
balancer where the last part of its ARN belongs, a bucket's size without the storage type.

## Why it hurts

That is no error: the answer is an empty list, and an alarm never goes off. At three in the morning it reads as 'no
load, no errors'.

## Example

````markdown title="runbook_src/shop/load.md"
# See how busy the shop is

```bash
aws cloudwatch get-metric-statistics --namespace AWS/ECS --metric-name CPUUtilization \
  --dimensions Name=ServiceName,Value=shop-web --statistics Average --period 300 \
  --start-time 2026-11-21T02:00:00Z --end-time 2026-11-21T03:00:00Z
```
````

## Use instead

````markdown title="runbook_src/shop/load.md"
# See how busy the shop is

```bash
aws cloudwatch get-metric-statistics --namespace AWS/ECS --metric-name CPUUtilization \
  --dimensions Name=ClusterName,Value=shop Name=ServiceName,Value=shop-web --statistics Average --period 300 \
  --start-time 2026-11-21T02:00:00Z --end-time 2026-11-21T03:00:00Z
```
````

## When to leave it

Where the application itself publishes under the name of the AWS service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.cli.cloudwatch_dimensions import missing_names, wrong_value
from runbook_site.checks.cli.cloudwatch_queries import metric_queries
from runbook_site.checks.rule import Rule
from runbook_site.grammars.aws_value import UNKNOWN
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.cli.cloudwatch_queries import MetricQuery
    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call


def check(subject: Subject) -> Iterator[Finding]:
    """Queries that have no answer."""
    for call in subject.project.calls:
        for query in metric_queries(call):
            yield from _without_data(call, query)


def _without_data(call: Call, query: MetricQuery) -> Iterator[Finding]:
    for dimension, word in query.dimensions:
        if why := wrong_value(query.namespace, dimension):
            message = f"'{dimension.value}' matches no metric of {query.namespace}: {why}"
            yield Finding(RULE.name, message, call.word_span(word))
    given = [dimension.name for dimension, _ in query.dimensions]
    missing = missing_names(query.namespace, query.metric, frozenset(given)) if query.complete else ()
    if missing:
        what = "nothing" if UNKNOWN in query.metric else f"no {query.metric}"
        message = (
            f"{query.namespace} publishes {what} by {' and '.join(given)} alone; "
            f"add Name={missing[0]},Value=… to the dimensions"
        )
        yield Finding(RULE.name, message, call.word_span(query.dimensions[0][1]))


RULE = Rule("unmatched-dimension", "cli", Level.WARNING, "0.1.0", check)
