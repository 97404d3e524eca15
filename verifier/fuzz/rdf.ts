/**
 * The judge of meaning: the canonical RDF of a document, by jsonld.js and rdf-canonize as they come,
 * without the engine's own rules about what it accepts.
 */

import jsonld from "jsonld";
import canonize from "rdf-canonize";
import contexts from "../build/contexts.json" with { type: "json" };
import rarer from "../build/rarer-contexts.json" with { type: "json" };
import type { JsonObject } from "../src/json.ts";

const CONTEXTS = new Map(Object.entries<object>({ ...contexts, ...rarer }));

/** The canonical N-Quads of a credential, its proof aside. */
export async function meaningOf(document: JsonObject): Promise<string> {
  const claims = Object.fromEntries(Object.entries(document).filter(([name]) => name !== "proof"));
  const dataset = await jsonld.toRDF(claims, { base: null, safe: true, documentLoader: load });
  return canonize.canonize(dataset, { algorithm: "RDFC-1.0", maxWorkFactor: 1 });
}

function load(url: string): Promise<{ documentUrl: string; document: object }> {
  const document = CONTEXTS.get(url);
  return document ? Promise.resolve({ documentUrl: url, document }) : Promise.reject(new Error(`unknown: ${url}`));
}
