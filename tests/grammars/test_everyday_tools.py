"""Tools that most runbooks call: what they take draws nothing, and words of other programs are left to these."""

from __future__ import annotations

import pytest

from tests.grammars.judged import problems

SOUND = (
    "node dist/index.js --port 3000 --no-such",
    "node --inspect=0.0.0.0:9229 server.js",
    "node --max_old_space_size=4096 --stack-size=2000 build.js",
    "node -expose-gc --no_warnings app.js",
    "node -r dotenv/config --env-file .env app.js dotenv_config_path=.env",
    "node -pe 'process.versions'",
    "node -p process.pid",
    "node -e 'console.log(1)' a --no-such",
    "node --unhandled-rejections=strict --heapsnapshot-signal=SIGUSR2 app.js",
    "node inspect -p 1234",
    "nodejs --version",
    "nc -zv db.internal 5432",
    "nc -vzw3 db.internal 5432",
    "nc -lk -p 8080",
    "nc -U /run/docker.sock",
    "nc -X connect -x proxy.internal:3128 db.internal 22",
    "netcat -z -w 1 cache.internal 6379-6380",
    "ncat --ssl-cert cert.pem --ssl-key key.pem -lk 443 --sh-exec cat",
    "lsof -nP -iTCP:8080 -sTCP:LISTEN -t",
    "lsof -i :8080",
    "lsof -ti:3000",
    "lsof +D /var/log +c 15 -u ^root",
    "unzip -qqo release.zip 'bin/*' -x 'bin/*.bak' -d /srv/shop",
    "unzip -Z1 release.zip",
    "unzip -p -P secret release.zip VERSION",
    "zip -rq9 backup.zip /srv/shop -x '*.git*' 'node_modules/*'",
    "zip -rFS out.zip folder",
    "zip -s 100m -r out.zip folder --exclude '*.log'",
    "zip -X- -UN=quit out.zip folder",
    "nslookup -type=mx -timeout=5 shop.example 10.0.0.2",
    "nslookup -q=txt shop.example",
    "dig +short @10.0.0.10 -p 5353 shop.example AAAA +noall +answer",
    "dig -x 10.0.0.1",
    "host -t mx -W 2 shop.example 10.0.0.2",
    "top -bHn 1 -p 1234",
    "top -b -n1 -o -%MEM -w 512",
    "htop -p 1,2 --sort-key=PERCENT_MEM -u shop",
    "iotop -boqqq --iter=3",
    "iotop -oPa --hide-prio",
    "sh -ce 'ls -la' sh --no-such",
    "sh -euxo pipefail script.sh --no-such",
    "sh -s -- --channel stable",
    "dash -n script.sh",
    "ash -lc env",
    "bash -euo pipefail -c 'ls | wc -l'",
    "bash --noprofile --rcfile /dev/null -i",
    "bash -O extglob -x script.sh --no-such",
    "bash -login +x -c id",
    "pm2 start npm --name web -i max -- start --no-such",
    "pm2 start app.js --node-args='--max-old-space-size=4096' --max-memory-restart 1G",
    "pm2 reload ecosystem.config.js --env production --update-env",
    "pm2 logs api --lines 200 --nostream --err",
    "pm2 log",
    "pm2 startup systemd -u deploy --hp /home/deploy",
    "python3 -c 'import sys' --no-such -z",
    "python3 -Im venv --no-such",
    "python3 -m http.server 8080 --bind 127.0.0.1",
    "python -uOO manage.py migrate --no-such",
    "python3 -W ignore -X dev -B script.py",
    "podman run --rm -it -v /srv:/srv image command --no-such",
    "podman exec -it web sh -c ls",
    "podman ps --log-level=debug -a",
    "gpg --batch --yes --pinentry-mode loopback --passphrase-file key -o out -d dump.gpg",
    "gpg --keyserver keys.example --recv-keys ABCD",
    "gpg -se -r shop@shop.example dump.sql",
    "git-crypt unlock ../key",
    "git-crypt lock --all -f",
    "ip -br -4 a",
    "ip r get 10.0.0.1",
    "ip netns exec shop ip -s link --no-such",
    "ip -c=always --json addr show",
    "ping -c4 -W 2 -i 0.2 shop.example",
    "ping6 shop.example -c 1",
    "netstat -tulpn",
    "netstat --tcp --inet6 -an",
    "crontab -l -u shop",
    "crontab -",
    "crontab -r -i",
    "service nginx reload --no-such",
    "service --status-all",
    "systemctl list-units --type=service --state=failed --no-legend",
    "systemctl start --irreversible shop",
    "seq 5 -1 1",
    "seq -w -5 5",
    "telnet -l shop mail.internal 25",
    "iostat -dxm 5 3",
    "iostat -p sda --dec=1 --human 1",
    "sar -n DEV -f /var/log/sa/sa21 -s 10:00:00 -e 12:00:00",
    "sar -u ALL -1",
    "sysctl -w vm.swappiness=10",
    "sysctl -p /etc/sysctl.d/99-shop.conf",
    "tcpdump -nni any -s0 -c 100 -w /tmp/shop.pcap 'tcp port 5432'",
    "tcpdump --immediate-mode -# -r shop.pcap",
    "traceroute -nIq1 shop.example",
    "traceroute -T -p 443 shop.example",
    "mtr -rwbzc 10 shop.example",
    "zstd -T0 -19 dump.sql",
    "zstd -19T0 --adapt=min=1,max=9 -o dump.zst dump.sql",
    "zstd -dcT4 -M512 dump.zst",
    "docker top web -eo pid,args",
    "docker container top web aux --sort=-rss",
    "podman top web -eo pid,args",
    "rsync -a --zc=zstd --zl=3 a/ b/",
    "redis-cli --scan --pattern 'cart:*' --count 1000",
    "hostnamectl set-hostname web-2",
    "hostnamectl --static set-hostname web-2",
    "make -j4 -C shop deploy ENV=production",
    "make --dry-run --always-make",
)


