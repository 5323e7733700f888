"""The grammars that come with the package, and which of them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.grammars.encoding import GrammarError, dump
from runbook_site.grammars.grammar import Command, Grammar, Option, Style
from runbook_site.grammars.pack import Pack, Packed, near_versions, version_key
from runbook_site.grammars.verdict import judge
from tests.grammars.shell import words_of_shell

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = Pack()
WANTED = (
    "aws awk bash curl createdb dig docker docker-compose dropdb find gh git gpg gzip ip journalctl jq kubectl ls lsof "
    "make nc node npm oc openssl pg_dump pg_restore ping pm2 podman ps psql python3 redis-cli rsync sh ssh systemctl "
    "tail tar terraform top unzip vercel zip"
)


@pytest.mark.parametrize("tool", WANTED.split())
def test_a_tool_is_there_and_says_where_it_was_learnt(tool: str) -> None:
    """Each grammar can be read, is of its tool and version, and tells its origin."""
    packed = SHIPPED.versions(tool)
    assert packed
    for each in packed:
        grammar = each.read()
        assert (grammar.tool, grammar.version) == (each.tool, each.version)
        assert grammar.origin
        assert grammar.root.options or grammar.root.commands


def test_every_file_can_be_read() -> None:
    """No file of the package is damaged."""
    for packed in SHIPPED.by_tool.values():
        for each in packed:
            assert each.read().tool == each.tool


def write(folder: Path, version: str, *options: str, commands: tuple[str, ...] = ()) -> None:
    """A grammar of `shopctl` in a folder."""
    root = Command(dict.fromkeys(options, Option()), dict.fromkeys(commands, Command()), needs_command=bool(commands))
    folder.mkdir(exist_ok=True)
    (folder / f"shopctl-{version}.json.xz").write_bytes(dump(Grammar("shopctl", version, "made up", Style(), root)))


def versions_for(wanted: str) -> tuple[str, ...]:
    """Which of four versions stand for one."""
    return tuple(each.version for each in near_versions(PACKED, wanted))


PACKED = tuple(Packed("shopctl", version, SHIPPED.folders[0]) for version in ("1.2.1", "1.9.0", "1.10.3", "2.0"))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("1.9", ("1.9.0",)),
        ("1.9.7", ("1.9.0",)),
        ("v1.10", ("1.10.3",)),
        ("1", ("1.10.3",)),
        ("1.5", ("1.2.1", "1.9.0")),
        ("0.9", ("1.2.1",)),
        ("3", ("2.0",)),
        ("", ("2.0",)),
        ("latest", ("2.0",)),
    ],
)
def test_nearest_versions(wanted: str, found: tuple[str, ...]) -> None:
    """A version that is not there is stood for by its neighbours; 1.10 is newer than 1.9."""
    assert versions_for(wanted) == found


def test_version_numbers() -> None:
    """Letters and build names do not count."""
    assert version_key("v1.29.3-eks-1") == (1, 29, 3)
    assert version_key("") == ()


def judged(folder: Path, version: str | None, line: str) -> list[str]:
    """What is wrong with a line, by the grammars in a folder."""
    words = words_of_shell(line)
    return [f"{each.kind}: {each.message}" for each in judge(Pack((folder,)), "shopctl", version, words).problems]


def test_several_versions_side_by_side(tmp_path: Path) -> None:
    """A word is wrong where the version named refuses it, and without one where all do; what is lost is told."""
    write(tmp_path, "1.0", "--old", "--both")
    write(tmp_path, "2.0", "--both", "--new")
    assert judged(tmp_path, None, "shopctl --both") == []
    assert judged(tmp_path, None, "shopctl --new") == []
    (lost,) = judged(tmp_path, None, "shopctl --old")
    assert lost.startswith("removed-option")
    assert "1.0 had it" in lost
    (never,) = judged(tmp_path, None, "shopctl --never")
    assert never.startswith("unlisted-option")
    assert "(shopctl 1.0 to 2.0)" in never
    assert judged(tmp_path, "1.0", "shopctl --old") == []
    (early,) = judged(tmp_path, "1.0", "shopctl --new")
    assert "(shopctl 1.0)" in early
    assert judged(tmp_path, "1.5", "shopctl --old --new") == []


def packed(folder: Path, version: str, root: Command) -> None:
    """A grammar in a folder."""
    folder.mkdir(exist_ok=True)
    (folder / f"shopctl-{version}.json.xz").write_bytes(dump(Grammar("shopctl", version, "made up", Style(), root)))


def test_a_version_that_stumbles_before_has_no_opinion(tmp_path: Path) -> None:
    """Where the older one does not know the subcommand, or another word, it does not speak for what follows."""
    scale = Command({"--to": Option("required", kind="integer"), "--now": Option()}, required=(("--to",),))
    former = Command({"--to": Option("required", kind="integer")}, required=(("--to",),))
    packed(tmp_path, "1.0", Command({}, {"scale": former}, needs_command=True))
    packed(tmp_path, "2.0", Command({}, {"scale": scale, "resize": scale}, needs_command=True))
    assert judged(tmp_path, None, "shopctl scale --to 3 --now") == []
    (missing,) = judged(tmp_path, None, "shopctl scale --now")
    assert missing.startswith("missing-option")
    (value,) = judged(tmp_path, None, "shopctl resize --to three")
    assert value.startswith("invalid-option-value")


def test_what_is_gone_is_told_where_an_older_version_has_it(tmp_path: Path) -> None:
    """An option that the newest names as gone is lost like one that it has forgotten."""
    packed(tmp_path, "1.0", Command({"--old": Option()}))
    packed(tmp_path, "2.0", Command({"--old": Option(gone="since 2.0; leave it out")}))
    (lost,) = judged(tmp_path, None, "shopctl --old")
    assert lost.startswith("removed-option")
    assert lost.endswith("leave it out (shopctl 2.0; 1.0 had it)")
    assert judged(tmp_path, "1.0", "shopctl --old") == []


def test_the_message_names_the_nearest(tmp_path: Path) -> None:
    """Where another version than the one named was asked, the reader learns it."""
    write(tmp_path, "2.0", "--new")
    (found,) = judged(tmp_path, "1.5", "shopctl --old")
    assert "shopctl 2.0, the nearest to 1.5 that is known" in found


def test_a_tool_that_is_not_there_is_not_judged(tmp_path: Path) -> None:
    """Nothing is guessed."""
    assert not judge(Pack((tmp_path,)), "shopctl", None, words_of_shell("shopctl --x")).covered


def test_a_damaged_file_names_itself(tmp_path: Path) -> None:
    """Whoever has to repair it learns which file."""
    (tmp_path / "shopctl-1.0.json.xz").write_bytes(b"rubbish")
    with pytest.raises(GrammarError, match=r"shopctl-1\.0\.json\.xz cannot be used: it is damaged"):
        judged(tmp_path, None, "shopctl --x")


SOUND = (
    "kubectl -n shop get pods -o jsonpath='{.items[*].metadata.name}' --watch",
    "kubectl logs -f deployment/checkout --since=1h --tail 20 -c app",
    "kubectl exec -ti cart-0 -c app -- psql -c 'select 1'",
    "kubectl top nodes",
    "kubectl create deployment cart --image=shop/cart:1 --dry-run=client -o yaml",
    "docker run --rm -it -v /srv:/srv -p 80:80 nginx nginx -T --anything",
    "docker compose -f compose.yml up -d --build cart",
    "docker exec -ti cart sh -c 'ls'",
    "git log --oneline -5 --since='2 days ago'",
    "git --no-pager diff --stat HEAD~1",
    "git checkout -b hotfix origin/main",
    "gh run list --workflow=deploy.yml --limit 3 --json status",
    "psql -X -v ON_ERROR_STOP=1 -h db -U shop -c 'select 1' shop",
    "pg_dump -Fc -Z9 --no-owner shop",
    "redis-cli -u redis://cache:6379 --scan --pattern 'cart:*'",
    "redis-cli config get maxmemory",
    "curl -fsSL -o out -XPOST -H 'A: b' --no-progress-meter https://shop.example",
    "openssl s_client -connect shop.example:443 -servername shop.example",
    "jq -r --arg name cart '.[] | select(.name == $name)' in.json",
    "systemctl restart --now nginx",
    "journalctl -u nginx -n 100 --since '1 hour ago' -f --no-pager",
    "tar xzf backup.tgz -C /srv --strip-components=1",
    "tail -100f /var/log/syslog",
    "ps aux --sort=-%mem",
    "ssh -o BatchMode=yes -p 22 shop@db uptime --pretty",
    "rsync -avz --delete --exclude .git a/ b/",
    "npm ci --omit=dev",
    "npm run build -- --mode production",
    "terraform plan -out=tf.plan -var 'a=b' -target=module.cart",
)


@pytest.mark.parametrize("line", SOUND)
def test_sound_commands_are_left_alone(line: str) -> None:
    """What the tools' own documentation shows draws nothing."""
    words = words_of_shell(line)
    assert judge(SHIPPED, words[0].text, None, words).problems == ()


