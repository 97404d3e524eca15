/**
 * Takes apart a document that holds several credentials, so that each is checked by itself.
 *
 * A list of credentials, a Verifiable Presentation (VC Data Model 2.0 and 1.1), also as a token and
 * in an envelope, and the Universal Wallet's export. What signs
 * the whole is not looked at: every credential stands for itself. A document is opened only if it
 * is read alike by everybody; any other goes on whole, for the checks to say what is wrong.
 */

import { asList, isNamed, isObject, type Json, textOf } from "../json.ts";
import { readJson } from "../strict-json.ts";
import { claimsOf, isCompactJwt } from "./compact-jwt.ts";

const CREDENTIALS = ["VerifiableCredential", "EnvelopedVerifiableCredential", "Assertion"]; // the last of Open Badges 2.0
const PRESENTATION = /^data:application\/vp(?:-ld|\+ld(?:\+json)?)?\+jwt,(.+)$/; // as a token in an envelope
const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** The credentials in a document, each as a document of its own; the document itself if it holds none. */
export function credentialsIn(data: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const text = new TextDecoder().decode(data).trim();
  const found = isCompactJwt(text) ? openedJwt(text) : opened(read(data));
  return found?.length ? found.map(encode) : [data];
}

function read(data: Uint8Array): Json {
  try {
    return readJson(data);
  } catch {
    return null;
  }
}

/** The texts of what a value holds; null where it is nothing that holds credentials. */
function opened(value: Json): string[] | null {
  if (Array.isArray(value)) return value.some(isObject) || value.every(isJwt) ? value.flatMap(each) : null;
  if (!isObject(value) || isCredential(value)) return null;
  const [, token] = PRESENTATION.exec(textOf(value, "id") ?? "") ?? [];
  if (token) return openedJwt(token);
  if (Object.hasOwn(value, "verifiableCredential")) return asList(value.verifiableCredential).flatMap(each);
  // Of a wallet, only its credentials: it also holds keys and connections.
  return isNamed(value.type, "UniversalWallet2020") ? asList(value.contents).filter(isCredential).flatMap(each) : null;
}

function each(value: Json): string[] {
  if (isJwt(value)) return openedJwt(value);
  return opened(value) ?? [JSON.stringify(value)];
}

/** A token, or those in it if it presents others. */
function openedJwt(jwt: string): string[] {
  const claims = claimsOf(jwt);
  const presented = isObject(claims) ? (claims.vp ?? claims) : null;
  return (isObject(presented) && Object.hasOwn(presented, "verifiableCredential") && opened(presented)) || [jwt];
}

function isJwt(value: Json): value is string {
  return typeof value === "string" && isCompactJwt(value);
}

/** Whether a value means to be one credential, whatever stands in it. */
function isCredential(value: Json): boolean {
  if (!isObject(value)) return false;
  return CREDENTIALS.some((name) => isNamed(value.type, name)) || Object.hasOwn(value, "credentialSubject");
}
