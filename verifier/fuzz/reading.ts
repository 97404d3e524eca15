/**
 * The judge that shares no code with the engine: what a document says to whoever reads its JSON.
 *
 * Two documents read alike if every member is there with the same values, whatever stands around it:
 * lists of one, lists within lists, the order of a set, a value twice in it, absent members as null. The contexts
 * and the proof say nothing to a reader; what a context does to the meaning, `rdf.ts` judges.
 */

import { isObject, type Json } from "../src/json.ts";

const UNREAD = ["@context", "proof"];
const ORDERED = ["allowedValue"];

/** Whether two values say the same to a reader, as values of the member `name`. */
export function readAlike(one: Json, other: Json, name = ""): boolean {
  const [these, those] = [valuesOf(one), valuesOf(other)];
  if (ORDERED.includes(name)) {
    return these.length === those.length && these.every((value, place) => isAlike(value, those[place] ?? null));
  }
  return areWithin(these, those) && areWithin(those, these);
}

function areWithin(these: readonly Json[], those: readonly Json[]): boolean {
  return these.every((value) => those.some((candidate) => isAlike(value, candidate)));
}

function isAlike(one: Json, other: Json): boolean {
  if (!isObject(one) && !isObject(other)) return isSameText(one, other);
  if (!isObject(one) || !isObject(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => UNREAD.includes(name) || readAlike(memberOf(one, name), memberOf(other, name), name));
}

/** A number or a truth reads the same as its text; a number in any of its forms. */
function isSameText(one: Json, other: Json): boolean {
  if (textOf(one) === textOf(other)) return true;
  const [number, text] = typeof one === "number" ? [one, other] : [other, one];
  return typeof number === "number" && typeof text === "string" && text.trim() !== "" && Number(text) === number;
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function memberOf(value: object, name: string): Json {
  return Object.hasOwn(value, name) ? ((value as Record<string, Json>)[name] ?? null) : null;
}

function valuesOf(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap(valuesOf);
  return value === null ? [] : [value];
}
