"""What a model expects at a path: the fields of a mapping, the words of a choice, the form of a text."""

from __future__ import annotations

from collections.abc import Iterable
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from runbook_site.sources.value_path import ValuePath


def field_names(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a mapping, as they are written, in the model's order."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def model_at(model: type[BaseModel], path: ValuePath) -> type[BaseModel] | None:
    """The model of the mapping at a path; ``None`` where none is expected."""
    found = _annotation_at(model, path)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def choices_at(model: type[BaseModel], path: ValuePath) -> tuple[str, ...]:
    """The words that are allowed at a path, where it is a choice of words."""
    found = _annotation_at(model, path)
    return tuple(str(word) for word in get_args(found)) if get_origin(found) is Literal else ()


def pattern_at(model: type[BaseModel], path: ValuePath) -> str:
    """The regular expression that text at a path has to match; empty where there is none."""
    around = _annotation_at(model, path[:-1])
    if isinstance(around, type) and issubclass(around, BaseModel):
        field = next((each for name, each in around.model_fields.items() if (each.alias or name) == path[-1]), None)
        found = None if field is None else _pattern(field.metadata) or _pattern_within(field.annotation)
        return found or ""
    return _pattern_within(_inside(around, path[-1])) if path else ""


def _pattern_within(annotation: Any) -> str:  # noqa: ANN401
    if get_origin(annotation) is Annotated:
        inner, *constraints = get_args(annotation)
        return _pattern(constraints) or _pattern_within(inner)
    if get_origin(annotation) in {Union, UnionType}:
        return next(filter(None, map(_pattern_within, get_args(annotation))), "")
    return ""


def _pattern(constraints: Iterable[object]) -> str:
    """What pydantic's constraints say of a text; a `Field` keeps its own inside."""
    for each in constraints:
        inside = each.metadata if isinstance(each, FieldInfo) else ()
        if found := getattr(each, "pattern", None) or _pattern(inside):
            return str(found)
    return ""


def _annotation_at(model: type[BaseModel], path: ValuePath) -> Any:  # noqa: ANN401 - annotations have no type of their own
    current: Any = model
    for part in path:
        current = _inside(_bare(current), part)
    return _bare(current)


def _inside(annotation: Any, part: str | int) -> Any:  # noqa: ANN401
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if (field.alias or name) == part:
                return field.annotation
        return None
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple and isinstance(part, int):
        return arguments[0]
    return arguments[1] if get_origin(annotation) is dict else None


def _bare(annotation: Any) -> Any:  # noqa: ANN401
    """The annotation without its constraints and without ``None`` as an alternative."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in {Union, UnionType}:
            annotation = next((one for one in get_args(annotation) if one is not type(None)), None)
        else:
            return annotation
