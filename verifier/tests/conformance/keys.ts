/** Keys to sign with: fixed where that is possible, so that the documents are the same every time. */

import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { p256 } from "@noble/curves/nist.js";
import { base58, base64urlnopad } from "@scure/base";
import { type JsonObject, textOf } from "../../src/json.ts";

export interface Signer {
  /** The algorithm's name in a JWS. */
  readonly algorithm: string;
  readonly jwk: JsonObject;
  readonly multikey: string;
  readonly sign: (data: Uint8Array) => Uint8Array;
}

const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

export function ed25519(name: string): Signer {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seedOf(name)]), format: "der", type: "pkcs8" });
  const jwk = publicOf(key);
  const multikey = multikeyOf([0xed, 0x01], Buffer.from(textOf(jwk, "x") ?? "", "base64url"));
  return { algorithm: "EdDSA", jwk, multikey, sign: (data) => sign(null, data, key) };
}

export function ecdsa(name: string): Signer {
  const secret = seedOf(name);
  const point = p256.getPublicKey(secret, false);
  const [x, y] = [point.slice(1, 33), point.slice(33)].map((half) => base64urlnopad.encode(half));
  const multikey = multikeyOf([0x80, 0x24], p256.getPublicKey(secret, true));
  return {
    algorithm: "ES256",
    jwk: { kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "" },
    multikey,
    sign: (data) => p256.sign(data, secret),
  };
}

/** A key of RSA, new every time. */
export function rsa(modulusLength: number): Signer {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength });
  return {
    algorithm: "RS256",
    jwk: publicOf(privateKey),
    multikey: "",
    sign: (data) => sign("sha256", data, privateKey),
  };
}

/** The JWK of a key of P-384. */
export function p384(): JsonObject {
  return publicOf(generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey);
}

function seedOf(name: string): Buffer {
  return createHash("sha256").update(`Badge Ledger test key ${name}`).digest();
}

/** The public members of a key's JWK. */
function publicOf(key: KeyObject): JsonObject {
  const { kty = "", crv, x, y, n, e } = key.export({ format: "jwk" });
  return JSON.parse(JSON.stringify({ kty, crv, x, y, n, e })) as JsonObject;
}

function multikeyOf(header: readonly number[], key: Uint8Array): string {
  return `z${base58.encode(Uint8Array.of(...header, ...key))}`;
}
