"""Which files become runbooks of which service, and what happens to the others."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.model.document import Library, SkippedFile
from runbook_site.model.fields import field_names
from runbook_site.model.file_kind import (
    is_broken,
    is_nearly_runbook,
    is_service,
    is_site,
    near_field,
    without_ending,
)
from runbook_site.model.library import read_library
from runbook_site.model.runbook import Runbook
from runbook_site.model.slug import slug
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.text import SourceText

SERVICE = "name: Shop\nsummary: Sells.\nowner: shop\n"
RUNBOOK = "title: Restart\nprocedure: [{title: Stop it}]\n"
RULES = "groups: [{name: a, rules: [{alert: Down, expr: up == 0}]}]\n"


def write(folder: Path, files: dict[str, str]) -> None:
    """Make files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def read(top: Path, *paths: str) -> Library:
    """Read from a folder, as if called there."""
    return read_library([Path(path) for path in paths or (".",)], top)


def ids(library: Library) -> list[tuple[str, str]]:
    """Service and id of each runbook."""
    return [(runbook.service, runbook.id) for runbook in library.runbooks]


def reasons(library: Library) -> dict[str, str]:
    """Why files were not read."""
    return {file.path: file.reason for file in library.skipped}


def test_a_service_is_the_nearest_folder_with_its_file(tmp_path: Path) -> None:
    """Runbooks in folders below belong to the nearest service, with the folders in their ids."""
    write(
        tmp_path,
        {
            "src/shop/service.yml": SERVICE,
            "src/shop/restart.yml": RUNBOOK,
            "src/shop/db/restart.md": "# Restart\n",
            "src/shop/db/inner/service.yaml": SERVICE,
            "src/shop/db/inner/x.yml": RUNBOOK,
        },
    )
    library = read(tmp_path, "src")
    assert ids(library) == [("inner", "x"), ("shop", "db/restart"), ("shop", "restart")]
    assert [(service.id, service.folder) for service in library.services] == [
        ("inner", "src/shop/db/inner"),
        ("shop", "src/shop"),
    ]
    assert library.service("shop").service is not None
    assert (library.findings, library.skipped) == ((), ())


def test_without_service_files_the_first_folder_is_the_service(tmp_path: Path) -> None:
    """A folder of plain Markdown needs nothing: its folders are the services, and equal names stay apart."""
    write(tmp_path, {"docs/a/x.md": "# A\n", "docs/b/deep/x.md": "# B\n", "docs/README.md": "# All\n"})
    library = read(tmp_path, "docs")
    assert ids(library) == [("a", "x"), ("b", "deep/x"), ("docs", "readme")]
    assert [(service.id, service.folder, service.service) for service in library.services] == [
        ("a", "docs/a", None),
        ("b", "docs/b", None),
        ("docs", "docs", None),
    ]


def test_a_root_that_is_a_service(tmp_path: Path) -> None:
    """Called inside a service's folder, the service is that folder."""
    write(tmp_path, {"Shop API/service.yml": SERVICE, "Shop API/deep/Re start.md": "# R\n"})
    library = read(tmp_path / "Shop API")
    assert ids(library) == [("shop-api", "deep/re-start")]
    assert library.services[0].folder == "."


def test_one_file_has_the_names_that_it_has_in_a_check_of_all(tmp_path: Path) -> None:
    """A runbook checked alone, or its folder alone, finds its service and its site above."""
    write(
        tmp_path,
        {
            "src/site.yml": "title: Ours\n",
            "src/shop/service.yml": SERVICE,
            "src/shop/db/restart.md": "# R\n",
            "src/plain/deep/x.md": "# X\n",
        },
    )
    everything = read(tmp_path, "src")
    for path, name in (("src/shop/db/restart.md", ("shop", "db/restart")), ("src/plain/deep", ("plain", "deep/x"))):
        library = read(tmp_path, path)
        assert ids(library) == [name]
        assert name in ids(everything)
        assert library.site.source == everything.site.source
        assert library.site.site.title == "Ours"
    alone = read(tmp_path / "src/shop/db", "restart.md")
    assert ids(alone) == [("shop", "db/restart")]
    assert alone.services[0].source is not None
    assert alone.services[0].source.path == "../service.yml"


