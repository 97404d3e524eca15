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
import { checkRegistries, type Registry } from "./registry.ts";
import { checkStatus } from "./replacement.ts";
import { CHECKS, type Findings, type Found, makeReport, type Report } from "./report.ts";
import { checkSignature, isBroken, NOT_REACHED, spanOf } from "./signature.ts";

export type { Answer, Fetch } from "./fetching.ts";
export type { Registry } from "./registry.ts";
export type { Report } from "./report.ts";

/** What the checks need of the world. */
export interface World {
  readonly fetch: Fetch;
  /** The time in UTC seconds. */
  readonly now: number;
  /** The lists of issuers to ask; none by default. */
  readonly registries?: readonly Registry[];
}

/** Checks an Open Badge: its JSON in UTF-8. */
export async function verify(document: Uint8Array, world: World): Promise<Report> {
  const remembered = { ...world, fetch: remembering(world.fetch) };
  const failing = (): Found => interrupted("PROGRAM_ERROR");
  return report(document, world.now, (credential) => check(credential, remembered).catch(failing));
}

/** The report on a document whose checks somebody ended because they took too long. */
export async function unfinished(document: Uint8Array, now: number): Promise<Report> {
  return report(document, now, () => interrupted("PROGRAM_ERROR/slow"));
}

type Checking = (credential: Credential) => Found | Promise<Found>;

async function report(document: Uint8Array, now: number, find: Checking): Promise<Report> {
  const credential = await endOf(() => readCredential(document));
  return credential instanceof Ended
    ? makeReport({ findings: allFrom({ document: credential.finding }), proofs: [] }, null, now)
    : makeReport(await find(credential), credential, now);
}

async function check(credential: Credential, { fetch, now, registries = [] }: World): Promise<Found> {
  const document = finding("pass", "DOCUMENT_OK");
  const { each, proof, issuer } = await checkSignature(credential, fetch, now);
  if (isBroken({ proof, issuer })) return { findings: allFrom({ document, proof, issuer }), proofs: each };
  const findings = {
    document,
    proof,
    issuer,
    status: await checkStatus(credential, fetch, now),
    dates: checkDates(spanOf(credential, { each, proof, issuer }), now),
    registry: await checkRegistries(credential.issuer, registries, fetch),
    log: finding("notchecked", "LOG_NOT_CHECKED"),
  };
  return { findings, proofs: each };
}

/** The findings of all checks: those not made follow from one that failed. */
function allFrom(findings: Partial<Findings>): Findings {
  const none = Object.fromEntries(CHECKS.map((name) => [name, NOT_REACHED])) as Findings;
  return { ...none, ...findings };
}

/** A browser that lacks something, a mistake of ours, or an end from outside: nothing was checked. */
function interrupted(key: string): Found {
  const none = finding("notchecked", key);
  const all = Object.fromEntries(CHECKS.map((name) => [name, none])) as Findings;
  const document = finding("pass", "DOCUMENT_OK");
  const log = finding("notchecked", "LOG_NOT_CHECKED");
  return { findings: { ...all, document, log }, proofs: [] };
}
