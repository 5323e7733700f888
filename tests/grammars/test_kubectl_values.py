"""Patches and templates of kubectl and oc."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.grammars.judged import messages, problems


@pytest.mark.parametrize("tool", ["kubectl", "oc"])
@pytest.mark.parametrize(
    "words",
    [
        """-p '{"spec": {"replicas": 3}}'""",
        """--type=merge --patch='{"spec": null}'""",
        """--type JSON -p='[{"op": "remove", "path": "/spec/x"}]'""",
        """--type=json -p '- op: remove
  path: /spec/x'""",
        """-p 'spec: {replicas: 3}'""",
        """-p "{\\"spec\\": {\\"replicas\\": 3}}" """,
        """-p '{"spec": {"replicas": <number>}}'""",
        """-p '{"spec": {"replicas": '"$replicas"'}}'""",
        '''-p "$(cat patch.json)"''',
        """--type=$type -p '[{"op": "remove", "path": "/x"}]' """,
        """$options -p '[{"op": "remove", "path": "/x"}]'""",
        "--patch-file patch.yaml",
        "-p {}",
    ],
)
def test_patches_that_are_taken(tool: str, words: str) -> None:
    """JSON, YAML in block and flow, and whatever is not wholly known."""
    assert problems(f"{tool} patch pod cart-0 {words}".strip()) == []


@pytest.mark.parametrize("tool", ["kubectl", "oc"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("""-p '{"spec": {"replicas": 3}'""", "no valid JSON: Expecting ',' delimiter, at character 25"),
        ('''-p "{'spec': {'replicas': 3}}"''', "no valid JSON"),
        ("""-p '{"spec": {"replicas": 3,}}'""", "no valid JSON"),
        ("""--type=json -p '[{"op": "remove" "path": "/x"}]'""", "no valid JSON or YAML"),
        ("""--type=json -p '{"op": "remove", "path": "/x"}'""", "a list of operations"),
        ("""--type=merge -p '[{"op": "remove", "path": "/x"}]'""", "a list needs '--type json'"),
        ("""-p '[{"op": "remove", "path": "/x"}]'""", "a list needs '--type json'"),
        ("-p replicas", "takes an object"),
        ("--patch ''", "takes an object"),
    ],
)
def test_patches_that_are_refused(tool: str, words: str, said: str) -> None:
    """What is no text of its language, and what is of another kind than its type asks for."""
    line = f"{tool} patch deploy cart {words}"
    assert [kind for kind, _ in problems(line)] == ["invalid-option-value"]
    assert said in messages(line)[0]


def test_a_patch_that_is_nested_without_end_is_left_alone() -> None:
    """It ends neither the reading nor the memory."""
    for opening in ("[", '{"a":', "- "):
        assert len(problems(f"kubectl patch pod a --type=json -p '{opening * 3_000}'")) <= 1


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text("ab{}[]:, é\n", max_size=4), st.lists, max_leaves=9
    )
)
def test_every_list_is_a_json_patch_by_its_form(operations: object) -> None:
    """No JSON is taken for anything else."""
    text = json.dumps([operations])
    assert problems(f"kubectl patch pod a --type=json -p '{text}'") == []


@pytest.mark.parametrize("tool", ["kubectl", "oc"])
@pytest.mark.parametrize(
    "words",
    [
        "-o wide",
        "-oname",
        "-o JSON",
        "-o=jsonpath='{.items[*].metadata.name}'",
        """-o jsonpath='{range .items[?(@.a=="x]}")]}{.b}{"\\n"}{end}'""",
        r"""--output jsonpath='{.metadata.annotations.shop\.example/name}'""",
        """-o jsonpath="it's {.a}" """,
        "-o jsonpath=items",
        "-o jsonpath --template '{.a}'",
        '-o jsonpath="{.items[$index]"',
        "-o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName",
        '-o custom-columns="$columns"',
        "-o go-template='{{.metadata.name}}'",
        "-o custom-columns-file=columns.txt",
    ],
)
def test_templates_that_are_taken(tool: str, words: str) -> None:
    """Quotes count only in braces, and text outside of them is text."""
    assert problems(f"{tool} get pods {words}".strip()) == []


@pytest.mark.parametrize("tool", ["kubectl", "oc"])
@pytest.mark.parametrize(
    "words",
    [
        "-o jsonpath='{.items[*].metadata.name'",
        "-o jsonpath='{.items[0}'",
        "-o jsonpath='{.items]}'",
        """-o jsonpath='{"name}'""",
        "-o jsonpath",
        "--output=jsonpath=",
        "-o custom-columns=NAME",
        "-o custom-columns=NAME:.metadata.name,NODE",
        "-o jsno",
        "--output table",
    ],
)
def test_templates_that_are_refused(tool: str, words: str) -> None:
    """Each was refused by the client, before it asked a server."""
    assert [kind for kind, _ in problems(f"{tool} get pods {words}")] == ["invalid-option-value"]


@pytest.mark.parametrize("version", ["1.20", "1.28", "1.32", "1.37"])
def test_options_that_run_takes_and_ignores(version: str) -> None:
    """A file is deprecated for `kubectl run`, hidden from its help, and taken."""
    assert messages("kubectl run cart --image=cart -f cart.yaml --grace-period=5", version) == []