def test_the_search_above_ends_with_the_repository(tmp_path: Path) -> None:
    """What lies above the repository belongs to somebody else."""
    write(tmp_path, {"site.yml": "title: Theirs\n", "repo/.git/HEAD": "", "repo/docs/a.md": "# A\n"})
    assert read(tmp_path / "repo", "docs/a.md").site.source is None


def test_yaml_in_a_service_folder_is_a_runbook(tmp_path: Path) -> None:
    """In a service's folder a YAML file with errors is told its errors, and counted as not read."""
    write(tmp_path, {"shop/service.yml": SERVICE, "shop/a.yml": "replicas: 3\n", "shop/b.yml": "summary: S\n"})
    library = read(tmp_path)
    assert ids(library) == []
    assert sorted({finding.rule for finding in library.findings}) == ["missing-field", "unknown-file"]
    assert reasons(library) == {"shop/a.yml": "YAML that is no runbook", "shop/b.yml": "has errors"}
    assert not any(file.failed for file in library.skipped)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("apiVersion: v1\nkind: Service\n", "YAML that is no runbook"),
        (RULES, "Prometheus rule file"),
        ("apiVersion: v1\nkind: PrometheusRule\nspec: {groups: []}\n", "Prometheus rule file"),
        ("replicaCount: 1\nimage: {tag: x}\n", "YAML that is no runbook"),
        ("title: T\nopenapi: 3\n", "YAML that is no runbook"),
        ("a:\n{{- if .Values.x }}\n  b: 1\n{{- end }}\n", "template of Helm or the like, no YAML yet"),
        ("- hosts: all\n", "YAML that is no runbook"),
        ("", "YAML that is no runbook"),
    ],
)
def test_other_yaml_in_a_plain_folder_is_skipped_with_a_reason(tmp_path: Path, text: str, reason: str) -> None:
    """Among Markdown, YAML of other tools is no error, and not passed over in silence."""
    write(tmp_path, {"docs/a.md": "# A\n", "docs/other.yml": text})
    library = read(tmp_path, "docs")
    assert library.findings == ()
    assert library.skipped == (SkippedFile("docs/other.yml", reason),)


@pytest.mark.parametrize(
    "text", [RUNBOOK, "title: T\nkind: incident\nsummary: S\n", "title: T\nalerts: [A]\nextra: 1\n"]
)
def test_a_yaml_runbook_in_a_plain_folder_is_read(tmp_path: Path, text: str) -> None:
    """What looks like a runbook is one, and its mistakes are told."""
    write(tmp_path, {"docs/a.yml": text})
    library = read(tmp_path, "docs")
    assert len(library.runbooks) + len(library.findings) == 1


def test_a_runbook_with_a_syntax_error_is_still_known_for_one(tmp_path: Path) -> None:
    """A broken line does not turn a runbook into a foreign file that nobody hears of."""
    write(tmp_path, {"docs/a.yml": "title: T\nprocedure:\n  - title: 'open\n"})
    assert [finding.rule for finding in read(tmp_path).findings] == ["yaml-syntax"]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("titel: T\nkinds: incident\nprocedures: []\n", {"missing-field", "unknown-field"}),
        ("Title: T\nProcedure: []\n", {"missing-field", "unknown-field"}),
        ("summary: S\nprocedure: []\nverification: []\n", {"missing-field"}),
        ("\ttitle: T\nkind: incident\nprocedure: []\n", {"yaml-syntax"}),
        ("title 'T'\nkind: incident\nprocedure: []\n", {"wrong-type", "yaml-syntax"}),
        ("title:T\nprocedure: []\n", {"wrong-type", "yaml-syntax"}),
        ("# on call\n---\ntitle = T\nprocedure: []\n", {"wrong-type", "yaml-syntax"}),
        ("- title: T\n  procedure: []\n", {"wrong-type"}),
        ("  title: T\n  procedure: []\n", set()),
        ('{"title": "T", "procedure": []}\n', set()),
    ],
)
def test_what_is_nearly_a_runbook_is_told_why_it_is_none(tmp_path: Path, text: str, rules: set[str]) -> None:
    """A slip of the pen in a title, or a tab above it, does not make a runbook vanish from a plain folder."""
    write(tmp_path, {"docs/a.yml": text})
    library = read(tmp_path)
    assert {finding.rule for finding in library.findings} == rules
    assert len(library.runbooks) == (not rules)


