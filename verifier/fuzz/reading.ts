/**
 * The judge that shares no code with the engine: what a document says to whoever reads its JSON.
 *
 * Two documents read alike if their own members have the same names, and everything in them that has
 * an id has the same said of it, in whatever pieces. It makes no difference whether a value stands in
 * lists of its own, in which order those of a set stand, how often one does, and whether an absent
 * member is null. The contexts and the proof say nothing to a reader; what a context does to the
 * meaning, `rdf.ts` judges.
 */

import { isDeepStrictEqual } from "node:util";
import { isObject, type Json, type JsonObject } from "../src/json.ts";

const UNREAD = ["@context", "proof"];
const ORDERED = ["allowedValue"];

/** What is said of each part with an id, by the id and the member's name; of the document itself by "". */
type Said = Map<string, Map<string, Json[]>>;

/** Whether two documents say the same to a reader. */
export function readAlike(one: JsonObject, other: JsonObject): boolean {
  if (!isDeepStrictEqual(namesOf(one), namesOf(other))) return false;
  const [these, those] = [saidIn(one), saidIn(other)];
  return [...new Set([...these.keys(), ...those.keys()])].every((id) => {
    const [mine, yours] = [these.get(id) ?? new Map<string, Json[]>(), those.get(id) ?? new Map<string, Json[]>()];
    const names = new Set([...mine.keys(), ...yours.keys()]);
    return [...names].every((name) => areAlike(mine.get(name) ?? [], yours.get(name) ?? [], name));
  });
}

function namesOf(document: JsonObject): string[] {
  return Object.keys(document).filter((name) => !UNREAD.includes(name) && valuesOf(memberOf(document, name)).length > 0).sort();
}

function saidIn(document: JsonObject): Said {
  const said: Said = new Map();
  collect(document, "", said);
  return said;
}

/** Notes what an object says of `id`, and all that it says of others. */
function collect(object: JsonObject, id: string, said: Said): void {
  const members = said.get(id) ?? new Map<string, Json[]>();
  said.set(id, members);
  for (const name of Object.keys(object)) {
    if (UNREAD.includes(name)) continue;
    const values = valuesOf(memberOf(object, name)).map((value) => noted(value, said));
    members.set(name, [...(members.get(name) ?? []), ...values]);
  }
}

/** A value as it is said of another: of an object with an id, its id, which may as well stand alone. */
function noted(value: Json, said: Said): Json {
  if (!isObject(value)) return value;
  if (typeof value.id === "string") {
    collect(value, value.id, said);
    return value.id;
  }
  const members = Object.keys(value).filter((name) => !UNREAD.includes(name));
  return Object.fromEntries(members.map((name) => [name, valuesOf(memberOf(value, name)).map((each) => noted(each, said))]));
}

function areAlike(these: readonly Json[], those: readonly Json[], name: string): boolean {
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
  return [...names].every((name) => areAlike(valuesOf(memberOf(one, name)), valuesOf(memberOf(other, name)), name));
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
