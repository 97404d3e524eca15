/**
 * What the log must have of a credential, recomputed from nothing but the credential.
 *
 * Log format 1 (docs/decisions/log-format-1.md): the entry `issue`, and the commitment to the claims
 * (docs/reference/credential.md). Members that only repeat the achievement or the site are not in the
 * claims; here they must be what every credential of this format has.
 */

import { base64urlnopad } from "@scure/base";
import { isObject, isSame, type Json, type JsonObject } from "../json.ts";
import { readObject } from "../strict-json.ts";
import { relativeTo } from "./addresses.ts";
import { sha256 } from "./sha256.ts";

const CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];
const TYPES = ["VerifiableCredential", "OpenBadgeCredential"];
// Besides the claims.
const DERIVED = ["@context", "type", "issuer", "name", "description", "image", "credentialStatus", "proof"];
// The entries that put an award's content into the log.
const CONTENT: readonly Json[] = ["issue", "change", "reinstate"];
const LAST = 253_402_300_799; // the last second that calendars of programs reach

/** The commitment to a credential of `site`; null for one that this format does not make. */
export async function commitmentOf(credential: JsonObject, site: string): Promise<string | null> {
  const whole = relativeTo(site, credential);
  const subject = whole?.credentialSubject;
  if (!whole || !isObject(subject) || !isObject(subject.achievement)) return null;
  if (!isDerived(credential, subject.achievement)) return null;
  const achievement = await committed("badgeledger-achievement-v1\n", subject.achievement);
  const own = Object.entries(whole).filter(([name]) => !DERIVED.includes(name));
  const claims = { ...Object.fromEntries(own), credentialSubject: { ...subject, achievement } };
  return committed("badgeledger-award-v1\n", claims);
}

/** The entry that issues an award with the commitment `c` at `t`, as UTF-8. */
export function issueOf(c: string, t: number): Uint8Array {
  return new TextEncoder().encode(`{"c":"${c}","e":"issue","t":${t},"v":1}`);
}

/** When an entry put this commitment into the log, in UTC seconds; null for any other entry. */
export function timeOfContent(entry: Uint8Array, c: string): number | null {
  const { e = null, t, c: entered } = readObject(entry) ?? {};
  const isTime = typeof t === "number" && Number.isInteger(t) && t >= 0 && t <= LAST;
  return CONTENT.includes(e) && entered === c && isTime ? t : null;
}

function isDerived(credential: JsonObject, { name }: JsonObject): boolean {
  const { "@context": contexts, type, description, image } = credential;
  const isNamed = typeof name === "string" && credential.name === name;
  const isPlain = isSame(contexts, CONTEXTS) && isSame(type, TYPES) && isNamed;
  return isPlain && description === undefined && image === undefined;
}

async function committed(purpose: string, document: JsonObject): Promise<string> {
  const { default: serialize } = await import("canonicalize");
  return base64urlnopad.encode(await sha256(new TextEncoder().encode(purpose + (serialize(document) ?? ""))));
}
