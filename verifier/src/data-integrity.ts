/**
 * Verifies a proof that stands in the document: Data Integrity 1.0, section 4.3 (verify proof).
 *
 * Part of the `proof` check. The document is checked with one proof; others are left aside.
 */

import { failed } from "./findings.ts";
import { type JsonObject, textOf } from "./json.ts";
import type { PublicKey } from "./keys.ts";
import { readBase58 } from "./multikey.ts";
import { isSignedBy } from "./signed-by.ts";
import type { Suite } from "./suites.ts";
import { type Unsecured, without } from "./unsecured.ts";

const SIGNATURE_LENGTH = 64; // of Ed25519, and of ECDSA over P-256
// XML Schema's dateTimeStamp.
const DATE_TIME =
  /^-?[0-9]{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$/;

/**
 * Verifies `proof`, of `suite`, over a document with a public key.
 *
 * Throws `Ended` with MALFORMED_PROOF, SIGNATURE_MISMATCH and what the suite's transformation throws.
 */
export async function verifyProof(
  unsecured: Unsecured,
  proof: JsonObject,
  suite: Suite,
  key: PublicKey,
): Promise<void> {
  if (!isTime(proof.created ?? null)) throw failed("MALFORMED_PROOF");
  const signature = readBase58(textOf(proof, "proofValue") ?? ""); // (1) the signature
  if (signature?.length !== SIGNATURE_LENGTH) throw failed("MALFORMED_PROOF");
  for await (const forms of suite.forms(unsecured, without("proofValue", proof))) { // (2) transformation
    const data = await hash(forms); // (3) hashing, the proof first
    if (await isSignedBy(key, signature, data)) return; // (4)
  }
  throw failed("SIGNATURE_MISMATCH");
}

function isTime(created: unknown): boolean {
  return created === null || (typeof created === "string" && DATE_TIME.test(created));
}

async function hash(texts: readonly string[]): Promise<Uint8Array> {
  const bytes = texts.map((text) => new TextEncoder().encode(text));
  const digests = await Promise.all(bytes.map((part) => crypto.subtle.digest("SHA-256", part)));
  return new Uint8Array(await new Blob(digests).arrayBuffer());
}
