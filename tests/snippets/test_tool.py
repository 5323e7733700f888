"""Tool and subcommand of an argv."""

from __future__ import annotations

import pytest

from runbook_site.snippets.shell_commands import read_commands
from runbook_site.snippets.shell_parse import parse_shell
from runbook_site.snippets.shell_text import ShellText
from runbook_site.snippets.tool import SHAPES
from runbook_site.sources.text import SourceText


def _tool(text: str) -> str:
    mapped = SourceText("a.md", text).whole()
    invocation = read_commands(parse_shell(ShellText(mapped, text))).invocations[0]
    return " ".join((invocation.tool, *invocation.subcommand))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/usr/local/bin/kubectl get pods", "kubectl get"),
        ("kubectl -n x --context=y get pods -o wide", "kubectl get"),
        ("kubectl -nx rollout restart deploy/a", "kubectl rollout restart"),
        ("kubectl $verb pods", "kubectl"),
        ("oc adm policy add-role-to-user x", "oc adm policy add-role-to-user"),
        ("oc image mirror a=b", "oc image mirror"),
        ("oc adm prune builds --confirm", "oc adm prune builds"),
        ("oc adm upgrade --to 4.20.3", "oc adm upgrade"),
        ("oc adm upgrade channel stable-4.20", "oc adm upgrade channel"),
        ("oc secrets link default pull", "oc secrets link"),
        ("aws --profile p ecs update-service --cluster c", "aws ecs update-service"),
        ("aws rds wait db-instance-available --db x", "aws rds wait db-instance-available"),
        ("docker ps -a", "docker ps"),
        ("docker compose -f x.yml up -d", "docker compose up"),
        ("docker-compose -f x.yml up -d", "docker-compose up"),
        ("docker system prune", "docker system prune"),
        ("git -C /x log -1", "git log"),
        ("git stash", "git stash"),
        ("git stash drop 1", "git stash drop"),
        ("npm run build -- --x", "npm run build"),
        ("npx prisma migrate deploy", "npx prisma migrate deploy"),
        ("npx -y vercel env add X", "npx vercel env add"),
        ("systemctl --user restart nginx", "systemctl restart"),
        ("terraform state rm x", "terraform state rm"),
        ("terraform -chdir=x apply", "terraform apply"),
        ("gcloud compute instances list", "gcloud compute instances list"),
        ("gcloud projects list", "gcloud projects list"),
        ("az vm list -o table", "az vm list"),
        ("az network vnet subnet list", "az network vnet subnet list"),
        ("gh pr list", "gh pr list"),
        ("gh api /x", "gh api"),
        ("vercel env add X production", "vercel env add"),
        ("vercel rollback https://x", "vercel rollback"),
        ("helm -n x rollback app 3", "helm rollback"),
        ("helm repo add x y", "helm repo add"),
        ("etcdctl --endpoints=x member list", "etcdctl member list"),
        ("etcdctl get x", "etcdctl get"),
        ("redis-cli -h h -p 6379 flushall", "redis-cli FLUSHALL"),
        ("redis-cli config set x y", "redis-cli CONFIG SET"),
        ("openssl s_client -connect x", "openssl s_client"),
        ("vault operator raft list-peers", "vault operator raft list-peers"),
        ("psql -c 'select 1'", "psql"),
        ("ls -l", "ls"),
        ('"$x" y', ""),
        ("a=1", ""),
    ],
)
def test_tool_and_subcommand(text: str, expected: str) -> None:
    """Folders and global options are passed over, and the tool's own depth is kept."""
    assert _tool(text) == expected


@pytest.mark.parametrize("tool", sorted(SHAPES))
def test_table_is_consistent(tool: str) -> None:
    """Groups are names, options begin with a dash, and nothing is named twice."""
    shape = SHAPES[tool]
    assert all(option.startswith("-") for option in shape.values.split())
    assert not any(group.startswith("-") for group in (*shape.groups.split(), *shape.leaves.split()))
    for words in (shape.groups.split(), shape.leaves.split()):
        assert len(words) == len(set(words))
