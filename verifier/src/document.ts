/**
 * Finds the credential in a document.
 *
 * The `document` check, the first of all: it says whether there is a credential to look at, and
 * takes from it what the other checks need. It refuses to guess: JSON is read strictly, and a
 * member of the wrong kind makes the document unreadable. Whether any of it is true, the others say.
 */

import { readSpan, type Span } from "./dates.ts";
import { failed } from "./findings.ts";
import { isObject, type Json, type JsonObject, textOf } from "./json.ts";
import { readJson } from "./strict-json.ts";

const BADGE = ["OpenBadgeCredential", "AchievementCredential"];
export const STATUS_LIST = ["BitstringStatusListCredential"];
const CRYPTOSUITE = "eddsa-rdfc-2022";

/** A credential as it was found, before anything in it is believed. */
export interface Credential {
  readonly document: JsonObject;
  /** The issuer's id. */
  readonly issuer: string;
  /** The proof that is checked: the first of the suite that is known, else the first. */
  readonly proof: JsonObject;
  readonly span: Span;
}

/**
 * The credential of one of `types` that `data` is, as JSON in UTF-8.
 *
 * Throws `Ended` with what is wrong (report.md, "document").
 */
export function readCredential(data: Uint8Array, types: readonly string[] = BADGE): Credential {
  const document = readJson(data); // (1), (2)
  if (!isCredential(document, types)) throw failed("NO_CREDENTIAL"); // (3)
  const issuer = issuerOf(document); // (4)
  if (issuer === null) throw failed("NO_ISSUER");
  const proof = chosenProof(document); // (5)
  return { document, issuer, proof, span: readSpan(document, proof) }; // (6)
}

/** Whether this program can check a proof. */
export function isKnownProof(proof: JsonObject): boolean {
  const { type, cryptosuite } = proof;
  const isKnown = type === "DataIntegrityProof" && cryptosuite === CRYPTOSUITE;
  return isKnown && !Object.hasOwn(proof, "previousProof");
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

function chosenProof(document: JsonObject): JsonObject {
  const proofs = Array.isArray(document.proof) ? document.proof : [document.proof];
  const [first] = proofs;
  if (!isObject(first) || !proofs.every(isObject)) throw failed("NO_PROOF");
  return proofs.find(isKnownProof) ?? first;
}
