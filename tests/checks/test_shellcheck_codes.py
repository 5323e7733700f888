"""Which of ShellCheck's codes are passed on, and by which rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.registry import RULES
from runbook_site.checks.shell.shellcheck import comments_on
from runbook_site.checks.shell.shellcheck_codes import LEFT_OUT
from runbook_site.checks.shell.shellcheck_words import SENTENCES, sentence

if TYPE_CHECKING:
    from runbook_site.checks.rule import Rule

PASSING_ON: dict[str, Rule] = {name: rule for name, rule in RULES.items() if hasattr(rule.module, "CODES")}

SAMPLES: dict[int, str] = {
    1003: "echo 'it\\'s'",
    1007: "X= echo",
    1011: "echo 'it's ok' a'",
    1012: "echo \\t",
    1014: "if [ grep -q a b ]; then echo; fi",
    1019: "[ -f ]",
    1020: "[ -f x]",
    1026: "[[ [ a ] ]]",
    1027: "[ a = ]",
    1028: "[ ( a = b ) ]",
    1033: "[[ -f x ]",
    1034: "[ -f x ]]",
    1035: "!ack foo",
    1039: "cat <<EOF\na\n  EOF\n",
    1040: "cat <<-EOF\na\n  EOF\n",
    1041: "cat <<EOF\na EOF\n",
    1043: "cat <<EOF\na\neof\n",
    1044: "cat <<EOF\na\n",
    1054: "{echo x; }",
    1069: "if[ -f x ]; then echo; fi",
    1078: 'echo "foo\necho "bar"\n',
    1080: "[ a = b\n-o c ]\n",
    1081: "If true; then echo; fi",
    1086: "for $i in a; do echo; done",
    1087: "echo $x[1]",
    1097: "x==1",
    1106: "(( a -lt b ))",
    1108: "[ a= b ]",
    1109: "echo x &gt; f",
    1118: "cat <<EOF\na\nEOF \n",
    1119: "x=$(cat <<EOF\na\nEOF)\n",
    1120: "cat <<EOF\na\nEOF # x\n",
    1122: "cat <<EOF\na\nEOF x",
    1127: "// comment",
    1132: "curl http://x/?a=1&b=2",
    2014: "find . -exec echo $(foo {}) \\;",
    2021: "tr '[a-z]' x",
    2022: "grep 'foo*' x",
    2024: "sudo echo x > /etc/foo",
    2028: 'echo "a\\n"',
    2029: 'ssh host "echo $x"',
    2031: "n=0; ls | while read -r f; do n=$((n + 1)); done; echo $n",
    2033: "f() { :; }; sudo f",
    2041: "for i in 'ls'; do echo; done",
    2042: "for i in a,b; do echo; done",
    2043: "for i in foo; do echo; done",
    2049: "[[ $a =~ *b ]]",
    2050: "[ 1 = 2 ]",
    2051: "for i in {1..$n}; do echo; done",
    2054: "x=(a, b)",
    2058: "[ -q x ]",
    2060: "tr [a-z] [A-Z]",
    2061: "find . -name *.txt",
    2062: "grep *foo* bar",
    2063: "grep '*foo*' bar",
    2064: 'trap "echo $x" INT',
    2066: 'for i in "$(ls)"; do echo; done',
    2069: "foo 2>&1 > bar",
    2070: "[ -n $x ]",
    2071: "[[ 3 > 2 ]]",
    2072: "[ 1.5 -gt 2 ]",
    2073: "[ a < b ]",
    2074: "[ a =~ b ]",
    2076: '[[ a =~ "b.*" ]]',
    2077: '[ "$a"="$b" ]',
    2078: "[ a ]",
    2079: "(( 1.5 + 2 ))",
    2081: '[ "$a" = b* ]',
    2082: 'echo "${$x}"',
    2084: "$((x))",
    2087: "ssh host <<EOF\necho $x\nEOF\n",
    2088: 'cat "~/foo"',
    2089: "x='\"a b\"'; echo $x",
    2090: "x='\"a b\"'; echo $x",
    2091: "$(foo)",
    2092: "`foo`",
    2095: "while read -r h; do ssh $h uptime; done < hosts",
    2098: "x=1 echo $x",
    2099: "i=i + 1",
    2100: "i=i+1",
    2101: "echo x | tr [:upper:] a; echo [:digit:]",
    2107: '[ "$a" = b && "$c" = d ]',
    2109: '[ "$a" = b || "$c" = d ]',
    2110: "[[ a -o b ]]",
    2121: "set x=1",
    2123: "PATH=/foo",
    2128: "x=(a b); echo $x",
    2139: 'alias x="echo $y"',
    2140: 'echo "a"b"c"',
    2144: "[ -f /var/*.log ]",
    2145: 'echo "a$@"',
    2146: "find . -name a -o -name b -exec rm {} \\;",
    2147: 'PATH="$PATH:~/bin"',
    2152: "return 300",
    2156: "find . -exec sh -c 'rm {}' \\;",
    2157: '[ -n "a" ]',
    2158: "[ false ]",
    2163: "export $x",
    2168: "local x=1",
    2170: "[ a -eq 3 ]",
    2171: "-f x ]",
    2173: "trap x KILL",
    2178: 'x=(a); x="b"',
    2179: 'x=(a); x+="b"',
    2183: 'printf "%s %s %s\\n" a b',
    2184: "unset x[1]",
    2189: "> foo | cat x",
    2193: '[ "a$x" = b ]',
    2194: "case foo in a) ;; esac",
    2198: '[ "$@" = a ]',
    2199: "[[ ${x[@]} = a ]]",
    2204: "if ( -f x ); then echo; fi",
    2205: "if ( 1 -eq 2 ); then echo; fi",
    2210: 'if "$a" > 3; then echo; fi',
    2211: "*foo bar",
    2215: "-x foo",
    2216: "ls | echo",
    2217: "echo < f",
    2224: "mv a",
    2225: "cp a",
    2227: "find . -exec echo {} > x \\;",
    2229: "read $x",
    2232: "sudo cd /x",
    2238: "foo > cat",
    2242: "exit 300",
    2259: "foo < bar | baz; foo | bar < x",
    2260: "foo > x | bar",
    2261: "foo > a > b",
    2265: "[ a = b ] & [ c = d ]",
    2266: "[ a = b ] | [ c = d ]",
    2267: "ls | xargs -i echo {}",
    2270: "1=a",
    2271: "${a}b=1",
    2276: "a-b=c",
    2281: "$x=1",
    2282: "411x=1",
    2283: "x = 1",
    2284: "x == 1",
    2285: "x += 1",
    2286: '"" foo',
    2287: "foo/ bar",
    2288: "foo, bar",
    2289: '"foo\tbar" x',
    2290: "export x = 1",
    2296: 'echo "${(x)}"',
    2297: 'echo ${"x"}',
    2301: "echo ${'x'}",
}
"""A text for each code."""


def codes_of(rule: Rule) -> frozenset[int]:
    """The codes that a rule passes on."""
    codes: frozenset[int] = rule.module.CODES
    return codes


@pytest.mark.parametrize("rule", PASSING_ON.values(), ids=PASSING_ON)
def test_page_lists_the_codes(rule: Rule) -> None:
    """Whoever looks a code up finds it, with its reason and a link to ShellCheck's own page, and no other."""
    listed = re.findall(r"^\| \[SC(\d+)\]\(https://www\.shellcheck\.net/wiki/SC\1\) \| .+ \|$", rule.page, re.MULTILINE)
    assert [int(code) for code in listed] == sorted(codes_of(rule))


