"""Stores and queues that run as clusters.

Sources: etcdctl, Kafka, RabbitMQ, Cassandra and Ceph command references.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.risk.effect import (
    CODE,
    READ,
    Effect,
    Tool,
    by_word,
    changers,
    changes,
    destroys,
    readers,
    reads,
    same,
    texts,
    unknown,
)

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation


def _judge_kafka(invocation: Invocation) -> Effect | None:
    words = texts(invocation)
    if any(word.startswith("--delete") for word in words):
        return Effect("destructive", "deletes what it names")
    if "--reset-offsets" in words:
        return Effect("destructive", "forgets how far consumers have read") if "--execute" in words else READ
    if any(word in {"--create", "--alter", "--execute", "--add", "--remove", "--add-config"} for word in words):
        return Effect("change", "changes the cluster")
    return READ if any(word in {"--list", "--describe", "--verify", "--generate"} for word in words) else None


CLUSTERS = {
    "etcdctl": Tool(
        reads(
            "get, watch, endpoint, member list, alarm list, snapshot status, version, auth status, user list, role list"
        )
        | reads("check, lease list, lease timetolive, user get, role get")
        | changes(
            "member add, member update, member promote, alarm disarm, move-leader, lock, elect", "changes the cluster"
        )
        | changes("put, txn, make-mirror, lease", "changes keys")
        | changes("auth, user, role", "changes rights")
        | changes("defrag", "gives disk space back")
        | changes("snapshot save", "writes a file")
        | destroys("compaction", "deletes earlier revisions of keys")
        | destroys("del, user delete, role delete, lease revoke", "deletes what it names")
        | destroys("member remove", "takes the node out")
        | destroys("snapshot restore", "makes the data directory anew")
    ),
    "etcdutl": Tool(
        reads("snapshot status, version, hashkv") | destroys("snapshot restore, defrag", "rewrites data files")
    ),
    **same(
        "kafka-topics, kafka-topics.sh, kafka-configs, "
        "kafka-configs.sh, kafka-consumer-groups, kafka-consumer-groups.sh, "
        "kafka-acls, kafka-acls.sh, kafka-reassign-partitions, kafka-reassign-partitions.sh, kafka-leader-election.sh",
        Tool(judge=_judge_kafka),
    ),
    **readers("kafka-console-consumer, kafka-console-consumer.sh, kafka-broker-api-versions.sh"),
    **changers("kafka-console-producer, kafka-console-producer.sh", "sends messages"),
    "rabbitmqctl": Tool(
        reads(
            """
            status, list_queues, list_exchanges, list_bindings, list_connections, list_channels, list_consumers
            list_users
            list_vhosts, list_permissions, list_policies, cluster_status, node_health_check, environment, report
            ping, version
            """
        )
        | changes(
            "set_policy, add_vhost, start_app, join_cluster, rotate_logs, sync_queue, cancel_sync_queue"
            ", set_vm_memory_high_watermark, set_disk_free_limit, enable_feature_flag, set_parameter",
            "changes the broker",
        )
        | changes("add_user, set_permissions, set_user_tags, change_password", "changes users or rights")
        | changes("stop_app, stop, shutdown", "stops the broker")
        | changes("close_connection, close_all_connections", "closes connections")
        | reads("await_startup, await_online_nodes, list_feature_flags, authenticate_user, list_parameters")
        | destroys("purge_queue", "deletes messages")
        | destroys("delete_queue, delete_user, delete_vhost, clear_policy, clear_permissions", "deletes what it names")
        | destroys("reset, force_reset", "deletes all that the node holds")
        | unknown("eval", CODE.does)
        | destroys("forget_cluster_node", "takes the node out")
    ),
    "rabbitmq-diagnostics": Tool(default=READ),
    "influx": Tool(default=Effect("unknown", "runs a query that is not read here")),
    "nodetool": Tool(
        judge=by_word(
            reads(
                "status, info, tpstats, netstats, ring, describecluster, cfstats, tablestats, compactionstats, version"
            )
            | changes("repair, flush, drain, cleanup, compact, snapshot, scrub, rebuild", "changes the node")
            | destroys("decommission, removenode, assassinate, clearsnapshot", "takes nodes or snapshots away")
        )
    ),
    "ceph": Tool(
        judge=by_word(
            destroys("rm, delete, destroy, purge, remove, rmsnap", "deletes what it names")
            | changes(
                "set, unset, in, out, reweight, repair, archive, archive-all, create, enable", "changes the cluster"
            )
            | changes("disable, restart, scrub, deep-scrub, fail, add, mkpool, rename", "changes the cluster")
            | reads("status, df, health, versions, tree, ls, list, dump, stat, get, perf, show, metadata, info, log")
            | reads("autoscale-status, detail, quorum_status, features")
        ),
        options={"-s": READ, "-w": READ},
    ),
    "rbd": Tool(
        reads("ls, list, info, status, du, showmapped, diff, children, snap ls, trash ls, mirror")
        | changes("create, map, unmap, resize, clone, snap create, flatten, import, export, copy", "changes images")
        | destroys(
            "rm, remove, snap rm, snap purge, snap rollback, trash rm, trash purge", "deletes images or snapshots"
        )
    ),
    "rados": Tool(
        reads("ls, df, lspools, stat, get")
        | changes("put", "writes an object")
        | destroys("rm, purge", "deletes objects")
    ),
}
