/**
 * A JSON-LD document to its canonical N-Quads: what is hashed and signed.
 *
 * Part of the `proof` check: JSON-LD 1.1 in safe mode (jsonld.js), then RDF Dataset
 * Canonicalization (RDFC-1.0). A claim that no context defines is a failure: nothing signs it.
 * What processors write differently is refused.
 */

import jsonld, { type Contexts, type Quad } from "jsonld";
import ContextResolver from "jsonld/lib/ContextResolver.js";
import canonize from "rdf-canonize";
import { requireBounds } from "./bounds.ts";
import { type Copy, contextAt } from "./contexts.ts";
import { Ended, failed } from "./findings.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import { requireClearText, unclear } from "./unclear-text.ts";

// RFC 3987 without private use and without addresses in brackets.
const PLAIN = "[\\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2}|[\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}\\u{10000}-\\u{dfffd}]";
const IRI = new RegExp(
  "^[A-Za-z][A-Za-z0-9+.-]*:" +
    `(?://(?:(?:${PLAIN}|:)*@)?(?:${PLAIN})*(?::[0-9]*)?(?:/(?:${PLAIN}|[:@/])*)?` +
    `|(?!//)(?:${PLAIN}|[:@/])*)` +
    `(?:\\?(?:${PLAIN}|[:@/?])*)?(?:#(?:${PLAIN}|[:@/?])*)?$`,
  "u",
);

// The contexts never change: what jsonld makes of them is kept, of each copy apart.
const CONTEXTS = { newer: contextsOf("newer"), older: contextsOf("older") };

/**
 * The canonical N-Quads of a document, one quad a line, by one copy of its contexts.
 *
 * Throws `Ended` with UNKNOWN_CONTEXT, UNDEFINED_TERM or UNCLEAR_TEXT.
 */
export async function canonicalize(document: JsonObject, copy: Copy = "newer"): Promise<string> {
  requireClearText(document);
  requireBounds(document);
  const dataset = await toDataset(document, copy);
  dataset.forEach(requireAddresses);
  const nquads = await ordered(dataset);
  const lines = nquads.trimEnd().split("\n");
  if (new Set(lines).size < lines.length) throw unclear(); // two of its values are one in RDF
  requireSameOrder(lines);
  return nquads;
}

async function toDataset(document: JsonObject, copy: Copy): Promise<Quad[]> {
  try {
    return await jsonld.toRDF(document, { base: null, safe: true, ...CONTEXTS[copy] });
  } catch (error) {
    throw reasonOf(error);
  }
}

function contextsOf(copy: Copy): Contexts {
  return {
    documentLoader: async (url) => ({ documentUrl: url, document: await contextAt(url, copy), tag: "static" }),
    contextResolver: new ContextResolver({ sharedCache: new Map() }),
  };
}

async function ordered(dataset: Quad[]): Promise<string> {
  try {
    return await canonize.canonize(dataset, { algorithm: "RDFC-1.0", maxWorkFactor: 1 });
  } catch {
    throw unclear(); // more parts that look alike than can be told apart in reasonable time
  }
}

/** jsonld wraps errors in errors; the innermost says what is wrong. */
function reasonOf(error: unknown): unknown {
  if (error instanceof Ended || !isObject(error)) return error;
  const { details } = error as { details?: Json };
  if (!isObject(details)) return unclear();
  if (details.cause !== undefined) return reasonOf(details.cause);
  return isObject(details.event) ? undefinedTerm(details.event) : unclear();
}

function undefinedTerm({ details }: JsonObject): Error {
  const names = isObject(details) ? Object.values(details) : [];
  const term = names.find((name) => typeof name === "string") ?? "@id";
  return failed("UNDEFINED_TERM", { term });
}

function requireAddresses(quad: Quad): void {
  const { subject, predicate, object, graph } = quad;
  const addresses = [subject, predicate, object, graph, object.datatype];
  for (const term of addresses) {
    if (term?.termType === "NamedNode" && !IRI.test(term.value)) {
      throw failed("UNDEFINED_TERM", { term: term.value });
    }
  }
}

/** Some processors sort by code points, JavaScript by UTF-16: both must give the same text. */
function requireSameOrder(lines: readonly string[]): void {
  const sorted = [...lines].sort(byCodePoints);
  if (sorted.some((line, place) => line !== lines[place])) throw unclear();
}

function byCodePoints(one: string, other: string): number {
  const [these, those] = [Array.from(one), Array.from(other)];
  const place = these.findIndex((character, index) => character !== those[index]);
  if (place < 0) return these.length - those.length;
  return (these[place]?.codePointAt(0) ?? -1) - (those[place]?.codePointAt(0) ?? -1);
}