def test_a_misspelt_key_is_told_the_nearest_field(tmp_path: Path) -> None:
    """Who mistypes every key gets each of them named with the field that was meant."""
    write(tmp_path, {"docs/a.yml": "titel: T\nkinds: incident\nprocedures: []\n"})
    unknown = [finding for finding in read(tmp_path).findings if finding.rule == "unknown-field"]
    assert [finding.alternatives[0] for finding in unknown] == ["title", "kind", "procedure"]


FOREIGN = {
    "compose": "version: '3'\nservices: {web: {image: nginx}}\nvolumes: {}\nnetworks: {}\n",
    "workflow": "name: CI\non: [push]\nenv: {}\njobs: {build: {runs-on: x, steps: []}}\n",
    "gitlab": "stages: [build]\nvariables: {A: b}\nbuild: {script: [make]}\n",
    "playbook": "- hosts: all\n  become: true\n  tasks: [{name: x, command: ls}]\n  environment: {}\n",
    "tasks": "- name: Install\n  apt: {name: nginx}\n  notify: restart\n",
    "values": "replicaCount: 1\nalerts: {enabled: true}\nrollback: {enabled: false}\nimage: {}\nports: []\n",
    "json-schema": "title: Order\ntype: object\nrequired: [id]\n",
    "book": "title: A book\nauthor: Somebody\nreviews: [good]\n",
    "issue-form": "name: Bug\ndescription: d\ntitle: '[Bug]: '\nlabels: [bug]\nbody: []\n",
    "openapi": "openapi: 3.0.0\ninfo: {title: Shop}\npaths: {}\ntags: []\n",
    "sigma": "title: Log-on\nstatus: test\nlogsource: {}\ndetection: {}\nlevel: high\ntags: []\n",
    "elastalert": "name: x\ntype: any\nindex: a\nfilter: []\nalert: [email]\n",
    "alertmanager": "route: {receiver: a}\nreceivers: []\ninhibit_rules: []\n",
    "data": "title: Links\nlink: https://shop.example\n",
    "menu": "- title: Start\n  link: /\n- title: Shop\n  link: /shop\n",
    "cloudformation": "AWSTemplateFormatVersion: '2010-09-09'\nResources: {A: !Ref B}\n",
    "manifest": "apiVersion: v1\nkind: ConfigMap\ntitel: T\nprocedures: []\n",
    "jinja": "titel: {{ title }}\n{{ procedures }}: []\nother: 1\n",
    "prose": "this is no YAML at all\nand goes on\n",
    "broken": "a: [\n",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_files_of_other_tools_are_no_near_runbooks(tmp_path: Path, name: str) -> None:
    """What belongs to another tool is passed over without a finding, whichever of its words resemble ours."""
    write(tmp_path, {f"docs/{name}.yml": FOREIGN[name]})
    assert read(tmp_path).findings == ()


@pytest.mark.parametrize("name", ["playbook", "tasks", "compose", "workflow", "manifest", "cloudformation"])
def test_files_of_other_tools_are_no_near_sites(tmp_path: Path, name: str) -> None:
    """Nor are they settings or services, where they have the names of those."""
    write(tmp_path, {f"a/{each}.yml": FOREIGN[name].replace("name:", "names:") for each in ("site", "service")})
    assert read(tmp_path).findings == ()


@pytest.mark.parametrize("name", ["playbook", "compose", "workflow", "manifest", "cloudformation"])
def test_in_a_service_folder_files_of_other_tools_are_one_finding(tmp_path: Path, name: str) -> None:
    """Beside runbooks, too, a compose file is told to be none, and not each of its keys."""
    write(tmp_path, {"shop/service.yml": SERVICE, f"shop/{name}.yml": FOREIGN[name]})
    assert len(read(tmp_path).findings) == 1


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("titel: Ours\nchek: {fail_on: warning}\n", {"unknown-field"}),
        ("chek: {fail_on: warning}\n", {"unknown-field"}),
        ("a: [\n", {"yaml-syntax"}),
        ("- hosts: all\n  vars: [\n", set()),
        ("site: {title: Docs}\ncontent: {}\nui: {}\n", set()),
    ],
)
@pytest.mark.parametrize("given", [".", "src/shop", "src/shop/a.yml"])
def test_settings_that_do_not_count_are_told(tmp_path: Path, text: str, rules: set[str], given: str) -> None:
    """A misspelt or broken site.yml above its services is no file of another tool, wherever the check begins."""
    write(tmp_path, {".git/HEAD": "", "src/site.yml": text, "src/shop/service.yml": SERVICE, "src/shop/a.yml": RUNBOOK})
    library = read(tmp_path, given)
    assert {finding.rule for finding in library.findings} == rules
    assert ids(library) == [("shop", "a")]


