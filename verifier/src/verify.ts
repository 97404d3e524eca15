/**
 * All checks of one credential and of those inside it, in order, and the report: the engine's one
 * door.
 *
 * The checks and their meaning are docs/reference/report.md; `badgeledger verify` makes the same,
 * held together by tests/vectors/verify/. It never throws, whatever the document holds, and reaches
 * other documents only through the `fetch` it is given.
 */

import { type Assertion, readAssertion } from "./assertion.ts";
import { NOT_REACHED } from "./attempt.ts";
import { claimsOf } from "./claims.ts";
import { checkDates } from "./dates.ts";
import { type Credential, readCredential } from "./document.ts";
import { type Fetch, remembering } from "./fetching.ts";
import { Ended, endOf, type Finding, finding, type Reason } from "./findings.ts";
import { checkLog } from "./log/check.ts";
import { Checkpoints, type Memory } from "./log/memory.ts";
import { type Part, partsOf } from "./parts.ts";
import { checkRegistries, type Registry } from "./registry.ts";
import { checkStatus } from "./replacement.ts";
import {
  CHECKS, type Findings, type Found, isSound, makeReport, ofEndorsement, type PartReport, type Report, type Telling,
} from "./report.ts";
import { checkSignature, isBroken, type Signatures, spanOf } from "./signature.ts";
import { type Words, wordsIn } from "./wording.ts";

export type { Answer, Fetch } from "./fetching.ts";
export type { Memory } from "./log/memory.ts";
export type { Registry } from "./registry.ts";
export type { Report } from "./report.ts";

/** What the checks need of the world. */
export interface World {
  readonly fetch: Fetch;
  /** The time in UTC seconds. */
  readonly now: number;
  /** The words of the report; English by default. */
  readonly words?: Words;
  /** The lists of issuers to ask; none by default. */
  readonly registries?: readonly Registry[];
  /** What is remembered of logs; nothing by default. */
  readonly logs?: Memory;
  /** The log proofs (C2SP tlog-proof) that were handed in with the document; none by default. */
  readonly proofs?: readonly Uint8Array[];
}

type Around = World & Telling;

/** The signature of a credential, and what log proofs say in the place of the log; null without them. */
interface Signed {
  readonly signatures: Signatures;
  readonly log: Finding | null;
}

/** Checks an Open Badge: its JSON in UTF-8, or a compact JWT. */
export async function verify(document: Uint8Array, world: World): Promise<Report> {
  const words = world.words ?? (await wordsIn("en"));
  const around = { ...world, words, fetch: remembering(world.fetch) };
  const handed = await endOf(() => read(document));
  if (handed instanceof Ended) return unread(handed.finding, around);
  return "assertion" in handed ? reportOnHosted(handed, around) : reportOn(handed, partsOf(handed), around);
}

/** The report on a document whose checks somebody ended because they took too long. */
export async function unfinished(document: Uint8Array, world: Pick<World, "now" | "words">): Promise<Report> {
  const telling = { now: world.now, words: world.words ?? (await wordsIn("en")) };
  const handed = await endOf(() => read(document));
  if (handed instanceof Ended) return unread(handed.finding, telling);
  const claims = "assertion" in handed ? (await loadHosted())?.claimsOf(handed, null) : claimsOf(handed);
  return makeReport(interrupted("PROGRAM_ERROR/slow"), claims ?? null, telling);
}

/** What was handed in. Throws `Ended` with what is wrong with it. */
function read(document: Uint8Array): Credential | Assertion {
  try {
    return readCredential(document);
  } catch (error) {
    const isAnother = error instanceof Ended && error.finding.key === "NO_CREDENTIAL";
    const assertion = isAnother ? readAssertion(document) : null;
    if (assertion === null) throw error;
    return assertion;
  }
}

async function reportOnHosted(handed: Assertion, around: Around): Promise<Report> {
  const hosted = await loadHosted();
  if (hosted === null) return makeReport(interrupted("PROGRAM_ERROR"), null, around);
  const { fetch, now, registries = [] } = around;
  try {
    const { signed, status, dates, claims } = await hosted.checkHosted(handed, fetch, now);
    const { proof, issuer } = signed;
    const document = finding("pass", "DOCUMENT_OK/assertion");
    const registry = await checkRegistries(claims.issuer.id, registries, fetch);
    const log = finding("notchecked", "LOG_NOT_CHECKED");
    const all = { document, proof, issuer, status, dates, registry, log };
    const findings = isBroken(signed) ? allFrom({ document, proof, issuer }) : all;
    return makeReport({ findings, proofs: [signed], parts: [] }, claims, around);
  } catch {
    return makeReport(interrupted("PROGRAM_ERROR"), hosted.claimsOf(handed, null), around);
  }
}

