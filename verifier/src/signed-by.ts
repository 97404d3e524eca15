/**
 * Whether a signature was made with a key: Ed25519 (RFC 8032), ECDSA over P-256 with SHA-256
 * (FIPS 186-5), RSA (RFC 8017, section 8.2) with SHA-256. The arithmetic is the browser's.
 */

import { isSignedByEd25519 } from "./ed25519.ts";
import { unchecked } from "./findings.ts";
import { type PublicKey, readBase64url } from "./keys.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const ALGORITHMS = {
  "P-256": { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
  RSA: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
} as const;

/**
 * Whether `signature` is by the holder of `key`, over exactly `data`.
 *
 * Throws `Ended` with UNSUPPORTED_KEY for a key that is none.
 */
export async function isSignedBy(key: PublicKey, signature: Uint8Array, data: Uint8Array): Promise<boolean> {
  if (key.kind === "Ed25519") {
    return isSignedByEd25519(readBase64url(key.jwk.x ?? "") ?? new Uint8Array(), signature, data);
  }
  const algorithm = ALGORITHMS[key.kind];
  const own = await crypto.subtle.importKey("jwk", key.jwk, algorithm, false, ["verify"]).catch(refused);
  return crypto.subtle.verify(algorithm, own, signature as Bytes, data as Bytes);
}

/** A browser refuses numbers that are no point of the curve. */
function refused(error: unknown): never {
  if (error instanceof DOMException && error.name === "DataError") throw unchecked("UNSUPPORTED_KEY");
  throw error;
}
