/**
 * Finds the credential in a document.
 *
 * The `document` check, the first of all: it says whether there is a credential to look at, and
 * takes from it what the other checks need. It refuses to guess: JSON is read strictly, and a
 * member of the wrong kind makes the document unreadable. Whether any of it is true, the others say.
 */

import { readEnd, readSpan, type Span } from "./dates.ts";
import { failed } from "./findings.ts";
import { isNamed, isObject, type Json, type JsonObject, textOf } from "./json.ts";
import { compactIn, type Jws, readJws } from "./jws.ts";
import { credentialOf } from "./jwt.ts";
import { MOST_BYTES, readJson } from "./strict-json.ts";

/** What the report is about, by the types that say so; the first that fits counts. */
const KINDS = {
  record: ["ClrCredential"],
  badge: ["OpenBadgeCredential", "AchievementCredential"],
  endorsement: ["EndorsementCredential"],
} as const;
/** `credential` is any other, as a record may hold. */
export type Kind = keyof typeof KINDS | "credential";

const ANSWERED = Object.values(KINDS).flat();
export const STATUS_LIST = ["BitstringStatusListCredential"];
const MOST_PROOFS = 16;
const ENVELOPE = /^data:application\/vc(?:-ld|\+ld(?:\+json)?)?\+jwt,([\w-]+\.[\w-]*\.[\w-]*)$/;

/** A credential as it was found, before anything in it is believed. */
export interface Credential {
  readonly document: JsonObject;
  /** The issuer's id. */
  readonly issuer: string;
  readonly proofs: readonly Proof[];
  readonly span: Span;
}

/** One proof of a credential, within it or around it, and when it ends by its own word, in UTC seconds. */
export type Proof = ({ readonly members: JsonObject } | { readonly jws: Jws }) & { readonly end: number | null };

/**
 * The credential of one of `types` that `data` is, as JSON in UTF-8 or as a compact JWS.
 *
 * Throws `Ended` with what is wrong (report.md, "document").
 */
export function readCredential(data: Uint8Array, types: readonly string[] = ANSWERED): Credential {
  const compact = data.length > MOST_BYTES ? null : compactIn(data);
  return compact === null ? credentialIn(readJson(data), types) : credentialInJws(compact, types); // (1), (2)
}

/** The credential of one of `types` that `document` is. Throws `Ended` like `readCredential`. */
export function credentialIn(document: Json, types: readonly string[] = ANSWERED): Credential {
  const enveloped = envelopedIn(document);
  if (enveloped !== null) return credentialInJws(enveloped, types);
  const [credential, issuer] = requireIssued(document, types);
  const proofs = proofsOf(credential); // (5)
  return { document: credential, issuer, proofs, span: readSpan(credential) }; // (6)
}

/** The same of a JSON Web Token. Proofs inside its payload are left aside: the token signs all of it. */
function credentialInJws(compact: string, types: readonly string[]): Credential {
  const jws = readJws(compact);
  const token = credentialOf(jws.payload);
  const [document, issuer] = requireIssued(token.document, types);
  if (jws.header.alg === "none") throw failed("NO_PROOF"); // (5)
  const { start, end } = readSpan(document); // (6)
  const later = Math.max(start ?? -Infinity, token.span.start ?? -Infinity);
  const span = { start: later === -Infinity ? null : later, end };
  return { document, issuer, proofs: [{ jws, end: token.span.end }], span };
}

function requireIssued(document: Json, types: readonly string[]): [JsonObject, string] {
  if (!isCredential(document, types)) throw failed("NO_CREDENTIAL"); // (3)
  const issuer = issuerOf(document); // (4)
  if (issuer === null) throw failed("NO_ISSUER");
  return [document, issuer];
}

/** The compact JWS in an EnvelopedVerifiableCredential (VC Data Model 2.0, section 4.14); null if it is none. */
function envelopedIn(document: Json): string | null {
  if (!isObject(document) || !isNamed(document.type, "EnvelopedVerifiableCredential")) return null;
  return ENVELOPE.exec(textOf(document, "id") ?? "")?.[1] ?? null;
}

/** What kind of credential a document is. */
export function kindOf({ type }: JsonObject): Kind {
  const named = Array.isArray(type) ? type : [type ?? null];
  const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];
  return kinds.find((kind) => KINDS[kind].some((name) => named.includes(name))) ?? "credential";
}

/** The id of the issuer that a credential names. */
export function issuerOf(document: JsonObject): string | null {
  const { issuer } = document;
  return typeof issuer === "string" ? issuer : textOf(issuer, "id");
}

function isCredential(document: Json, types: readonly string[]): document is JsonObject {
  const named = isObject(document) ? document.type : undefined;
  if (!Array.isArray(named)) return false;
  return named.includes("VerifiableCredential") && types.some((type) => named.includes(type));
}

function proofsOf(document: JsonObject): Proof[] {
  const proofs = Array.isArray(document.proof) ? document.proof : [document.proof];
  if (proofs.length === 0 || !proofs.every(isObject)) throw failed("NO_PROOF");
  if (proofs.length > MOST_PROOFS) throw failed("TOO_MANY_PROOFS", { limit: String(MOST_PROOFS) });
  return proofs.map((members) => ({ members, end: readEnd(members) }));
}