@pytest.mark.parametrize(
    ("text", "rules"),
    [("nmae: Shop\nsumary: S\n", {"missing-field", "unknown-field"}), ("a: [\n", {"yaml-syntax"})],
)
def test_a_service_that_does_not_count_is_told(tmp_path: Path, text: str, rules: set[str]) -> None:
    """A misspelt service.yml, or a broken one below site.yml, is told its errors; its runbooks are read."""
    write(tmp_path, {"site.yml": "title: Ours\n", "shop/service.yml": text, "shop/a.yml": RUNBOOK})
    library = read(tmp_path)
    assert {finding.rule for finding in library.findings} == rules
    assert ids(library) == [("shop", "a")]


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("titel", "title"),
        ("titles", "title"),
        ("tile", "title"),
        ("Title", "title"),
        ("kidn", "kind"),
        ("review-every", "review_every"),
        ("procedures", "procedure"),
        ("verfication", "verification"),
        ("follow-ups", "follow_up"),
        *((word, "") for word in ("name", "type", "version", "services", "steps", "")),
    ],
)
def test_a_slip_of_the_pen_is_known(word: str, field: str) -> None:
    """One slip in a short word, or two in a long one, leave it known; another word is another word."""
    assert near_field(word, field_names(Runbook)) == field


@given(st.sampled_from(field_names(Runbook)), st.data())
def test_any_single_slip_is_known(name: str, data: st.DataObject) -> None:
    """Whichever letter is left out, doubled or swapped with the next, something near is found."""
    at = data.draw(st.integers(0, len(name) - 2))
    for slip in (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    ):
        assert near_field(slip, [name]) == name


@given(st.text("ti:tle-{[\"'# \t\n=\r", max_size=60))
def test_no_text_is_too_odd_to_be_told_apart(text: str) -> None:
    """Whatever a file holds, it is known what it counts as."""
    source = SourceText("a.yml", text)
    for among in (False, True):
        assert is_nearly_runbook(source, among_runbooks=among) in {True, False}
    assert {is_site(source), is_service(source), is_broken(source)} <= {True, False}


def test_a_huge_file_of_another_tool_is_told_apart_quickly() -> None:
    """Files of two million characters, of whatever shape, cost no more than a moment."""
    start = time.process_time()
    for text in (
        "a" * 2_000_000,
        " \n" * 1_000_000,
        "- " * 1_000_000,
        "-\n" * 1_000_000,
        "{" * 2_000_000,
        "k: v\n" * 400_000,
    ):
        is_nearly_runbook(SourceText("a.yml", text), among_runbooks=True)
    assert time.process_time() - start < 10


def test_front_matter_without_an_end_is_told(tmp_path: Path) -> None:
    """Fields that do not count because a line is missing are named, at the line that opens them."""
    write(tmp_path, {"docs/a.md": "---\ntitle: T\nowner: o\nkind: incident\nalerts: [A]\n\n# T\n"})
    (finding,) = read(tmp_path).findings
    assert (finding.rule, finding.span.start.line, finding.span.end.column) == ("unterminated-front-matter", 1, 4)
    assert "'title', 'owner', 'kind' and 1 more" in finding.message


def test_files_of_other_tools_with_our_names(tmp_path: Path) -> None:
    """Ansible's site.yml and Kubernetes' service.yaml are neither a site nor a service."""
    write(
        tmp_path,
        {
            "ansible/site.yml": "- hosts: all\n  roles: [web]\n",
            "k8s/service.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n",
            "k8s/a.md": "# A\n",
        },
    )
    library = read(tmp_path)
    assert library.findings == ()
    assert reasons(library) == {
        "ansible/site.yml": "site.yml of another tool",
        "k8s/service.yaml": "service.yml of another tool",
    }
    assert library.site.source is None


