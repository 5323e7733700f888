"""Placeholders are found in every spelling, and nothing else is taken for one."""

from __future__ import annotations

import subprocess
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.snippets.placeholder import find_placeholders, mask, placeholder_name


def _found(text: str, language: str = "shell") -> list[str]:
    return [place.text for place in find_placeholders(text, "sql" if language == "sql" else "shell")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("kubectl logs <pod> -n <my-namespace>", ["<pod>", "<my-namespace>"]),
        ("kubectl logs <POD_NAME>", ["<POD_NAME>"]),
        ("shopctl drain <your cluster id>", ["<your cluster id>"]),
        ("NODE='<value of the node label>'", ["<value of the node label>"]),
        ("aws s3 rm s3://<BUCKET>/<KEY>/ --recursive", ["<BUCKET>", "<KEY>"]),
        ("shopctl set <dev|staging|live> now", ["<dev|staging|live>"]),
        ("kubectl get pods -n [namespace-name]", ["[namespace-name]"]),
        ("vercel rollback [PREVIOUS_URL]", ["[PREVIOUS_URL]"]),
        ("git checkout [commit]", ["[commit]"]),
        ("kubectl get [pod name]", ["[pod name]"]),
        ("tee web.conf <<EOF\n[your-section]\n[client name]\n# ours\n\nuser = web\nEOF", ["[your-section]"]),
        ("gh api repos/{owner}/{name}\ncurl https://git.example/{repo}", ["{name}", "{repo}"]),
        ("kubectl logs {{pod}}", ["{{pod}}"]),
        ("kubectl logs {{ pod_name }}", ["{{ pod_name }}"]),
        ("kubectl logs {{ .Values.pod }}", ["{{ .Values.pod }}"]),
        ("kubectl logs {pod}", ["{pod}"]),
        ('curl "https://shop.example/{cart-id}/items"', ["{cart-id}"]),
        ("kubectl logs <%= pod %>", ["<%= pod %>"]),
        ("kubectl logs YOUR_POD", ["YOUR_POD"]),
        ("docker pull your-registry/shop:latest", ["your-registry"]),
        ("curl https://your-domain.com/health", ["your-domain"]),
        ("shopctl deploy web:PREVIOUS_VERSION", ["PREVIOUS_VERSION"]),
        ('aws secretsmanager update-secret --secret-string "NEW_SECRET"', ["NEW_SECRET"]),
        ("kubectl logs POD_NAME", ["POD_NAME"]),
        ("psql shop < backup_TIMESTAMP.sql", ["TIMESTAMP"]),
        ("gpg --export XXXXXXXX", ["XXXXXXXX"]),
        ("aws dynamodb restore --arn arn:aws:dynamodb:...", ["..."]),
        ("export TOKEN=sk_live_...", ["..."]),
        ('curl -d \'{"text": "down since [INCIDENT_START]"}\' https://hooks.example', ["[INCIDENT_START]"]),
        ("cat <<EOF\nname: <name>\nEOF", ["<name>"]),
        ("kubectl logs <<pod>> -n shop", ["<<pod>>"]),
        ("curl https://<<host>>.example/health", ["<<host>>"]),
        ("kubectl get pod shop-xxxxxxx-xxxx", ["xxxxxxx-xxxx"]),
        ("cat /var/log/POD_NAME/app.log", ["POD_NAME"]),
        ('export TOKEN="TOKEN_HERE"', ["TOKEN_HERE"]),
        ('curl -d \'{"token": "CHANGEME"}\' https://shop.example', ["CHANGEME"]),
        ("ssh __HOST__ uptime", ["__HOST__"]),
        ("curl https://@@HOST@@/health", ["@@HOST@@"]),
        ("ping %HOST_NAME%", ["%HOST_NAME%"]),
        ("cat <<EOF\nname: __POD__\nEOF", ["__POD__"]),
        ('sed -i "s/old/<new>/" shop.conf', ["<new>"]),
    ],
)
def test_spellings(text: str, places: list[str]) -> None:
    """Every spelling that authors use is found, whole."""
    assert _found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "sort < names > sorted",
        "tee web.service <<EOF\n[Unit]\nDescription=Web\n\n[Service]\nExecStart=/srv/web\nEOF",
        "aws ecs run-task --network-configuration 'awsvpcConfiguration={securityGroups=[sg-0a1b2c3d]}'",
        "gh api repos/{owner}/{repo}/branches/{branch}",
        "gh api --paginate \\\n  repos/{owner}/{repo}/pulls",
        "sort <names >sorted",
        "sort <names.txt>sorted",
        "cat <<EOF > out\nx\nEOF",
        "diff <(ls a) <(ls b)",
        "make 2>&1 | tee log",
        "[ -f /etc/hosts ] && echo yes",
        '[[ "$a" == b ]] || exit',
        "[[ $a < $b && $c > $d ]]",
        "ls [0-9]*.log [a-z].txt",
        "ls file[abc].txt",
        'grep "[a-z]" names',
        "grep '[[:alpha:]]' names",
        "kubectl get pods -o jsonpath='{.items[*].metadata.name}'",
        "kubectl get pods -o jsonpath={.items[0].metadata.name}",
        "docker ps --format '{{.Names}}'",
        "docker ps --format {{.Names}}",
        "oc get x -o template='{{range .items}}{{.name}}{{end}}'",
        "jq '.[] | {name, id}' x.json",
        "jq '.items[name]' x.json",
        "awk '{print}' x",
        "awk '/x/{print $1}' x",
        "awk '{ print $1 }' x",
        "sed 's/<b>//' x.html",
        "echo '<p>hello</p>'",
        "grep '<none>' x",
        "cp a.{txt,bak}",
        "echo {1..3}",
        "find . -exec rm {} \\;",
        "ls | xargs -I{} rm {}",
        "ls | xargs -I {x} rm {x}",
        "git show HEAD@{upstream}",
        "curl -w %{http_code} https://shop.example",
        "echo ${pod} ${pod:-x} ${map[key]}",
        "map[some-key]=x",
        "export NEW_SECRET=$(openssl rand -hex 16)",
        "read -r USER_NAME",
        "echo $USER_NAME",
        "printenv DB_NAME",
        "go test ./...",
        "git diff main...topic",
        "echo Waiting...",
        'echo "Waiting..."',
        "mktemp /tmp/shop.XXXXXX",
        "# replace <pod> with yours\nls",
        "grep -oP '(?<name>a+)' x",
        "grep '\\<word\\>' x",
        'git commit --author "A B <a@b.example>"',
        "aws ec2 describe-instances --query 'Reservations[].Instances[].[InstanceId,State]'",
        'echo "[INFO] done"',
        "docker run -p 80:80 my-app",
        "aws dynamodb update-item --return-values ALL_NEW",
        "echo a >b; cat <b",
        'printf "%s\\n" x',
        "echo done # your-cluster",
        "cat <<EOF>>hosts\n127.0.0.1 a\nEOF",
        "cat <<EOF>> /etc/hosts",
        "tr [a-z] [A-Z] < x",
        "tr -dc '[A-Z0-9]' < x",
        'sed -i "s/<name>/$name/g" shop.conf',
        'sed -i "s|{{NAME}}|$name|" shop.conf',
        'sed -i -e "s/a/b/" -e "s@__HOST__@$host@" shop.conf',
        'sed -i "s/CHANGEME/$pw/" shop.conf',
        "grep 'CHANGEME' shop.conf",
        "grep __NEXT_DATA__ index.html",
        "echo __FILE__ %PATH% %USERPROFILE%",
        "date +%H%M%S",
        "curl -w '%{http_code}' https://shop.example/%E2%82%AC",
        "psql -c \"SELECT 1 FROM t WHERE a LIKE '%ERROR%'\"",
        "helm template . | grep '{{ include \"shop.name\" . }}'",
        "git rev-parse @{u}",
    ],
)
def test_what_looks_like_one_and_is_none(text: str) -> None:
    """Redirections, tests, patterns, and the syntax of tools are not placeholders."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("SELECT * FROM <table> WHERE id = '<id>'", ["<table>", "<id>"]),
        ("SELECT * FROM t WHERE at > '[INCIDENT_START]'", ["[INCIDENT_START]"]),
        ("SELECT * FROM your_table", ["your_table"]),
        ("ALTER ROLE shop PASSWORD 'CHANGEME'", ["CHANGEME"]),
        ("SELECT * FROM t WHERE id = ID_HERE", ["ID_HERE"]),
        ("SELECT * FROM <<table>>", ["<<table>>"]),
        ("SELECT * FROM \"<table>\" WHERE a = '<p>'", ["<table>", "<p>"]),
        ("SELECT 'one<br>two'", []),
        ("SELECT a<<b>>c, 1<<n>>m FROM t", []),
        ("SELECT * FROM t WHERE a LIKE '%ERROR%'", []),
        ("SELECT a < b AND c > d FROM t", []),
        ("SELECT a <b and c> d FROM t", []),
        ("SELECT a<b FROM t WHERE c>d", []),
        ("SELECT a <> b, c -> 'd' ->> 'e', f @> g FROM t", []),
        ("SELECT arr[1], arr[idx], '{a,b}'::text[] FROM t", []),
        ("SELECT x::timestamp, CURRENT_TIMESTAMP", []),
        ("SELECT '{\"a\": 1}'::jsonb", []),
        ("-- <comment>\nSELECT 1", []),
    ],
)
def test_in_sql(text: str, places: list[str]) -> None:
    """In SQL, comparisons, arrays and JSON are not placeholders."""
    assert _found(text, "sql") == places


@pytest.mark.parametrize(
    ("inner", "name"),
    [("my-pod", "my_pod"), ("POD_NAME", "pod_name"), ("your cluster id", "your_cluster_id"),
     ("2nd node", "value_2nd_node"), ("...", "value"), (".Values.x", "values_x"), ("ü", "value")],
)  # fmt: skip
def test_names(inner: str, name: str) -> None:
    """The words inside make a name that shell and SQL take."""
    assert placeholder_name(inner) == name


def test_a_masked_command_is_valid_shell() -> None:
    """What a shell would read as a redirection is a word once it is masked."""
    text = "kubectl logs <pod> -n [my-namespace] --since {{since}} '<x y>'"
    masked = mask(text, find_placeholders(text, "shell"))
    assert masked == "kubectl logs _____ -n ______________ --since _________ '_____'"
    assert subprocess.run(["bash", "-n", "-c", masked], check=False).returncode == 0


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        "[a",
        "{{a ",
        "{a",
        "A_",
        "__A",
        "%AB",
        "@@A",
        "<<a",
        "<<a>>",
        "sed s/<a>",
        " s|XXX",
        "xxx-",
        "your-",
        "<<A\n",
        "'<a>",
        "<b></b>",
        "$(",
        "x" * 40,
    ],
)
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    """Hostile repetition neither hangs nor breaks the search: every pattern is bounded."""
    text = piece * (100_000 // len(piece))
    assert len(mask(text, find_placeholders(text, "shell"))) == len(text)


@settings(max_examples=300)
@given(st.text(alphabet="<>[]{}%=. \n'\"$aZ_-/é中𐐀YOURX", max_size=80), st.sampled_from(["shell", "sql", "psql"]))
def test_masking_keeps_characters_bytes_and_lines(text: str, language: str) -> None:
    """Positions in the masked text are positions in the original, in characters and in bytes."""
    places = find_placeholders(text, "shell" if language == "shell" else "sql" if language == "sql" else "psql")
    masked = mask(text, places)
    assert len(masked) == len(text)
    assert [len(character.encode()) for character in masked] == [len(character.encode()) for character in text]
    assert masked.count("\n") == text.count("\n")
    assert all(a.end <= b.start for a, b in pairwise(places))
    assert all(text[place.start : place.end] == place.text for place in places)
