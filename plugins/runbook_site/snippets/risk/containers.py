"""Containers and images.

Sources: Docker, Podman and crictl command references.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.risk.effect import (
    SHELL,
    Effect,
    Tool,
    changes,
    destroys,
    has_option,
    reads,
    same,
    unknown,
)

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation

_COMPOSE_READS = "ps, logs, top, config, images, port, version, ls, events, convert, stats, volumes"
_COMPOSE_CHANGES = "up, start, restart, create, scale, pause, unpause, watch, wait"
_COMPOSE_IMAGES = "build, pull, push, commit, publish"
_VOLUMES = Effect("destructive", "deletes the volumes with their data")


def _prefixed(prefix: str, verbs: str) -> str:
    return ",".join(f"{prefix} {verb.strip()}" for verb in verbs.split(","))


def _judge_docker(invocation: Invocation) -> Effect | None:
    verb = invocation.subcommand[-1:]
    compose = invocation.tool in {"docker-compose", "podman-compose"} or invocation.subcommand[:1] == ("compose",)
    if compose and verb in {("down",), ("rm",)} and has_option(invocation, "-v", "--volumes"):
        return _VOLUMES
    if verb == ("prune",) and has_option(invocation, "--volumes"):
        return _VOLUMES
    return None


_DOCKER = Tool(
    reads(
        """
        ps, images, logs, inspect, stats, top, version, info, port, diff, history, search, events, wait, scan, scout
        container ls, container list, container logs, container inspect, container stats, container top, container port
        image ls, image inspect, image history, volume ls, volume inspect, network ls, network inspect, system df
        system info, system events, node ls, node inspect, node ps, service ls, service ps, service inspect
        service logs, stack ls, stack ps, stack services, context ls, context inspect, manifest inspect, buildx ls
        buildx inspect, buildx du, secret ls, config ls, plugin ls, checkpoint ls
        """
    )
    | reads(_prefixed("compose", _COMPOSE_READS))
    | changes(_prefixed("compose", _COMPOSE_CHANGES), "changes what runs")
    | changes(_prefixed("compose", _COMPOSE_IMAGES), "changes images")
    | changes("compose cp, compose export", "copies files")
    | changes("compose stop, compose kill, stop, kill, container stop, container kill", "stops what runs")
    | changes("compose down", "stops what runs and removes its containers")
    | changes("compose rm, rm, container rm", "removes containers")
    | unknown("compose run, compose exec, compose attach, exec, container exec, attach", SHELL.does)
    | changes("run, start, restart, pause, unpause, create, update, rename, container", "changes what runs")
    | changes(
        "build, pull, push, tag, load, import, commit, image, buildx, builder, manifest, container commit",
        "changes images",
    )
    | changes("save, export, image save, container export", "writes a file")
    | changes("cp, container cp", "copies files")
    | changes("login, logout, context", "changes this machine's settings")
    | changes("service, stack, swarm, node, secret create, config create", "changes the swarm")
    | changes("network", "changes the networks of containers")
    | changes("volume create", "makes a volume")
    | changes("plugin", "changes plugins")
    | destroys("rmi, image rm", "deletes images")
    | destroys("volume rm, volume prune", "deletes volumes with their data")
    | destroys("system prune, image prune, container prune, builder prune, buildx prune", "deletes what is not in use")
    | destroys("network prune", "deletes what is not in use")
    | destroys("network rm, stack rm, service rm, secret rm, config rm, node rm", "deletes what it names")
    | destroys("swarm leave", "takes the node out of the swarm"),
    judge=_judge_docker,
)

_COMPOSE = Tool(
    reads(_COMPOSE_READS)
    | changes(_COMPOSE_CHANGES, "changes what runs")
    | changes(_COMPOSE_IMAGES, "changes images")
    | changes("cp, export", "copies files")
    | changes("stop, kill", "stops what runs")
    | changes("down", "stops what runs and removes its containers")
    | changes("rm", "removes containers")
    | unknown("run, exec, attach", SHELL.does),
    judge=_judge_docker,
)

CONTAINERS = {
    **same("docker, podman, nerdctl", _DOCKER),
    **same("docker-compose, podman-compose", _COMPOSE),
    "crictl": Tool(
        reads("ps, pods, images, img, logs, inspect, inspecti, inspectp, info, stats, statsp, version")
        | changes("stop, stopp, start, runp, create, update", "changes what runs")
        | changes("pull", "fetches an image")
        | destroys("rm, rmp, rmi", "removes what it names")
        | unknown("exec, attach", SHELL.does)
    ),
    "skopeo": Tool(
        reads("inspect, list-tags, manifest-digest")
        | changes("copy, sync", "copies images")
        | changes("login, logout", "changes this machine's settings")
        | destroys("delete", "deletes the image")
    ),
    "trivy": Tool(default=Effect("read")),
}
