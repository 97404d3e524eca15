/**
 * Refuses values that processors read differently.
 *
 * Part of the `proof` check. Processors of N-Quads differ on control characters, on numbers with
 * many digits and on language tags in upper case: a signature over such a value means one thing
 * here and another there.
 */

import { unchecked } from "./findings.ts";
import { isObject, type Json } from "./json.ts";

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const SMALLEST = 1e-4; // what is less is written with an exponent by some
const DIGITS = 16; // JSON-LD 1.1 API, section 8.6

/** Throws `Ended` with UNCLEAR_TEXT for the first such value. */
export function requireClearText(value: Json): void {
  if (typeof value === "string" && CONTROL.test(value)) throw unclear();
  if (typeof value === "number" && !isClear(value)) throw unclear();
  if (Array.isArray(value)) value.forEach(requireClearText);
  if (!isObject(value)) return;
  const language = value["@language"];
  if (typeof language === "string" && language !== language.toLowerCase()) throw unclear();
  for (const [name, member] of Object.entries(value)) {
    requireClearText(name);
    requireClearText(member);
  }
}

export function unclear(): Error {
  return unchecked("UNCLEAR_TEXT");
}

function isClear(number: number): boolean {
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) return false;
  if (Number.isInteger(number)) return true;
  const rounded = number.toExponential(DIGITS - 1).replace(/e.*$/, "");
  return Math.abs(number) >= SMALLEST && digitsOf(String(number)) === digitsOf(rounded);
}

/** The significant digits of a number as it is written. */
function digitsOf(number: string): string {
  return number.replace(/[-.]/g, "").replace(/^0+|0+$/g, "");
}