// No badge of today needs it.
async function loadHosted(): Promise<typeof import("./hosted.ts") | null> {
  return import("./hosted.ts").catch(() => null);
}

async function reportOn(credential: Credential, parts: readonly Part[], world: Around): Promise<Report> {
  const found = await check(credential, parts, world).catch(() => interrupted("PROGRAM_ERROR"));
  return makeReport(found, claimsOf(credential), world);
}

/** The report where there is no credential to check: it was not found, or not looked at. */
function unread(document: Finding, telling: Telling): Report {
  const signature = document.result === "fail" ? NOT_REACHED : document;
  const findings = allFrom({ document, proof: signature, issuer: signature });
  return makeReport({ findings, proofs: [], parts: [] }, null, telling);
}

async function check(credential: Credential, parts: readonly Part[], world: Around): Promise<Found> {
  const { fetch, now, registries = [], logs = new Checkpoints() } = world;
  const { signatures, log: byProof } = await signedBy(credential, world);
  const { each, proof, issuer } = signatures;
  const { kind } = claimsOf(credential);
  const document = finding("pass", kind === "badge" ? "DOCUMENT_OK" : `DOCUMENT_OK/${kind}`);
  if (isBroken({ proof, issuer })) return { findings: allFrom({ document, proof, issuer }), proofs: each, parts: [] };
  const [inside, status, registry, log] = await Promise.all([
    Promise.all(parts.map((part) => reportOnPart(part, world))),
    checkStatus(credential, fetch, now),
    checkRegistries(credential.issuer, registries, fetch),
    byProof ?? checkLog(credential, fetch, logs),
  ]);
  const dates = checkDates(spanOf(credential, { each, proof, issuer }), now);
  const findings = { document: doubtOf(inside) ?? document, proof, issuer, status, dates, registry, log };
  return { findings, proofs: each, parts: inside };
}

/** The signature; and, where the issuer cannot be asked, what log proofs show in its place. */
async function signedBy(credential: Credential, { fetch, now, proofs = [] }: Around): Promise<Signed> {
  const signatures = await checkSignature(credential, fetch, now);
  if (signatures.issuer.key !== "DID_RETRIEVAL_ERROR" || proofs.length === 0) return { signatures, log: null };
  const offline = await import("./log/offline.ts").catch(() => null);
  return offline ? offline.checkOffline(credential, signatures, proofs) : { signatures, log: null };
}

async function reportOnPart({ role, read, parts }: Part, world: Around): Promise<PartReport> {
  if (!(read instanceof Ended)) return { role, report: await reportOn(read, parts, world) };
  const report = unread(read.finding, world);
  return { role, report: role === "endorsement" ? ofEndorsement(report, world.words) : report };
}

/** What is to be said of endorsements that do not hold; null where all of them do. */
function doubtOf(inside: readonly PartReport[]): Finding | null {
  const doubtful = inside.filter(({ role, report }) => role === "endorsement" && !isSound(report.state));
  const values = { count: String(doubtful.length) };
  return doubtful.length === 0 ? null : finding("warn", "ENDORSEMENT_IN_DOUBT", values);
}

/** The findings of all checks: those not made follow from one that failed. */
function allFrom(findings: Partial<Findings>): Findings {
  const none = Object.fromEntries(CHECKS.map((name) => [name, NOT_REACHED])) as Findings;
  return { ...none, ...findings };
}

/** A browser that lacks something, a mistake of ours, or an end from outside: nothing was checked. */
function interrupted(key: Reason): Found {
  const none = finding("notchecked", key);
  const all = Object.fromEntries(CHECKS.map((name) => [name, none])) as Findings;
  const document = finding("pass", "DOCUMENT_OK");
  const log = finding("notchecked", "LOG_NOT_CHECKED");
  return { findings: { ...all, document, log }, proofs: [], parts: [] };
}
