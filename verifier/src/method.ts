/**
 * The key of a verification method: Controlled Identifiers 1.0, section 2.2, and the older types.
 *
 * Part of the `issuer` check. What a key is, its member says: `publicKeyMultibase` (Multikey,
 * Ed25519VerificationKey2020), `publicKeyJwk` (JsonWebKey, JsonWebKey2020) or `publicKeyBase58`
 * (Ed25519VerificationKey2018). A method with two of them is refused: programs would differ.
 */

import { isObject, type Json, type JsonObject } from "./json.ts";
import { keyOfBytes, type PublicKey, readJwk } from "./keys.ts";
import { readBase58, readMultikey } from "./multikey.ts";

type Reader = (value: Json | undefined, type: Json | undefined) => PublicKey | null | Promise<PublicKey | null>;

const READERS: Readonly<Record<string, Reader>> = {
  publicKeyMultibase: readMultikey,
  publicKeyJwk: readJwk,
  publicKeyBase58: readOlder,
};
const SECRETS = ["secretKeyMultibase", "privateKeyMultibase", "privateKeyBase58", "privateKeyJwk", "secretKeyJwk"];

/** The key of a method; null where it is of a kind that is not known. */
export async function keyIn(method: JsonObject): Promise<PublicKey | null> {
  const [name, ...others] = Object.keys(READERS).filter((member) => Object.hasOwn(method, member));
  if (name === undefined || others.length > 0) return null;
  return (await READERS[name]?.(method[name], method.type)) ?? null;
}

/** Whether a method tells the secret of its key: then anybody may have signed. */
export function isSecretPublished(method: JsonObject): boolean {
  const jwk = method.publicKeyJwk;
  return SECRETS.some((name) => Object.hasOwn(method, name)) || (isObject(jwk) && Object.hasOwn(jwk, "d"));
}

function readOlder(value: Json | undefined, type: Json | undefined): PublicKey | null {
  const bytes = typeof value === "string" && type === "Ed25519VerificationKey2018" ? readBase58(`z${value}`) : null;
  return bytes && keyOfBytes("Ed25519", [bytes]);
}
