"""Commands that wait for somebody."""

from __future__ import annotations

import pytest

from runbook_site.checks.shell.waiting import asks, surely_asks
from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText


def told(text: str) -> bool:
    """Whether a command of a text asks."""
    calls = split_shell(SourceText("x", text).whole(), "").chunks[0].invocations
    return any(asks(call, calls) for call in calls)


@pytest.mark.parametrize(
    "text",
    [
        "vim /etc/hosts",
        "sudo vi /etc/hosts",
        "journalctl -u web | less",
        "kubectl edit deploy web",
        "kubectl exec -it web-0 -- bash",
        "docker run --rm -it alpine",
        "ssh db1.example.com",
        "sudo -i",
        "psql -h db1 shop",
        "mysql -u root -p shop",
        "redis-cli -h cache1",
        "python3",
        "terraform apply",
        "apt-get install jq",
        "rm -i *.log",
        'read -rp "Sure? " answer',
        "git rebase -i HEAD~3",
        "docker system prune -a",
        "crontab -e",
        "openssl s_client -connect shop.example.com:443",
        "openssl s_client -connect shop.example.com:443 | openssl x509 -noout -dates",
        "vercel env add API_URL production",
        "vercel env rm API_URL production",
        "git revert 1a2b3c",
        "git commit -a",
        "git tag -a v2",
        "sudo -iu postgres",
        "su - postgres",
        "oc debug node/worker-1",
        "aws ssm start-session --target i-0123",
        "docker compose exec db psql shop",
        "kubectl -n shop exec -ti db-0 -- psql shop",
        "tmux attach -t shop",
        "passwd deploy",
        "sudo chroot /mnt/sysroot",
        "sudo -e /etc/hosts",
        "sudo apt-get install jq",
        "apt-get -o Dpkg::Use-Pty=0 upgrade",
        "yum update openssl",
        "terraform apply -var region=eu",
        "terraform apply -target aws_instance.web",
        "terraform apply -var-file prod.tfvars -lock=false",
        "git -C /srv/shop commit",
        "git commit -s",
        "find . -name x -ok rm {} \\;",
    ],
)
def test_command_asks(text: str) -> None:
    """Whoever runs it has to answer."""
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "kubectl exec -it web-0 -- ls /app",
        "docker run --rm alpine ls",
        "docker run --rm -it alpine ls",
        "ssh db1.example.com uptime",
        "ssh -f -N -L 5432:db1:5432 bastion",
        "psql -h db1 shop -c 'select 1'",
        "psql -h db1 shop -Atc 'select 1'",
        "psql shop < fix.sql",
        "echo 'select 1' | psql shop",
        "psql shop <<EOF\nselect 1;\nEOF",
        "psql --version",
        "redis-cli -h cache1 PING",
        "redis-cli --scan --pattern 'a*'",
        "python3 -m http.server",
        "python3 fix.py",
        "terraform apply -auto-approve",
        "apt-get install -y jq",
        "top -b -n 1",
        "docker system prune -af",
        "rm -rf /tmp/x",
        "while read -r line; do echo $line; done < f",
        "bash deploy.sh",
        "bash -c 'uptime'",
        "psql $OPTIONS",
        "crontab -l",
        "git rebase main",
        "openssl s_client -connect shop.example.com:443 </dev/null",
        "echo | openssl s_client -connect shop.example.com:443",
        "openssl x509 -in a.pem -noout",
        'printf %s "$url" | vercel env add API_URL production',
        "vercel env rm API_URL production --yes",
        "vercel env ls",
        "git revert --no-edit 1a2b3c",
        "git commit -am 'Raise the limit'",
        "git commit --amend --no-edit",
        "GIT_EDITOR=true git commit",
        "KUBE_EDITOR='sed -i s/a/b/' kubectl edit cm web",
        "git tag -a v2 -m 'Version 2'",
        "git tag v2",
        "sudo -u postgres -i psql -c 'select 1'",
        "su - postgres -c 'psql -c \\'select 1\\''",
        "oc debug node/worker-1 -- chroot /host uptime",
        "gcloud compute ssh web-1 --command uptime",
        "gcloud compute ssh web-1 -- uptime",
        "docker exec db psql shop",
        "cat fix.sql | kubectl exec -i db-0 -- psql shop",
        "echo uptime | docker exec -i web sh",
        "find . -name x -exec sh {} +",
        "version=$(bash --version)",
        "tmux new-session -d -s shop",
        "tmux ls",
        "passwd -l deploy",
        "mc ls shop/backups",
        "helmfile apply",
        "ssh -T git@github.com",
        "bash --version",
        "docker exec web sh -c uptime",
        "sudo find /var/log -mtime +3",
        "sudo -n find /x -name y -delete",
        "sudo -upostgres pg_lsclusters",
        'ssh "$host" "sudo find /tmp -mtime +3 -delete"',
        "sudo apt-get -y install jq",
        "apt-get -y -o Dpkg::Options::=--force-confold dist-upgrade",
        "apt-get -yq upgrade",
        "apt-get -o APT::Get::Assume-Yes=true upgrade",
        "yum -y update openssl",
        "dnf -yq install jq",
        "terraform apply tfplan",
        "terraform apply -lock-timeout=60s tfplan",
        "terraform -chdir=envs/prod apply -input=false tfplan",
        'terraform apply "$plan"',
        "git commit -am'Raise the limit'",
        "git commit -F/tmp/message",
        "xargs -I{} -a names cp -p {} /srv",
        "xargs -0 -a names grep -lp x",
        "ssh -G web1",
        "ssh -O check web1",
        "ssh -W db1:5432 bastion",
    ],
)
def test_command_does_not_ask(text: str) -> None:
    """What goes through without an answer is left alone."""
    assert not told(text)


def test_says_which_option_answers() -> None:
    """The message names what to write instead."""
    (call,) = split_shell(SourceText("x", "vercel env rm API_URL").whole(), "").chunks[0].invocations
    assert asks(call) == "vercel env rm asks before it works without --yes"


@pytest.mark.parametrize(
    ("text", "sure"),
    [("apt-get install jq", False), ("aws sso login", False), ("read -p Sure? x", False), ("vi x", True)],
)
def test_what_asks_at_times_is_not_sure(text: str, sure: bool) -> None:  # noqa: FBT001 - a column of the table
    """Where nobody can mark a command, what often goes through without a word is left alone."""
    calls = split_shell(SourceText("x", text).whole(), "").chunks[0].invocations
    assert bool(surely_asks(calls[-1], calls)) is sure
