"""Makes the package's catalog of PostgreSQL's types: what columns, functions and operators of real servers are made of.

Called as ``python -m harvest.postgresql_types`` with a connection string for each server (``host=/tmp port=5417
user=postgres``), all of them superusers' connections to servers that nobody needs: a database ``harvest`` is made and
dropped in each. `psql` has to be there.

What is written: `runbook_site/checks/postgresql/types.json.xz`; its form is told in
`runbook_site/checks/postgresql/type_catalog.py`.
"""

from __future__ import annotations

import json
import lzma
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "plugins/runbook_site/checks/postgresql/types.json.xz"


QUERIES = {
    "columns": """
select c.relname as name, a.attname as column, t.typname as type
from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'v', 'm', 'f', 'p') and a.attnum > 0 and not a.attisdropped and n.nspname !~ '^pg_toast'
""",
    "functions": """
select p.proname as name,
  array(select t.typname from unnest(p.proargtypes) with ordinality x(oid, n) join pg_type t using (oid)
    order by n) as takes,
  case when p.proargnames is null then null else array(select p.proargnames[i] from generate_subscripts(
    coalesce(p.proargmodes, array_fill('i'::"char", array[p.pronargs::int])), 1) i
    where coalesce(p.proargmodes[i], 'i') in ('i', 'b', 'v') order by i) end as names,
  p.pronargs - p.pronargdefaults as least, p.provariadic <> 0 as open,
  case when p.prokind = 'a' then case a.aggkind when 'n' then 'a' else a.aggkind end else p.prokind end as kind,
  r.typname as gives, p.proretset as set,
  array(select t.typname from unnest(p.proallargtypes, p.proargmodes) with ordinality x(oid, mode, n)
    join pg_type t using (oid) where mode in ('o', 'b', 't') order by n) as outs
from pg_proc p join pg_type r on r.oid = p.prorettype left join pg_aggregate a on a.aggfnoid = p.oid
""",
    "operators": """
select o.oprname as name, coalesce(l.typname, '') as left, coalesce(r.typname, '') as right, g.typname as gives
from pg_operator o left join pg_type l on l.oid = o.oprleft left join pg_type r on r.oid = o.oprright
join pg_type g on g.oid = o.oprresult
""",
    "casts": """
select s.typname as source, t.typname as target, c.castcontext as context
from pg_cast c join pg_type s on s.oid = c.castsource join pg_type t on t.oid = c.casttarget
where s.oid <> t.oid
""",
    "types": """
select t.typname as name, t.typcategory as category, t.typispreferred as preferred, t.typtype as kind,
  coalesce(b.typname, '') as base, case when t.typcategory = 'A' then e.typname else '' end as element
from pg_type t left join pg_type b on b.oid = t.typbasetype left join pg_type e on e.oid = t.typelem
where t.typtype <> 'c' and (e.typtype is null or e.typtype <> 'c')
""",
}


def main(servers: list[str]) -> None:
    """Dump every server, and write the catalog of them all."""
    if not servers:
        sys.exit("name a server of each major version: 'host=/tmp port=5417 user=postgres' ...")
    psql = shutil.which("psql") or sys.exit("psql is not installed")
    dumps = [dump(psql, server) for server in servers]
    dumps.sort(key=lambda each: int(each["version"].split(".")[0]))
    catalog = merged(dumps)
    text = json.dumps(catalog, separators=(",", ":"), sort_keys=True)
    OUT.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    sys.stdout.write(f"{OUT}: {len(text)} characters, {OUT.stat().st_size} bytes, {catalog['servers']}\n")


def dump(psql: str, server: str) -> dict[str, Any]:
    """What one server has, with all extensions that come with it."""

    def run(sql: str, database: str = "harvest") -> str:
        command = [psql, "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", f"{server} dbname={database}", "-c", sql]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - psql itself

    run("drop database if exists harvest", "postgres")
    run("create database harvest template template0", "postgres")
    found: dict[str, Any] = {"version": run("show server_version").split()[0]}
    for name in run("select name from pg_available_extensions where name <> 'plpgsql' order by 1").split():
        try:
            run(f'create extension if not exists "{name}" cascade')
        except subprocess.CalledProcessError as error:
            sys.stderr.write(f"{found['version']}: extension {name} left out: {error.stderr.strip()}\n")
    for kind, sql in QUERIES.items():
        found[kind] = json.loads(run(f"select coalesce(json_agg(x), '[]') from ({sql}) x"))  # noqa: S608
    run("drop database harvest", "postgres")
    return found


def merged(dumps: list[dict[str, Any]]) -> dict[str, Any]:
    """All versions in one: behind each thing, a bit for each version that has it."""
    catalog: dict[str, Any] = {"form": 1, "servers": [each["version"] for each in dumps]}
    catalog["columns"] = columns = {}
    for index, each in enumerate(dumps):
        for row in each["columns"]:
            types = columns.setdefault(row["name"], {}).setdefault(row["column"], {})
            types[row["type"]] = types.get(row["type"], 0) | 1 << index
    for kind, keys in (
        ("functions", ("takes", "names", "least", "open", "kind", "gives", "set", "outs")),
        ("operators", ("left", "right", "gives")),
    ):
        catalog[kind] = _bits(dumps, kind, keys)
    for kind, named, keys in (("casts", "source", ("target", "context")), ("types", "name", ())):
        catalog[kind] = (
            _bits([{kind: [{**row, "name": row[named]} for row in each[kind]]} for each in dumps], kind, keys)
            if keys
            else {}
        )
    for each in dumps:
        for row in each["types"]:
            catalog["types"][row["name"]] = [row[key] for key in ("category", "preferred", "kind", "base", "element")]
    return catalog


def _bits(dumps: list[dict[str, Any]], kind: str, keys: tuple[str, ...]) -> dict[str, list[Any]]:
    """Rows of one kind by name, each with the bits of the versions that have it."""
    found: dict[str, dict[str, int]] = {}
    for index, each in enumerate(dumps):
        for row in each[kind]:
            forms = found.setdefault(row["name"], {})
            form = json.dumps([row[key] for key in keys])
            forms[form] = forms.get(form, 0) | 1 << index
    return {name: [[*json.loads(form), bits] for form, bits in forms.items()] for name, forms in found.items()}


if __name__ == "__main__":
    main(sys.argv[1:])
