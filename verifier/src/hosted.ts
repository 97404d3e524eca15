/**
 * Checks an Open Badges 2.0 assertion against what its issuer publishes.
 *
 * The checks `proof`, `issuer`, `status` and `dates` of such a badge: Open Badges 2.0, section
 * "Verification", HostedBadge. Nothing is signed: the assertion counts if what stands at its own
 * address is the same, and that address is on a site of its issuer. Signed badges of that version
 * are not checked.
 */

import type { Assertion } from "./assertion.ts";
import { NOT_REACHED, type Outcome } from "./attempt.ts";
import type { Claims } from "./claims.ts";
import { checkDates } from "./dates.ts";
import type { Fetch } from "./fetching.ts";
import { Ended, endOf, type Finding, finding } from "./findings.ts";
import { checkSite, findIssuer, hostOf, type HostedIssuer } from "./hosted-issuer.ts";
import { asList, isObject, type Json, type JsonObject, textOf } from "./json.ts";
import type { Signed } from "./signature.ts";
import { isSameAssertion } from "./same-assertion.ts";
import { readObject } from "./strict-json.ts";

const HOSTED = ["HostedBadge", "hosted"];

/** What was found of an assertion. */
export interface Hosted {
  readonly signed: Signed;
  readonly status: Finding;
  readonly dates: Finding;
  readonly claims: Claims;
}

/** What stands at an assertion's address. */
interface Published {
  readonly proof: Finding;
  readonly status: Finding;
  /** The assertion there, if it is the one that was handed in. */
  readonly assertion: JsonObject | null;
}

/** The checks of an assertion at `now` (report.md, "Open Badges 2.0"). */
export async function checkHosted(handed: Assertion, fetch: Fetch, now: number): Promise<Hosted> {
  const suite = suiteOf(handed.assertion);
  const isHosted = HOSTED.includes(suite);
  const published = isHosted ? await publishedAt(handed, fetch) : unsupported(suite); // (1) to (3)
  const { badge = null } = published.assertion ?? handed.assertion;
  const issuer = await findIssuer(badge, fetch); // (4)
  const claims = claimsOf(handed, issuer instanceof Ended ? null : issuer);
  const site = issuer instanceof Ended ? issuer.finding : checkSite(issuer, handed.id); // (5)
  const both = bothOf(published.proof, isHosted ? site : published.proof);
  const signed = { ...both, suite, verificationMethod: handed.id, end: null };
  return { signed, status: published.status, dates: checkDates(handed.span, now), claims };
}

/** The checks `proof` and `issuer`: where one of them could not be made, the other says nothing. */
function bothOf(proof: Finding, issuer: Finding): Outcome {
  if (issuer.result === "fail") return { proof: NOT_REACHED, issuer };
  const open = [proof, issuer].find(({ result }) => result === "notchecked");
  return open && proof.result !== "fail" ? { proof: open, issuer: open } : { proof, issuer };
}

/** What an assertion says of itself. */
export function claimsOf({ assertion, id }: Assertion, issuer: HostedIssuer | null): Claims {
  const site = { id: originOf(id), domain: hostOf(id) || id, name: null };
  const badge = issuer?.badge ?? assertion.badge ?? null;
  return {
    kind: "assertion",
    issuer: issuer ? { id: issuer.id, domain: hostOf(issuer.id) || issuer.id, name: issuer.name } : site,
    credential: {
      id,
      name: textOf(badge, "name"),
      recipient: recipientOf(assertion.recipient ?? null),
      validFrom: textOf(assertion, "issuedOn"),
      validUntil: textOf(assertion, "expires"),
    },
  };
}

/** How an assertion says it is to be verified. */
function suiteOf({ verification, verify }: JsonObject): string {
  const [type] = asList(isObject(verification) ? verification.type : textOf(verify, "type"));
  return typeof type === "string" ? type : "HostedBadge";
}

function unsupported(suite: string): Published {
  const proof = finding("notchecked", "UNSUPPORTED_SUITE", { suite });
  return { proof, status: proof, assertion: null };
}

async function publishedAt({ assertion, id }: Assertion, fetch: Fetch): Promise<Published> {
  const answer = await fetch(id);
  const body = answer && readObject(answer.body);
  if (answer?.status === 410 || (answer?.status === 200 && isWithdrawn(body, id))) return withdrawn(body, id); // (2)
  if (answer?.status !== 200 || body === null) {
    return unread(finding("notchecked", "HOSTED_RETRIEVAL_ERROR", { url: id }), id);
  }
  if (hostOf(answer.url ?? id) !== hostOf(id)) {
    return unread(finding("notchecked", "HOSTED_RETRIEVAL_ERROR/elsewhere", { url: id }), id);
  }
  const isSame = await endOf(() => isSameAssertion(assertion, body, fetch)); // (3)
  if (isSame instanceof Ended) return unread(isSame.finding, id);
  return isSame
    ? { proof: finding("pass", "PROOF_OK/hosted"), status: finding("pass", "STATUS_OK/hosted"), assertion: body }
    : { proof: finding("fail", "HOSTED_MISMATCH", { url: id }), status: NOT_REACHED, assertion: null };
}

function isWithdrawn(body: JsonObject | null, id: string): boolean {
  return body?.revoked === true && body.id === id;
}

function withdrawn(body: JsonObject | null, id: string): Published {
  const reason = textOf(body, "revocationReason");
  const status = reason === null ? finding("fail", "WITHDRAWN/hosted") : finding("fail", "WITHDRAWN/reason", { reason });
  return { proof: finding("notchecked", "HOSTED_GONE", { url: id }), status, assertion: null };
}

function unread(proof: Finding, url: string): Published {
  return { proof, status: finding("notchecked", "STATUS_RETRIEVAL_ERROR", { url }), assertion: null };
}

function recipientOf(recipient: Json): string | null {
  const isBare = isObject(recipient) && recipient.hashed === false;
  return isBare ? textOf(recipient, "identity") : null;
}

function originOf(url: string): string {
  return hostOf(url) === "" ? url : new URL(url).origin;
}
