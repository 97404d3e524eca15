/**
 * All checks of one credential, in order, and the report: the engine's one door.
 *
 * The checks and their meaning are docs/reference/report.md; `badgeledger verify` makes the same,
 * held together by tests/vectors/verify/. It never throws, whatever the document holds, and reaches
 * other documents only through the `fetch` it is given.
 */

import { checkDates } from "./dates.ts";
import { type Credential, readCredential } from "./document.ts";
import { type Fetch, remembering } from "./fetching.ts";
import { Ended, endOf, finding } from "./findings.ts";
import { checkStatus } from "./replacement.ts";
import { CHECKS, type Findings, makeReport, type Report } from "./report.ts";
import { checkSignature, isBroken, NOT_REACHED } from "./signature.ts";

export type { Fetch } from "./fetching.ts";
export type { Report } from "./report.ts";

/** What the checks need of the world: the network, and the time in UTC seconds. */
export interface World {
  readonly fetch: Fetch;
  readonly now: number;
}

/** Checks an Open Badge: its JSON in UTF-8. */
export async function verify(document: Uint8Array, { fetch, now }: World): Promise<Report> {
  const credential = await endOf(() => readCredential(document));
  if (credential instanceof Ended) {
    return makeReport(allFrom({ document: credential.finding }), null, now);
  }
  const findings = await check(credential, remembering(fetch), now).catch(interrupted);
  return makeReport(findings, credential, now);
}

async function check(credential: Credential, fetch: Fetch, now: number): Promise<Findings> {
  const document = finding("pass", "DOCUMENT_OK");
  const signature = await checkSignature(credential, fetch, now);
  if (isBroken(signature)) return allFrom({ document, ...signature });
  return {
    document,
    ...signature,
    status: await checkStatus(credential, fetch, now),
    dates: checkDates(credential.span, now),
    log: finding("notchecked", "LOG_NOT_CHECKED"),
  };
}

/** The findings of all checks: those not made follow from one that failed. */
function allFrom(findings: Partial<Findings>): Findings {
  const none = Object.fromEntries(CHECKS.map((name) => [name, NOT_REACHED])) as Findings;
  return { ...none, ...findings };
}

/** A browser that lacks something, or a mistake of ours: nothing was checked. */
function interrupted(): Findings {
  const none = finding("notchecked", "PROGRAM_ERROR");
  const document = finding("pass", "DOCUMENT_OK");
  const log = finding("notchecked", "LOG_NOT_CHECKED");
  return { document, proof: none, issuer: none, status: none, dates: none, log };
}