def test_code_belongs_to_one_rule() -> None:
    """A mistake is told once."""
    codes = [code for rule in PASSING_ON.values() for code in codes_of(rule)]
    assert len(codes) == len(set(codes))
    assert not set(codes) & set(LEFT_OUT)


def test_samples_are_of_codes_passed_on() -> None:
    """Every code that is passed on has a text that shows it."""
    assert set(SAMPLES) == {code for rule in PASSING_ON.values() for code in codes_of(rule)}


def test_code_means_what_its_page_says() -> None:
    """ShellCheck says each code of a text that has the mistake: the numbers are the right ones."""
    found = comments_on(SAMPLES.values())
    assert {code for code, text in SAMPLES.items() if code in {comment.code for comment in found[text]}} == set(SAMPLES)


@pytest.mark.parametrize("name", ["broken-command", "shell-advice", "shell-pitfall"])
def test_codes_are_told_in_sentences_of_our_own(name: str) -> None:
    """Whoever follows a runbook is told what to write, and not what a script would need."""
    assert SENTENCES.keys() >= PASSING_ON[name].module.CODES


def test_sentences_are_of_codes_passed_on() -> None:
    """No sentence is left of a code that no rule passes on, and each says what to do."""
    assert SENTENCES.keys() <= SAMPLES.keys()
    assert [code for code, words in SENTENCES.items() if ";" not in words] == []


def test_sentence_names_the_word_and_the_code() -> None:
    """A long word is cut, quotes around it are left out, and ShellCheck's own words stand in where there are none."""
    assert sentence(2215, "--port", "Their words.").startswith("'--port' is an option")
    assert sentence(2288, f"'{'x' * 60}}}'", "").startswith(f"'{'x' * 39}…' is no command")
    assert sentence(1035, '["$USER"', "You need a space after the [ and before the ].").startswith(
        "no blank behind '['"
    )
    assert sentence(1035, "!ack", "You are missing a required space after the !.").startswith("no blank behind '!'")
    assert sentence(9999, "x", "Their words.") == "Their words (ShellCheck SC9999)"
