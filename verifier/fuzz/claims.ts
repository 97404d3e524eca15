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

/** The claims in a document; null where there are none. */
export function claimsOf(text: string): JsonObject | null {
  const document = objectIn(tokenIn(text)?.[1] ?? text);
  const token = ENVELOPE.exec(textOf(document, "id") ?? "")?.[1];
  if (document === null || token === undefined) return document;
  // VC Data Model 2.0, section 4.12.2; what else stands in an envelope, a reader would take for claims.
  const others = Object.entries(document).filter(([name]) => !["@context", "id", "type"].includes(name));
  return { ...objectIn(tokenIn(token)?.[1] ?? ""), ...Object.fromEntries(others) };
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
