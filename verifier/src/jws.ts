/**
 * Reads a JSON Web Signature in its compact form: RFC 7515, sections 5.2 and 7.1.
 *
 * Part of the `document` check. Header and payload are JSON read as strictly as any document: what
 * two programs read differently is refused. Whether the signature fits, `jws-proof.ts` says.
 */

import { failed } from "./findings.ts";
import { isObject, type JsonObject, textOf } from "./json.ts";
import { readBase64url } from "./keys.ts";
import { readJson } from "./strict-json.ts";

const COMPACT = /^[\w-]+\.[\w-]*\.[\w-]*$/;
const BRACE = 0x7b;

/** A signed text, taken apart. */
export interface Jws {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** What the signature is over. */
  readonly signed: Uint8Array;
  /** Null where it is no base64url. */
  readonly signature: Uint8Array | null;
}

/** The compact JWS that `data` is, perhaps with spaces around it; null for anything else. */
export function compactIn(data: Uint8Array): string | null {
  if (data[0] === BRACE) return null;
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(data).trim();
  return COMPACT.test(text) ? text : null;
}

/** Takes a compact JWS apart. Throws `Ended` with NOT_JSON, and like `readJson`. */
export function readJws(compact: string): Jws {
  const [header = "", payload = "", signature = ""] = compact.split(".");
  return {
    header: readPart(header),
    payload: readPart(payload),
    signed: new TextEncoder().encode(`${header}.${payload}`),
    signature: readBase64url(signature),
  };
}

/** What a signature is called: its algorithm. */
export function algorithmOf({ header }: Jws): string {
  return textOf(header, "alg") ?? "unknown";
}

/** The verification method that a signature names; null if it names none. */
export function methodOf({ header }: Jws): string | null {
  return textOf(header, "kid");
}

function readPart(encoded: string): JsonObject {
  const bytes = readBase64url(encoded);
  const value = bytes && readJson(bytes);
  if (!isObject(value)) throw failed("NOT_JSON");
  return value;
}
