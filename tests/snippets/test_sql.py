"""SQL is split where its database splits it, and every statement is told for what it is."""

from __future__ import annotations

import postgast
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.snippets.sql import SqlSource, SqlSplit, split_source, split_sql
from runbook_site.snippets.sql_grammar import LARGEST_STATEMENT
from runbook_site.snippets.sql_lexer import lex_sql
from runbook_site.snippets.sql_pieces import sql_pieces
from runbook_site.sources.text import SourceText

DIALECTS = ("postgresql", "mysql", "sqlite", "tsql", "oracle", "bigquery", "snowflake")


def _split(text: str, dialect: str = "postgresql") -> SqlSplit:
    return split_sql(SourceText("page.md", text).whole(), dialect)


def _texts(text: str, dialect: str = "postgresql") -> list[str]:
    return [text[piece.start : piece.end] for piece in sql_pieces(text, dialect)]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]),
        ("SELECT ';'; SELECT 2;", ["SELECT ';'", "SELECT 2"]),
        ("SELECT 'it''s;'; SELECT 2;", ["SELECT 'it''s;'", "SELECT 2"]),
        (r"SELECT E'\';'; SELECT 2;", [r"SELECT E'\';'", "SELECT 2"]),
        (r"SELECT '\'; SELECT 2;", [r"SELECT '\'", "SELECT 2"]),
        ('SELECT ";"; SELECT 2;', ['SELECT ";"', "SELECT 2"]),
        ("SELECT $$;$$; SELECT $a$;$$;$a$", ["SELECT $$;$$", "SELECT $a$;$$;$a$"]),
        ("SELECT /* ; /* ; */ ; */ 1; SELECT 2", ["SELECT /* ; /* ; */ ; */ 1", "SELECT 2"]),
        ("SELECT 1 -- ;\n; SELECT 2", ["SELECT 1", "SELECT 2"]),
        ("-- first\nSELECT 1;;;\n-- last", ["SELECT 1"]),
        ("CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3",
         ["CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "SELECT 3"]),
        ("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; END; SELECT 2",
         ["CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; END", "SELECT 2"]),
        ("BEGIN; SELECT 1; END;", ["BEGIN", "SELECT 1", "END"]),
    ],
)  # fmt: skip
def test_statements_end_where_postgresql_ends_them(text: str, statements: list[str]) -> None:
    """A semicolon in a literal, a comment or a body ends nothing."""
    assert _texts(text) == statements


@pytest.mark.parametrize(
    ("text", "dialect", "statements"),
    [
        (r"SELECT 'a\';'; SELECT 2", "mysql", [r"SELECT 'a\';'", "SELECT 2"]),
        ("SELECT `;`; SELECT 2 # ;\n", "mysql", ["SELECT `;`", "SELECT 2"]),
        ('SELECT "\\";"; SELECT 2', "mysql", ['SELECT "\\";"', "SELECT 2"]),
        ("SELECT [;]; SELECT 2", "tsql", ["SELECT [;]", "SELECT 2"]),
        ("CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN IF x THEN SELECT 1; END IF; END; SELECT 2", "mysql",
         ["CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN IF x THEN SELECT 1; END IF; END", "SELECT 2"]),
    ],
)  # fmt: skip
def test_other_dialects_have_their_own_quoting(text: str, dialect: str, statements: list[str]) -> None:
    """Strings, names and comments are those of the dialect."""
    assert _texts(text, dialect) == statements


_STATEMENTS = st.sampled_from([
    "SELECT 1", "SELECT 'a;b'", "SELECT E'a\\';b'", "SELECT $q$;'$q$", 'SELECT ";"', "SELECT 1 -- ;\n + 2",
    "SELECT /* ; /* ' */ */ 1", "DO $$BEGIN PERFORM 1; END$$", "SELECT 'é中𐐀;'", "DELETE FROM t WHERE a = ';'",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END", "SELECT U&'d\\0061;'", "SELECT B'1'",
])  # fmt: skip
_GAPS = st.sampled_from([";", " ;\n", ";\n-- it's; a comment\n", "; /* ; */ ", ";;\n"])


@settings(max_examples=200)
@given(st.lists(st.tuples(_STATEMENTS, _GAPS), min_size=1, max_size=6))
def test_splitting_agrees_with_postgresql(parts: list[tuple[str, str]]) -> None:
    """Joined statements come apart again, exactly where libpg_query's own splitter parts them."""
    text = "".join(statement + gap for statement, gap in parts)
    assert _texts(text) == [statement for statement, _ in parts]
    assert len(_texts(text)) == len(postgast.split(text))


