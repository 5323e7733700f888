"""Which tool an argv calls, and which of its words say what it shall do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.snippets.word import Word

_ALL = 9


@dataclass(frozen=True, slots=True)
class ToolShape:
    """Where a tool's subcommand stands.

    Attributes:
        words: How many words its subcommand has.
        groups: Words that name a group of subcommands, so that one more word belongs to it; ``a/b`` names ``b``
            below ``a``, ``*/b`` below anything.
        values: Global options that take their value from the next word.
        leaves: Words that are a whole subcommand, although ``words`` or a group says that there are more; ``a/b``
            names ``b`` below ``a``.
        upper: Whether its commands are told apart from arguments by the tool in any case, so that they are
            given in capitals.
    """

    words: int
    groups: str = ""
    values: str = ""
    leaves: str = ""
    upper: bool = False


_KUBECTL = (
    "-n --namespace --context --kubeconfig --cluster --user -s --server --token --as --as-group --as-uid "
    "--certificate-authority --client-certificate --client-key --request-timeout --cache-dir --profile -v --v "
    "--tls-server-name --username --password"
)
_KUBECTL_GROUPS = "rollout config set auth certificate plugin apply/view-last-applied"
_OC_GROUPS = (
    "adm image policy registry sa serviceaccounts secret secrets adm/catalog adm/certificate adm/config adm/groups "
    "adm/migrate adm/node-image adm/ocp-certificates adm/pod-network adm/policy adm/prune adm/release adm/top "
    "adm/upgrade"
)
_DOCKER = "-H --host -c --context --config -l --log-level --tlscacert --tlscert --tlskey"
_DOCKER_GROUPS = (
    "builder buildx checkpoint compose config container context image manifest network node plugin secret service "
    "stack swarm system trust trust/key trust/signer volume scout"
)
_COMPOSE = "-f --file -p --project-name --project-directory --profile --env-file --ansi --parallel --progress"
_GCLOUD_GROUPS = (
    "compute container sql iam kms dns logging monitoring pubsub redis run builds artifacts functions dataproc spanner "
    "bigtable secrets/versions compute/instance-groups compute/backend-services compute/instances/network-interfaces "
    "container/clusters/. alpha beta alpha/* beta/*"
)
_GCLOUD_LEAVES = (
    "compute/ssh compute/scp compute/config-ssh compute/start-iap-tunnel run/deploy functions/deploy functions/list "
    "functions/describe functions/delete functions/call builds/submit builds/list builds/describe builds/log "
    "builds/cancel logging/read logging/write kms/encrypt kms/decrypt sql/connect info init version"
)
_REDIS_GROUPS = "ACL CLIENT CLUSTER COMMAND CONFIG DEBUG FUNCTION LATENCY MEMORY MODULE OBJECT PUBSUB SCRIPT SLOWLOG "
_REDIS = (
    "-h -p -s -a --user --pass -u -r -i -n -d -D -t --cacert --cacertdir --cert --key --sni --tls-ciphers -X "
    "--pattern --quoted-pattern --count --type --pipe-timeout --rdb --functions-rdb --intrinsic-latency --eval "
    "--memkeys-samples"
)
_ETCDCTL = (
    "--endpoints --cacert --cert --key --user --password --command-timeout --dial-timeout -w --write-out "
    "--discovery-srv --keepalive-time --keepalive-timeout"
)

SHAPES: dict[str, ToolShape] = {
    "apt": ToolShape(1, values="-o -c -t"),
    "apt-get": ToolShape(1, values="-o -c -t"),
    "argocd": ToolShape(2, "cluster/rotate-auth", "--server --auth-token --config", "login logout version context"),
    "aptly": ToolShape(2, values="-config"),
    "asdf": ToolShape(1, "plugin"),
    "aws": ToolShape(
        2,
        "*/wait configure/sso",
        "--profile --region --output --query --endpoint-url --ca-bundle --color --cli-read-timeout "
        "--cli-connect-timeout --cli-binary-format",
    ),
    "aws-vault": ToolShape(1),
    "az": ToolShape(_ALL, values="--subscription -o --output --query"),
    "barman": ToolShape(1, values="-c --config"),
    "borg": ToolShape(1, "key"),
    "brew": ToolShape(1, "services"),
    "bundle": ToolShape(1),
    "cargo": ToolShape(1),
    "chamber": ToolShape(1),
    "consul": ToolShape(1, "kv operator acl connect intention snapshot catalog config operator/raft"),
    "crictl": ToolShape(1, values="-r --runtime-endpoint -i --image-endpoint -c --config -t --timeout"),
    "ctr": ToolShape(2, values="-n --namespace -a --address"),
    "dnf": ToolShape(1),
    "docker": ToolShape(1, _DOCKER_GROUPS, f"{_DOCKER} {_COMPOSE}"),
    "docker-compose": ToolShape(1, values=_COMPOSE),
    "docker-machine": ToolShape(1),
    "doctl": ToolShape(_ALL, values="-t --access-token -u --api-url --context -o --output"),
    "doppler": ToolShape(1, "secrets projects configs environments activity", "-p --project -c --config -t --token"),
    "eksctl": ToolShape(2, "utils"),
    "etcdctl": ToolShape(
        1, "member endpoint alarm snapshot auth user role lease elect lock check user/passwd", values=_ETCDCTL
    ),
    "firebase": ToolShape(1, values="--project -P --account"),
    "flux": ToolShape(2, values="-n --namespace --context --kubeconfig --timeout", leaves="check install uninstall"),
    "fly": ToolShape(2, values="-a --app -c --config", leaves="deploy status logs launch open version"),
    "flyctl": ToolShape(2, values="-a --app -c --config", leaves="deploy status logs launch open version"),
    "gcloud": ToolShape(
        2, _GCLOUD_GROUPS, "--project --account --format --configuration --verbosity --zone --region", _GCLOUD_LEAVES
    ),
    "gh": ToolShape(2, values="-R --repo", leaves="api browse status"),
    "git": ToolShape(
        1,
        "remote stash submodule worktree bisect notes lfs flow reflog bundle config/. sparse-checkout",
        "-C -c --git-dir --work-tree --namespace --exec-path --config-env",
    ),
    "gitlab-ctl": ToolShape(1),
    "glab": ToolShape(2, values="-R --repo", leaves="api"),
    "gsutil": ToolShape(1, "iam acl defacl lifecycle versioning web retention", "-o -h -u"),
    "helm": ToolShape(
        1,
        "repo get show inspect dep dependency dependencies plugin registry search",
        "-n --namespace --kube-context --kubeconfig --registry-config --repository-cache --repository-config",
    ),
    "helmfile": ToolShape(1, values="-f --file -e --environment -n --namespace -l --selector"),
    "heroku": ToolShape(1, values="-a --app -r --remote"),
    "influx": ToolShape(1, "bucket backup auth org user"),
    "ip": ToolShape(2, values="-n --netns -f --family", leaves=""),
    "istioctl": ToolShape(1, "proxy-config experimental x tag", "-n --namespace -i --istioNamespace --context"),
    "journalctl": ToolShape(0),
    "knife": ToolShape(
        1, "node role client environment cookbook vault data data/bag user tag ssl acl", "-c --config -E -z -u --user"
    ),
    "kubectl": ToolShape(1, _KUBECTL_GROUPS, _KUBECTL),
    "launchctl": ToolShape(1),
    "mc": ToolShape(1, "admin admin/service admin/user admin/policy ilm replicate version", "-C --config-dir"),
    "minikube": ToolShape(1, "addons config", "-p --profile"),
    "mongosh": ToolShape(0),
    "nerdctl": ToolShape(1, _DOCKER_GROUPS, "-n --namespace -a --address -H --host"),
    "netlify": ToolShape(1, "env sites functions"),
    "nmcli": ToolShape(2, values="-t -f -m -c"),
    "nomad": ToolShape(
        1, "job alloc node server operator namespace system volume var deployment acl", "-address -region -namespace"
    ),
    "npm": ToolShape(1, "run run-script exec config cache dist-tag token access owner team profile audit/."),
    "oc": ToolShape(1, f"{_OC_GROUPS} {_KUBECTL_GROUPS}", f"{_KUBECTL} --to --to-image"),
    "op": ToolShape(1, "item vault document user group account connect", "--account --session --vault"),
    "openssl": ToolShape(1),
    "packer": ToolShape(1, "plugins"),
    "patronictl": ToolShape(1, values="-c --config-file -d --dcs-url -k"),
    "pip": ToolShape(1, "cache config"),
    "pip3": ToolShape(1, "cache config"),
    "pipenv": ToolShape(1),
    "pm2": ToolShape(1),
    "pnpm": ToolShape(1, "run exec dlx store config env", "-C --dir --filter -F"),
    "podman": ToolShape(1, f"{_DOCKER_GROUPS} pod play kube machine generate", "-H --connection -c --url --log-level"),
    "poetry": ToolShape(1),
    "prisma": ToolShape(1, "migrate db"),
    "pulumi": ToolShape(1, "stack config plugin policy org state", "-C --cwd -s --stack"),
    "rabbitmqctl": ToolShape(1, values="-n --node -t --timeout -l --longnames"),
    "railway": ToolShape(1, "environment variables volume service"),
    "rclone": ToolShape(1, values="--config"),
    "redis-cli": ToolShape(1, _REDIS_GROUPS + "XINFO XGROUP SENTINEL", _REDIS, upper=True),
    "restic": ToolShape(1, "key", "-r --repo -p --password-file --password-command --cache-dir -o --option"),
    "service": ToolShape(0),
    "skopeo": ToolShape(1),
    "snap": ToolShape(1),
    "supabase": ToolShape(1, "db migration functions secrets projects branches", "--workdir"),
    "supervisorctl": ToolShape(1, values="-c -s -u -p"),
    "systemctl": ToolShape(
        1, values="-H --host -M --machine -t --type -n --lines -o --output -s --signal -p --property"
    ),
    "terraform": ToolShape(1, "state workspace providers metadata"),
    "terragrunt": ToolShape(1, "state workspace"),
    "tf": ToolShape(1, "state workspace providers metadata"),
    "tofu": ToolShape(1, "state workspace providers metadata"),
    "uv": ToolShape(1, "pip tool python cache self"),
    "vault": ToolShape(
        1, "kv secrets auth operator policy token lease audit namespace plugin operator/raft kv/metadata", "-address"
    ),
    "velero": ToolShape(2, values="-n --namespace --kubeconfig --kubecontext", leaves="version install uninstall"),
    "vercel": ToolShape(
        1, "env domains dns certs alias secrets project teams integration", "-S --scope -t --token --cwd"
    ),
    "virsh": ToolShape(1, values="-c --connect"),
    "wrangler": ToolShape(
        1, "kv secret d1 r2 pages queues kv/namespace kv/key r2/bucket r2/object", "-c --config -e --env"
    ),
    "yarn": ToolShape(1, "run workspaces config cache global"),
    "yum": ToolShape(1),
    "zfs": ToolShape(1),
    "zpool": ToolShape(1),
}
"""Every tool with subcommands that is known, one entry each. A tool that is not here has none."""

RUNNERS: dict[str, frozenset[str]] = {
    "npx": frozenset({"-p", "--package", "-w", "--workspace"}),
    "bunx": frozenset({"-p", "--package"}),
    "pnpx": frozenset({"--package"}),
}
"""Tools whose subcommand is another tool with its own, and their options that take a value."""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """What an argv calls.

    Attributes:
        tool: The program's name, without folder; empty where it is not certain.
        subcommand: The words that say what the tool does.
        rest: Index of the first word behind the subcommand; where there is none, behind the program.
    """

    tool: str
    subcommand: tuple[str, ...]
    rest: int


@cache
def words_of(listed: str) -> frozenset[str]:
    """The words of a list in a table."""
    return frozenset(listed.split())


def tool_call(argv: Sequence[Word]) -> ToolCall:
    """Tell tool and subcommand of an argv."""
    values = [word.value for word in argv[:1]]
    if not values or not values[0]:
        return ToolCall("", (), 0)
    tool = values[0].rpartition("/")[2]
    if tool in RUNNERS:
        return _runner(tool, argv)
    shape = SHAPES.get(tool)
    return ToolCall(tool, (), 1) if shape is None or not shape.words else _subcommand(tool, shape, argv)


def _runner(tool: str, argv: Sequence[Word]) -> ToolCall:
    start = first_operand(argv, 1, RUNNERS[tool])
    inner = tool_call(argv[start:])
    return ToolCall(tool, (inner.tool, *inner.subcommand) if inner.tool else (), start)


def shown(word: Word) -> str:
    """A word's value, or, where it has none, the word as written."""
    return word.text if word.value is None else word.value


