/** What is signed in a document: itself, the payload of a compact token, or that of the token in an envelope. */

import { isObject, type JsonObject, textOf } from "../src/json.ts";

const ENVELOPE = /^data:application\/vc\+jwt,(.*)$/;
const TOKEN = /^\s*([\w-]+)\.([\w-]+)\.([\w-]*)\s*$/;

/** The parts of a compact token as text, decoded but for the signature; null for anything else. */
export function tokenIn(text: string): [string, string, string] | null {
  const [, header, payload, signature] = TOKEN.exec(text) ?? [];
  if (header === undefined || payload === undefined || signature === undefined) return null;
  return [decoded(header), decoded(payload), signature];
}

/** The compact token of these parts. */
export function tokenOf([header, payload, signature]: readonly [string, string, string]): string {
  return [encoded(header), encoded(payload), signature].join(".");
}

/** The claims in a document; null where there are none. In an envelope nothing counts but its token. */
export function claimsOf(text: string): JsonObject | null {
  const document = objectIn(tokenIn(text)?.[1] ?? text);
  const token = ENVELOPE.exec(textOf(document, "id") ?? "")?.[1];
  return token === undefined ? document : objectIn(tokenIn(token)?.[1] ?? "");
}

function objectIn(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function decoded(part: string): string {
  return Buffer.from(part, "base64url").toString("utf8");
}

function encoded(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}
