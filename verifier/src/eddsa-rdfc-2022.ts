/**
 * The cryptosuite eddsa-rdfc-2022: Data Integrity EdDSA Cryptosuites 1.0, section 3.2.
 *
 * Part of the `proof` check. The document is checked with one proof; others are left aside.
 */

import { canonicalize } from "./canonical.ts";
import { isSignedBy } from "./ed25519.ts";
import { failed } from "./findings.ts";
import { type JsonObject, textOf } from "./json.ts";
import { readBase58 } from "./multikey.ts";

const SIGNATURE_LENGTH = 64;
// XML Schema's dateTimeStamp.
const DATE_TIME =
  /^-?[0-9]{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$/;

/**
 * Verifies `proof` over `document` with the 32 bytes of a public key.
 *
 * Throws `Ended` with MALFORMED_PROOF, SIGNATURE_MISMATCH and what `canonicalize` throws.
 */
export async function verifyProof(document: JsonObject, proof: JsonObject, key: Uint8Array): Promise<void> {
  requireOptions(document, proof);
  const signature = readBase58(textOf(proof, "proofValue") ?? ""); // (1) the signature
  if (signature?.length !== SIGNATURE_LENGTH) throw failed("MALFORMED_PROOF");
  const config = { ...without("proofValue", proof), "@context": document["@context"] ?? null };
  const canonical = [await canonicalize(config)]; // (2) proof configuration, transformation
  canonical.push(await canonicalize(without("proof", document)));
  const data = await hash(canonical); // (3) hashing, the proof first
  if (!(await isSignedBy(key, signature, data))) throw failed("SIGNATURE_MISMATCH"); // (4)
}

/** The time of the proof can be read, and it has no contexts but the document's. */
function requireOptions(document: JsonObject, { created = null, "@context": context }: JsonObject): void {
  const isTime = created === null || (typeof created === "string" && DATE_TIME.test(created));
  const isSame = context === undefined || JSON.stringify(context) === JSON.stringify(document["@context"]);
  if (!isTime || !isSame) throw failed("MALFORMED_PROOF");
}

function without(name: string, value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
}

async function hash(texts: string[]): Promise<Uint8Array> {
  const bytes = texts.map((text) => new TextEncoder().encode(text));
  const digests = await Promise.all(bytes.map((part) => crypto.subtle.digest("SHA-256", part)));
  return new Uint8Array(await new Blob(digests).arrayBuffer());
}
