/**
 * The JSON-LD contexts that the scripts carry. They are never fetched, and a document that brings
 * another, or one of its own, is not understood: a context can give any name to any claim.
 *
 * Part of the `proof` check: VC Data Model 2.0, section 5.3. The context of Open Badges 3.0.3 was
 * changed in place, and others still carry it as it was: both copies are known.
 */

import common from "../build/contexts.json" with { type: "json" };
import { unchecked } from "./findings.ts";
import { asList, isObject, type Json, type JsonObject } from "./json.ts";

/** Which copy of a context that circulates in two. */
export type Copy = "newer" | "older";

const COMMON = new Map(Object.entries<JsonObject>(common));
const TWICE = ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];
const CREDENTIALS = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1"];

/** Throws `Ended` with UNKNOWN_CONTEXT if one is named or written out anywhere in `value`. */
export async function requireKnownContexts(value: Json): Promise<void> {
  for (const context of contextsIn(value)) {
    if (typeof context !== "string") throw unchecked("UNKNOWN_CONTEXT/own");
    await contextAt(context, "newer");
  }
}

/** Throws `Ended` with UNKNOWN_CONTEXT unless a document is, by its first context, a credential. */
export function requireCredential(document: JsonObject): void {
  const [first] = asList(document["@context"]);
  if (typeof first !== "string") throw unchecked("UNKNOWN_CONTEXT/own");
  if (!CREDENTIALS.includes(first)) throw unchecked("UNKNOWN_CONTEXT", { context: first });
}

/** Whether a document names a context that circulates in two copies. */
export function namesOlderCopy(document: Json): boolean {
  return contextsIn(document).some((context) => typeof context === "string" && TWICE.includes(context));
}

/** One copy of the context at an address. Throws `Ended` with UNKNOWN_CONTEXT. */
export async function contextAt(url: string, copy: Copy): Promise<JsonObject> {
  const before = copy === "older" && TWICE.includes(url) ? (await older()).get(url) : undefined;
  const context = before ?? COMMON.get(url) ?? (await rarer()).get(url);
  if (context === undefined) throw unchecked("UNKNOWN_CONTEXT", { context: url });
  return context;
}

async function rarer(): Promise<Map<string, JsonObject>> {
  const { default: contexts } = await import("../build/rarer-contexts.json", { with: { type: "json" } });
  return new Map(Object.entries<JsonObject>(contexts));
}

async function older(): Promise<Map<string, JsonObject>> {
  const { default: contexts } = await import("../build/older-contexts.json", { with: { type: "json" } });
  return new Map(Object.entries<JsonObject>(contexts));
}

function contextsIn(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap(contextsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === "@context" ? [member].flat() : contextsIn(member),
  );
}
