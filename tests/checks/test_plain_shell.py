"""Texts that ShellCheck need not read."""

from __future__ import annotations

import random

import pytest

from runbook_site.checks.shell import shellcheck
from runbook_site.checks.shell.plain_shell import is_plain
from runbook_site.checks.shell.shellcheck import comments_on
from runbook_site.checks.shell.shellcheck_codes import LEFT_OUT
from runbook_site.grammars.pack import Pack
from runbook_site.snippets.tool import SHAPES

WORDS = (
    "",
    " -n shop get pods",
    " --replicas=0 -l app=web,tier!x deployment/web:8080",
    " -d 'a b' --name \"c d\" -e KEY=value",
    " -o jsonpath='{.items[*].metadata.name}' \\\n  --context prod \\\n  -A",
    " -rf / /etc /usr/ . .. - --",
    " -p 'SELECT 1;' -c \"VACUUM\" 10 1 0 08 1e3",
    " a= 'x' = == =a",
    " -i -I -exec -print -type f -name 'x y' -perm +x",
    " -0 -9 TERM SIGKILL if then do done fi in { }",
    " 'a' 'b' \"\" '' -s \"\" https://shop.internal:443/a?b",
    ' -n $NAMESPACE get pods/${pod} --name "$NAME-db" -l app=$app --to $a$b',
    " get pods\n\n  kubectl logs $pod\naws s3 ls\n",
    ' get "${X} y" $X= =$X $X"a" -f $X/a.yml',
    " get -o jsonpath='{.data.tls\\.crt} $x `y`' | base64 -d | openssl x509 -noout",
    " get -o yaml 2>/dev/null > shop.yaml",
    " get >> log\nNAME='a b'\n  NS=\"x\"\nkubectl -n $NS get $NAME",
    " get pods | sort \\\n  | uniq-all -c |\n head -n 5 2>/dev/null",
)
PIPED = ("kubectl get |{}", "kubectl get pods | {} -r '.a | b$x' \"c d\"", "kubectl get | {} Foo -n 5 > out.txt")
PIECES = (
    *("kubectl", "jq", "grep", "sort", "base64", "awk", "cat", "ls", "echo", "wc", "date", "psql", "aws", "dig", "x-y"),
    *("-n", "--all", "a", "get", "'a b'", '"c d"', "'.a|$x'", "$X", '"$X"', "a=b", "A=", "=", "'*'", "[", "]", "{}"),
    *(
        "|",
        "| ",
        " | ",
        " | ",
        " | ",
        ">",
        " > f",
        " 2>/dev/null",
        ">>",
        "\n",
        " \\\n",
        "\n\n",
        "NAME='a'",
        'NS="b"',
        "1",
        "10",
        "-",
    ),
    *(
        "done",
        "if",
        "then",
        "fi",
        "in",
        "!",
        "time",
        "-r",
        "'a\\.b'",
        "''",
        '""',
        ".",
        "/",
        "x.yaml",
        "-1",
        "+",
        ":",
        "%",
        "@",
    ),
)


def test_shellcheck_says_nothing_of_plain_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of no program that we know, with no words: otherwise findings would be lost."""
    programs = sorted({*Pack().by_tool, *(name.split()[0] for name in SHAPES)})
    forms = (*("{}" + words for words in WORDS), *PIPED)
    texts = [text for program in programs for form in forms if is_plain(text := form.replace("{}", program))]
    assert len(programs) > 150
    assert len(texts) > 1500
    assert _said_of(texts, monkeypatch) == set()


def test_shellcheck_says_nothing_of_plain_texts_at_random(monkeypatch: pytest.MonkeyPatch) -> None:
    """However the pieces come together."""
    chance = random.Random(7)  # noqa: S311 - no secret is made of it
    texts: set[str] = set()
    while len(texts) < 1500:
        pieces = [chance.choice(PIECES) + chance.choice(("", " ", " ", " ")) for _ in range(chance.randint(2, 12))]
        if is_plain(text := chance.choice(PIECES[:15]) + " " + "".join(pieces)):
            texts.add(text)
    assert sum("|" in text for text in texts) > 200
    assert _said_of(sorted(texts), monkeypatch) == set()


def _said_of(texts: list[str], monkeypatch: pytest.MonkeyPatch) -> set[tuple[int, str]]:
    """What ShellCheck says of texts and a rule might pass on."""
    monkeypatch.setattr(shellcheck, "is_plain", lambda _text: False)
    said = {(each.code, text) for text, comments in comments_on(texts).items() for each in comments}
    return {each for each in said if each[0] not in LEFT_OUT}


MORE = (
    *("kubectl a\nx=b", "kubectl a\ncd b", "kubectl a\n# b", "kubectl a \\\n\nb\\"),
    *("kubectl get $1", "kubectl get $pods[0]", "kubectl get ${pods%x}", "kubectl get $(x)"),
    *("kubectl get *", "kubectl get `x`", "kubectl get ~/x", "kubectl get {a,b}"),
    *("kubectl get #x", "kubectl get; true", "kubectl get | ls", "kubectl get > 1", "kubectl get &"),
    *(
        "kubectl get | sudo tee x",
        "kubectl get > x | jq .",
        "kubectl get |& jq .",
        "kubectl get || true",
        "kubectl get |",
    ),
    *(
        "kubectl get | grep *",
        "kubectl get | grep 'a*'",
        "kubectl get < x",
        "kubectl get 2>&1",
        "PATH='x'",
        "x='a",
        "X=ls",
    ),
    *("sleep 5 done", "date fi| cat", "X='a' | jq", "| jq", "kubectl 'a\\'", "X='\"a\"'", "kubectl get > x > y"),
    *("kubectl 'a\nb'", "kubectl 'a", "kubectl a'b'c", 'kubectl "a"b', 'kubectl "a!b"', "kubectl ("),
    *("x=1", "x = 1", "sudo kubectl get", "cd x", "echo 'x'", "./x y", "Kubectl get", "# x", "", "\n"),
    *("kubectl \u201ca\u201d", "kubectl \u2013n", "kubectl a\u00a0b"),
    *("x += 1", "x -= 1", "x := 1", "x == 1", "kubectl '~/a'", 'kubectl "~/a"'),
)


@pytest.mark.parametrize("text", MORE)
def test_what_may_be_more_than_words_is_read(text: str) -> None:
    """Everything else goes to ShellCheck."""
    assert not is_plain(text)
