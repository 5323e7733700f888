"""PostgreSQL's syntax tree: ways around in it, and the names that it gives to columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import postgast

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters are what is in ASCII and everything outside of it; said by what is left out, since a class of a million
# characters takes ten times as long to compile.
_NAME = r'(?:[Uu]&)?"(?:[^"]|"")*+"|[^\x00-@\[-^`{-\x7f][^\x00-#%-/:-@\[-^`{-\x7f]*+'
_FIRST = re.compile(_NAME)
_NEXT = re.compile(rf"\s*+\.\s*+({_NAME})")
_PLAIN_NAMES = {
    "CoalesceExpr": "coalesce",
    "CaseExpr": "case",
    "A_ArrayExpr": "array",
    "RowExpr": "row",
    "GroupingFunc": "grouping",
}
_SUBLINK_NAMES = {"EXISTS_SUBLINK": "exists", "ARRAY_SUBLINK": "array"}


def kind_of(node: Any) -> str:  # noqa: ANN401 - protobuf messages are not typed by kind
    """The name of a node's kind."""
    return type(node).__name__


def inner(node: Any) -> Any:  # noqa: ANN401
    """The node inside of the wrapper that the grammar puts around it; ``None`` of an empty one."""
    unwrapped = postgast.unwrap_node(node)
    return None if kind_of(unwrapped) == "Node" else unwrapped


def children(node: Any) -> Iterator[Any]:  # noqa: ANN401
    """The nodes right below one."""
    for field, value in node.ListFields():
        if field.message_type is None:
            continue
        for each in [value] if hasattr(value, "ListFields") else value:
            if (child := inner(each)) is not None:
                yield child


def descendants(node: Any) -> Iterator[Any]:  # noqa: ANN401
    """A node and all below it."""
    yield node
    for child in children(node):
        yield from descendants(child)


def strings(nodes: Any) -> list[str]:  # noqa: ANN401
    """The names in a list of nodes; without those that are none (``*``)."""
    return [each.sval for each in map(inner, nodes) if kind_of(each) == "String"]


def constant(node: Any) -> str | None:  # noqa: ANN401
    """The text of a string literal."""
    return node.sval.sval if kind_of(node) == "A_Const" and node.HasField("sval") else None


def enum_name(node: Any, field: str) -> str:  # noqa: ANN401
    """The name of an enumeration's value in a field."""
    values = node.DESCRIPTOR.fields_by_name[field].enum_type.values_by_number
    return str(values[getattr(node, field)].name)


def name_places(text: str, at: int) -> list[tuple[int, int]]:
    """Where the parts of a qualified name stand that begins at an offset."""
    found = _FIRST.match(text, at)
    if found is None:
        return []
    places = [found.span()]
    while (following := _NEXT.match(text, places[-1][1])) is not None:
        places.append(following.span(1))
    return places


class Offsets:
    """Offsets in characters from those in bytes of UTF-8, which the tree has."""

    def __init__(self, text: str) -> None:
        """Count in a text."""
        self.ascii = text.isascii()
        self.encoded = b"" if self.ascii else text.encode("utf-8", "replace")

    def __call__(self, at: int) -> int:
        """The offset in characters."""
        return at if self.ascii else len(self.encoded[:at].decode("utf-8", "ignore"))


def output_name(value: Any) -> str | None:  # noqa: ANN401, C901, PLR0911 - one answer for each kind
    """What the column of an expression without ``AS`` is called; ``None`` where that is not told here.

    Source: PostgreSQL's ``FigureColname`` (``parse_target.c``).
    """
    kind = kind_of(value)
    match kind:
        case "ColumnRef":
            names = strings(value.fields)
            return names[-1] if names and len(names) == len(value.fields) else None
        case "FuncCall":
            return strings(value.funcname)[-1]
        case "TypeCast":
            return _own_name(value.arg) or strings(value.type_name.names)[-1]
        case "CollateClause":
            return output_name(inner(value.arg))
        case "CaseExpr":
            return _own_name(value.defresult) or "case"
        case "SubLink":
            return _sublink_name(value)
        case "MinMaxExpr":
            return enum_name(value, "op").removeprefix("IS_").lower()
        case "SQLValueFunction":
            return enum_name(value, "op").removeprefix("SVFOP_").removesuffix("_N").lower()
        case "A_Const":
            return "?column?"
        case "A_Expr":
            return "nullif" if enum_name(value, "kind") == "AEXPR_NULLIF" else "?column?"
        case "BoolExpr" | "NullTest" | "BooleanTest":
            return "?column?"
        case _:
            return _PLAIN_NAMES.get(kind)


def _own_name(node: Any) -> str | None:  # noqa: ANN401
    """The name of an expression that has one of its own."""
    name = output_name(inner(node))
    return None if name == "?column?" else name


def _sublink_name(value: Any) -> str | None:  # noqa: ANN401
    name = enum_name(value, "sub_link_type")
    if name in _SUBLINK_NAMES:
        return _SUBLINK_NAMES[name]
    query = inner(value.subselect)
    if name != "EXPR_SUBLINK" or not query.target_list:
        return "?column?" if name != "EXPR_SUBLINK" else None
    target = inner(query.target_list[0])
    return target.name or output_name(inner(target.val))
