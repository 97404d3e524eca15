/**
 * Public keys, however they are written: one shape for all checks.
 *
 * Part of the `issuer` check: JSON Web Key (RFC 7517, 7518 section 6, and 8037), reduced to the
 * members that make the key, so that two can be compared. It refuses keys that say they are for
 * something else than signatures, that tell their secret, and RSA keys too short to rely on.
 */

import { base64urlnopad } from "@scure/base";
import { isObject, type Json, type JsonObject } from "./json.ts";

export type KeyKind = "Ed25519" | "P-256" | "RSA";

/** A public key. */
export interface PublicKey {
  readonly kind: KeyKind;
  /** Its members: base64url without padding. */
  readonly jwk: Readonly<Record<string, string>>;
}

interface Form {
  readonly kind: KeyKind;
  readonly fixed: Readonly<Record<string, string>>;
  /** The key's numbers, each with its fewest and most bytes. */
  readonly numbers: Readonly<Record<string, readonly [number, number]>>;
  readonly algorithms: readonly string[];
}

const FORMS: readonly Form[] = [
  { kind: "Ed25519", fixed: { kty: "OKP", crv: "Ed25519" }, numbers: { x: [32, 32] }, algorithms: ["EdDSA", "Ed25519"] },
  { kind: "P-256", fixed: { kty: "EC", crv: "P-256" }, numbers: { x: [32, 32], y: [32, 32] }, algorithms: ["ES256"] },
  // RFC 7518, section 3.3: at least 2048 bits. More than 8192 would keep a browser busy.
  { kind: "RSA", fixed: { kty: "RSA" }, numbers: { n: [256, 1024], e: [1, 4] }, algorithms: ["RS256"] },
];

/** The key that a JWK is; null for one of another kind, or for another use. */
export function readJwk(value: Json | undefined): PublicKey | null {
  if (!isObject(value)) return null;
  const form = FORMS.find(({ fixed }) => Object.entries(fixed).every(([name, text]) => value[name] === text));
  if (form === undefined || Object.hasOwn(value, "d") || !isForSignatures(value, form)) return null;
  const jwk: Record<string, string> = { ...form.fixed };
  for (const [name, [fewest, most]] of Object.entries(form.numbers)) {
    const text = value[name];
    const length = typeof text === "string" ? (readBase64url(text)?.length ?? 0) : 0;
    if (typeof text !== "string" || length < fewest || length > most) return null;
    jwk[name] = text;
  }
  return { kind: form.kind, jwk };
}

/** The key whose numbers are these bytes. */
export function keyOfBytes(kind: KeyKind, numbers: readonly Uint8Array[]): PublicKey | null {
  const form = FORMS.find((one) => one.kind === kind);
  const names = Object.keys(form?.numbers ?? {});
  const texts = names.map((name, place) => [name, base64urlnopad.encode(numbers[place] ?? new Uint8Array())]);
  return readJwk({ ...form?.fixed, ...(Object.fromEntries(texts) as JsonObject) });
}

export function isSameKey(one: PublicKey, other: PublicKey): boolean {
  const names = Object.keys(one.jwk);
  return one.kind === other.kind && names.every((name) => one.jwk[name] === other.jwk[name]);
}

/** The bytes of base64url without padding; null if it is none. */
export function readBase64url(text: string): Uint8Array | null {
  try {
    return base64urlnopad.decode(text);
  } catch {
    return null;
  }
}

function isForSignatures({ alg = null, use = null, key_ops = null }: JsonObject, { algorithms }: Form): boolean {
  const isAlgorithm = alg === null || (typeof alg === "string" && algorithms.includes(alg));
  const isOperation = key_ops === null || (Array.isArray(key_ops) && key_ops.includes("verify"));
  return isAlgorithm && isOperation && (use === null || use === "sig");
}
