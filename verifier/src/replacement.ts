/**
 * Tells a badge that was replaced from one that was withdrawn.
 *
 * The end of the `status` check. Changing an award ends its old position, so an old download reads
 * as withdrawn, although the badge lives on at its address. It counts as replaced only if what
 * stands there is the same issuer's, has the same id, and is itself signed and not withdrawn (expired
 * it may be: its own page tells); it is looked for nowhere but on the issuer's own site.
 */

import { webIssuer } from "./did.ts";
import { type Credential, readCredential } from "./document.ts";
import { bodyAt, type Fetch } from "./fetching.ts";
import { codeOf, Ended, endOf, type Finding, finding } from "./findings.ts";
import { textOf } from "./json.ts";
import { checkSignature, holds } from "./signature.ts";
import { checkEntries } from "./status.ts";

/** The `status` check of a credential (report.md, "status"). */
export async function checkStatus(credential: Credential, fetch: Fetch, now: number): Promise<Finding> {
  const found = await checkEntries(credential, fetch, now);
  if (codeOf(found) !== "WITHDRAWN") return found;
  const url = ownAddress(credential);
  const isReplaced = url !== null && (await isSound(url, credential, fetch, now));
  return isReplaced ? finding("fail", "REPLACED", { url }) : found;
}

/** The credential's id, if it is an address on its issuer's own site. */
function ownAddress({ document, issuer }: Credential): string | null {
  const [id, web] = [textOf(document, "id"), webIssuer(issuer)];
  return web !== null && id?.startsWith(`${web.origin}/`) ? id : null;
}

async function isSound(url: string, old: Credential, fetch: Fetch, now: number): Promise<boolean> {
  const body = await bodyAt(url, fetch);
  const newer = body && (await endOf(() => readCredential(body)));
  if (newer === null || newer instanceof Ended) return false;
  return (
    newer.document.id === url &&
    newer.issuer === old.issuer &&
    holds(await checkSignature(newer, fetch, now)) &&
    (await checkEntries(newer, fetch, now)).result === "pass"
  );
}
