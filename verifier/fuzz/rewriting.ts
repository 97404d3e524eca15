/**
 * Writes the same document in other ways: whatever is done here must not change an answer.
 *
 * The order of members, and of the entries of a list that JSON-LD takes for a set; white space;
 * escapes in texts; forms of numbers (RFC 8259, sections 2 to 7).
 */

import { isObject, type Json, type JsonObject } from "../src/json.ts";
import type { Random } from "./random.ts";

// The lists whose order says something: JSON-LD's @list, and the contexts.
const ORDERED = ["@context", "allowedValue"];
const SPACES = ["", "", "", " ", "\n", "\t", "\r\n  "];
const SHORT = new Map([["\b", "b"], ["\f", "f"], ["\n", "n"], ["\r", "r"], ["\t", "t"], ["/", "/"], ['"', '"'], ["\\", "\\"]]);

/** The document with its sets in another order. */
export function withSetsShuffled(value: Json, random: Random, name = ""): Json {
  if (Array.isArray(value)) {
    const entries = value.map((entry) => withSetsShuffled(entry, random));
    return ORDERED.includes(name) ? entries : random.shuffled(entries);
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, part]) => [key, withSetsShuffled(part, random, key)]);
  return Object.fromEntries(members) as JsonObject;
}

/** The JSON text of a document, written by chance. */
export function written(value: Json, random: Random): string {
  const space = (): string => random.pick(SPACES);
  const spaced = (text: string): string => space() + text + space();
  if (typeof value === "string") return writtenText(value, random);
  if (typeof value === "number") return writtenNumber(value, random);
  if (Array.isArray(value)) {
    return `[${value.map((entry) => spaced(written(entry, random))).join(",") || space()}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const members = random.shuffled(Object.entries(value)).map(
    ([name, part]) => `${spaced(writtenText(name, random))}:${spaced(written(part, random))}`,
  );
  return `{${members.join(",") || space()}}`;
}

function writtenText(text: string, random: Random): string {
  const isEager = random.once(8);
  const characters = Array.from(text, (each) => (isEager || random.once(60) ? escaped(each, random) : plain(each)));
  return `"${characters.join("")}"`;
}

function plain(character: string): string {
  return character < " " || character === '"' || character === "\\" ? byCode(character) : character;
}

function escaped(character: string, random: Random): string {
  const short = SHORT.get(character);
  if (short !== undefined && random.once(2)) return `\\${short}`;
  return random.once(2) ? byCode(character) : byCode(character).replace(/[a-f]/g, (digit) => digit.toUpperCase());
}

/** The escape of each of a character's UTF-16 units. */
function byCode(character: string): string {
  const codes = character.split("").map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0"));
  return codes.map((code) => `\\u${code}`).join("");
}

function writtenNumber(number: number, random: Random): string {
  const shortest = JSON.stringify(number);
  if (!/^-?[0-9]+(?:\.[0-9]+)?$/.test(shortest)) return shortest;
  const forms = [shortest, `${shortest}e0`, `${shortest}E+00`, shortest.includes(".") ? `${shortest}0` : `${shortest}.0`];
  return random.pick(forms);
}
