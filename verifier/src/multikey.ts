/** Public keys as Multikey: Controlled Identifiers 1.0, section 2.2.2. Ed25519 alone is known. */

import { base58 } from "@scure/base";
import type { Json } from "./json.ts";

const ED25519 = [0xed, 0x01];
const KEY_LENGTH = 32;

/** The 32 bytes of an Ed25519 key; null for anything else. */
export function readEd25519(multikey: Json | undefined): Uint8Array | null {
  const bytes = typeof multikey === "string" ? readBase58(multikey) : null;
  const isEd25519 = bytes?.length === KEY_LENGTH + 2 && ED25519.every((byte, i) => bytes[i] === byte);
  return isEd25519 ? bytes.slice(2) : null;
}

/** The bytes of a multibase value in base58btc (`z…`); null if it is none. */
export function readBase58(value: string): Uint8Array | null {
  try {
    return value.startsWith("z") ? base58.decode(value.slice(1)) : null;
  } catch {
    return null;
  }
}
