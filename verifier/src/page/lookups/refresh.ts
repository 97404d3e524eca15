/**
 * A newer version of a badge, from the service that it names: Open Badges 3.0, RefreshService;
 * Verifiable Credentials 2.0, section 5.4.
 *
 * What comes counts only if it is the same badge by the same issuer, later, and signed.
 */

import { readTime } from "../../dates.ts";
import { asList, type JsonObject, textOf } from "../../json.ts";
import type { Report } from "../../report.ts";
import { pageWords } from "../../page-words.ts";
import { fill } from "../../wording.ts";
import type { Checker } from "../checking.ts";
import { element } from "../elements.ts";
import { moment } from "../facts.ts";
import { smallAnswer } from "../parts.ts";
import { isSigned } from "../reading.ts";
import type { Lookup } from "./all.ts";
import { bodyAt, hostOf } from "./asking.ts";

/** A look at each service that a badge names. */
export function refreshes(report: Report, { refreshService }: JsonObject, checker: () => Checker): Lookup[] {
  const addresses = asList(refreshService).map((service) => textOf(service, "url") ?? textOf(service, "id"));
  return addresses.flatMap((url) => {
    const host = url && hostOf(url);
    if (!host) return [];
    return [{ label: fill(pageWords.lookups.refresh, { host }), look: () => newerAt(url, report, checker()) }];
  });
}

async function newerAt(url: string, old: Report, checker: Checker): Promise<(Node | string)[]> {
  const body = await bodyAt(url);
  if (typeof body === "string") return [body];
  const found = await checker.check(body);
  if (!isSigned(found) || !isSame(found, old)) return [pageWords.lookups.not_this_badge];
  const [then = 0, now = 0] = [old, found].map((each) => readTime(each.credential?.validFrom ?? null) ?? 0);
  if (now <= then) return [pageWords.lookups.nothing_newer];
  const from = moment(found.credential?.validFrom ?? null) ?? "";
  return [element("p", fill(pageWords.lookups.newer, { from })), ...smallAnswer(found)];
}

function isSame(one: Report, other: Report): boolean {
  const id = one.credential?.id ?? null;
  return id !== null && id === other.credential?.id && one.issuer?.id === other.issuer?.id;
}
