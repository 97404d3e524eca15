/**
 * How much a document may hold: more would keep a browser busy for minutes.
 *
 * Part of the `proof` check. Expanding JSON-LD takes time with the square of a list's entries, and
 * each mention of a context is read anew. No badge comes near these bounds; a wallet's collection
 * of a hundred badges stays below them.
 */

import { unchecked } from "./findings.ts";
import { isObject, type Json } from "./json.ts";

const MOST_VALUES = 20_000; // objects, lists and what they hold
const MOST_ENTRIES = 1000; // in one list
const MOST_CONTEXTS = 250;

/** Throws `Ended` with UNCLEAR_TEXT for a document beyond the bounds. */
export function requireBounds(document: Json): void {
  let [values, contexts] = [0, 0];
  for (const [name, value] of valuesOf("", document)) {
    values += 1;
    if (name === "@context") contexts += Array.isArray(value) ? value.length : 1;
    const isLong = Array.isArray(value) && value.length > MOST_ENTRIES;
    if (isLong || values > MOST_VALUES || contexts > MOST_CONTEXTS) throw unchecked("UNCLEAR_TEXT");
  }
}

function* valuesOf(name: string, value: Json): Generator<[string, Json]> {
  yield [name, value];
  if (isObject(value)) {
    for (const [below, part] of Object.entries(value)) yield* valuesOf(below, part);
  } else if (Array.isArray(value)) {
    for (const part of value) yield* valuesOf("", part);
  }
}
