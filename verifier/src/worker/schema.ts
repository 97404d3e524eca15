/** Compares a document with a JSON Schema, draft 2019-09 unless the schema names another. */

import type { SchemaDraft } from "@cfworker/json-schema";
import { isObject, type Json, textOf } from "../json.ts";
import { readJson } from "../strict-json.ts";

const MOST_FAULTS = 5;
const DRAFTS: readonly (readonly [string, SchemaDraft])[] = [
  ["/draft/2020-12/", "2020-12"],
  ["/draft-07/", "7"],
  ["/draft-04/", "4"],
];

/** What in `document` differs from the schema in `data`; null where that schema cannot be used. */
export async function faultsBy(document: Json, data: Uint8Array): Promise<string[] | null> {
  try {
    const schema = readJson(data);
    if (!isObject(schema)) return null;
    const { Validator } = await import("@cfworker/json-schema");
    const named = textOf(schema, "$schema") ?? "";
    const draft = DRAFTS.find(([part]) => named.includes(part))?.[1] ?? "2019-09";
    const { errors } = new Validator(schema, draft, false).validate(document);
    // The innermost tell the most; those around them only that something inside is wrong.
    const innermost = errors.filter(({ keyword }) => !AROUND.includes(keyword));
    return [...new Set(innermost.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`))].slice(0, MOST_FAULTS);
  } catch {
    return null;
  }
}

const AROUND = ["properties", "items", "$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "then", "else", "prefixItems"];
