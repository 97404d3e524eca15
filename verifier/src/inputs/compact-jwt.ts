/**
 * Recognises a JSON Web Token in its compact form: RFC 7519, section 3, and RFC 7515, section 7.1.
 *
 * Three parts in base64url, the first of which is an object. What it says, the checks ask.
 */

import { isObject, type Json } from "../json.ts";
import { readBase64url } from "../keys.ts";
import { readJson } from "../strict-json.ts";

const SHAPE = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Whether a text is a compact JWT: an address of three parts, such as `badges.example.org`, is none. */
export function isCompactJwt(text: string): boolean {
  return SHAPE.test(text) && isObject(partOf(text, 0));
}

/** What a compact JWT claims, which nobody has checked; null where that cannot be read. */
export function claimsOf(jwt: string): Json {
  return partOf(jwt, 1);
}

function partOf(jwt: string, index: number): Json {
  const bytes = readBase64url(jwt.split(".")[index] ?? "");
  try {
    return bytes && readJson(bytes);
  } catch {
    return null;
  }
}
