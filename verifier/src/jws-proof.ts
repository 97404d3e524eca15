/**
 * A proof around the credential: a JSON Web Signature (RFC 7515, section 5.2; RFC 7518 and 8037).
 *
 * The checks `proof` and `issuer` up to the key: VC-JOSE-COSE 1.0, section 4 (key discovery), Open
 * Badges 3.0, section 8.2. It knows algorithms of three kinds of key, takes no extensions, and fetches no key but
 * from the issuer's own document: a key that the token brings along proves nobody.
 */

import { type Attempt, malformed, notTheIssuers, otherSigner, type Outcome, undecided } from "./attempt.ts";
import { requireCredential } from "./contexts.ts";
import { failed } from "./findings.ts";
import { isObject, type JsonObject, textOf } from "./json.ts";
import { algorithmOf, type Jws } from "./jws.ts";
import { type KeyKind, readJwk } from "./keys.ts";
import { isSignedBy } from "./signed-by.ts";

// What signs, and how many bytes it gives; of RSA as many as the key has.
const ALGORITHMS = new Map<string | null, { kind: KeyKind; length: number | null }>([
  ["EdDSA", { kind: "Ed25519", length: 64 }],
  ["Ed25519", { kind: "Ed25519", length: 64 }], // the newer name, of RFC 9864
  ["ES256", { kind: "P-256", length: 64 }],
  ["RS256", { kind: "RSA", length: null }],
]);
const TYPES = ["jwt", "vc+jwt", "vc+ld+jwt", "vc-ld+jwt", "vc+ld+json+jwt"];

/** What is to be done with a signature over `document` by `issuer`; the end where it is not in order. */
export function attemptAround(document: JsonObject, jws: Jws, issuer: string): Attempt | Outcome {
  const { header, signed, signature } = jws;
  const algorithm = ALGORITHMS.get(textOf(header, "alg"));
  const obstacle = obstacleIn(header);
  if (algorithm === undefined || obstacle !== "") { // (1)
    return undecided("UNSUPPORTED_SUITE", { suite: `${algorithmOf(jws)}${obstacle}` });
  }
  const { kind, length } = algorithm;
  if (signature === null || signature.length !== (length ?? signature.length)) return malformed(); // (2)
  const sought = soughtBy(header, issuer); // (3)
  if (sought !== null && "proof" in sought) return sought;
  const verify: Attempt["verify"] = async (key) => {
    requireCredential(document); // (8)
    if (!(await isSignedBy(key, signature, signed))) throw failed("SIGNATURE_MISMATCH"); // (9)
  };
  return { sought, kind, verify };
}

/** What in a header asks for more than is known here. */
function obstacleIn(header: JsonObject): string {
  if (Object.hasOwn(header, "crit")) return " (crit)";
  const type = Object.hasOwn(header, "typ") ? (textOf(header, "typ") ?? "?") : "JWT";
  return TYPES.includes(type.toLowerCase().replace(/^application\//, "")) ? "" : ` (${type})`;
}

/** Which key a header names: by the id of a verification method, which may count from the issuer. */
function soughtBy(header: JsonObject, issuer: string): Attempt["sought"] | Outcome {
  if (!Object.hasOwn(header, "kid")) return Object.hasOwn(header, "jwk") ? broughtAlong(header) : null;
  const kid = textOf(header, "kid");
  if (kid === null) return malformed();
  if (/^https?:/i.test(kid)) return undecided("UNSUPPORTED_METHOD", { did: kid });
  if (kid === issuer) return null;
  const isAbsolute = kid.startsWith("did:");
  const method = isAbsolute ? kid : `${issuer}#${kid.replace(/^#/, "")}`;
  return otherSigner(method, issuer) ?? { method };
}

/** A key that stands in the header itself: it counts only if the issuer is it, or lists it. */
function broughtAlong({ jwk }: JsonObject): Attempt["sought"] | Outcome {
  if (isObject(jwk) && Object.hasOwn(jwk, "d")) return notTheIssuers("KEY_NOT_SECRET");
  const key = readJwk(jwk);
  return key === null ? undecided("UNSUPPORTED_KEY") : { key };
}
