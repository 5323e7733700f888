"""Credentials are found, and never shown."""

from __future__ import annotations

import base64
import json
import random
import string
import time
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.checks.secret.credential import Credential
from runbook_site.checks.secret.credential_text import credentials_in
from runbook_site.checks.secret.credentials import Redactor, credentials_of, redactor_for, secret_texts
from runbook_site.checks.secret.dummy_value import is_dummy, is_stand_in
from runbook_site.snippets.project import read_project
from tests.checks.commands import findings_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from runbook_site.snippets.project import Project

LETTERS = string.ascii_letters + string.digits
CHANCE = random.Random(20261121)  # noqa: S311 - the values open nothing


def _redactor(project: Project) -> Redactor:
    """Takes the credentials of a project out of texts that were made from its files."""
    return redactor_for(set().union(*map(secret_texts, credentials_of(project))))


def some(length: int, alphabet: str = LETTERS) -> str:
    """As many random characters."""
    return "".join(CHANCE.choice(alphabet) for _ in range(length))


def password() -> str:
    """A password as a machine makes it."""
    return f"{some(CHANCE.choice([7, 11, 17]))}{some(1, string.digits)}{some(1, '-_.%+')}{some(2)}"


def quoted_password() -> str:
    """A password with characters that a shell would not leave alone."""
    return f"{some(9)}{some(1, '!#@^&*')}{some(1, string.digits)}{some(1)}"


def token() -> str:
    """A token without any shape of its own."""
    return some(36)


def encoded(text: str) -> str:
    """A text in base64."""
    return base64.b64encode(text.encode()).decode()


def json_web_token() -> str:
    """A signed token."""
    parts = [json.dumps({"alg": "HS256", "typ": "JWT"}), json.dumps({"sub": some(9), "iat": CHANCE.randrange(10**9)})]
    return ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts) + f".{some(43)}"


