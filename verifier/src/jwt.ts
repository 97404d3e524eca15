/**
 * Finds the credential in the payload of a JSON Web Token.
 *
 * Part of the `document` check. Three standards put it in two forms: the payload is the credential
 * (VC-JOSE-COSE, section 3.1; Open Badges 3.0, section 8.2), or its claim `vc` is (VC Data Model 1.1,
 * section 6.3.1), which the registered claims then complete. Where a registered claim and the
 * credential say different things, neither is believed.
 */

import { readTime, type Span, stamp } from "./dates.ts";
import { failed } from "./findings.ts";
import { isObject, type Json, type JsonObject, textOf, valuesOf } from "./json.ts";

const LAST_SECOND = 253_402_300_799; // of the year 9999

/** A credential, and when its token holds by its own claims. */
export interface Token {
  readonly document: JsonObject;
  readonly span: Span;
}

/** The credential in a payload. Throws `Ended` with CONTRADICTING_CLAIM and MALFORMED_DATE. */
export function credentialOf(payload: JsonObject): Token {
  const span = { start: timeIn(payload, "nbf"), end: timeIn(payload, "exp") };
  const document = isObject(payload.vc) ? completed(payload.vc, payload, span) : payload;
  requireSame(payload, "iss", issuersOf(document));
  requireSame(payload, "jti", valuesOf(document.id));
  requireSame(payload, "sub", subjectsOf(document));
  return { document, span };
}

/** The claim `vc`, with what the registered claims alone say. */
function completed(vc: JsonObject, payload: JsonObject, { start, end }: Span): JsonObject {
  if (Object.hasOwn(payload, "credentialSubject")) throw failed("CONTRADICTING_CLAIM", { claim: "vc" });
  requireSameTime(start, vc.validFrom ?? vc.issuanceDate, "nbf");
  requireSameTime(end, vc.validUntil ?? vc.expirationDate, "exp");
  return {
    ...defined({ id: payload.jti, issuer: payload.iss }),
    ...(start === null ? {} : { issuanceDate: stamp(start) }),
    ...(end === null ? {} : { expirationDate: stamp(end) }),
    ...vc,
    ...(isObject(vc.issuer) ? { issuer: { ...defined({ id: payload.iss }), ...vc.issuer } } : {}),
    ...(isObject(vc.credentialSubject)
      ? { credentialSubject: { ...defined({ id: payload.sub }), ...vc.credentialSubject } }
      : {}),
  };
}

function defined(members: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** NOTE: of the newer form the token may end before the credential: so the earlier end counts. */
function requireSameTime(claimed: number | null, said: Json | undefined, claim: string): void {
  const time = said === undefined ? null : readTime(said);
  const isOther = claimed !== null && time !== null && Math.floor(time) !== claimed;
  if (isOther) throw failed("CONTRADICTING_CLAIM", { claim });
}

/** A claim, where there is one, is what the credential says, if that says it at all. */
function requireSame(payload: JsonObject, claim: string, said: readonly Json[]): void {
  const claimed = payload[claim];
  if (claimed === undefined) return;
  const isSame = typeof claimed === "string" && (said.length === 0 || said.includes(claimed));
  if (!isSame) throw failed("CONTRADICTING_CLAIM", { claim });
}

function issuersOf({ issuer }: JsonObject): Json[] {
  return valuesOf(issuer).flatMap((one) => (isObject(one) ? valuesOf(one.id) : [one]));
}

function subjectsOf({ credentialSubject }: JsonObject): Json[] {
  return valuesOf(credentialSubject).flatMap((subject) => textOf(subject, "id") ?? []);
}

/** A NumericDate (RFC 7519, section 2), in whole seconds; null where there is none. */
function timeIn(payload: JsonObject, claim: string): number | null {
  const time = payload[claim];
  if (time === undefined) return null;
  const isTime = typeof time === "number" && time >= 0 && time <= LAST_SECOND;
  if (!isTime) throw failed("MALFORMED_DATE", { member: claim });
  return Math.floor(time);
}