@settings(max_examples=200)
@given(st.text(alphabet="'\"`$;-/*[]:\\aE_ \n#(é", max_size=60), st.sampled_from(DIALECTS), st.booleans())
def test_tokens_cover_any_text(text: str, dialect: str, psql: bool) -> None:  # noqa: FBT001
    """Tokens follow one on the other from the first character to the last, whatever the text."""
    at = 0
    for token in lex_sql(text, dialect, psql=psql):
        assert token.start == at
        assert token.end > at
        at = token.end
    assert at == len(text)


@settings(max_examples=120)
@given(st.text(max_size=80), st.sampled_from(DIALECTS))
def test_no_text_breaks_it(text: str, dialect: str) -> None:
    """Any text gives statements and problems, never an error; statements stand in it as they are."""
    split = _split(text, dialect)
    for statement in split.statements:
        assert statement.text.text in text


@pytest.mark.parametrize(
    ("text", "kind", "relations", "functions", "settings_"),
    [
        ("SELECT count(*) FROM shop.carts c JOIN items USING (id)", "SelectStmt", ("shop.carts", "items"),
         ("count",), ()),
        ("WITH old AS (SELECT 1 FROM carts) SELECT * FROM old", "SelectStmt", ("carts",), (), ()),
        ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity", "SelectStmt", ("pg_stat_activity",),
         ("pg_terminate_backend",), ()),
        ('DROP TABLE "Carts", shop.items', "DropStmt", ("Carts", "shop.items"), (), ()),
        ("DROP INDEX carts_idx", "DropStmt", (), (), ()),
        ("VACUUM ANALYZE carts", "VacuumStmt", ("carts",), (), ()),
        ("SHOW max_connections", "VariableShowStmt", (), (), ("max_connections",)),
        ("SET work_mem = '1GB'", "VariableSetStmt", (), (), ("work_mem",)),
        ("SELECT current_setting('wal_level')", "SelectStmt", (), ("current_setting",), ("wal_level",)),
        ("SELECT extract(epoch FROM now())", "SelectStmt", (), ("extract", "now"), ()),
    ],
)  # fmt: skip
def test_facts(
    text: str, kind: str, relations: tuple[str, ...], functions: tuple[str, ...], settings_: tuple[str, ...]
) -> None:
    """Class, relations, functions and settings are those that the grammar finds."""
    (statement,) = _split(text).statements
    assert (statement.kind, statement.relations, statement.functions, statement.settings) == (
        kind, relations, functions, settings_,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "has_where"),
    [
        ("DELETE FROM carts", False),
        ("DELETE FROM carts WHERE id = 1", True),
        ("UPDATE carts SET a = 1", False),
        ("WITH d AS (DELETE FROM carts RETURNING 1) SELECT * FROM d", False),
        ("EXPLAIN ANALYZE UPDATE carts SET a = 1", False),
        ("SELECT 1", True),
    ],
)
@pytest.mark.parametrize("dialect", ["postgresql", "sqlite"])
def test_a_missing_where_is_seen_wherever_it_is_missing(text: str, has_where: bool, dialect: str) -> None:  # noqa: FBT001
    """An UPDATE or DELETE without WHERE is seen in WITH and under EXPLAIN too."""
    if dialect == "sqlite" and text.startswith(("WITH", "EXPLAIN")):
        pytest.skip(reason="not SQLite's syntax")
    (statement,) = _split(text, dialect).statements
    assert statement.has_where is has_where