PLANTED: dict[str, Callable[[], str]] = {
    'psql "postgresql://shop:@@@db.internal.acme.net:5432/orders" -c "SELECT 1"': password,
    "pg_dump postgres://admin:@@@10.0.3.4/orders > x.sql": password,
    "PGPASSWORD=@@ psql -h db -U shop orders": password,
    "export PGPASSWORD='@@'": quoted_password,
    'mysql -h db -u root -p@@ -e "SHOW PROCESSLIST"': password,
    "mysqldump --password='@@' shop > x.sql": quoted_password,
    "redis-cli -h cache -a @@ INFO": password,
    "redis-cli --pass @@ DBSIZE": password,
    "redis-cli AUTH @@": password,
    "redis-cli -u redis://:@@@cache.internal:6379 PING": password,
    "docker login -u bot -p @@ registry.acme.net": password,
    "docker login --username bot --password @@ registry.acme.net": password,
    "echo @@ | docker login --username bot --password-stdin": password,
    "curl -u admin:@@ https://grafana.acme.net/api/health": password,
    "curl --user 'admin:@@' https://grafana.acme.net/api/health": quoted_password,
    'curl -H "Authorization: Bearer @@" https://api.acme.net/v1/state': token,
    'curl "https://api.acme.net/v1/state?verbose=1&token=@@"': token,
    'curl -H "X-Api-Key: @@" https://api.acme.net/v1/state': token,
    'curl -H "DD-API-KEY: @@" https://api.datadoghq.com/api/v1/validate': lambda: some(32, string.hexdigits.lower()),
    'curl -d \'{"user":"a","password":"@@"}\' https://api.acme.net/login': password,
    "aws configure set aws_secret_access_key @@": lambda: some(40),
    "export AWS_SECRET_ACCESS_KEY=@@": lambda: some(40),
    "export AWS_ACCESS_KEY_ID=@@": lambda: "AKIA" + some(16, string.ascii_uppercase + "234567"),
    "aws rds modify-db-instance --db-instance-identifier orders --master-user-password @@": password,
    "aws secretsmanager put-secret-value --secret-id shop --secret-string @@": password,
    "aws ssm put-parameter --name /shop/key --type SecureString --value @@": password,
    "argocd app list --auth-token @@": token,
    "kubectl --token=@@ get pods": token,
    "argocd login argo.acme.net --username admin --password @@": password,
    "sshpass -p @@ ssh deploy@web1 uptime": password,
    "sshpass -p'@@' ssh deploy@web1 uptime": quoted_password,
    "openssl rsa -in key.pem -passin pass:@@ -out plain.pem": password,
    "gh auth login --with-token <<< @@": lambda: "ghp_" + some(36),
    "export X=@@": lambda: f"github_pat_{some(22)}_{some(59)}",
    "kubectl create secret generic db --from-literal=password=@@": password,
    "kubectl create secret generic db --from-literal='api-key=@@'": token,
    "vault login @@": lambda: "hvs." + some(24),
    "vault kv put secret/shop password=@@": password,
    "az login --service-principal -u app -p @@ --tenant t": password,
    "gcloud sql users set-password postgres --instance=orders --password=@@": password,
    "curl -X POST -d '{}' https://hooks.slack.com/services/@@": lambda: (
        f"T{some(8, string.ascii_uppercase)}/B{some(8, string.ascii_uppercase)}/{some(24)}"
    ),
    "slackcat --channel @@": lambda: f"xoxb-{some(12, string.digits)}-{some(12, string.digits)}-{some(24)}",
    "stripe listen --x @@": lambda: "sk_" + "live_" + some(24),
    "echo @@ | cut -d. -f2": json_web_token,
    "git clone https://oauth2:@@@gitlab.acme.net/shop/shop.git": lambda: "glpat-" + some(20),
    "git remote set-url origin https://@@@github.com/acme/shop.git": lambda: "ghp_" + some(36),
    "npm config set //packages.acme.net/:_authToken @@": lambda: "npm_" + some(36),
    "export MAIL=@@": lambda: f"SG.{some(22)}.{some(43)}",
    "psql -c \"ALTER ROLE shop WITH PASSWORD '@@'\"": password,
    "mysql -e \"ALTER USER 'shop'@'%' IDENTIFIED BY '@@'\"": password,
    'mongosh "mongodb+srv://shop:@@@cluster0.acme.net/orders"': password,
    "mongodump -u shop -p @@ --out dump": password,
    "celery -b amqp://shop:@@@mq.acme.net// inspect ping": password,
    "docker run -d -e POSTGRES_PASSWORD=@@ postgres:16": password,
    "helm upgrade shop ./chart --set auth.password=@@": password,
    "terraform apply -var 'db_password=@@'": password,
    "heroku config:set SECRET_KEY_BASE=@@": lambda: some(64, string.hexdigits.lower()),
    "ldapsearch -D cn=admin,dc=acme -w @@ -b dc=acme": password,
    "rabbitmqctl change_password shop @@": password,
    "echo 'deploy:@@' | sudo chpasswd": password,
    'curl "https://maps.googleapis.com/x?key=@@"': lambda: "AIza" + some(35),
    'ssh web1 "mysql -uroot -p@@ -e status"': password,
    "sudo -u postgres env PGPASSWORD=@@ psql": password,
    "kubectl exec db-0 -- redis-cli -a @@ PING": password,
    "htpasswd -b .htpasswd deploy @@": password,
    "echo -n 'shop:@@' | base64": password,
    'curl -H "Authorization: Basic $(printf shop:@@ | base64 -w0)" https://api.acme.net/': password,
    "base64 <<< 'shop:@@'": password,
    "curl -H 'Authorization: Basic @@' https://api.acme.net/": lambda: encoded(f"shop:{password()}"),
    'curl -d "{\\"header\\": {\\"Authorization\\": \\"Bearer @@\\"}}" https://api.acme.net/': token,
    "# the admin password: @@\ntrue": password,
}


