/** Open Badges 2.0 assertions, where a state alone does not tell. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../src/json.ts";
import { hashedEmails, isOneOf } from "../src/page/identity.ts";
import { unfinished, verify } from "../src/verify.ts";
import { networkOf } from "./conformance/case.ts";
import { cases } from "./conformance/hosted.ts";

function caseOf(name: string) {
  const found = cases().find((one) => one.name === `Open Badges 2.0: ${name}`);
  assert.ok(found);
  return found;
}

test("who, what and when are what the issuer publishes", async () => {
  const { document, now, ...rest } = caseOf("sound");
  const report = await verify(document, { fetch: networkOf(rest), now });
  assert.equal(report.kind, "assertion");
  assert.equal(
    report.headline,
    "Genuine and current as of 20 November 2026 at 09:00 UTC, issued by badges.example.org (“Example Institute”)",
  );
  assert.deepEqual(report.issuer, { id: "https://badges.example.org/issuer", domain: "badges.example.org", name: "Example Institute" });
  assert.deepEqual(report.credential, {
    id: "https://badges.example.org/assertions/1",
    name: "Python Basics",
    recipient: null,
    validFrom: "2026-05-01T00:00:00Z",
    validUntil: null,
  });
  assert.deepEqual(
    report.proofs.map(({ suite, code }) => [suite, code]),
    [["HostedBadge", "PROOF_OK"]],
  );
});

test("an address that leads to another site vouches for nothing", async () => {
  const { document, now, ...rest } = caseOf("sound");
  const network = networkOf(rest);
  const url = "https://attacker.example.net/assertions/1";
  const fetch: typeof network = async (asked) => {
    const answer = await network(asked);
    return answer && asked.includes("/assertions/") ? { ...answer, url } : answer;
  };
  assert.equal((await verify(document, { fetch, now })).state, "unchecked-signature");
});

test("a profile that its address only leads to allows no site", async () => {
  const { document, now, ...rest } = caseOf("on a site that is allowed");
  const network = networkOf(rest);
  const fetch: typeof network = async (asked) => {
    const answer = await network(asked);
    return answer && asked.endsWith("/issuer") ? { ...answer, url: "https://attacker.example.net/issuer" } : answer;
  };
  assert.equal((await verify(document, { fetch: network, now })).state, "verified");
  assert.equal((await verify(document, { fetch, now })).state, "unchecked-signature");
});

test("the reason for which it was withdrawn is told", async () => {
  const { document, now, ...rest } = caseOf("withdrawn with a reason");
  const report = await verify(document, { fetch: networkOf(rest), now });
  assert.equal(report.checks[3]?.reason, "The issuer shows it as withdrawn: “Awarded by mistake.”.");
});

test("its recipient can be compared with an e-mail address", async () => {
  const hashed = hashedEmails(JSON.parse(new TextDecoder().decode(caseOf("sound").document)) as Json);
  assert.equal(await isOneOf("a@example.com", hashed), true);
  assert.equal(await isOneOf("b@example.com", hashed), false);
});

test("checks that took too long say so", async () => {
  const { document, now } = caseOf("sound");
  const report = await unfinished(document, { now });
  assert.deepEqual([report.kind, report.state], ["assertion", "unchecked-signature"]);
});
