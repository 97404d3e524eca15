/**
 * The results as CSV (RFC 4180): docs/reference/report.md, "As a table".
 *
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it: names come from
 * strangers. A byte order mark tells spreadsheets that it is UTF-8.
 */

import { seen } from "../../wording.ts";
import type { Row } from "./rows.ts";

const COLUMNS: readonly (readonly [string, keyof Row])[] = [
  ["source", "source"],
  ["state", "state"],
  ["headline", "headline"],
  ["badge", "badge"],
  ["recipient", "recipient"],
  ["issuer_domain", "issuerDomain"],
  ["issuer_name", "issuerName"],
  ["valid_from", "validFrom"],
  ["valid_until", "validUntil"],
  ["checked", "checked"],
  ["version", "version"],
];

/** The file's text: a line of names, and one for each row. */
export function csvOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => COLUMNS.map(([, member]) => cell(row[member])));
  return `\ufeff${[COLUMNS.map(([name]) => name), ...lines].map((cells) => `${cells.join(",")}\r\n`).join("")}`;
}

function cell(value: string): string {
  const text = value.replace(/[^\t\r\n]+/g, seen);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