@pytest.mark.parametrize("form", ["yaml", "markdown"])
def test_planted_credentials_are_found_once_and_not_shown(form: Literal["yaml", "markdown"], tmp_path: Path) -> None:
    """A real credential is found wherever a tool takes one, and no message gives it away."""
    values = [make() for make in PLANTED.values()]
    commands = [template.replace("@@", value) for template, value in zip(PLANTED, values, strict=True)]
    found = findings_of(commands, ["secret"], tmp_path, form)
    speaking = [[each for each in of if each.rule.endswith("-credential")] for of in found]
    counted = dict(zip(PLANTED, map(len, speaking), strict=True))
    assert len(counted) >= 60
    assert {template: count for template, count in counted.items() if count != 1} == {}
    assert sum(of[0].rule == "literal-credential" for of in speaking) >= len(speaking) - 2
    for value, of in zip(values, found, strict=True):
        shown = [each.message for each in of if value[:6] in each.message]
        assert shown == [], value


def test_place_is_that_of_the_value(tmp_path: Path) -> None:
    """The finding stands at the credential, and nothing around it."""
    command = "redis-cli -h cache -a Kq8vTz2pLw INFO"
    ((finding,),) = findings_of([command], ["secret"], tmp_path)
    start = command.index("Kq8")
    assert (finding.span.start.column, finding.span.end.column) == (start + 1, start + 11)


