/** The proof of a badge from its issuer's log: C2SP tlog-proof, made of the log's tiles when it is asked for. */

import { readCredential } from "../document.ts";
import { remembering } from "../fetching.ts";
import { fetchDocument } from "../network.ts";
import type { Award } from "./award.ts";

/** The file. Throws where the log is out of reach, or does not have the badge any more. */
export async function proofFor({ text }: Award): Promise<Uint8Array<ArrayBuffer>> {
  const { proofOf } = await import("../log/proving.ts");
  return proofOf(readCredential(new TextEncoder().encode(text)), remembering(fetchDocument));
}
