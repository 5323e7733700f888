"""Texts that ShellCheck need not read."""

from __future__ import annotations

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
)


def test_shellcheck_says_nothing_of_plain_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of no program that we know, with no words: otherwise findings would be lost."""
    programs = sorted({*Pack().by_tool, *(name.split()[0] for name in SHAPES)})
    texts = [text for program in programs for words in WORDS if is_plain(text := program + words)]
    assert len(programs) > 150
    assert len(texts) > 1000
    monkeypatch.setattr(shellcheck, "is_plain", lambda _text: False)
    said = {(each.code, text) for text, comments in comments_on(texts).items() for each in comments}
    assert {each for each in said if each[0] not in LEFT_OUT} == set()


MORE = (
    *("kubectl a\nx=b", "kubectl a\ncd b", "kubectl a\n# b", "kubectl a \\\n\nb\\"),
    *("kubectl get $1", "kubectl get $pods[0]", "kubectl get ${pods%x}", "kubectl get $(x)"),
    *("kubectl get *", "kubectl get `x`", "kubectl get ~/x", "kubectl get {a,b}"),
    *("kubectl get #x", "kubectl get; true", "kubectl get | cat", "kubectl get > x", "kubectl get &"),
    *("kubectl 'a\nb'", "kubectl 'a", "kubectl a'b'c", 'kubectl "a"b', 'kubectl "a!b"', "kubectl ("),
    *("x=1", "x = 1", "sudo kubectl get", "cd x", "echo 'x'", "./x y", "Kubectl get", "# x", "", "\n"),
    *("kubectl \u201ca\u201d", "kubectl \u2013n", "kubectl a\u00a0b"),
    *("x += 1", "x -= 1", "x := 1", "x == 1", "kubectl '~/a'", 'kubectl "~/a"'),
)


@pytest.mark.parametrize("text", MORE)
def test_what_may_be_more_than_words_is_read(text: str) -> None:
    """Everything else goes to ShellCheck."""
    assert not is_plain(text)