@pytest.mark.parametrize(
    "value",
    [
        *("changeme", "password", "P@ssw0rd!", "my-secret-password", "xxxxxxxx", "********", "<password>", "${TOKEN}"),
        *("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "YOUR_API_KEY", "DB_PASSWORD", "hunter2"),
        *("correct-horse-battery-staple", "{{ token }}", "$(cat token)", "/run/secrets/db", "file://key.pem", "123456"),
        *("secrets.GITHUB_TOKEN", "cGFzc3dvcmQ=", "s3cr3t", "postgres", "[REDACTED]", "abc", "", "..."),
        *("process.env.SHOP_KEY!", "os.environ/SHOP_KEY", "sha256~" + "a" * 43),
    ],
)
def test_what_stands_for_a_credential_is_none(value: str) -> None:
    """Examples and placeholders in all their spellings are left in peace."""
    assert is_dummy(value)


@pytest.mark.parametrize("value", ["Kq8vTz2pLw", "vR7-kq2Lw9xTz", "9f3b7c1e5d2a8046", "tr0ub4dor&3zebra", "zN4!wq8Z"])
def test_what_opens_something_is_no_dummy(value: str) -> None:
    """A password that could be real is not taken for an example."""
    assert not is_dummy(value)


WEAK = ["Hunter2Secret9", "S3cretPassw0rd", "Sup3rS3cretPw9", "hunter2Xy9", "Qwerty7Kz9", "r12345Kq8"]
CERTAIN_PLACES = [
    "mysql -p@@ app",
    "mysqldump -p'@@' shop > x.sql",
    "curl -u admin:@@ https://shop.internal/",
    "psql postgresql://app:@@@db.prod.internal/shop",
    "redis-cli -a @@ INFO",
    "redis-cli --pass @@ INFO",
    "PGPASSWORD=@@ psql -h db shop",
    "sshpass -p @@ ssh web1 uptime",
    "argocd login argo.acme.net --password=@@",
    "psql -c \"ALTER ROLE shop PASSWORD '@@'\"",
    "echo 'deploy:@@' | sudo chpasswd",
]
STAND_INS = [
    *("password", "secret", "changeme", "example", "hunter2", "s3cr3t", "P@ssw0rd!", "P@ssw0rd123", "MyP@ssw0rd1!"),
    *("my-secret-password", "mysecretpassword", "MySecretPassword1!", "SuperSecret123", "xxxxxxxx", "abc123", "qwerty"),
    *("YourStrong!Passw0rd", "YOUR_PASSWORD", "correct-horse-battery-staple", "admin123", "Welcome1", "12345678"),
]


@pytest.mark.parametrize("place", CERTAIN_PLACES)
def test_weak_password_is_possible_where_one_certainly_stands(place: str, tmp_path: Path) -> None:
    """Words of examples in a value make it no example: it is reported once, not as certain, and not shown."""
    found = findings_of([place.replace("@@", value) for value in WEAK], ["secret"], tmp_path)
    assert [[each.rule for each in of] for of in found] == [["possible-credential"]] * len(WEAK)
    assert [value for value, (each,) in zip(WEAK, found, strict=True) if value[:4] in each.message] == []


@pytest.mark.parametrize("place", CERTAIN_PLACES)
def test_stand_in_is_none_where_a_credential_stands(place: str, tmp_path: Path) -> None:
    """What everybody writes for a password is left in peace in every place for one."""
    assert [value for value in STAND_INS if not is_stand_in(value)] == []
    commands = [
        place.replace("@@", f"'{value}'" if "'" not in place and "//" not in place else value) for value in STAND_INS
    ]
    found = findings_of(commands, ["secret"], tmp_path)
    assert [(command, of) for command, of in zip(commands, found, strict=True) if of] == []


def test_words_of_examples_in_plain_texts_are_left_alone() -> None:
    """Where a name may stand as well, what looks like an example still is one."""
    for value in WEAK:
        assert credentials_in(f"password: {value}") == ()
        assert credentials_in(f"postgres://app:{value}@localhost/shop") == ()


@pytest.mark.parametrize(
    "text",
    [
        "      credentialsSecret: shop-cluster-backup-s3",
        '  - objectName: "arn:aws:secretsmanager:eu-west-1:[account]:secret:ShopDb-00AACC17"',
        "[new-token]: #creating-a-new-token-for-2026",
        "![coverage](https://codecov.example.org/gh/acme/shop/graph/badge.svg?token=Wq78BZYdPk)",
        "etcd --initial-cluster-token shop-etcd-1k7q",
        "ETCD_INITIAL_CLUSTER_TOKEN=shop-etcd-1k7q",
    ],
)
def test_name_of_a_secret_is_none(text: str) -> None:
    """Where a secret is kept, which part of a page is meant, and what everybody fetches may be written down."""
    assert credentials_in(text) == ()


def test_token_in_an_address_is_found_beside_a_picture() -> None:
    """Only the address of a picture is public, and not the one that follows it."""
    text = "![up](https://shop.example.org/up.svg) [report](https://shop.example.org/report?token=Wq78BZYdPk)"
    (found,) = credentials_in(text)
    assert found.value.startswith("Wq78BZYdPk")


@pytest.mark.parametrize(
    "text",
    [
        r'curl -d "{\"token\": \"Wq78BZYdPk\"}" https://api.acme.net/',
        r'curl -d "{\"user\":\"shop\",\"db_password\":\"Wq78BZYdPk\"}" https://api.acme.net/',
        r'bash -c "curl -d \"{\\\"api_key\\\": \\\"Wq78BZYdPk\\\"}\" https://api.acme.net/"',
        "DB_PASSWORD=Wq78BZYdPk\\",
    ],
)
def test_value_between_backslashes(text: str) -> None:
    """JSON in a shell's double quotes has a backslash in front of each of its own, which is no part of a value."""
    (found,) = credentials_in(text)
    assert found.value == "Wq78BZYdPk"
    assert text[found.start : found.end] == found.value


@pytest.mark.parametrize(
    ("login", "certain"),
    [
        ("shop:Wq78BZYdPk", [True]),
        ("shop:giraffe", [False]),
        ("shop:changeme", []),
        ("grafana:grafana", []),
        ("shop:", []),
    ],
)
def test_login_in_a_header(login: str, certain: list[bool]) -> None:
    """What stands behind ``Basic`` is judged by the password in it."""
    assert [each.certain for each in credentials_in(f"Authorization: Basic {encoded(login)}")] == certain


@pytest.mark.parametrize(
    "command",
    [
        "echo -n 'shop.internal:8080' | base64",
        "echo -n 'read:orders-of-today' | base64",
        "echo 'shop:Wq78BZYdPk==' | base64 -d",
        "echo -n 'https://shop.internal/Wq78BZYdPk' | base64",
    ],
)
def test_what_is_encoded_may_be_anything(command: str, tmp_path: Path) -> None:
    """Only a name with a password behind it is taken for a credential."""
    assert findings_of([command], ["secret"], tmp_path) == [[]]


def test_user_as_password_is_no_secret() -> None:
    """The value that everybody tries first is not worth an alarm."""
    assert is_dummy("grafana", user="grafana")
    assert not is_dummy("grafana7K2x", user="grafana")


def test_credentials_outside_of_commands_are_found(tmp_path: Path) -> None:
    """A key in the text, in a comment or in another file of the folder is published as well."""
    key = "ghp_" + some(36)
    (tmp_path / "a.md").write_text(f"# A\n\nThe token is {key}.\n\n<!-- {key[::-1]} -->\n", encoding="utf-8")
    (tmp_path / "b.md").write_text(f"# B\n\n<!-- use {key} -->\n\n```text\n{key}\n```\n", encoding="utf-8")
    found = {
        file.source.path.rpartition("/")[2]: len(file.credentials) for file in credentials_of(read_project([tmp_path]))
    }
    assert found == {"a.md": 1, "b.md": 2}


def test_redactor_takes_them_out_of_any_text(tmp_path: Path) -> None:
    """A line of the source is shown with the credential gone, and its columns as they were."""
    line = "mysql -uroot -pKq8vTz2pLw -e status"
    (tmp_path / "a.md").write_text(f"# A\n\n```bash\n{line}\n```\n", encoding="utf-8")
    shown = _redactor(read_project([tmp_path])).text(line)
    assert shown == "mysql -uroot -p********** -e status"


def test_redactor_takes_private_keys_out(tmp_path: Path) -> None:
    """Every line of a key is taken out, whatever stands before it."""
    body = [some(64), some(64), some(20)]
    key = ["-----BEGIN RSA PRIVATE KEY-----", *body, "-----END RSA PRIVATE KEY-----"]
    (tmp_path / "a.md").write_text(
        "# A\n\n- the key:\n\n" + "".join(f"      {line}\n" for line in key), encoding="utf-8"
    )
    project = read_project([tmp_path])
    assert [each.kind for file in credentials_of(project) for each in file.credentials] == ["a private key"]
    assert _redactor(project).text("\n".join(body)) == "\n".join("*" * len(line) for line in body)


def test_redactor_knows_values_that_quotes_tear_apart(tmp_path: Path) -> None:
    """A password is taken out as it is and as it is written."""
    line = "redis-cli -a 'Kq8vT'\"z2pLw\" INFO"
    (tmp_path / "a.md").write_text(f"# A\n\n```bash\n{line}\n```\n", encoding="utf-8")
    redact = _redactor(read_project([tmp_path]))
    assert redact.text(line) == f"redis-cli -a {'*' * 14} INFO"
    assert redact.text("Kq8vTz2pLw") == "*" * 10


@settings(max_examples=50, deadline=None)
@given(values=st.lists(st.text(min_size=1, max_size=12), max_size=5), around=st.text(max_size=30))
def test_redactor_leaves_no_long_value(values: list[str], around: str) -> None:
    """What is taken out is out, and the text is as long as before."""
    text = around.join(values)
    shown = redactor_for(values).text(text)
    assert len(shown) == len(text)
    assert all(value not in shown for value in values if len(value) >= 8 and set(value) != {"*"})


def test_representation_keeps_the_value_back() -> None:
    """A traceback or a log line of the tool does not give a credential away."""
    assert "Kq8vTz2pLw" not in repr(Credential(0, 10, "a password", "Kq8vTz2pLw", certain=True))


@settings(max_examples=50, deadline=None)
@given(text=st.text(alphabet="abcXY012:/@?&='\"\\-_. \npasswordtokenkey", max_size=400))
def test_places_hold_their_values(text: str) -> None:
    """Whatever the text, what is found is there, in order, without overlap."""
    found = credentials_in(text)
    assert all(text[each.start : each.end] == each.value for each in found if each.kind != "a private key")
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "a:" * 15_000,
        "password" * 6_000,
        "://a" * 10_000,
        "eyJ" * 12_000,
        "password=" * 6_000,
        "a-" * 20_000,
        "x1" * 20_000,
        ("arn:" * 350 + " " + "password=Zk39fLq8 " * 30) * 40,
        ("://a" * 350 + "?" + "&token=Zk39fLq8" * 40) * 40,
        'token\\": \\"' * 4_000,
        "token" + "\\" * 40_000,
    ],
)
def test_long_lines_take_no_time(text: str) -> None:
    """No text drives an expression into the ground."""
    started = time.process_time()
    credentials_in.__wrapped__(text)
    assert time.process_time() - started < 3
