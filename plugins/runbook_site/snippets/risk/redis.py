"""Redis and what speaks its protocol.

Source: Redis command reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.risk.effect import (
    CODE,
    READ,
    SHELL,
    Effect,
    Tool,
    changes,
    destroys,
    has_option,
    operands,
    reads,
    same,
)

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation


def _judge_redis(invocation: Invocation) -> Effect | None:
    if invocation.subcommand[:1] in {("REPLICAOF",), ("SLAVEOF",)}:
        follows_none = " ".join(operands(invocation)[-2:]).upper() == "NO ONE"
        return Effect("change", "makes the server a master") if follows_none else None
    if invocation.subcommand:
        return CODE if has_option(invocation, "--eval") else None
    if has_option(
        invocation, "--bigkeys", "--memkeys", "--hotkeys", "--stat", "--latency", "--scan", "--latency-history"
    ):
        return READ
    if has_option(invocation, "--latency-dist", "--intrinsic-latency", "--rdb", "--functions-rdb"):
        return READ
    if has_option(invocation, "--pipe"):
        return CODE
    return SHELL


_REDIS = Tool(
    reads(
        """
        GET, MGET, INFO, PING, KEYS, SCAN, SSCAN, HSCAN, ZSCAN, TTL, PTTL, TYPE, EXISTS, DBSIZE, STRLEN, LLEN, LRANGE
        LINDEX, SCARD, SMEMBERS, SISMEMBER, HGET, HGETALL, HKEYS, HVALS, HLEN, HMGET, HEXISTS, ZCARD, ZRANGE, ZSCORE
        ZRANK, ZREVRANGE, ZCOUNT, XLEN, XRANGE, XREVRANGE, XINFO, XPENDING, GETRANGE, SRANDMEMBER, RANDOMKEY
        CLIENT LIST, CLIENT INFO, CLIENT GETNAME, CLIENT ID, CONFIG GET, SLOWLOG GET, SLOWLOG LEN, MEMORY USAGE
        MEMORY STATS, MEMORY DOCTOR, LATENCY LATEST, LATENCY HISTORY, LATENCY DOCTOR, CLUSTER INFO, CLUSTER NODES
        CLUSTER SLOTS, CLUSTER SHARDS, CLUSTER KEYSLOT, ROLE, LASTSAVE, TIME, OBJECT, COMMAND, ACL LIST, ACL WHOAMI
        ACL GETUSER, ACL CAT, MODULE LIST, PUBSUB, MONITOR, SUBSCRIBE, PSUBSCRIBE, WAIT, ECHO, DUMP, SENTINEL MASTERS
        SENTINEL MASTER, SENTINEL REPLICAS, SENTINEL SLAVES, SENTINEL GET-MASTER-ADDR-BY-NAME, SENTINEL CKQUORUM, AUTH
        FUNCTION LIST, HELLO, SELECT, BITCOUNT, PFCOUNT, XREAD, SINTER, SUNION, SDIFF, ZRANGEBYSCORE, ZREVRANGEBYSCORE
        ZRANGEBYLEX, GETBIT, BITPOS, HSTRLEN, HRANDFIELD, ZRANDMEMBER, GEOPOS, GEODIST, GEOSEARCH, EXPIRETIME
        """
    )
    | changes(
        """
        SET, SETEX, PSETEX, SETNX, MSET, GETSET, APPEND, INCR, INCRBY, DECR, DECRBY, EXPIRE, EXPIREAT, PEXPIRE, PERSIST
        HSET, HMSET, HSETNX, HINCRBY, LPUSH, RPUSH, LSET, LINSERT, SADD, ZADD, ZINCRBY, XADD, XACK, XGROUP, XCLAIM
        RENAME, RENAMENX, COPY, MOVE, RESTORE, PUBLISH, SETRANGE, SETBIT, PFADD, LMOVE, RPOPLPUSH, SORT, XREADGROUP
        GETEX, GEOADD, INCRBYFLOAT, HINCRBYFLOAT, LPUSHX, RPUSHX, SMOVE, TOUCH, MIGRATE
        """,
        "changes data",
    )
    | changes(
        "CONFIG SET, CONFIG REWRITE, CONFIG RESETSTAT, ACL SETUSER, ACL LOAD, ACL SAVE", "changes the server's settings"
    )
    | changes("CLIENT KILL, CLIENT PAUSE, CLIENT UNPAUSE, CLIENT NO-EVICT, CLIENT SETNAME", "changes connections")
    | changes("SAVE, BGSAVE, BGREWRITEAOF", "writes the data to disk")
    | changes("SLOWLOG RESET, LATENCY RESET", "forgets what was measured")
    | changes("MEMORY PURGE", "gives memory back to the system")
    | destroys("REPLICAOF, SLAVEOF", "replaces every key by those of another server")
    | changes("SWAPDB", "exchanges two databases")
    | changes(
        "FAILOVER, SENTINEL FAILOVER, CLUSTER FAILOVER, CLUSTER MEET, CLUSTER REPLICATE, SENTINEL SET",
        "changes the cluster",
    )
    | changes("CLUSTER ADDSLOTS, CLUSTER SETSLOT, MODULE LOAD, FUNCTION LOAD, SCRIPT LOAD", "changes the cluster")
    | destroys("FLUSHALL", "deletes every key")
    | destroys("ACL DELUSER", "deletes users")
    | destroys("FLUSHDB", "deletes every key of the database")
    | destroys("DEL, UNLINK, GETDEL", "deletes keys")
    | destroys(
        "HDEL, SREM, ZREM, LREM, LTRIM, XDEL, XTRIM, LPOP, RPOP, SPOP, ZPOPMIN, ZPOPMAX, BLPOP, BRPOP", "deletes data"
    )
    | destroys("ZREMRANGEBYSCORE, ZREMRANGEBYRANK, SCRIPT FLUSH, FUNCTION FLUSH, FUNCTION DELETE", "deletes data")
    | destroys(
        "CLUSTER RESET, CLUSTER FORGET, CLUSTER FLUSHSLOTS, CLUSTER DELSLOTS, SENTINEL REMOVE", "takes nodes out"
    )
    | destroys("SHUTDOWN", "stops the server")
    | destroys("DEBUG", "can stop or reload the server")
    | dict.fromkeys(("EVAL", "EVALSHA", "FCALL"), CODE),
    judge=_judge_redis,
)

REDIS = same("redis-cli, valkey-cli, keydb-cli", _REDIS)
