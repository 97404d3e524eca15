/**
 * What was found, as people and programs are told.
 *
 * The last step: findings become one state, one headline and a list of checks. The shape, the
 * states and their order are docs/reference/report.md. It decides nothing on its own: what could
 * not be checked is told as such.
 */

import about from "../build/about.json" with { type: "json" };
import type { Claims } from "./claims.ts";
import { stamp } from "./dates.ts";
import { isKeyIssuer } from "./did.ts";
import { codeOf, type Finding, type Result, type Values } from "./findings.ts";
import type { Role } from "./parts.ts";
import type { Signed } from "./signature.ts";
import { fill, shortened, type Words, written } from "./wording.ts";

// In the order of the documented table.
const STATES = [
  "unreadable", "tampered", "wrong-issuer", "revoked", "suspended", "not-yet-valid", "expired",
  "unchecked-signature", "unchecked-status", "log-disagrees", "unrecognised-issuer", "verified",
];
export const CHECKS = ["document", "proof", "issuer", "status", "dates", "registry", "log"] as const;
export type CheckName = (typeof CHECKS)[number];
export type Findings = Readonly<Record<CheckName, Finding>>;

/** How one check ended. */
export interface Check {
  readonly check: CheckName;
  readonly result: Result;
  readonly code: string;
  readonly reason: string;
}

/** How one proof of a set ended. */
export interface ProofSaid {
  readonly suite: string;
  readonly verificationMethod: string | null;
  readonly result: Result;
  readonly code: string;
  readonly reason: string;
}

/** The outcome of all checks of one document: the documented JSON shape, format 1. */
export interface Report {
  readonly format: 1;
  readonly kind: Claims["kind"] | null;
  readonly state: string;
  readonly headline: string;
  readonly time: string;
  readonly issuer: Claims["issuer"] | null;
  readonly credential: Claims["credential"] | null;
  readonly checks: readonly Check[];
  readonly proofs: readonly ProofSaid[];
  readonly parts: readonly Report[];
  readonly version: string;
}

/** What the checks found. */
export interface Found {
  readonly findings: Findings;
  readonly proofs: readonly Signed[];
  readonly parts: readonly PartReport[];
}

/** The report on a part, and what the part is to the whole. */
export interface PartReport {
  readonly role: Role;
  readonly report: Report;
}

/** As of when, and in which words, a report tells what was found. */
export interface Telling {
  /** The time in UTC seconds. */
  readonly now: number;
  readonly words: Words;
}

/** The report of what was found about a document that claims this, or nothing. */
export function makeReport(found: Found, claims: Claims | null, { now, words }: Telling): Report {
  const { findings, proofs, parts } = found;
  return {
    format: 1,
    kind: claims?.kind ?? null,
    ...answer(found, claims, { now, words }),
    time: stamp(now),
    issuer: claims?.issuer ?? null,
    credential: claims?.credential ?? null,
    checks: CHECKS.map((check) => ({ check, ...said(findings[check], words) })),
    proofs: proofs.map((proof) => proofSaid(proof, words)),
    parts: parts.map(({ report }) => report),
    version: about.version,
  };
}

/** The report on what stands where an endorsement must be, and is none that can be read. */
export function ofEndorsement(report: Report, words: Words): Report {
  const isNone = report.state === "unreadable";
  return { ...report, kind: "endorsement", headline: isNone ? words.inside.no_endorsement : report.headline };
}

/** State and headline: those of the document itself, or of the worst credential in a sound record. */
function answer({ findings, parts }: Found, claims: Claims | null, telling: Telling): Pick<Report, "state" | "headline"> {
  const state = stateOf(findings);
  const own = { state, headline: headlineOf(state, findings, claims, telling) };
  const worst = claims && isSound(state) ? worstOf(parts) : null;
  return worst === null || STATES.indexOf(worst.report.state) >= STATES.indexOf(state)
    ? own
    : { state: worst.report.state, headline: insideHeadline(worst, state, claims, telling.words) };
}

