/**
 * Finds an Open Badges 2.0 assertion in a document.
 *
 * The `document` check of such a badge: Open Badges 2.0, Assertion. Nothing in it is signed; what it
 * says counts only if its issuer's site says the same (`hosted.ts`).
 */

import { readTime, type Span } from "./dates.ts";
import { failed } from "./findings.ts";
import { isNamed, isObject, type Json, type JsonObject, textOf } from "./json.ts";
import { compactIn, readJws } from "./jws.ts";
import { MOST_BYTES, readJson } from "./strict-json.ts";

const CONTEXT = "https://w3id.org/openbadges/v2";

/** An assertion as it was found, before anything in it is believed. */
export interface Assertion {
  readonly assertion: JsonObject;
  /** Its own address. */
  readonly id: string;
  readonly span: Span;
}

/**
 * The assertion that `data` is, as JSON in UTF-8 or a compact JWS; null if it is none.
 *
 * Throws `Ended` where it is no JSON, or its dates are no points in time.
 */
export function readAssertion(data: Uint8Array): Assertion | null {
  const compact = data.length > MOST_BYTES ? null : compactIn(data);
  const assertion = compact === null ? readJson(data) : readJws(compact).payload;
  const id = textOf(assertion, "id");
  if (id === null || !isAssertion(assertion)) return null;
  const span = { start: timeOf(assertion, "issuedOn"), end: timeOf(assertion, "expires") };
  return { assertion, id, span };
}

/** Whether it is an assertion, or what stands in the place of one that was withdrawn. */
function isAssertion(value: Json): value is JsonObject {
  if (!isObject(value)) return false;
  const isWhole = textOf(value, "badge") !== null || isObject(value.badge);
  const isNamedSo = isNamed(value["@context"], CONTEXT) && isNamed(value.type, "Assertion");
  return isNamedSo ? isWhole || value.revoked === true : value.type === undefined && value.revoked === true;
}

function timeOf(assertion: JsonObject, member: string): number | null {
  const value = assertion[member];
  if (value === undefined || value === null) return null;
  const time = readTime(value);
  if (time === null) throw failed("MALFORMED_DATE", { member });
  return time;
}
