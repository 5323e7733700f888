"""What the AWS CLI begins and does not wait for, and the waiters that do.

An operation returns as soon as the work is begun; what it names can be used minutes later. Source: the waiters of the
AWS CLI, and the states that they ask for (``aws SERVICE wait help``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Begun(NamedTuple):
    """What an operation begins.

    Attributes:
        option: The option that names what is made or deleted.
        waiter: The subcommand of ``aws SERVICE wait`` that waits for it.
    """

    option: str
    waiter: str


_INSTANCE = Begun("--db-instance-identifier", "db-instance-available")
_NO_INSTANCE = Begun("--db-instance-identifier", "db-instance-deleted")
_CLUSTER = Begun("--db-cluster-identifier", "db-cluster-available")

BEGINS: Mapping[tuple[str, ...], Begun] = {
    ("rds", "create-db-instance"): _INSTANCE,
    ("rds", "create-db-instance-read-replica"): _INSTANCE,
    ("rds", "restore-db-instance-from-db-snapshot"): _INSTANCE,
    ("rds", "restore-db-instance-from-s3"): _INSTANCE,
    ("rds", "restore-db-instance-to-point-in-time"): Begun("--target-db-instance-identifier", "db-instance-available"),
    ("rds", "delete-db-instance"): _NO_INSTANCE,
    ("rds", "create-db-cluster"): _CLUSTER,
    ("rds", "restore-db-cluster-from-snapshot"): _CLUSTER,
    ("rds", "restore-db-cluster-from-s3"): _CLUSTER,
    ("rds", "restore-db-cluster-to-point-in-time"): _CLUSTER,
    ("rds", "delete-db-cluster"): Begun("--db-cluster-identifier", "db-cluster-deleted"),
    ("rds", "create-db-snapshot"): Begun("--db-snapshot-identifier", "db-snapshot-available"),
    ("rds", "copy-db-snapshot"): Begun("--target-db-snapshot-identifier", "db-snapshot-available"),
    ("rds", "create-db-cluster-snapshot"): Begun("--db-cluster-snapshot-identifier", "db-cluster-snapshot-available"),
    ("rds", "copy-db-cluster-snapshot"): Begun(
        "--target-db-cluster-snapshot-identifier", "db-cluster-snapshot-available"
    ),
    ("docdb", "create-db-instance"): _INSTANCE,
    ("docdb", "delete-db-instance"): _NO_INSTANCE,
    ("neptune", "create-db-instance"): _INSTANCE,
    ("neptune", "delete-db-instance"): _NO_INSTANCE,
    ("dynamodb", "create-table"): Begun("--table-name", "table-exists"),
    ("dynamodb", "restore-table-from-backup"): Begun("--target-table-name", "table-exists"),
    ("dynamodb", "restore-table-to-point-in-time"): Begun("--target-table-name", "table-exists"),
    ("dynamodb", "delete-table"): Begun("--table-name", "table-not-exists"),
    ("elasticache", "create-cache-cluster"): Begun("--cache-cluster-id", "cache-cluster-available"),
    ("elasticache", "delete-cache-cluster"): Begun("--cache-cluster-id", "cache-cluster-deleted"),
    ("elasticache", "create-replication-group"): Begun("--replication-group-id", "replication-group-available"),
    ("elasticache", "delete-replication-group"): Begun("--replication-group-id", "replication-group-deleted"),
    ("eks", "create-cluster"): Begun("--name", "cluster-active"),
    ("eks", "delete-cluster"): Begun("--name", "cluster-deleted"),
    ("eks", "create-nodegroup"): Begun("--nodegroup-name", "nodegroup-active"),
    ("eks", "delete-nodegroup"): Begun("--nodegroup-name", "nodegroup-deleted"),
    ("eks", "create-addon"): Begun("--addon-name", "addon-active"),
    ("eks", "delete-addon"): Begun("--addon-name", "addon-deleted"),
    ("eks", "create-fargate-profile"): Begun("--fargate-profile-name", "fargate-profile-active"),
    ("eks", "delete-fargate-profile"): Begun("--fargate-profile-name", "fargate-profile-deleted"),
    ("cloudformation", "create-stack"): Begun("--stack-name", "stack-create-complete"),
    ("cloudformation", "update-stack"): Begun("--stack-name", "stack-update-complete"),
    ("cloudformation", "delete-stack"): Begun("--stack-name", "stack-delete-complete"),
    ("cloudformation", "create-change-set"): Begun("--change-set-name", "change-set-create-complete"),
    ("redshift", "create-cluster"): Begun("--cluster-identifier", "cluster-available"),
    ("redshift", "restore-from-cluster-snapshot"): Begun("--cluster-identifier", "cluster-restored"),
    ("redshift", "delete-cluster"): Begun("--cluster-identifier", "cluster-deleted"),
    ("redshift", "create-cluster-snapshot"): Begun("--snapshot-identifier", "snapshot-available"),
}
"""What is begun, by service and operation."""

ANY_TIME = frozenset(
    {
        # Instances of an Aurora cluster are made while the cluster is still being made.
        ("rds", "create-db-instance"),
        *(("cloudformation", name) for name in ("cancel-update-stack", "continue-update-rollback", "delete-stack")),
        *(
            ("cloudformation", name)
            for name in ("set-stack-policy", "signal-resource", "update-termination-protection")
        ),
    }
)
"""Operations that work on what is still being made."""