WRONG = (
    ("kubectl get pods --al-namespaces", "unknown-option"),
    ("kubectl rollout restrat deployment/cart", "unknown-subcommand"),
    ("kubectl logs cart --since=1d", "invalid-option-value"),
    ("kubectl get cm -o yaml --export", "removed-option"),
    ("kubectl run cart", "missing-option"),
    ("docker ps --al", "unknown-option"),
    ("docker rename cart", "operand-count"),
    ("docker compose upp -d", "unknown-subcommand"),
    ("git comit -m x", "unknown-subcommand"),
    ("git log --oneline=yes", "invalid-option-value"),
    ("git log --onelin", "unknown-option"),
    ("gh pr lst", "unknown-subcommand"),
    ("psql --comand 'select 1'", "unknown-option"),
    ("pg_restore --cleann shop.dump", "unknown-option"),
    ("redis-cli FULSHALL", "unknown-subcommand"),
    ("curl --slient https://shop.example", "unknown-option"),
    ("openssl x509 -nout -in cert.pem", "unknown-option"),
    ("systemctl retsart nginx", "unknown-subcommand"),
    ("journalctl --unti nginx --sicne today", "unknown-option"),
    ("npm uppdate", "unknown-subcommand"),
    ("terraform plan -outt=tf.plan", "unknown-option"),
)


@pytest.mark.parametrize(("line", "kind"), WRONG)
def test_mistakes_are_found(line: str, kind: str) -> None:
    """What the tool of that name refuses is found."""
    words = words_of_shell(line)
    assert kind in {each.kind for each in judge(SHIPPED, words[0].text, None, words).problems}
