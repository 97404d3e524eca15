/** The credential in a document that was checked, to look into: JSON, or the claims of a JWT. */

import { claimsOf, isCompactJwt } from "../inputs/compact-jwt.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";

/** The credential; null for what is neither. A report that names a credential says that it is. */
export function credentialIn(data: Uint8Array): JsonObject | null {
  const text = new TextDecoder().decode(data).trim();
  const value = isCompactJwt(text) ? claimsOf(text) : parsed(text);
  if (!isObject(value)) return null;
  return isObject(value.vc) ? value.vc : value; // Verifiable Credentials 1.1, section 6.3.1
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