def test_an_empty_service_file_is_a_service_with_errors(tmp_path: Path) -> None:
    """A beginning is told what it lacks, and its runbooks are read all the same."""
    write(tmp_path, {"shop/service.yml": "# to do\n", "shop/a.yml": RUNBOOK})
    library = read(tmp_path)
    assert [(finding.rule, finding.span.path) for finding in library.findings] == [("wrong-type", "shop/service.yml")]
    assert ids(library) == [("shop", "a")]
    assert library.service("shop").service is None
    assert library.service("shop").source is not None


def test_named_rule_files_are_read(tmp_path: Path) -> None:
    """Alerts come from the files that a service names, wherever in the repository, each read once."""
    write(
        tmp_path,
        {
            ".git/HEAD": "",
            "src/shop/service.yml": SERVICE + "alert_rules: [alerts.yml, ../../rules/x.rules, ./alerts.yml]\n",
            "src/shop/alerts.yml": RULES,
            "rules/x.rules": RULES.replace("Down", "Slow"),
        },
    )
    library = read(tmp_path, "src")
    assert [(rule.name, rule.span.path) for rule in library.service("shop").alert_rules] == [
        ("Down", "src/shop/alerts.yml"),
        ("Slow", "rules/x.rules"),
    ]
    assert (library.findings, library.skipped, library.runbooks) == ((), (), ())


@pytest.mark.parametrize(
    ("entry", "rule", "words"),
    [
        (
            "nowhere.yml",
            "unreadable-file",
            "the rule file 'nowhere.yml' cannot be used: shop/nowhere.yml: the file cannot be read: No such",
        ),
        ("../../outside.yml", "unreadable-file", "lies outside of"),
        ("/etc/passwd", "unreadable-file", "lies outside of"),
        ("link.yml", "unreadable-file", "lies outside of"),
        ("folder", "unreadable-file", "no regular file"),
    ],
)
def test_a_rule_file_that_cannot_be_used_is_told_where_it_is_named(
    tmp_path: Path, entry: str, rule: str, words: str
) -> None:
    """A missing rule file is a finding in service.yml, and none is read from outside the repository."""
    write(
        tmp_path,
        {
            "outside.yml": RULES,
            "repo/.git/HEAD": "",
            "repo/shop/folder/x.md": "# X\n",
            "repo/shop/service.yml": SERVICE + f"alert_rules:\n  - {entry}\n",
        },
    )
    (tmp_path / "repo/shop/link.yml").symlink_to("../../outside.yml")
    (finding,) = read(tmp_path / "repo").findings
    assert finding.rule == rule
    assert words in finding.message
    assert finding.message.endswith("mend the file, or its path here")
    assert (finding.span.path, finding.span.start.line, finding.span.start.column) == ("shop/service.yml", 5, 5)


def test_a_rule_file_that_is_not_named_is_told_where_to_name_it(tmp_path: Path) -> None:
    """A rule file in a service's folder is one finding, not one for each of its fields."""
    write(tmp_path, {"shop/service.yml": SERVICE, "shop/alerts.yml": RULES})
    library = read(tmp_path)
    (finding,) = library.findings
    assert finding.rule == "unknown-file"
    assert "alert_rules" in finding.message
    assert reasons(library) == {"shop/alerts.yml": "Prometheus rule file"}


def test_a_broken_service_does_not_blame_its_rule_files(tmp_path: Path) -> None:
    """Where service.yml cannot be read, its own errors are enough."""
    write(tmp_path, {"shop/service.yml": "nam: x\nalert_rules: [a.yml]\nowner: o\n", "shop/a.yml": RULES})
    assert {finding.span.path for finding in read(tmp_path).findings} == {"shop/service.yml"}