def first_operand(argv: Sequence[Word], start: int, values: frozenset[str]) -> int:
    """Index of the first word from ``start`` on that is no option and no option's value."""
    at = start
    while at < len(argv):
        written = shown(argv[at])
        if written == "--":
            return at + 1
        if not written.startswith("-") or written == "-":
            return at
        at += 2 if written in values else 1
    return at


def _subcommand(tool: str, shape: ToolShape, argv: Sequence[Word]) -> ToolCall:
    groups, values, leaves = words_of(shape.groups), words_of(shape.values), words_of(shape.leaves)
    found: list[str] = []
    wanted = shape.words
    rest = at = 1
    while len(found) < wanted:
        # Options may stand between the words only where the tool knows them: of another, it is
        # not known whether the next word is its value.
        at = first_operand(argv, at, values) if wanted != _ALL or not found else at
        word = argv[at].value if at < len(argv) else None
        if not word or word.startswith("-"):
            break
        found.append(word.upper() if shape.upper else word)
        at += 1
        rest = at
        if _is_group(found, groups):
            wanted += 1
        if "/".join(found) in leaves:
            break
    return ToolCall(tool, tuple(found), rest)


def _is_group(found: list[str], groups: frozenset[str]) -> bool:
    return "/".join(found) in groups or (len(found) > 1 and f"*/{found[-1]}" in groups)
