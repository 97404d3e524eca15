/** Who, what and when, as a checked badge says; and how it was checked. */

import { readTime } from "../dates.ts";
import type { Report } from "../report.ts";
import { pageWords } from "../page-words.ts";
import { words } from "../spoken.ts";
import { fill, written } from "../wording.ts";
import { element, facts } from "./elements.ts";
import { isSigned } from "./reading.ts";
import type { Site } from "./site.ts";

/** What has to be known before the claims: that they are not the site's own, that nothing confirms them. */
export function notes(report: Report, site: Site): HTMLElement[] {
  const isOther = site.issuer !== null && report.issuer?.id !== site.issuer;
  const said = [
    ...(isOther ? [fill(pageWords.page.other_site, { name: site.name })] : []),
    ...(isSigned(report) ? [] : [pageWords.page.unconfirmed]),
    ...(navigator.onLine ? [] : [pageWords.page.offline]),
  ];
  return said.map((text) => marked(text, "caution"));
}

/** When it was checked, and by what. */
export function howChecked({ time, version }: Report): HTMLElement {
  return marked(fill(pageWords.page.how, { time: moment(time) ?? "", version }), "note");
}

function marked(text: string, kind: "note" | "caution"): HTMLElement {
  const said = element("p", text);
  said.className = kind;
  return said;
}

/** What the badge says. */
export function whoWhatWhen({ issuer, credential }: Report): HTMLElement {
  const list = facts([
    [pageWords.page.badge, credential?.name ?? null],
    [pageWords.page.recipient, credential?.recipient ?? null],
    [pageWords.page.issuer, issuer?.domain ?? null],
    [pageWords.page.issuer_name, issuer?.name ?? null],
    [pageWords.page.from, moment(credential?.validFrom ?? null)],
    [pageWords.page.until, moment(credential?.validUntil ?? null)],
  ]);
  list.className = "facts";
  return list;
}

/** A point in time in words; null for anything else. */
export function moment(stamp: string | null): string | null {
  const time = readTime(stamp);
  return time === null ? null : written(new Date(time * 1000), words);
}
