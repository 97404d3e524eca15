/**
 * A JSON-LD document to its canonical N-Quads: what is hashed and signed.
 *
 * Part of the `proof` check: JSON-LD 1.1 in safe mode (jsonld.js), then RDF Dataset
 * Canonicalization (RDFC-1.0). A claim that no context defines is a failure: nothing signs it.
 * What processors write differently is refused.
 */

import jsonld, { type Quad } from "jsonld";
import canonize from "rdf-canonize";
import { requireBounds } from "./bounds.ts";
import type { Copy } from "./contexts.ts";
import { Ended, failed } from "./findings.ts";
import { asList, isObject, type Json, type JsonObject } from "./json.ts";
import { keptContexts } from "./kept-contexts.ts";
import { Recent } from "./recent.ts";
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

const CONTEXTS = { newer: keptContexts("newer"), older: keptContexts("older") };
// A badge and its list, each with its proof, of four badges that are checked at the same time.
const RECENT = new Recent<string>(16);

/**
 * The canonical N-Quads of a document, one quad a line, by one copy of its contexts.
 *
 * Throws `Ended` with UNKNOWN_CONTEXT, UNDEFINED_TERM or UNCLEAR_TEXT.
 */
export function canonicalize(document: JsonObject, copy: Copy = "newer"): Promise<string> {
  return RECENT.of(`${copy} ${JSON.stringify(document)}`, () => make(document, copy));
}

async function make(document: JsonObject, copy: Copy): Promise<string> {
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
  const options = { base: null, safe: true, ...CONTEXTS[copy] };
  try {
    const expanded = await jsonld.expand(document, options);
    requireWholeAddresses(expanded);
    return await jsonld.toRDF(expanded, { ...options, skipExpansion: true });
  } catch (error) {
    throw reasonOf(error);
  }
}

/**
 * No address is relative.
 *
 * NOTE: jsonld leaves an empty one out without a word, and keeps its parts by their addresses in plain
 * objects: one that is called `__proto__` or `constructor` would change what all objects have in common,
 * for every badge that is checked after it.
 */
function requireWholeAddresses(expanded: Json): void {
  for (const part of asList(expanded)) {
    if (!isObject(part) || Object.hasOwn(part, "@value")) continue;
    const id = part["@id"];
    if (typeof id === "string" && !id.includes(":")) throw failed("UNDEFINED_TERM", { term: id });
    Object.values(part).forEach(requireWholeAddresses);
  }
}

async function ordered(dataset: Quad[]): Promise<string> {
  try {
    return await canonize.canonize(dataset, { algorithm: "RDFC-1.0", maxWorkFactor: 1 });
  } catch (error) {
    // A page that is not secure, or a frame in one, has no WebCrypto to hash with.
    if ((globalThis.crypto as Crypto | undefined)?.subtle === undefined) throw error;
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