@pytest.mark.parametrize("line", SOUND)
def test_a_sound_call_is_left_alone(line: str) -> None:
    """Letters that are written together, other spellings, and what belongs to a script."""
    assert problems(line) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("python3 -c", ("missing-option-value", "-c")),
        ("python3 --no-such -c 'import sys'", ("unlisted-option", "--no-such")),
        ("node --no-such dist/index.js", ("unlisted-option", "--no-such")),
        ("bash -xq script.sh", ("unlisted-option", "-xq")),
        ("sh --no-such script.sh", ("unlisted-option", "--no-such")),
        ("podman run --no-such image", ("unlisted-option", "--no-such")),
        ("docker top --no-such web", ("unlisted-option", "--no-such")),
        ("podman top --no-such web", ("unlisted-option", "--no-such")),
    ],
)
def test_what_stands_before_a_script_is_the_tools_own(line: str, problem: tuple[str, str]) -> None:
    """Only what is behind the script, the text or the module is its own."""
    assert problems(line) == [problem]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("zstd -T0 --no-such dump.sql", ("unlisted-option", "--no-such")),
        ("redis-cli --scan --cuont 1000", ("unknown-option", "--cuont")),
        ("rsync --daemon --no-such", ("unlisted-option", "--no-such")),
        ("hostnamectl set-hostnaem web-2", ("unknown-subcommand", "set-hostnaem")),
    ],
)
def test_what_the_facts_add_leaves_slips_wrong(line: str, problem: tuple[str, str]) -> None:
    """An option that a help leaves out makes no other one right."""
    assert problems(line) == [problem]


def test_the_daemon_of_rsync_has_options_of_its_own() -> None:
    """The help lists them under ``--daemon --help`` alone."""
    assert not [
        kind for kind, _ in problems("rsync --daemon --no-detach --config=/etc/rsyncd.conf") if "option" in kind
    ]


def test_versions_of_node() -> None:
    """An option that came with a later version is wrong for the one that the service names."""
    line = "node --run build"
    assert problems(line) == []
    assert problems(line, "20") == [("unlisted-option", "--run")]
    assert problems(line, "22") == []
