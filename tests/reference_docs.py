"""Writes the parts of docs/reference/ that say what the program says elsewhere.

`errors.md` is made from `errors.toml`; the tables in `formats.md`, between comments that name their
model, from the models. Run as `python -m tests.reference_docs`; a test finds them stale.
"""

import re
from pathlib import Path
from typing import Any

from badgeledger.errors import explanations
from badgeledger.ledger.schemas import KINDS, schema
from badgeledger.values import SLUG

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
COMMAND = "python -m tests.reference_docs"
BLOCKS = {
    "B01": "Reading a file",
    "B02": "Single values",
    "B03": "The ledger as a whole",
    "B04": "History and git",
    "B05": "Keys and signatures",
    "B06": "Building",
    "B07": "Lists and awarding",
    "B08": "Verifying",
    "B09": "The command line",
}
TABLE = re.compile(r"(<!-- fields of (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def errors_page() -> str:
    """The whole of errors.md."""
    lines = [
        f"<!-- Made from plugins/badgeledger/errors.toml by `{COMMAND}`. -->",
        "# Errors",
        "",
        "Every problem has a code that stays the same. `badgeledger explain CODE` says what stands",
        "here. Exit codes: 0 all is well, 1 something in the ledger, a list or a badge is wrong,",
        "2 the command was called wrongly, 3 the machine, the key, git or the network is not as it",
        "must be.",
    ]
    block = ""
    for code, explanation in explanations().items():
        if code[:3] != block:
            block = code[:3]
            lines += ["", f"## {BLOCKS[block]}"]
        lines += ["", f"### {code}: {explanation.title}", "", explanation.explanation]
        lines += ["", f"*What to do*: {explanation.mend}."]
    return "\n".join(lines) + "\n"


def formats_page(page: str) -> str:
    """formats.md with its tables made anew."""
    known = models()
    return TABLE.sub(lambda part: part[1] + "\n" + table(known[part[2]]) + "\n" + part[3], page)


def models() -> dict[str, dict[str, Any]]:
    """The schema of every mapping that a file of the ledger can hold, by the model's name."""
    known: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        made = schema(kind)
        known |= {made["title"]: made, **made.get("definitions", {})}
    return known


def table(model: dict[str, Any]) -> str:
    """A Markdown table of a model's fields."""
    rows = ["| field | value | meaning |", "|---|---|---|"]
    for name, field in model["properties"].items():
        needed = " (needed)" if name in model.get("required", ()) else ""
        described = field.get("description") or models()[_target(field)]["description"]
        default = field.get("default")
        if isinstance(default, bool | str):
            shown = str(default).lower() if isinstance(default, bool) else default
            described += f" Without it: `{shown}`."
        rows.append(f"| `{name}`{needed} | {_value(field)} | {described} |")
    return "\n".join(rows) + "\n"


def _target(field: dict[str, Any]) -> str:
    return str(field["$ref"].rpartition("/")[2])


def _value(field: dict[str, Any]) -> str:
    """What kind of value a field takes, in a word or two."""
    if "$ref" in field:
        return f"[fields](#{_target(field).lower()})"
    if field.get("type") == "array":
        entries = _value(field["items"])
        return f"list of {entries}" if "$ref" in field["items"] else f"list of {entries}s"
    if "enum" in field:
        return ", ".join(f"`{word}`" for word in field["enum"])
    if "anyOf" in field:
        words = field["anyOf"][0].get("enum", ())
        return ", ".join(f"`{word}`" for word in (*words, "ext:…")) if words else "number"
    if field.get("pattern") == SLUG:
        return "slug"
    kinds = {
        "date": "day",
        "uri": "link",
        "boolean": "`true` or `false`",
        "integer": "whole number",
    }
    return kinds.get(field.get("format") or field["type"], "text")


def main() -> None:
    """Writes both pages."""
    (REFERENCE / "errors.md").write_text(errors_page(), "utf-8")
    formats = REFERENCE / "formats.md"
    formats.write_text(formats_page(formats.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
