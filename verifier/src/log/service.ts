/**
 * Where an issuer says that its log is: in the `service` of its DID document, and nowhere else.
 *
 * DID Core 1.0, section 5.4. A credential never says it: who signs with a stolen key would name a
 * log of their own.
 */

import { webIssuer } from "../did.ts";
import { bodyAt, type Fetch } from "../fetching.ts";
import { unchecked } from "../findings.ts";
import { asList, isNamed, isObject, textOf } from "../json.ts";
import { readObject } from "../strict-json.ts";

const FOLDER = /^https?:\/\/.+\/ledger\/$/;

/** A log, as its issuer names it. */
export interface Log {
  /** The address of its folder, with closing slash. */
  readonly url: string;
  /** The key that signs its checkpoints, as a vkey. */
  readonly vkey: string;
}

/** The log of an issuer. Throws `Ended` with LOG_NOT_NAMED, and LOG_NOT_CHECKED where it cannot be asked. */
export async function logOf(issuer: string, fetch: Fetch): Promise<Log> {
  const web = webIssuer(issuer);
  if (web === null) throw unchecked("LOG_NOT_NAMED");
  const body = await bodyAt(web.document, fetch);
  const document = body && readObject(body);
  if (document?.id !== issuer) throw unchecked("LOG_NOT_CHECKED");
  for (const service of asList(document.service)) {
    if (!isObject(service) || !isNamed(service.type, "TransparencyLog")) continue;
    const [url, vkey] = ["url", "vkey"].map((name) => textOf(service.serviceEndpoint, name));
    if (url && vkey && FOLDER.test(url)) return { url, vkey };
  }
  throw unchecked("LOG_NOT_NAMED");
}

/** The site that a log belongs to, without closing slash. */
export function siteOf({ url }: Log): string {
  return url.slice(0, -"/ledger/".length);
}

/** The name of a log: its address without scheme and closing slash. No name of a key has a `+`. */
export function originOf({ url }: Log): string {
  return url.replace(/^https?:\/\//, "").slice(0, -1).replaceAll("+", "%2B");
}
