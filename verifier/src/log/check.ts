/**
 * The `log` check: whether the issuer's public log has a credential.
 *
 * What reads logs is loaded for issuers that have one.
 */

import type { Credential } from "../document.ts";
import type { Fetch } from "../fetching.ts";
import { Ended, endOf, type Finding, finding } from "../findings.ts";
import type { Memory } from "./memory.ts";
import { logOf } from "./service.ts";

/** The `log` check of a credential (report.md, "log"). */
export async function checkLog(credential: Credential, fetch: Fetch, memory: Memory): Promise<Finding> {
  const found = await endOf(async () => {
    const log = await logOf(credential.issuer, fetch); // (1)
    const inclusion = await import("./inclusion.ts").catch(() => null);
    return inclusion?.checkInclusion(credential, log, fetch, memory) ?? finding("notchecked", "PROGRAM_ERROR");
  });
  return found instanceof Ended ? found.finding : found;
}
