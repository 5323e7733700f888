"""Makes the package's catalog of PostgreSQL: what is built into real servers, one of each major version.

Called as ``python -m harvest.postgresql`` with a connection string for each server (``host=/tmp port=5417
user=postgres``), all of them superusers' connections to servers that nobody needs: a database ``harvest`` is made and
dropped in each. `psql` has to be there.

What is written: `runbook_site/checks/postgresql/catalog.json.xz`; its form is told in
`runbook_site/checks/postgresql/catalog.py`.
"""

from __future__ import annotations

import json
import lzma
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "plugins/runbook_site/checks/postgresql/catalog.json.xz"

RELATIONS = """
select n.nspname || '.' || c.relname as name, array_agg(a.attname order by a.attnum) as columns
from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
where c.relkind in ('r', 'v', 'm', 'f', 'p') and a.attnum > 0 and not a.attisdropped and {which}
group by 1
"""

FUNCTIONS = """
select p.proname as name,
  p.pronargs - p.pronargdefaults as least,
  case when p.provariadic <> 0 then -1 else p.pronargs end as most,
  case when p.proargmodes && array['o', 'b', 't']::"char"[]
    then (select array_agg(p.proargnames[i] order by i) from generate_subscripts(p.proargmodes, 1) i
      where p.proargmodes[i] in ('o', 'b', 't'))
    when t.typtype in ('c', 'p') then null else array[]::text[] end as columns
from pg_proc p join pg_type t on t.oid = p.prorettype join pg_namespace n on n.oid = p.pronamespace
where p.prokind <> 'p' and {which}
"""

TYPES = """
select distinct t.typname as name from pg_type t join pg_namespace n on n.oid = t.typnamespace
where t.typtype <> 'c' and t.typname not like '\\_%' and {which}
"""

SETTINGS = "select name, context from pg_settings where name not like '%.%'"

VALUES = """
select name, vartype, coalesce(unit, '') as unit, coalesce(enumvals, array[]::text[]) as words,
  case when abs(min_val::numeric) < 1e300 then min_val::numeric end as least,
  case when abs(max_val::numeric) < 1e300 then max_val::numeric end as most
from pg_settings where vartype <> 'string' and name not like '%.%'
"""

MEMBER = "exists (select 1 from pg_depend d where d.objid = {oid} and d.deptype = 'e' and d.refobjid = \
(select oid from pg_extension where extname = '{extension}'))"


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
    """What one server has."""

    def run(sql: str, database: str = "harvest") -> str:
        command = [psql, "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", f"{server} dbname={database}", "-c", sql]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - psql itself

    def rows(sql: str) -> Any:  # noqa: ANN401 - as JSON is
        return json.loads(run(f"select coalesce(json_agg(x), '[]') from ({sql}) x"))  # noqa: S608 - texts of this file

    run("drop database if exists harvest", "postgres")
    run("create database harvest template template0", "postgres")
    system = "n.nspname in ('pg_catalog', 'information_schema')"
    found: dict[str, Any] = {
        "version": run("show server_version").split()[0],
        "relations": rows(RELATIONS.format(which=system)),
        "functions": rows(FUNCTIONS.format(which=system)),
        "types": rows(TYPES.format(which=system)),
        "settings": rows(SETTINGS),
        "values": rows(VALUES),
        "extensions": {},
    }
    names = run("select name from pg_available_extensions where name <> 'plpgsql' order by 1").split()
    for name in names:
        try:
            run(f'create extension if not exists "{name}" cascade')
        except subprocess.CalledProcessError as error:
            sys.stderr.write(f"{found['version']}: extension {name} left out: {error.stderr.strip()}\n")
            continue
        found["extensions"][name] = {
            kind: rows(sql.format(which=MEMBER.format(oid=oid, extension=name)))
            for kind, sql, oid in (
                ("relations", RELATIONS, "c.oid"),
                ("functions", FUNCTIONS, "p.oid"),
                ("types", TYPES, "t.oid"),
            )
        }
    run("drop database harvest", "postgres")
    return found


def merged(dumps: list[dict[str, Any]]) -> dict[str, Any]:
    """All versions in one: behind each thing, a bit for each version that has it."""
    bits = {each["version"].split(".")[0]: 1 << index for index, each in enumerate(dumps)}
    extensions: dict[str, Any] = {}
    for name in sorted({name for each in dumps for name in each["extensions"]}):
        having = [each for each in dumps if name in each["extensions"]]
        extensions[name] = _objects([(_bits_for(dumps, having, each), each["extensions"][name]) for each in having])
    settings: dict[str, Any] = {}
    for bit, each in zip(bits.values(), dumps, strict=True):
        for row in each["settings"]:
            before = settings.get(row["name"], [0, ""])[0]
            settings[row["name"]] = [before | bit, row["context"]]
    return {
        "form": 1,
        "servers": [each["version"] for each in dumps],
        "system": _objects(list(zip(bits.values(), dumps, strict=True))),
        "settings": settings,
        "values": {
            row["name"]: [row["vartype"], row["unit"], row["least"], row["most"], row["words"]]
            for row in dumps[-1]["values"]
        },
        "extensions": extensions,
    }


def _bits_for(dumps: list[dict[str, Any]], having: list[dict[str, Any]], dumped: dict[str, Any]) -> int:
    """The versions that a dump of an extension speaks for: its own, and those next to it that were built without."""
    numbers = [int(each["version"].split(".")[0]) for each in having]
    own = int(dumped["version"].split(".")[0])
    total = 0
    for index, each in enumerate(dumps):
        number = int(each["version"].split(".")[0])
        if min(numbers, key=lambda other: (abs(other - number), other)) == own:
            total |= 1 << index
    return total


def _objects(dumps: list[tuple[int, dict[str, Any]]]) -> dict[str, Any]:
    relations: dict[str, dict[str, int]] = {}
    functions: dict[str, dict[str, int]] = {}
    types: dict[str, int] = {}
    for bit, each in dumps:
        for row in each["relations"]:
            columns = relations.setdefault(row["name"], {})
            for column in row["columns"]:
                columns[column] = columns.get(column, 0) | bit
        for row in each["functions"]:
            forms = functions.setdefault(row["name"], {})
            columns = row["columns"]
            form = json.dumps([row["least"], row["most"], columns])
            forms[form] = forms.get(form, 0) | bit
        for row in each["types"]:
            types[row["name"]] = types.get(row["name"], 0) | bit
    called = {name: [[*json.loads(form), bit] for form, bit in forms.items()] for name, forms in functions.items()}
    return {"relations": relations, "functions": called, "types": types}


if __name__ == "__main__":
    main(sys.argv[1:])
