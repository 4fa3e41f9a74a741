"""What reaches AWS, judged: the model's rules, and comparison without mercy.

Neither the CLI nor boto3 checks maxima, patterns or enumerations, so a body
that both send may still be one that AWS refuses. `violations` reads these
rules from the same model the service publishes.
"""

from __future__ import annotations

import base64
import binascii
import difflib
import functools
import json
from collections.abc import Iterator
from typing import Any

import botocore.loaders
import botocore.model
import regex

Json = Any
Shape = botocore.model.Shape

TARGET_PREFIX = "AmazonSSM."


@functools.cache
def service() -> botocore.model.ServiceModel:
    """The model of Systems Manager that the pinned botocore carries."""
    loader = botocore.loaders.Loader()
    return botocore.model.ServiceModel(loader.load_service_model("ssm", "service-2"), "ssm")


def input_shape(operation: str) -> Shape:
    return service().operation_model(operation).input_shape


def parse(text: str | bytes) -> Json:
    """JSON whose objects have each key once: a doubled key would hide a value."""

    def once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        members = dict(pairs)
        if len(members) != len(pairs):
            raise ValueError(f"a key stands twice: {[key for key, _ in pairs]}")
        return members

    return json.loads(text, object_pairs_hook=once)


def canonical(value: Json) -> str:
    """Text that is equal exactly when two JSON values are: 1 is neither 1.0 nor true."""
    return json.dumps(value, sort_keys=True, indent=1, ensure_ascii=True)


def difference(expected: Json, got: Json) -> str:
    """A readable difference of two JSON values; empty when they are equal."""
    left, right = canonical(expected), canonical(got)
    if left == right:
        return ""
    return "\n".join(difflib.unified_diff(left.splitlines(), right.splitlines(), "expected", "got", lineterm=""))


def encoded(shape: Shape, value: Json) -> Json:
    """A boto3 body as it goes over the wire: bytes, and text where bytes belong, as base64."""
    match shape.type_name:
        case "blob":
            return base64.b64encode(value.encode() if isinstance(value, str) else value).decode()
        case "structure":
            return {name: encoded(shape.members[name], member) for name, member in value.items()}
        case "list":
            return [encoded(shape.member, item) for item in value]
        case "map":
            return {key: encoded(shape.value, item) for key, item in value.items()}
        case _:
            return value


def violations(operation: str, body: Json) -> list[str]:
    """Everything in a wire body that the model forbids, with its path."""
    return violations_of(input_shape(operation), body)


def violations_of(shape: Shape, value: Json) -> list[str]:
    """Everything in a value that a shape of any service's model forbids, with its path."""
    return list(_violations(shape, value, ""))


def _violations(shape: Shape, value: Json, path: str) -> Iterator[str]:
    here = path or "body"
    kinds = {
        "string": str,
        "structure": dict,
        "list": list,
        "map": dict,
        "boolean": bool,
        "integer": int,
        "long": int,
        "blob": str,
    }
    kind = kinds[shape.type_name]
    # In Python, True is an int too.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        yield f"{here} must be a {shape.type_name}: {value!r}"
        return
    match shape.type_name:
        case "structure":
            for name in shape.required_members:
                if name not in value:
                    yield f"{here} lacks {name}"
            for name, member in value.items():
                if name in shape.members:
                    yield from _violations(shape.members[name], member, f"{path}.{name}".lstrip("."))
                else:
                    yield f"{here} has an unknown member {name}"
        case "list":
            yield from _bounded(shape, len(value), here, "items")
            for n, item in enumerate(value):
                yield from _violations(shape.member, item, f"{path}[{n}]")
        case "map":
            yield from _bounded(shape, len(value), here, "entries")
            for key, item in value.items():
                yield from _violations(shape.key, key, f"{path}.<key {key!r}>")
                yield from _violations(shape.value, item, f"{path}[{key!r}]")
        case "string":
            yield from _bounded(shape, len(value), here, "characters")
            if shape.enum and value not in shape.enum:
                yield f"{here} must be one of {shape.enum}: {value!r}"
            pattern = shape.metadata.get("pattern")
            if pattern and not regex.fullmatch(pattern, value):
                yield f"{here} must match {pattern}: {value!r}"
        case "blob":
            try:
                size = len(base64.b64decode(value, validate=True))
            except binascii.Error as error:
                yield f"{here} must be base64: {error}: {value!r}"
            else:
                yield from _bounded(shape, size, here, "bytes")
        case "integer" | "long":
            yield from _bounded(shape, value, here, "")


def _bounded(shape: Shape, size: int, here: str, unit: str) -> Iterator[str]:
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if low is not None and size < low:
        yield f"{here} must have at least {low} {unit}: {size}"
    if high is not None and size > high:
        yield f"{here} must have at most {high} {unit}: {size}"
