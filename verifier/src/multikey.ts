/**
 * Public keys as Multikey: Controlled Identifiers 1.0, section 2.2.2. Ed25519 and P-256 are known;
 * a key of P-256 holds half of its point, and the other half is found.
 */

import { base58 } from "@scure/base";
import type { Json } from "./json.ts";
import { keyOfBytes, type PublicKey } from "./keys.ts";

const HEADER_LENGTH = 2;
const ED25519 = [0xed, 0x01];
const P256 = [0x80, 0x24];
const P256_LENGTH = 33;

/** The key that a Multikey stands for; null for anything else. */
export async function readMultikey(multikey: Json | undefined): Promise<PublicKey | null> {
  const bytes = (typeof multikey === "string" && readBase58(multikey)) || new Uint8Array();
  const content = bytes.slice(HEADER_LENGTH);
  if (begins(bytes, ED25519)) return keyOfBytes("Ed25519", [content]);
  if (!begins(bytes, P256) || content.length !== P256_LENGTH) return null;
  const { readPoint } = await import("./p256.ts");
  const point = readPoint(content);
  return point && keyOfBytes("P-256", point);
}

/** The bytes of a multibase value in base58btc (`z…`); null if it is none. */
export function readBase58(value: string): Uint8Array | null {
  try {
    return value.startsWith("z") ? base58.decode(value.slice(1)) : null;
  } catch {
    return null;
  }
}

function begins(bytes: Uint8Array, header: readonly number[]): boolean {
  return header.every((byte, place) => bytes[place] === byte);
}
