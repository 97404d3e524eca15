"""JSON Schemas of the ledger's files, for editors, and where a ledger keeps them.

`badgeledger init` and `badgeledger schema` write them into the ledger, so that completion and
warnings work without a network; each file's first line names its schema by a relative path.

NOTE: an editor is told less than `check` knows, and never more: a file that the schema refuses may
still be read (`hours: "40"`), since editors, unlike the ledger, tell numbers from texts.
"""

from pathlib import PurePosixPath
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from badgeledger.model import Achievement, Award, Entry, Issuer, Keys, Tombstone

FOLDER = ".badgeledger/schemas"  # at the ledger's root, committed
KINDS: dict[str, type[Entry]] = {
    "achievement": Achievement,
    "award": Award,
    "issuer": Issuer,
    "keys": Keys,
    "tombstone": Tombstone,
}


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 7, which editors read best) of one of `KINDS`."""
    made = KINDS[kind].model_json_schema(
        schema_generator=_Generator, ref_template="#/definitions/{model}"
    )
    definitions = made.pop("$defs", {})
    heading = {"$schema": "http://json-schema.org/draft-07/schema#"}
    return heading | made | ({"definitions": definitions} if definitions else {})


def schema_line(kind: str, path: str) -> str:
    """The comment that names the schema in a file at `path`, relative to the ledger's root."""
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.json\n"


class _Generator(GenerateJsonSchema):
    """pydantic's schema without what the ledger does not have: null, and its default."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default") in (None, []):
            made.pop("default", None)
        return made

    def field_title_should_be_set(self, _schema: object) -> bool:
        return False
