/**
 * Whether a badge was awarded to an e-mail address: Open Badges 3.0, IdentityObject.
 *
 * The badge has a salted hash of the address, which cannot be read back; an address that somebody
 * gives can be hashed alike and compared. It never leaves the page.
 */

import { asList, isObject, type Json, type JsonObject, textOf } from "../json.ts";
import { pageWords } from "../page-words.ts";
import { element } from "./elements.ts";

/** A field to compare an e-mail address with the badge's hashed one. */
export function recipientQuestion(credential: Json): HTMLElement {
  const hashed = hashedEmails(credential);
  if (hashed.length === 0) return element("p", pageWords.page.no_email);
  const [field, answer] = [element("input"), element("output")];
  Object.assign(field, { type: "email", required: true, autocomplete: "off" });
  const compare = element("button", pageWords.page.compare);
  compare.type = "submit";
  const form = element("form", element("label", pageWords.page.email, field), compare, answer);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void isOneOf(field.value, hashed).then((is) => {
      answer.textContent = is ? pageWords.page.same_email : pageWords.page.other_email;
    });
  });
  return form;
}

/** The hashed e-mail addresses that a badge names. */
export function hashedEmails(badge: Json): JsonObject[] {
  const subjects = isObject(badge) ? asList(badge.credentialSubject) : [];
  const entries = subjects.flatMap((subject) => (isObject(subject) ? asList(subject.identifier) : []));
  return [...entries, ...recipientOf(badge)].filter(isObject).filter((entry) => {
    const isHash = textOf(entry, "identityHash")?.startsWith("sha256$") === true;
    return isHash && entry.hashed === true && entry.identityType === "emailAddress";
  });
}

/** The recipient of an Open Badges 2.0 assertion, as version 3.0 writes it. */
function recipientOf(badge: Json): JsonObject[] {
  const recipient = isObject(badge) ? badge.recipient : null;
  if (!isObject(recipient) || recipient.type !== "email") return [];
  return [{ ...recipient, identityHash: recipient.identity ?? null, identityType: "emailAddress" }];
}

/** Whether one of the hashes is that of `email`, as it is written or in lower case. */
export async function isOneOf(email: string, hashed: readonly JsonObject[]): Promise<boolean> {
  for (const entry of hashed) {
    for (const address of new Set([email.trim(), email.trim().toLowerCase()])) {
      const digest = await sha256(address + (textOf(entry, "salt") ?? ""));
      if (textOf(entry, "identityHash")?.toLowerCase() === `sha256$${digest}`) return true;
    }
  }
  return false;
}

/** SHA-256 of a text in UTF-8, in hexadecimal. */
async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
