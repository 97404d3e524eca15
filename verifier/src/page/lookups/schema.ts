/**
 * The form of a badge, by the JSON Schema that it names: Open Badges 3.0, CredentialSchema; JSON
 * Schema for Verifiable Credentials. A worker compares the two, as a schema can make that slow.
 */

import { asList, isObject, type JsonObject, textOf } from "../../json.ts";
import { pageWords } from "../../page-words.ts";
import { fill } from "../../wording.ts";
import type { Checker } from "../checking.ts";
import { element } from "../elements.ts";
import type { Lookup } from "./all.ts";
import { bodyAt, hostOf } from "./asking.ts";

const TYPES = ["1EdTechJsonSchemaValidator2019", "JsonSchema", "JsonSchemaValidator2018"];

/** A look at each schema that a badge names. */
export function schemas(credential: JsonObject, checker: () => Checker): Lookup[] {
  const known = asList(credential.credentialSchema).filter(isObject).filter((schema) => {
    return asList(schema.type).some((type) => typeof type === "string" && TYPES.includes(type));
  });
  return known.flatMap((schema) => {
    const url = textOf(schema, "id");
    const host = url && hostOf(url);
    return host ? [{ label: fill(pageWords.lookups.schema, { host }), look: () => formBy(url, credential, checker()) }] : [];
  });
}

async function formBy(url: string, credential: JsonObject, checker: Checker): Promise<(Node | string)[]> {
  const schema = await bodyAt(url);
  if (typeof schema === "string") return [schema];
  const faults = await checker.compare(credential, schema);
  if (faults === null) return [pageWords.lookups.schema_unusable];
  if (faults.length === 0) return [pageWords.lookups.schema_fits];
  const list = element("ul");
  list.append(...faults.map((fault) => element("li", element("bdi", fault))));
  return [element("p", pageWords.lookups.schema_faults), list];
}