/** The first state that applies, in the order of the documented table. */
export function stateOf({ document, proof, issuer, status, dates, registry, log }: Findings): string {
  const ended = status.result === "fail" ? codeOf(status) : "";
  const late = dates.result === "fail" ? codeOf(dates) : "";
  const isSigned = proof.result === "pass" && issuer.result !== "notchecked";
  const rows: Record<string, boolean> = {
    unreadable: document.result === "fail",
    tampered: proof.result === "fail",
    "wrong-issuer": issuer.result === "fail",
    revoked: ended === "WITHDRAWN" || ended === "REPLACED",
    suspended: ended === "SUSPENDED",
    // NOTE: "was genuine" is said only of what was signed: without that these two wait.
    "not-yet-valid": late === "NOT_YET_VALID" && isSigned,
    expired: late === "EXPIRED" && isSigned,
    "unchecked-signature": proof.result === "notchecked" || issuer.result === "notchecked",
    "unchecked-status": status.result === "notchecked",
    "log-disagrees": log.result === "fail",
    "unrecognised-issuer": codeOf(registry) === "NOT_RECOGNISED",
    verified: true,
  };
  return STATES.find((state) => rows[state]) ?? "verified";
}

/** Whether a document in this state is itself signed by its issuer, and counts now. */
export function isSound(state: string): boolean {
  return state === "verified" || state === "unrecognised-issuer";
}

function headlineOf(state: string, findings: Findings, claims: Claims | null, { now, words }: Telling): string {
  const isProven = state === "unchecked-signature" && findings.proof.result === "pass"; // by a log proof
  const row = state === "revoked" ? codeOf(findings.status).toLowerCase() : isProven ? "proven-offline" : state;
  const headlines: Record<string, string> = words.headlines;
  const why: Record<string, string> = words.why;
  return fill(headlines[row] ?? "", {
    time: written(new Date(now * 1000), words),
    issuer: claims ? issuerInWords(claims, words) : "",
    why: why[codeOf(findings.proof)] ?? "",
    ...inWords(findings.dates.values, words),
  });
}

/** One of a record's credentials that is in the first state any of them has, and its place. */
interface Worst {
  readonly report: Report;
  readonly number: number;
  readonly count: number;
}

function worstOf(parts: readonly PartReport[]): Worst | null {
  const reports = parts.filter(({ role }) => role === "credential").map(({ report }) => report);
  const first = STATES.find((state) => reports.some((report) => report.state === state));
  const index = reports.findIndex(({ state }) => state === first);
  const report = reports[index];
  return report === undefined ? null : { report, number: index + 1, count: reports.length };
}

/** The headline of a record in which not all is well: that of the credential, and which it is. */
function insideHeadline(
  { report, number, count }: Worst,
  state: string,
  claims: Claims | null,
  words: Words,
): string {
  // A name is repeated only where the part's own issuer signed it.
  const isSigned = report.checks.some(({ check, result }) => check === "proof" && result === "pass");
  const name = isSigned ? (report.credential?.name ?? null) : null;
  const place = { number: String(number), count: String(count) };
  const which =
    name === null ? fill(words.inside.which, place) : fill(words.inside.which_named, { ...place, name: shortened(name) });
  const sentence = state === "verified" ? words.inside.in_genuine : words.inside.in_unrecognised;
  return fill(sentence, { headline: report.headline, which, issuer: claims ? issuerInWords(claims, words) : "" });
}

function said(finding: Finding, words: Words): Omit<Check, "check"> {
  const reason = fill(words.reasons[finding.key], inWords(finding.values, words));
  return { result: finding.result, code: codeOf(finding), reason };
}

/** How a proof ended: as the worse of its two checks. */
function proofSaid({ suite, verificationMethod, proof, issuer }: Signed, words: Words): ProofSaid {
  const both = [proof, issuer];
  const worse = both.find(({ result }) => result === "fail") ?? both.find(({ result }) => result === "notchecked");
  return { suite, verificationMethod, ...said(worse ?? proof, words) };
}

function issuerInWords({ issuer: { id, domain, name } }: Claims, words: Words): string {
  // A key of 48 letters tells a person nothing; that nobody answers for it does.
  const kind = isKeyIssuer(id) ? "key" : "domain";
  return name === null
    ? fill(words.issuer[kind], { domain })
    : fill(words.issuer[`${kind}_named` as const], { domain, name: shortened(name) });
}

function inWords(values: Values, words: Words): Record<string, string> {
  const each = Object.entries(values);
  return Object.fromEntries(each.map(([name, value]) => [name, value instanceof Date ? written(value, words) : value]));
}
