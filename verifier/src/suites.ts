/**
 * The ways of signing a document from within that can be checked: VC Data Integrity's EdDSA and
 * ECDSA cryptosuites 1.0, and the older Ed25519Signature2020. They differ in what they make of the
 * document, and in the kind of key; all hash with SHA-256.
 */

import { type JsonObject, textOf } from "./json.ts";
import type { KeyKind } from "./keys.ts";
import { type Forms, jcs, rdfc, type Unsecured } from "./unsecured.ts";

export interface Suite {
  readonly key: KeyKind;
  /** The texts that may have been signed, the likeliest first. */
  readonly forms: (unsecured: Unsecured, options: JsonObject) => AsyncGenerator<Forms>;
}

const CRYPTOSUITES = new Map<string | null, Suite>([
  ["eddsa-rdfc-2022", { key: "Ed25519", forms: rdfc }],
  ["eddsa-jcs-2022", { key: "Ed25519", forms: jcs }],
  ["ecdsa-rdfc-2019", { key: "P-256", forms: rdfc }],
  ["ecdsa-jcs-2019", { key: "P-256", forms: jcs }],
]);
const TYPES = new Map<string | null, Suite>([["Ed25519Signature2020", { key: "Ed25519", forms: rdfc }]]);

/** How to check a proof; undefined where this program cannot. A proof of a chain is none it can. */
export function suiteOf(proof: JsonObject): Suite | undefined {
  if (Object.hasOwn(proof, "previousProof")) return undefined;
  const type = textOf(proof, "type");
  if (type === "DataIntegrityProof") return CRYPTOSUITES.get(textOf(proof, "cryptosuite"));
  return Object.hasOwn(proof, "cryptosuite") ? undefined : TYPES.get(type);
}

/** The name of a proof's cryptosuite; of an older kind of proof, its type. */
export function suiteName(proof: JsonObject): string {
  return textOf(proof, "cryptosuite") ?? textOf(proof, "type") ?? "unknown";
}
