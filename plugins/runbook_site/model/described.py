"""Models whose JSON Schema says what each field means."""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class Described(BaseModel):
    """A model whose fields are described by the text below each of them.

    Pydantic can collect these texts as well, for every class at import: that is a tenth of the time a
    command takes to start, and none but those that write a schema need them.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Pydantic's schema, with the descriptions."""
        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema)["properties"]
        for name, text in field_docs(cls).items():
            properties[cls.model_fields[name].alias or name]["description"] = text
        return schema


def field_docs(model: type[Described]) -> dict[str, str]:
    """The texts below the fields of a class, and of the classes that it is made from, by the field's name."""
    docs: dict[str, str] = {}
    for part in reversed(model.__mro__):
        if not issubclass(part, Described) or part is Described:
            continue
        definition = ast.parse(textwrap.dedent(inspect.getsource(part))).body[0]
        for field, below in pairwise(ast.iter_child_nodes(definition)):
            match field, below:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    docs[name] = inspect.cleandoc(text)
    return docs
