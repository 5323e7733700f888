"""How many words the commands of Redis take.

Source: ``COMMAND`` of a server 7.0, whose arity counts the names of command and subcommand as well. What an older or
newer one takes more of has no most here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.grammars.reading import Reading

_TABLE = """
0 0: bgrewriteaof, dbsize, discard, exec, lastsave, monitor, multi, randomkey, readonly, readwrite, role, save, time
0 0: acl list, acl load, acl save, acl users, acl whoami, client getname, client id, client info, client unpause
0 0: cluster info, cluster myid, cluster nodes, cluster saveconfig, cluster shards, cluster slots, command count
0 0: config resetstat, config rewrite, latency doctor, latency latest, memory doctor, memory purge, memory stats
0 0: module list, script kill, slowlog len, slowlog reset, unwatch
0 1: ping, bgsave, script flush, slowlog get
1 1: acl getuser, client setname, cluster countkeysinslot, cluster forget, cluster keyslot, cluster replicate
1 1: decr, dump, echo, expiretime, get, getdel, hgetall, hkeys, hlen, hvals, incr, keys, latency graph, latency history
1 1: llen, module unload, object encoding, object freq, object idletime, object refcount, persist, pttl, scard
1 1: script load, select, smembers, strlen, ttl, type, xinfo groups, xlen, zcard
1 2: auth
1 -: acl deluser, acl setuser, bitcount, client kill, client pause, client unblock, cluster addslots, cluster delslots
1 -: config get, debug, del, exists, geopos, getex, hrandfield, lpop, memory usage, mget, module load, pfcount, pfmerge
1 -: psubscribe, rpop, scan, script exists, sdiff, sinter, sort, spop, srandmember, subscribe, sunion, touch, unlink
1 -: watch, xinfo stream, zpopmax, zpopmin, zrandmember
2 2: append, cluster getkeysinslot, decrby, getbit, getset, hexists, hget, hstrlen, incrby, incrbyfloat, lindex, move
2 2: publish, rename, renamenx, replicaof, rpoplpush, setnx, sismember, slaveof, swapdb, wait, xinfo consumers
2 -: blpop, brpop, cluster meet, cluster setslot, config set, copy, eval, evalsha, expire, expireat, fcall, hdel, hmget
2 -: hscan, lpos, lpush, lpushx, mset, msetnx, pexpire, pexpireat, rpush, rpushx, sadd, sdiffstore, set, sinterstore
2 -: smismember, srem, sscan, sunionstore, xdel, xpending, zdiff, zinter, zmscore, zrank, zrem, zrevrank, zscan, zunion
2 2: zscore
3 3: getrange, hincrby, hincrbyfloat, hsetnx, lrange, lrem, lset, ltrim, psetex, setbit, setex, setrange, smove
3 3: zcount, zincrby, zlexcount, zremrangebylex, zremrangebyrank, zremrangebyscore
3 -: bitop, geodist, hmset, hset, restore, xack, xgroup create, xrange, xread, xrevrange, xtrim, zadd, zinterstore
3 -: zrange, zrangebylex, zrangebyscore, zrevrange, zrevrangebyscore, zunionstore
4 4: linsert, lmove
4 -: geoadd, xadd
5 -: xautoclaim, xclaim
6 -: xreadgroup
"""
"""By line: the least and the most, and the commands."""

_FROM_INPUT = frozenset({"-x", "-X"})
"""Options of redis-cli with which the last word comes from elsewhere."""


def check_arity(reading: Reading) -> None:
    """Report a command of Redis that is given words too few or too many, which the server answers with an error."""
    bounds = _arities().get(" ".join(reading.path[1:]).lower())
    if reading.grammar.tool != "redis-cli" or bounds is None or reading.unsure:
        return
    behind = reading.arguments[reading.at :]
    before = reading.arguments[: reading.at]
    if any(each.many for each in behind) or any(each.known in _FROM_INPUT for each in before):
        return
    words = (*reading.operands, *behind)
    least, most = bounds
    if len(words) < least or (most is not None and len(words) > most):
        some = f"{least}" if least == most else f"at least {least}" if most is None else f"{least} or {most}"
        noun = "argument" if most == 1 or (most is None and least == 1) else "arguments"
        given = f"{len(words)} is" if len(words) == 1 else f"{len(words) or 'none'} are"
        message = f"'{reading.name}' takes {some if most != 0 else 'no'} {noun}, and {given} given"
        reading.report("operand-count", message, reading.span)


@cache
def _arities() -> Mapping[str, tuple[int, int | None]]:
    found: dict[str, tuple[int, int | None]] = {}
    for line in _TABLE.strip().splitlines():
        numbers, names = line.split(": ")
        least, most = numbers.split()
        found |= {name: (int(least), None if most == "-" else int(most)) for name in names.split(", ")}
    return found
