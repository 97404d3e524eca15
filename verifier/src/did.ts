/**
 * The names of issuers: did:web, and did:key and did:jwk, which are a key.
 *
 * did:web, section 3.2: `did:web:host` stands for `https://host/.well-known/did.json`, and
 * `did:web:host:a:b` for `https://host/a/b/did.json`; a port is written `%3A`. This machine itself
 * is asked by http.
 */

import { readBase64url, readJwk, type PublicKey } from "./keys.ts";
import type { Json } from "./json.ts";
import { readMultikey } from "./multikey.ts";

// A domain's name, and no IP address however it is written; this machine's own apart.
const DID_WEB =
  /^did:web:((?:[A-Za-z0-9-]+\.)*[A-Za-z][A-Za-z0-9-]*|127\.0\.0\.1)(?:%3[Aa]([0-9]{1,5}))?((?::(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)*)$/;
const DID_KEY = /^did:key:(z[1-9A-HJ-NP-Za-km-z]+)$/;
const DID_JWK = /^did:jwk:([A-Za-z0-9_-]+)$/;
const LOOPBACK = ["localhost", "127.0.0.1"];

/** What a did:web stands for. */
export interface WebIssuer {
  readonly did: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** As people are told: host, and port and path where there are any. */
  readonly domain: string;
  /** The address of its DID document. */
  readonly document: string;
}

/** What `did` stands for; null if it is no did:web. */
export function webIssuer(did: string): WebIssuer | null {
  const [, name = "", port, path = ""] = DID_WEB.exec(did) ?? [];
  const steps = path.split(":").slice(1);
  if (name === "" || steps.some(isDots)) return null;
  const host = name.toLowerCase() + (port === undefined ? "" : `:${Number(port)}`);
  const origin = `${isLoopback(name.toLowerCase()) ? "http" : "https"}://${host}`;
  const folder = steps.map((step) => `/${step}`).join("");
  const document = `${origin}${folder || "/.well-known"}/did.json`;
  return { did, origin, domain: host + folder, document };
}

/** Whether a host is the visitor's own machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host);
}

/** The Multikey that a did:key consists of; null if `did` is no did:key. */
export function keyOf(did: string): string | null {
  return DID_KEY.exec(did)?.[1] ?? null;
}

/** What a did:key or did:jwk stands for. */
export interface KeyIssuer {
  /** The id of its one verification method. */
  readonly method: string;
  /** Null where it is of a kind that is not known. */
  readonly key: PublicKey | null;
}

/** Whether an issuer is nothing but a key, which anybody can make. */
export function isKeyIssuer(did: string): boolean {
  return DID_KEY.test(did) || DID_JWK.test(did);
}

/** What `did` stands for; null if it is neither a did:key nor a did:jwk. */
export async function keyIssuer(did: string): Promise<KeyIssuer | null> {
  const multikey = keyOf(did);
  if (multikey !== null) return { method: `${did}#${multikey}`, key: await readMultikey(multikey) };
  const [, encoded] = DID_JWK.exec(did) ?? [];
  return encoded === undefined ? null : { method: `${did}#0`, key: readJwk(jsonIn(encoded)) };
}

function jsonIn(encoded: string): Json | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(readBase64url(encoded) ?? new Uint8Array())) as Json;
  } catch {
    return undefined;
  }
}

/** What stands for an issuer in a report: its domain, or, without one, its whole id. */
export function domainOf(issuer: string): string {
  return webIssuer(issuer)?.domain ?? issuer;
}

function isDots(step: string): boolean {
  return [".", ".."].includes(step.toLowerCase().replaceAll("%2e", "."));
}
