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
const DECIMAL = /^-?[0-9]+\.[0-9]+$/;
const MOST_DIGITS = 15;

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
  const digits = String(number);
  const significant = digits.replace(/^[-0.]+/, "").replace(".", "").length;
  return DECIMAL.test(digits) && significant <= MOST_DIGITS;
}