def test_a_broken_statement_costs_only_itself() -> None:
    """The others are read, and the problem stands at the word that the grammar stumbles over."""
    split = _split("SELECT 'ü';\nSELEC 1;\nSELECT 'ü' FORM t x;\nSELECT (;\nSELECT 2;")
    assert [statement.kind for statement in split.statements] == ["SelectStmt", "", "", "", "SelectStmt"]
    places = [
        (problem.span.start.line, problem.span.start.column, problem.span.end.column) for problem in split.problems
    ]
    assert places[:2] == [(2, 1, 6), (3, 17, 18)]
    assert all(problem.kind == "syntax" for problem in split.problems)


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("SELECT * FROM t WHERE a = :'cart'", [("cart", ":'cart'", "psql", "psql_literal")]),
        ('SELECT * FROM :"tbl"', [("tbl", ':"tbl"', "psql", "psql_identifier")]),
        ("SELECT * FROM t LIMIT :rows", [("rows", ":rows", "psql", "sql_raw")]),
        ("SELECT a::int, b[1:n], ':x', f(x := 1) FROM t", []),
        ("SELECT '<id>', <col>, \"<name>\"", [("id", "<id>", "placeholder", "sql_literal"),
         ("col", "<col>", "placeholder", "sql_raw"), ("name", "<name>", "placeholder", "sql_identifier")]),
    ],
)  # fmt: skip
def test_variables_and_placeholders(text: str, uses: list[tuple[str, str, str, str]]) -> None:
    """Variables and placeholders are masked, so that the statement parses, and told with their quoting."""
    split = _split(text)
    assert split.problems == ()
    assert [(use.name, use.text, use.syntax, *use.quoting) for use in split.variables] == uses
    for use in split.variables:
        assert text[use.span.start.column - 1 : use.span.end.column - 1] == use.text


@pytest.mark.parametrize(
    "text",
    [
        "SELECT " + "1+" * 10_000 + "1",
        "SELECT " + "(" * 10_000 + "1" + ")" * 10_000,
        "SELECT 1" + " UNION SELECT 1" * 5_000,
        "SELECT a" + "::int" * 10_000,
    ],
)
def test_nesting_without_bound_is_refused_before_the_parser_sees_it(text: str) -> None:
    """The C parser would take the whole process down; the statement is reported as not looked at."""
    (problem,) = _split(text).problems
    assert problem.kind == "limit"


def test_a_tree_too_deep_to_read_is_a_limit_and_no_syntax_error() -> None:
    """PostgreSQL takes it, and what is inside is not known."""
    (problem,) = _split("SELECT " + "1+" * (LARGEST_STATEMENT // 4) + "1").problems
    assert problem.kind == "limit"


def test_a_nul_or_half_a_character_hides_nothing() -> None:
    """What a C string would cut off is still looked at."""
    assert _split("SELECT 1 \0; DROP TABLE t").statements[1].kind == "DropStmt"
    assert len(_split("SELECT 1 \0 FORM x y z").problems) == 1
    assert _split("SELECT '\ud800'").problems == ()


def test_text_masked_by_the_caller_is_parsed_and_the_original_kept() -> None:
    """SQL inside of shell is read with the shell's variables masked, and shown as written."""
    text = SourceText("page.md", "SELECT * FROM $tbl, x_$y").whole()
    split = split_source(text, SqlSource("postgresql", via=("psql",), parent=3, masked=((14, 18), (22, 24))))
    (statement,) = split.statements
    assert (statement.text.text, statement.kind) == (text.text, "SelectStmt")
    assert statement.relations == ("$tbl", "x_$y")
    assert (statement.via, statement.parent) == (("psql",), 3)


@pytest.mark.parametrize("dialect", ["postgresql", "mysql"])
@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("SELECT * FROM <table>", ("<table>",)),
        ("SELECT * FROM shop_<env>.carts, <table name>", ("shop_<env>.carts", "<table name>")),
        ("SELECT * FROM <a>, <b>, <a>", ("<a>", "<b>")),
        ("SELECT * FROM {{ schema }}.{{ table }}", ("{{ schema }}.{{ table }}",)),
        ("DROP TABLE <t>", ("<t>",)),
        ("SELECT '<t>' FROM _0_", ("_0_",)),
    ],
)  # fmt: skip
def test_a_relation_is_shown_as_its_author_wrote_it(dialect: str, text: str, relations: tuple[str, ...]) -> None:
    """Where a table is left open, it is named by its placeholder, and never by what stands for it meanwhile."""
    split = _split(text, dialect)
    assert split.problems == ()
    assert split.statements[0].relations == relations


@settings(max_examples=100)
@given(st.lists(st.text("abcdefghijklmnopqrst", min_size=1, max_size=4), min_size=1, max_size=50))
def test_every_placeholder_keeps_its_own_name(words: list[str]) -> None:
    """However many tables are left open, each is told from the others."""
    written = [f"<{word}_name>" for word in words]
    (statement,) = _split("TABLE " + " UNION TABLE ".join(written)).statements
    assert statement.relations == tuple(dict.fromkeys(written))
