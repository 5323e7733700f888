"""What DDL makes."""

from __future__ import annotations

from runbook_site.checks.postgresql.catalog import catalog
from runbook_site.checks.postgresql.ddl import made_by, schema_of
from runbook_site.checks.postgresql.knowledge import Knowledge, Schema

DDL = """
create table base (id bigint primary key, note text, constraint c check (id > 0));
create table child (extra int) inherits (base);
create table part partition of base for values in (1);
create table alike (like base including all, more int);
create view seen as select id, upper(note) as big, count(*) from base group by id, note;
create view unknown as select * from elsewhere;
alter table base add column added int, drop column note;
alter table base rename column added to renamed;
alter table child rename to offspring;
drop table alike;
create function settle(bigint) returns void language sql as 'select 1';
create type mood as enum ('good');
create domain mail as text
"""


def schema(text: str) -> Schema:
    """The schema of statements with semicolons between them."""
    return schema_of(text.split(";\n"), Knowledge(catalog(), catalog().every, named=False))


def test_relations_and_columns() -> None:
    """Tables follow what is altered, renamed and dropped; views have the columns of their queries."""
    made = schema(DDL)
    columns = {name: None if found is None else list(found) for name, found in made.relations.items()}
    assert columns == {
        "base": ["id", "renamed"],
        "offspring": ["id", "note", "extra"],
        "part": ["id", "note"],
        "seen": ["id", "big", "count"],
        "unknown": None,
    }
    assert made.complete


def test_functions_and_types() -> None:
    """Functions, types and domains are known by name."""
    assert schema(DDL).functions == {"settle"}
    assert schema(DDL).types == {"mood", "mail"}


def test_what_cannot_be_read_leaves_it_open() -> None:
    """A DO block makes what nobody can tell, so that nothing is missing for certain."""
    assert not schema("create table a (id int);\ndo $$ begin execute 'create table b ()'; end $$").complete
    assert not schema("create tabel a (id int)").complete


def test_made_by_statements() -> None:
    """A query can make a table, too."""
    known = Knowledge(catalog(), catalog().every, named=False)
    assert made_by(["select 1 as x into copied", "create temp table t as select 1", "select 1"], known) == {
        "copied",
        "t",
    }
