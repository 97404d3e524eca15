/**
 * Refuses claims written in a way that hides them from a reader of JSON.
 *
 * Part of the `proof` check. JSON-LD lets a member be named by its full address, or by a keyword,
 * without changing what is signed. Somebody who holds a badge could so rename `validUntil` or
 * `credentialStatus`: the signature would still fit, and a reader that looks for the plain name
 * would see a badge that never ends and cannot be withdrawn.
 */

import { unchecked } from "./findings.ts";
import { isObject, type Json } from "./json.ts";

const KEYWORDS = ["@context", "@value", "@language", "@direction"];

/** Throws `Ended` with HIDDEN_CLAIM unless every member of `value` has a plain name. */
export function requirePlainForm(value: Json): void {
  if (Array.isArray(value)) value.forEach(requirePlainForm);
  if (!isObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    const isHidden = name.includes(":") || (name.startsWith("@") && !KEYWORDS.includes(name));
    if (isHidden || name === "__proto__") throw unchecked("HIDDEN_CLAIM", { term: name });
    if (name !== "@context") requirePlainForm(member);
  }
}
