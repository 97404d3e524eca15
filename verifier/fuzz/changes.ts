/**
 * Changes to the members of a credential, as somebody makes them who wants it to say something else
 * and still be believed: other values, other names for the same term, other places.
 *
 * A change may or may not alter the meaning: `judge.ts` finds out.
 */

import contexts from "../build/contexts.json" with { type: "json" };
import rarer from "../build/rarer-contexts.json" with { type: "json" };
import { isObject, type Json, type JsonObject } from "../src/json.ts";
import type { Random } from "./random.ts";
import { isMember, objectsIn, put, remove, type Spot, spotsIn, valueAt } from "./spots.ts";
import { anyValue, otherValue } from "./values.ts";

/** What is done to a document, in place. */
export type Change = (document: JsonObject, random: Random) => void;

const KEYWORDS = [
  "@id", "@type", "@value", "@language", "@graph", "@included", "@nest", "@reverse", "@set", "@list", "@index", "@json",
  "@none", "@direction", "@context", "@vocab", "@base", "@container", "@protected", "@import", "@propagate",
];
const CONTEXTS = { ...contexts, ...rarer } as Record<string, Json>;
const ADDRESSES = Object.keys(CONTEXTS);
const TERMS = [...new Set(objectsIn(CONTEXTS).flatMap(Object.keys))].filter((name) => !name.startsWith("@"));
// What terms stand for, in full: the same claim under its other name.
const IRIS = [...new Set(objectsIn(CONTEXTS).flatMap((term) => (typeof term["@id"] === "string" ? [term["@id"]] : [])))];
export const MARK = "\u{10ffff}"; // set behind a name that is to stand twice

/** Every kind of change, by its name. */
export const CHANGES: Readonly<Record<string, Change>> = {
  value: (document, random) => {
    const spot = anySpot(document, random);
    put(spot, otherValue(valueAt(spot), random));
  },
  removed: (document, random) => {
    remove(anySpot(document, random));
  },
  renamed: (document, random) => {
    const spot = random.pick(spotsIn(document).filter(isMember));
    rename(spot, otherName(spot.key, random));
  },
  added: (document, random) => {
    const holder = random.pick(objectsIn(document));
    put({ holder, key: otherName("", random) }, anyValue(document, random));
  },
  twice: (document, random) => {
    const { holder, key } = random.pick(spotsIn(document).filter(isMember));
    put({ holder, key: key + MARK }, anyValue(document, random));
  },
  moved: (document, random) => {
    const from = random.pick(spotsIn(document).filter(isMember));
    const value = valueAt(from);
    remove(from);
    put({ holder: random.pick(objectsIn(document)), key: from.key }, value);
  },
  copied: (document, random) => {
    const [from, to] = [anySpot(document, random), anySpot(document, random)];
    put(to, valueAt(from));
  },
  swapped: (document, random) => {
    const [one, other] = [anySpot(document, random), anySpot(document, random)];
    const values = structuredClone([valueAt(one), valueAt(other)]);
    put(one, values[1] ?? null);
    put(other, values[0] ?? null);
  },
  listed: (document, random) => {
    const spot = anySpot(document, random);
    put(spot, random.pick([(value: Json) => [value], (value: Json) => [[value]], (value: Json) => [value, value]])(valueAt(spot)));
  },
  unlisted: (document, random) => {
    const lists = spotsIn(document).filter((spot) => Array.isArray(valueAt(spot)));
    const spot = random.pick(lists);
    put(spot, random.pick([null, ...(valueAt(spot) as Json[])]));
  },
  wrapped: (document, random) => {
    const spot = anySpot(document, random);
    put(spot, { [random.pick(KEYWORDS)]: valueAt(spot) });
  },
  typed: (document, random) => {
    const spot = anySpot(document, random);
    put(spot, { "@value": valueAt(spot), [random.pick(["@language", "@type", "@direction"])]: random.pick(["en", "xsd:string", "ltr"]) });
  },
  nested: (document, random) => {
    const holder = random.pick(objectsIn(document));
    const names = random.shuffled(Object.keys(holder)).slice(0, 1 + random.below(3));
    const inner = Object.fromEntries(names.map((name) => [name, holder[name] ?? null]));
    for (const key of names) remove({ holder, key });
    put({ holder, key: random.pick([...KEYWORDS, ...names, "related"]) }, inner);
  },
  context: (document, random) => {
    const holder = random.once(2) ? document : random.pick(objectsIn(document));
    put({ holder, key: "@context" }, otherContext(holder["@context"] ?? [], random));
  },
  identified: (document, random) => {
    const ids = objectsIn(document).flatMap(({ id }) => (id === undefined ? [] : [id]));
    put({ holder: random.pick(objectsIn(document)), key: random.pick(["id", "@id"]) }, random.pick(ids));
  },
};

function anySpot(document: JsonObject, random: Random): Spot {
  return random.pick(spotsIn(document));
}

/** Gives a member another name and leaves it in its place. */
function rename({ holder, key }: Spot, name: string): void {
  const members = Object.entries(holder);
  for (const [each] of members) remove({ holder, key: each });
  for (const [each, value] of members) put({ holder, key: each === key ? name : each }, value);
}

function otherName(name: string, random: Random): string {
  return random.pick([
    () => random.pick(TERMS),
    () => random.pick(KEYWORDS),
    () => random.pick(IRIS),
    () => fullName(name) ?? random.pick(IRIS),
    () => random.pick(["__proto__", "constructor", "toString", "", "hasOwnProperty", "length"]),
    () => name.toUpperCase(),
    () => name.slice(0, 1).toUpperCase() + name.slice(1),
    () => `${name}${random.pick([" ", "\u200b", "\u0301", "_", ":"])}`,
    () => name.replace(/[aeiocp]/, (letter) => LOOKALIKES[letter] ?? letter),
  ])();
}

const LOOKALIKES: Readonly<Record<string, string>> = { a: "\u0430", e: "\u0435", i: "\u0456", o: "\u043e", c: "\u0441", p: "\u0440" };

/** The address that a context gives to a term. */
function fullName(name: string): string | null {
  const term = objectsIn(CONTEXTS).map((each) => each[name]).find((each) => each !== undefined);
  if (typeof term === "string") return term;
  return isObject(term) && typeof term["@id"] === "string" ? term["@id"] : null;
}

function otherContext(context: Json, random: Random): Json {
  const list = [context].flat();
  return random.pick<() => Json>([
    () => random.shuffled(list),
    () => [...list, random.pick(ADDRESSES)],
    () => [random.pick(ADDRESSES), ...list],
    () => list.slice(random.below(2), list.length - random.below(2)),
    () => [...list, ...list],
    () => [...list, null],
    () => random.pick(ADDRESSES),
    () => [...list, {}],
    () => [...list, { [random.pick(TERMS)]: random.pick(IRIS) }],
    () => [...list, { "@vocab": "https://words.example/#" }],
    () => [...list, { "@base": "https://badges.example.org/" }],
    () => [...list, { "@language": "en" }],
    () => [...list, { name: null, "@version": 1.1 }],
  ])();
}
