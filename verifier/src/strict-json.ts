/**
 * Reads JSON so that every program reads the same.
 *
 * Part of the `document` check. It refuses what RFC 8259 leaves open and programs handle each in
 * its own way: members that stand twice, numbers that a double cannot hold, half a surrogate pair.
 */

import { Ended, failed } from "./findings.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";

export const MOST_BYTES = 2 * 1024 * 1024;
const MOST_LEVELS = 64;
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;
const WHOLE = /^-?[0-9]+$/;
const HALF_PAIR = /\p{Surrogate}/u;

/**
 * The JSON value that `data` is, in UTF-8.
 *
 * Throws `Ended` with TOO_LARGE, NOT_JSON, TOO_DEEP, DUPLICATE_MEMBER, NUMBER_OUT_OF_RANGE or
 * HALF_CHARACTER.
 */
export function readJson(data: Uint8Array): Json {
  if (data.length > MOST_BYTES) throw failed("TOO_LARGE");
  const [text, value] = parse(data);
  inspect(text);
  return value;
}

/** The object that `data` is; null where it is none, or cannot be read alike by every program. */
export function readObject(data: Uint8Array): JsonObject | null {
  try {
    const value = readJson(data);
    return isObject(value) ? value : null;
  } catch (error) {
    if (error instanceof Ended) return null;
    throw error;
  }
}

function parse(data: Uint8Array): [string, Json] {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
    return [text, JSON.parse(text) as Json];
  } catch {
    throw failed("NOT_JSON");
  }
}

/** Looks at every token of a text that is known to be JSON. */
function inspect(text: string): void {
  // For each open object the names seen so far; null for an array.
  const open: (Set<string> | null)[] = [];
  let isName = false;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") {
      open.push(token === "{" ? new Set() : null);
      if (open.length > MOST_LEVELS) throw failed("TOO_DEEP", { limit: String(MOST_LEVELS) });
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (token.startsWith('"')) {
      inspectText(JSON.parse(token) as string, isName ? (open.at(-1) ?? null) : null);
    } else {
      inspectNumber(token);
    }
    isName = token === "{" || (token === "," && open.at(-1) instanceof Set);
  }
}

function inspectText(text: string, names: Set<string> | null): void {
  if (HALF_PAIR.test(text)) throw failed("HALF_CHARACTER");
  if (names?.has(text)) throw failed("DUPLICATE_MEMBER", { member: text });
  names?.add(text);
}

function inspectNumber(token: string): void {
  const number = Number(token);
  const isTooLarge = WHOLE.test(token) ? !Number.isSafeInteger(number) : Math.abs(number) === Infinity;
  if (isTooLarge) throw failed("NUMBER_OUT_OF_RANGE");
}
