/**
 * What an issuer's list of withdrawn credentials says of one.
 *
 * Part of the `status` check: 1EdTech Credential Revocation, the type `1EdTechRevocationList`. The
 * list is plain JSON that nobody signed. So it counts only where it stands on the issuer's own site,
 * by https, and names the credential's issuer as its own.
 */

import { webIssuer } from "./did.ts";
import { issuerOf, type Credential } from "./document.ts";
import { bodyAt, type Fetch } from "./fetching.ts";
import { type Finding, finding, unchecked } from "./findings.ts";
import { asList, isObject, type Json, type JsonObject, textOf } from "./json.ts";
import { readObject } from "./strict-json.ts";

/** What the list that an entry names says of a credential. Throws `Ended`. */
export async function lookUpRevocation(
  members: JsonObject,
  credential: Credential,
  fetch: Fetch,
): Promise<Finding> {
  const [url, id] = [textOf(members, "id"), textOf(credential.document, "id")];
  if (url === null || id === null) throw unchecked("MALFORMED_VALUE_ERROR/entry"); // (1)
  if (originOf(url) === null || originOf(url) !== siteOf(credential)) { // (2)
    throw unchecked("STATUS_VERIFICATION_ERROR/site", { url });
  }
  const body = await bodyAt(url, fetch);
  if (body === null) throw unchecked("STATUS_RETRIEVAL_ERROR", { url }); // (3)
  const list = readObject(body);
  if (list === null || !isList(list, url)) { // (4)
    throw unchecked("STATUS_VERIFICATION_ERROR/document", { url });
  }
  if (issuerOf(list) !== credential.issuer) throw unchecked("STATUS_VERIFICATION_ERROR/issuer", { url });
  return meaningOf(asList(list.revokedCredential).find((entry) => isAbout(entry, id))); // (5)
}

/** The site of a credential's issuer: of its did:web, else of the address it signed as its own. */
function siteOf({ document, issuer }: Credential): string | null {
  return webIssuer(issuer)?.origin ?? originOf(textOf(document.issuer, "url") ?? "");
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}

/** Whether each entry says which credential it withdraws. */
function isList({ id, revokedCredential }: JsonObject, url: string): boolean {
  const entries = asList(revokedCredential);
  return id === url && entries.every((entry) => typeof entry === "string" || textOf(entry, "id") !== null);
}

function isAbout(entry: Json, id: string): boolean {
  const isUndone = isObject(entry) && entry.revoked === false;
  return !isUndone && (entry === id || textOf(entry, "id") === id);
}

function meaningOf(entry: Json | undefined): Finding {
  if (entry === undefined) return finding("pass", "STATUS_OK");
  const reason = textOf(entry, "revocationReason");
  return reason === null ? finding("fail", "WITHDRAWN") : finding("fail", "WITHDRAWN/reason", { reason });
}
