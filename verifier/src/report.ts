/**
 * What was found, as people and programs are told.
 *
 * The last step: findings become one state, one headline and a list of checks. The shape, the
 * states and their order are docs/reference/report.md. It decides nothing on its own: what could
 * not be checked is told as such.
 */

import about from "../build/about.json" with { type: "json" };
import { stamp, written } from "./dates.ts";
import { domainOf, keyOf } from "./did.ts";
import { type Credential, type Kind, kindOf } from "./document.ts";
import { codeOf, type Finding, type Result } from "./findings.ts";
import { asList, isObject, type Json } from "./json.ts";
import type { Signed } from "./signature.ts";
import { fill, words } from "./wording.ts";

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
  readonly kind: Kind | null;
  readonly state: string;
  readonly headline: string;
  readonly time: string;
  readonly issuer: { id: string; domain: string; name: string | null } | null;
  readonly credential: Record<"id" | "name" | "recipient" | "validFrom" | "validUntil", string | null> | null;
  readonly checks: readonly Check[];
  readonly proofs: readonly ProofSaid[];
  readonly parts: readonly Report[];
  readonly version: string;
}

/** What the checks found. */
export interface Found {
  readonly findings: Findings;
  readonly proofs: readonly Signed[];
}

/** The report of what was found about a credential, or about none, at `now` in UTC seconds. */
export function makeReport({ findings, proofs }: Found, credential: Credential | null, now: number): Report {
  const state = stateOf(findings);
  return {
    format: 1,
    kind: credential && kindOf(credential.document),
    state,
    headline: headlineOf(state, findings, credential, now),
    time: stamp(now),
    issuer: credential && issuerSaid(credential),
    credential: credential && credentialSaid(credential),
    checks: CHECKS.map((check) => ({ check, ...said(findings[check]) })),
    proofs: proofs.map(proofSaid),
    parts: [],
    version: about.version,
  };
}

/** The first state that applies, in the order of the documented table. */
export function stateOf({ document, proof, issuer, status, dates, registry }: Findings): string {
  const ended = status.result === "fail" ? codeOf(status) : "";
  const late = dates.result === "fail" ? codeOf(dates) : "";
  const rows: [boolean, string][] = [
    [document.result === "fail", "unreadable"],
    [proof.result === "fail", "tampered"],
    [issuer.result === "fail", "wrong-issuer"],
    [ended === "WITHDRAWN" || ended === "REPLACED", "revoked"],
    [ended === "SUSPENDED", "suspended"],
    // NOTE: "was genuine" is said only of what was signed: without that these two wait.
    [late === "NOT_YET_VALID" && proof.result === "pass", "not-yet-valid"],
    [late === "EXPIRED" && proof.result === "pass", "expired"],
    [proof.result === "notchecked" || issuer.result === "notchecked", "unchecked-signature"],
    [status.result === "notchecked", "unchecked-status"],
    [codeOf(registry) === "NOT_RECOGNISED", "unrecognised-issuer"],
  ];
  return rows.find(([applies]) => applies)?.[1] ?? "verified";
}

function headlineOf(state: string, findings: Findings, credential: Credential | null, now: number): string {
  const row = state === "revoked" ? codeOf(findings.status).toLowerCase() : state;
  const headlines: Record<string, string> = words.headlines;
  const why: Record<string, string> = words.why;
  return fill(headlines[row] ?? "", {
    time: written(now),
    issuer: credential ? issuerInWords(credential) : "",
    why: why[codeOf(findings.proof)] ?? "",
    ...findings.dates.values,
  });
}

function said(finding: Finding): Omit<Check, "check"> {
  const reasons: Record<string, string> = words.reasons;
  const reason = fill(reasons[finding.key] ?? "", finding.values);
  return { result: finding.result, code: codeOf(finding), reason };
}

/** How a proof ended: as the worse of its two checks. */
function proofSaid({ suite, verificationMethod, proof, issuer }: Signed): ProofSaid {
  const both = [proof, issuer];
  const worse = both.find(({ result }) => result === "fail") ?? both.find(({ result }) => result === "notchecked");
  return { suite, verificationMethod, ...said(worse ?? proof) };
}

function issuerSaid({ document, issuer }: Credential): NonNullable<Report["issuer"]> {
  return { id: issuer, domain: domainOf(issuer), name: textIn(document.issuer ?? null, "name") };
}

function issuerInWords(credential: Credential): string {
  const { domain, name } = issuerSaid(credential);
  // A key of 48 letters tells a person nothing; that nobody answers for it does.
  const kind = keyOf(credential.issuer) === null ? "domain" : "key";
  return name === null
    ? fill(words.issuer[kind], { domain })
    : fill(words.issuer[`${kind}_named` as const], { domain, name });
}

function credentialSaid({ document }: Credential): NonNullable<Report["credential"]> {
  const subjects = partsOf(document.credentialSubject);
  return {
    id: textIn(document, "id"),
    name: textIn(document, "name") || textIn(within(subjects, "achievement"), "name"),
    recipient: recipientOf(within(subjects, "identifier")),
    validFrom: textIn(document, "validFrom") || textIn(document, "issuanceDate"),
    validUntil: textIn(document, "validUntil") || textIn(document, "expirationDate"),
  };
}

function recipientOf(identifiers: readonly Json[]): string | null {
  const named = identifiers.find(isName);
  return named === undefined ? null : textIn(named, "identityHash");
}

function isName(entry: Json): boolean {
  const hashed = within([entry], "hashed");
  const isBare = hashed.length > 0 && hashed.every((value) => value === false || value === "false");
  return textIn(entry, "identityType") === "name" && isBare;
}

/**
 * The one text that parts of a document have as the member `name`; null where there are several.
 *
 * NOTE: a signature holds as well where a value stands in a list of its own, or twice in it, and where
 * the members of a part with an id are told in two pieces. Who shows somebody else's badge could so
 * hide the name of its recipient.
 */
function textIn(value: Json, name: string): string | null {
  const [first, ...others] = new Set(within(partsOf(value), name));
  return typeof first === "string" && others.length === 0 ? first : null;
}

/** All that some parts have as the member `name`. */
function within(parts: readonly Json[], name: string): Json[] {
  return parts.flatMap((part) => (isObject(part) ? partsOf(part[name]) : []));
}

/** The values of a member, out of all lists. */
function partsOf(value: Json | undefined): Json[] {
  return asList(value).flatMap((part) => (Array.isArray(part) || part === null ? partsOf(part) : [part]));
}
