"""Files that commands read from where the reader stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.shell.local_files import is_held, leaves, read_files
from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from pathlib import Path

    from runbook_site.snippets.invocation import Invocation


def invocations(text: str) -> tuple[Invocation, ...]:
    """The commands of a text."""
    return split_shell(SourceText("x", text).whole(), "").chunks[0].invocations


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("psql shop -f fix.sql", ["fix.sql"]),
        ("psql shop < sql/fix.sql", ["sql/fix.sql"]),
        ("kubectl apply -f a.yml --filename b.yml", ["a.yml", "b.yml"]),
        ("sudo ./reset.sh --all", ["./reset.sh"]),
        ("bash scripts/x.sh", ["scripts/x.sh"]),
        ("source env.sh", ["env.sh"]),
        ("tar xzf shop.tgz", ["shop.tgz"]),
        ("tar -czf shop.tgz etc", []),
        ("psql -f /etc/shop/fix.sql", []),
        ("kubectl apply -f https://example.com/x.yml", []),
        ("kubectl apply -f - < web.yml", ["web.yml"]),
        ("kubectl apply -f <file>.yml", []),
        ('psql -f "$dump.sql"', []),
        ("psql -f ~/fix.sql", []),
        ("ssh db1 'psql -f fix.sql'", []),
        ("kubectl exec db-0 -- psql -f fix.sql", []),
        ("kubectl delete -f", []),
        ("oc create -f <manifest.yaml> -n shop", []),
        ("helm upgrade web ./chart --values=prod.yml", ["prod.yml"]),
        ("curl -d @order.json https://shop.example.com/", ["order.json"]),
        ("curl --data-binary=@orders.bin https://shop.example.com/", ["orders.bin"]),
        ("curl -d@order.json https://shop.example.com/", ["order.json"]),
        ("curl -d 'mail=a@example.com' https://shop.example.com/", []),
        ("curl --data-raw @order.json https://shop.example.com/", []),
        ("curl -F 'photo=@cat.png;type=image/png' https://shop.example.com/", ["cat.png"]),
        ("curl -F 'to=a@example.com' https://shop.example.com/", []),
        ("curl --data-urlencode note@note.txt https://shop.example.com/", ["note.txt"]),
        ('curl -w "@times.txt" -o /dev/null https://shop.example.com/', ["times.txt"]),
        ("curl -w '%{http_code}' https://shop.example.com/", []),
        ("curl -d @- https://shop.example.com/", []),
        ("curl -T shop.tgz https://shop.example.com/", ["shop.tgz"]),
        ("aws lambda update-function-code --zip-file fileb://shop.zip", ["shop.zip"]),
        ("aws iam put-role-policy --policy-document=file://policies/shop.json", ["policies/shop.json"]),
        ("aws iam put-role-policy --policy-document file:///etc/shop.json", []),
        (
            "kubectl create configmap shop --from-file=rules=rules.yml --from-file limits.yml",
            ["rules.yml", "limits.yml"],
        ),
        ("kubectl create secret generic shop --from-env-file=shop.env", ["shop.env"]),
        ("docker run --env-file shop.env --rm alpine env", ["shop.env"]),
        ("docker compose --env-file prod.env up -d", ["prod.env"]),
        ("docker run --env-file .env --rm alpine env", []),
        ("./bin/shopctl status", []),
        ("./gradlew build", []),
    ],
)
def test_files_that_are_read(text: str, files: list[str]) -> None:
    """Relative names of files count, on this machine, where the text says them."""
    assert [read.path for each in invocations(text) for read in read_files(each)] == files


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("uptime; cd /opt/shop; ls", [True, False, True]),
        ("git log --oneline -5", [True]),
        ("git tag v2 && git push origin v2", [True, True]),
        ("git fetch --all", [True]),
        ("git checkout v2", [False]),
        ("git stash", [True]),
        ("git stash pop", [False]),
        ("git -C shop pull", [False]),
        ("tar czf shop.tgz etc", [True]),
        ("tar tzf shop.tgz", [True]),
        ("tar -xzf shop.tgz", [False]),
        ("tar --extract --file shop.tgz", [False]),
        ("unzip -l shop.zip", [True]),
        ("unzip -o shop.zip", [False]),
        ("scp report.txt ops@web1:/tmp/", [True]),
        ('scp report.txt "$host:/tmp/"', [True]),
        ("scp ops@web1:/tmp/report.txt .", [False]),
        ("rsync -a logs/ web1:/var/log/", [True]),
        ("rsync -a web1:/var/log/ logs/", [False]),
        ("make -n deploy", [True]),
        ("make deploy", [False]),
        ("ssh web1", [False]),
        ("ssh web1 uptime", [True, True]),
        ("ssh web1 'cd /opt/shop && ls'", [True, True, True]),
        ("kubectl exec -it web-0 -- sh", [True, True]),
        ("here=$(cd .. && pwd)", [True, True, True]),
        ("psql shop", [True]),
    ],
)
def test_place_is_left(text: str, known: list[bool]) -> None:
    """Nobody knows what lies there behind `cd`, or behind what fetches files; what looks or sends is no matter."""
    calls = invocations(text)
    assert [not leaves(each, calls) for each in calls] == known


def test_held_by_a_folder_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file counts that lies beside the runbook, or beside one of the folders above it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/x.sh").touch()
    assert is_held("scripts/x.sh", "runbook_src/shop/restart.md")
    assert not is_held("x.sh", "runbook_src/shop/restart.md")
