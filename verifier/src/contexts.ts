/**
 * The JSON-LD contexts that the scripts carry. They are never fetched, and a document that brings
 * another, or one of its own, is not understood: a context can give any name to any claim.
 *
 * Part of the `proof` check: VC Data Model 2.0, section 5.3.
 */

import common from "../build/contexts.json" with { type: "json" };
import { unchecked } from "./findings.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";

const COMMON = new Map(Object.entries<JsonObject>(common));

/** Throws `Ended` with UNKNOWN_CONTEXT if one is named or written out anywhere in `value`. */
export async function requireKnownContexts(value: Json): Promise<void> {
  for (const context of contextsIn(value)) {
    if (typeof context !== "string") throw unchecked("UNKNOWN_CONTEXT/own");
    await loadContext(context);
  }
}

/** The document loader that jsonld asks. Throws `Ended` with UNKNOWN_CONTEXT. */
export async function loadContext(url: string): Promise<{ documentUrl: string; document: object }> {
  const document = COMMON.get(url) ?? (await rarer()).get(url);
  if (document === undefined) throw unchecked("UNKNOWN_CONTEXT", { context: url });
  return { documentUrl: url, document };
}

async function rarer(): Promise<Map<string, JsonObject>> {
  const { default: contexts } = await import("../build/rarer-contexts.json", { with: { type: "json" } });
  return new Map(Object.entries<JsonObject>(contexts));
}

function contextsIn(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap(contextsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === "@context" ? [member].flat() : contextsIn(member),
  );
}
