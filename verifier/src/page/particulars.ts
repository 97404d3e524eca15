/**
 * What the verifier's page says of a badge besides the answer: who, what and when, whose it is, a
 * question to its recipient, the document, and the result to keep.
 */

import { readTime, written } from "../dates.ts";
import type { Json } from "../json.ts";
import type { Report } from "../report.ts";
import { fill, words } from "../wording.ts";
import { element, facts, folded } from "./elements.ts";
import { hashedEmails, isOneOf } from "./identity.ts";
import type { Site } from "./site.ts";

// What these claim, nobody has signed: it is not repeated in words of ours.
const UNSIGNED = ["tampered", "wrong-issuer"];

/** All particulars of a badge that was checked; `source` is its file's name or its address. */
export function particulars(report: Report, data: Uint8Array, source: string, site: Site): HTMLElement[] {
  if (report.credential === null) return [];
  const text = new TextDecoder().decode(data);
  const credential = JSON.parse(text) as Json; // NOTE: a report has a credential only where this is JSON
  return [
    ...(UNSIGNED.includes(report.state) ? [] : claims(report, credential, site)),
    folded(words.page.document, element("pre", JSON.stringify(credential, null, 2))),
    keeping(report, source),
  ];
}

function claims(report: Report, credential: Json, site: Site): HTMLElement[] {
  const isOther = site.issuer !== null && report.issuer?.id !== site.issuer;
  return [
    ...(isOther ? [element("p", fill(words.page.other_site, { name: site.name }))] : []),
    whoWhatWhen(report),
    recipientQuestion(credential),
  ];
}

function whoWhatWhen({ issuer, credential, time }: Report): HTMLElement {
  const list = facts([
    [words.page.badge, credential?.name ?? null],
    [words.page.recipient, credential?.recipient ?? null],
    [words.page.issuer, issuer?.domain ?? null],
    [words.page.issuer_name, issuer?.name ?? null],
    [words.page.from, moment(credential?.validFrom ?? null)],
    [words.page.until, moment(credential?.validUntil ?? null)],
    [words.page.checked, moment(time)],
  ]);
  list.className = "facts";
  return list;
}

function moment(stamp: string | null): string | null {
  const time = readTime(stamp);
  return time === null ? null : written(time);
}

/** A field to compare an e-mail address with the badge's hashed one. */
function recipientQuestion(credential: Json): HTMLElement {
  const hashed = hashedEmails(credential);
  if (hashed.length === 0) return element("p", words.page.no_email);
  const [field, answer] = [element("input"), element("output")];
  Object.assign(field, { type: "email", required: true, autocomplete: "off" });
  const form = element("form", element("label", words.page.email, field), element("button", words.page.compare), answer);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void isOneOf(field.value, hashed).then((is) => {
      answer.textContent = is ? words.page.same_email : words.page.other_email;
    });
  });
  return form;
}

/** The result for a personnel file: printed, or as data. */
function keeping(report: Report, source: string): HTMLElement {
  const [print, save] = [element("button", words.page.print), element("button", words.page.save)];
  print.addEventListener("click", () => {
    window.print();
  });
  save.addEventListener("click", () => {
    download("badge-check.json", JSON.stringify({ source, report }, null, 2));
  });
  const both = element("p", print, save);
  both.className = "keep";
  return both;
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = element("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
