/**
 * The JSON-LD contexts that the scripts carry. They are never fetched, and a document that brings
 * another, or one of its own, is not understood: a context can give any name to any claim.
 *
 * Part of the `proof` check: VC Data Model 2.0, section 5.3.
 */

import carried from "../build/contexts.json" with { type: "json" };
import { unchecked } from "./findings.ts";
import { asList, isObject, type Json, type JsonObject } from "./json.ts";

const CONTEXTS = carried as unknown as Record<string, JsonObject>;

/** Throws `Ended` with UNKNOWN_CONTEXT if one is named or written out anywhere in `value`. */
export function requireKnownContexts(value: Json): void {
  if (Array.isArray(value)) value.forEach(requireKnownContexts);
  if (!isObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (name === "@context") asList(member).forEach(requireKnown);
    else requireKnownContexts(member);
  }
}

/** The document loader that jsonld asks. */
export function loadContext(url: string): Promise<{ documentUrl: string; document: JsonObject }> {
  const document = CONTEXTS[url];
  if (document === undefined) throw unchecked("UNKNOWN_CONTEXT", { context: url });
  return Promise.resolve({ documentUrl: url, document });
}

function requireKnown(context: Json): void {
  if (typeof context === "string" && Object.hasOwn(CONTEXTS, context)) return;
  const name = typeof context === "string" ? context : JSON.stringify(context).slice(0, 80);
  throw unchecked("UNKNOWN_CONTEXT", { context: name });
}
