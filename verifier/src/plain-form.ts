/**
 * Refuses claims written in a way that hides them from a reader of JSON.
 *
 * Part of the `proof` check. JSON-LD lets a member be named by its full address, or by a keyword,
 * without changing what is signed. Somebody who holds a badge could so rename `validUntil` or
 * `credentialStatus`: the signature would still fit, and a reader that looks for the plain name
 * would see a badge that never ends and cannot be withdrawn. Names that contexts have for types do
 * the same (`Criteria` means what `criteria` does), and values written out as `@value`. And what is
 * said of the badge may stand wherever its id does, such as in a piece of evidence that leads back
 * to it. So may the credentials of a record, wherever the id of its subject stands.
 */

import { unchecked } from "./findings.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";

const KEYWORDS = ["@context", "@value", "@language", "@direction"];
// What the checks read of a badge: looked for in the badge itself alone. In alphabetical order.
const OWN = [
  "credentialStatus", "credentialSubject", "expirationDate", "issuanceDate", "issuer", "validFrom", "validUntil",
];

/** Throws `Ended` with HIDDEN_CLAIM unless all of a document is said plainly, and in its place. */
export function requirePlainForm(document: JsonObject): void {
  requirePlainMembers(document);
  for (const [name, member] of membersOf(document)) requirePlain(name, member, document.id ?? null);
}

/** The same of what stands as `name` inside the document whose id is `own`. */
function requirePlain(name: string, value: Json, own: Json): void {
  if (Array.isArray(value)) for (const part of value) requirePlain(name, part, own);
  if (!isObject(value)) return;
  requirePlainMembers(value);
  const term = misplacedIn(name, value, own);
  if (term !== undefined) throw unchecked("HIDDEN_CLAIM", { term });
  for (const [below, member] of membersOf(value)) requirePlain(below, member, own);
}

/** A member whose place is elsewhere. */
function misplacedIn(name: string, value: JsonObject, own: Json): string | undefined {
  const isOwn = own !== null && value.id === own;
  const others = name === "credentialSubject" ? [] : ["verifiableCredential"];
  return [...(isOwn ? OWN : []), ...others].find((member) => Object.hasOwn(value, member));
}

function requirePlainMembers(members: JsonObject): void {
  for (const name of Object.keys(members)) {
    const isBare = name === "@value" && !Object.hasOwn(members, "@language");
    if (isHiding(name) || isBare) throw unchecked("HIDDEN_CLAIM", { term: name });
  }
}

function isHiding(name: string): boolean {
  const isKeyword = name.startsWith("@") && !KEYWORDS.includes(name);
  return isKeyword || name.includes(":") || /^[A-Z]/.test(name) || name === "__proto__";
}

function membersOf(value: JsonObject): [string, Json][] {
  return Object.entries(value).filter(([name]) => name !== "@context");
}
