"""The schema of the API as its page shows it: operations, what they are asked, what they answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from palermo.site.api import api

JSON = "application/json"
TYPES = {"boolean": "true / false", "array": "list"}


class Field(NamedTuple):
    """A parameter, or a field of an answer."""

    name: str
    type: str
    values: list[str]
    meaning: str
    required: bool = False


@dataclass(frozen=True)
class Operation:
    """What can be asked at an address."""

    key: str
    path: str
    summary: str
    description: str
    parameters: list[Field]
    fields: list[Field]
    paged: bool
    example: str  # the address of one
    answer: str = ""
    status: int = 0


class Group(NamedTuple):
    """The operations of a room."""

    key: str
    meaning: str
    operations: list[Operation]


# What is asked of each as an example: an address that is there, and a short answer.
EXAMPLES = {
    "states": "states?region=142&limit=1",
    "state": "states/SCG",
    "organizations": "organizations?limit=1",
    "regions": "regions?limit=1",
    "instruments": "instruments?limit=1",
    "instrument": "instruments/tip-protocol",
    "provisions": "provisions?instrument=tip-protocol&article=9&limit=1",
    "provision": "provisions/tip-protocol/9",
    "themes": "themes?limit=1",
    "official_texts": "official-texts?limit=1",
    "wordings": "official-texts/tip-protocol/en/wordings?limit=1",
    "acts": "acts?instrument=tip-protocol&kind=accession&limit=1",
    "declarations": "declarations?article=tip-protocol/15&on=2012-10-15&limit=1",
    "standings": "standings?instrument=tip-protocol&on=2012-10-15&region=009&limit=1",
    "published_counts": "published-counts?instrument=tip-protocol&limit=1",
    "completeness": "completeness?instrument=tip-protocol",
    "bodies": "bodies?limit=1",
    "sessions": "sessions?body=wg-tip&limit=1",
    "outcomes": "outcomes?year=2008&subject=trafficking&limit=1",
    "topics": "topics?session=wg-tip-1&limit=1",
    "deliberations": "deliberations?limit=1",
    "deliberation": "deliberations/4-4",
    "paragraphs": "deliberations/4-4/paragraphs?limit=1",
    "paragraph": "deliberations/4-4/paragraphs/f",
    "deliberation_texts": "deliberations/4-4/texts",
    "printed_paragraphs": "deliberations/4-4/texts/en/paragraphs?limit=1",
    "mandates": "mandates?addressee=secretariat&limit=1",
    "decision_evidence": "decisions/4-4/evidence?on=2012-10-15",
}


def groups() -> list[Group]:
    """Every operation of the schema, by room."""
    schema = api.get_openapi_schema()
    told = [operation_of(path, each["get"], schema) for path, each in schema["paths"].items()]
    rooms = {each["get"]["operationId"]: each["get"]["tags"][0] for each in schema["paths"].values()}
    return [
        Group(tag["name"], tag["description"], [each for each in told if rooms[each.key] == tag["name"]])
        for tag in schema["tags"]
    ]


def operation_of(path: str, said: dict[str, Any], schema: dict[str, Any]) -> Operation:
    key, answer = said["operationId"], said["responses"][200]["content"][JSON]["schema"]
    properties = resolved(answer, schema).get("properties", {})
    paged = {"items", "next"} <= properties.keys()
    return Operation(
        key,
        path,
        said["summary"],
        said.get("description", ""),
        [
            Field(
                each["name"],
                *kind_of(each["schema"], schema),
                meaning=each["description"],
                required=each["required"],
            )
            for each in said["parameters"]
        ],
        list(fields_of(properties["items"] if paged else answer, schema)),
        paged,
        f"/api/v1/{EXAMPLES[key]}",
    )


def fields_of(answer: dict[str, Any], schema: dict[str, Any], before: str = "") -> Iterator[Field]:
    """The fields of an answer, of its rows, and of objects in them; a text in languages is told once."""
    whole = resolved(answer, schema)
    if whole.get("type") == "array":
        yield from fields_of(whole["items"], schema, before)
        return
    for name, said in whole["properties"].items():
        kind, values = kind_of(said, schema)
        yield Field(f"{before}{name}", kind, values, said.get("description", ""))
        inner = resolved(resolved(said, schema).get("items", {}), schema)
        if "properties" in inner:
            yield from fields_of(inner, schema, f"{before}{name}[].")


def kind_of(said: dict[str, Any], schema: dict[str, Any]) -> tuple[str, list[str]]:
    """The type of a value in words, and what it may be."""
    ways = [resolved(each, schema) for each in said.get("anyOf", [said])]
    kinds = [named(each, schema) for each in ways]
    values: list[Any] = said.get("enum") or next((each["enum"] for each in ways if "enum" in each), [])
    return " / ".join(kinds), [str(each) for each in values if each is not None]


def named(said: dict[str, Any], schema: dict[str, Any]) -> str:
    if said.get("title") == "TextOut":
        return "text in languages"
    if said.get("type") == "array":
        return f"list of {named(resolved(said['items'], schema), schema)}"
    if said.get("type") == "integer" and "maximum" in said:
        return f"integer, {said['minimum']} to {said['maximum']}"
    return str(said.get("format") or TYPES.get(said.get("type", ""), said.get("type", "object")))


def resolved(said: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """What a reference leads to; anything else as it is."""
    reference = said.get("$ref", "")
    found: dict[str, Any] = (
        schema["components"]["schemas"][reference.rpartition("/")[2]] if reference else said
    )
    return found
