"""The JSON Schemas for editors: they accept what the tool writes and know every field."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from badgeledger.ledger.schemas import KINDS, schema, schema_line

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_and_has_neither_null_nor_python(kind: str) -> None:
    made = schema(kind)
    jsonschema.Draft7Validator.check_schema(made)
    text = json.dumps(made)
    assert '"null"' not in text
    assert ": null" not in text
    assert "$defs" not in text
    assert set(made["properties"]) == set(KINDS[kind].model_fields)


def fields(made: dict[str, Any]) -> list[dict[str, Any]]:
    models = [made, *made.get("definitions", {}).values()]
    return [field for model in models for field in model["properties"].values()]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_described(kind: str) -> None:
    assert all("description" in field or "$ref" in field for field in fields(schema(kind)))


def test_the_example_ledger_satisfies_its_schemas() -> None:
    files = {
        "issuer": [ROOT / "issuer.yml"],
        "achievement": sorted(ROOT.glob("achievements/*.yml")),
        "award": sorted(ROOT.glob("credentials/*/*.yml"))[:5],
    }
    for kind, paths in files.items():
        for path in paths:
            # As editors read YAML 1.2: days are texts, numbers and truths are not.
            data = _Editor(path.read_bytes()).get_data()
            jsonschema.validate(data, schema(kind))


class _Editor(yaml.SafeLoader):
    pass


_Editor.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if not pair[0].endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_a_wrong_file_is_refused_by_the_schema() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"name": "x", "nmae": "y"}, schema("achievement"))


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("issuer.yml", ""),
        ("achievements/a.yml", "../"),
        ("credentials/2026/a.yml", "../../"),
    ],
)
def test_the_first_line_leads_to_the_schema_from_any_folder(path: str, way: str) -> None:
    expected = f"# yaml-language-server: $schema={way}.badgeledger/schemas/award.json\n"
    assert schema_line("award", path) == expected


def test_models_and_schemas_name_the_same_kinds() -> None:
    assert all(issubclass(model, BaseModel) for model in KINDS.values())
