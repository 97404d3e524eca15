/**
 * Whether lists of issuers know the issuer of a credential.
 *
 * The `registry` check, a question apart from all others: nothing it finds makes a signature better
 * or worse. The lists are those a site names, in the shape in which the Digital Credentials
 * Consortium publishes its own: an object whose `registry` has a member for each DID.
 */

import { bodyAt, type Fetch } from "./fetching.ts";
import { type Finding, finding } from "./findings.ts";
import { isObject, type JsonObject } from "./json.ts";
import { readObject } from "./strict-json.ts";

/** A list of issuers, and where it stands. */
export interface Registry {
  readonly name: string;
  readonly url: string;
}

/** The `registry` check of an issuer, by its id (report.md, "registry"). */
export async function checkRegistries(
  issuer: string,
  registries: readonly Registry[],
  fetch: Fetch,
): Promise<Finding> {
  if (registries.length === 0) return finding("notchecked", "NO_REGISTRY"); // (1)
  const lists = await Promise.all(registries.map(({ url }) => issuersAt(url, fetch)));
  const place = lists.findIndex((issuers) => issuers !== null && Object.hasOwn(issuers, issuer));
  if (place >= 0) return finding("pass", "RECOGNISED", { registry: registries[place]?.name ?? "" }); // (2)
  const { url } = registries.find((_, index) => lists[index] === null) ?? {};
  return url === undefined
    ? finding("warn", "NOT_RECOGNISED") // (3)
    : finding("notchecked", "REGISTRY_RETRIEVAL_ERROR", { url }); // (4)
}

/** The issuers on the list at `url`, by their DIDs; null where there is no such list. */
async function issuersAt(url: string, fetch: Fetch): Promise<JsonObject | null> {
  const body = await bodyAt(url, fetch);
  const { registry } = (body && readObject(body)) ?? {};
  return isObject(registry) ? registry : null;
}