def test_two_sites_and_two_service_files(tmp_path: Path) -> None:
    """One site and one service file count, and the others are named."""
    write(
        tmp_path,
        {
            "site.yml": "title: Top\n",
            "old/site.yml": "title: Old\n",
            "shop/service.yml": SERVICE,
            "shop/service.yaml": SERVICE.replace("Shop", "Other"),
        },
    )
    library = read(tmp_path)
    assert library.site.site.title == "Top"
    assert [service.service.name for service in library.services if service.service] == ["Shop"]
    assert reasons(library) == {
        "old/site.yml": "another site.yml is in use",
        "shop/service.yaml": "service.yaml beside a service.yml",
    }


def test_equal_ids_stay_two_runbooks(tmp_path: Path) -> None:
    """Two files with one id are both kept: which is the duplicate is for the checks to say."""
    write(tmp_path, {"shop/service.yml": SERVICE, "shop/a b.md": "# 1\n", "shop/a-b.yml": RUNBOOK})
    assert ids(read(tmp_path)) == [("shop", "a-b"), ("shop", "a-b")]


def test_failed_files_are_counted_as_failed(tmp_path: Path) -> None:
    """A file that is no text is a finding and a failure, and the others are read."""
    write(tmp_path, {"docs/a.md": "# A\n"})
    (tmp_path / "docs/b.md").write_bytes(b"caf\xe9")
    library = read(tmp_path, "docs")
    assert [finding.rule for finding in library.findings] == ["not-utf8"]
    assert library.skipped == (SkippedFile("docs/b.md", "not UTF-8", failed=True),)
    assert len(library.runbooks) == 1


def test_an_empty_folder(tmp_path: Path) -> None:
    """Nothing there is an empty library with the default site."""
    library = read(tmp_path)
    assert (library.services, library.runbooks, library.findings, library.skipped) == ((), (), (), ())
    assert library.site.site.title == "Runbooks"
    with pytest.raises(KeyError):
        library.service("shop")


def test_a_missing_path_is_no_empty_library(tmp_path: Path) -> None:
    """A mistyped path stops the run."""
    with pytest.raises(RunbookSiteError, match="does not exist"):
        read(tmp_path, "nowhere")


def test_the_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    """The same files give the same library, in whatever order and however often they are named."""
    write(tmp_path, {"shop/service.yml": SERVICE, "shop/a.md": "# A\n", "web/b.md": "# B\n", "web/c.yml": RUNBOOK})
    first = read(tmp_path, "shop", "web")
    assert ids(read(tmp_path, "web/c.yml", "web", "shop/a.md", "shop")) == ids(first)
    assert read(tmp_path, "web", "shop").services == first.services


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a.md", "a"),
        ("a.html.md.erb", "a"),
        ("A.Markdown", "A"),
        ("v1.2.yaml", "v1.2"),
        ("a.md.md", "a.md"),
        (".md", ".md"),
        ("a.html.md", "a"),
    ],
)
def test_endings_are_no_part_of_a_name(name: str, stem: str) -> None:
    """All that says how a file is written is taken away, and nothing else."""
    assert without_ending(name) == stem


@pytest.mark.parametrize(
    ("name", "expected"), [("High CPU!", "high-cpu"), ("_a__b_", "a-b"), ("Café", "cafe"), ("v1.2", "v1-2")]
)
def test_slugs_are_plain(name: str, expected: str) -> None:
    """A slug is letters, digits and single hyphens."""
    assert slug(name) == expected


def test_slugs_of_other_scripts_differ() -> None:
    """Names that have no ASCII letters still have slugs of their own, the same every time."""
    names = ["復旧", "手順", "手順-1", "復旧-1", "$", "%"]
    slugs = [slug(name) for name in names]
    assert len(set(slugs)) == len(names)
    assert all(each and each.isascii() for each in slugs)
    assert slug("e\u0301té復") == slug("été復")


def test_a_service_is_whole_where_its_folder_was_given(tmp_path: Path) -> None:
    """What seems to be missing is not reported where one runbook is checked alone."""
    write(tmp_path, {"src/shop/service.yml": SERVICE, "src/shop/restart.yml": RUNBOOK, "src/shop/stop.yml": RUNBOOK})
    assert read(tmp_path, "src").partial_services == frozenset()
    assert read(tmp_path, "src/shop").partial_services == frozenset()
    assert read(tmp_path, "src/shop/restart.yml").partial_services == {"shop"}
