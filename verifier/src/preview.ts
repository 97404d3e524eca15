/**
 * A preview checks itself wherever it is served from.
 *
 * The issuer of a preview is a did:key, and its addresses are those of a site that need not exist
 * yet. On its own page they are looked for under the root that the page itself comes from. A badge
 * of a did:web is never treated so: a copied page with a did.json of its own could else speak for
 * the institution.
 */

import { keyOf } from "./did.ts";
import { issuerOf, readCredential } from "./document.ts";
import type { Fetch } from "./fetching.ts";
import { Ended, endOf } from "./findings.ts";
import { textOf } from "./json.ts";

// The address of an award's credential below its site.
const OWN_PLACE = /\/credentials\/[0-9a-f-]{36}\/credential\.json$/;

/** `fetch`, which in a preview's page looks for the site under `root` (with closing slash). */
export async function inPreview(data: Uint8Array, root: string, fetch: Fetch): Promise<Fetch> {
  const credential = await endOf(() => readCredential(data));
  if (credential instanceof Ended || keyOf(issuerOf(credential.document) ?? "") === null) return fetch;
  const id = textOf(credential.document, "id") ?? "";
  if (!OWN_PLACE.test(id)) return fetch;
  const site = id.replace(OWN_PLACE, "/");
  return (url, anew) => fetch(url.startsWith(site) ? root + url.slice(site.length) : url, anew);
}
