/**
 * The proof of a badge, as a file to keep beside it: C2SP tlog-proof.
 *
 * Its extra data are the log's vkey and, on a second line, the entry, where that is another than
 * `issue` at the time of the badge's signature: then nobody could compute it from the badge alone.
 */

import type { Credential } from "../document.ts";
import type { Fetch } from "../fetching.ts";
import { commitmentOf, issueOf, timeOfContent } from "./entry.ts";
import { leafOf, type Place, placeOf, timeOfProof } from "./inclusion.ts";
import { Checkpoints } from "./memory.ts";
import { readVkey } from "./note.ts";
import { readingLog } from "./reader.ts";
import { logOf, siteOf } from "./service.ts";
import { isSameHash } from "./sha256.ts";
import { readProof, verifyProof, writeProof } from "./tlog-proof.ts";
import { leafHash } from "./tree.ts";

/** The file that proves where a credential is in its issuer's log. Throws `Ended` where it is not, or that cannot be said. */
export async function proofOf(credential: Credential, fetch: Fetch): Promise<Uint8Array<ArrayBuffer>> {
  const log = await logOf(credential.issuer, fetch);
  const { leaf: index } = await placeOf(credential, log, fetch, new Checkpoints());
  const own = await entryOf(credential, siteOf(log));
  return readingLog(log, fetch, new Checkpoints(), async (reader) => {
    const isOwn = own !== null && isSameHash(await leafHash(own), await reader.leaf(index));
    const entry = isOwn ? "" : `\n${new TextDecoder().decode(await reader.entry(index))}`;
    const extra = new TextEncoder().encode(log.vkey + entry);
    return writeProof({ index, path: await reader.path(index), checkpoint: reader.note, extra });
  });
}

/**
 * Where a proof of the log that it names has a credential; null where it proves nothing of it.
 *
 * Whether that log is the issuer's own, only the issuer can say.
 */
export async function placeByProof(credential: Credential, file: Uint8Array): Promise<Place | null> {
  const proof = readProof(file);
  const [line = "", entered] = proof ? new TextDecoder().decode(proof.extra).split("\n") : [];
  const vkey = await readVkey(line);
  const { id } = credential.document;
  if (proof === null || vkey === null || typeof id !== "string") return null;
  const site = siteNamed(vkey.name, id);
  if (leafOf(credential.document, site) !== proof.index) return null;
  const c = await commitmentOf(credential.document, site);
  const entry = entered === undefined ? await entryOf(credential, site) : new TextEncoder().encode(entered);
  const time = c && entry ? timeOfContent(entry, c) : null;
  const head = entry && time !== null ? await verifyProof(proof, await leafHash(entry), vkey) : null;
  return head && time !== null ? { leaf: proof.index, time, size: head.size } : null;
}

/** The entry that issues a credential when it was signed; null for one that is not of this format. */
async function entryOf({ document }: Credential, site: string): Promise<Uint8Array | null> {
  const [c, time] = [await commitmentOf(document, site), timeOfProof(document)];
  return c !== null && time !== null ? issueOf(c, time) : null;
}

/** The site whose log has this origin, with the scheme of one of its addresses. */
function siteNamed(origin: string, address: string): string {
  const [scheme = ""] = address.split("://", 1);
  return `${scheme}://${origin.replaceAll("%2B", "+").replace(/\/ledger$/, "")}`;
}
