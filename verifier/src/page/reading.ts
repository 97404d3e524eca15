/** What a page reads out of a report: how far its claims may be repeated, and what it is called. */

import type { Check, CheckName, Report } from "../report.ts";

/** Whether the claims of the document may be repeated: not where it was changed, or signed by others. */
export function isRepeatable({ checks }: Report): boolean {
  return !checks.some(({ check, result }) => result === "fail" && SIGNATURE.includes(check));
}

const SIGNATURE: readonly CheckName[] = ["document", "proof", "issuer"];

/** Whether the issuer itself signed exactly this. */
export function isSigned(report: Report): boolean {
  const issuer = checkOf(report, "issuer").result;
  return checkOf(report, "proof").result === "pass" && (issuer === "pass" || issuer === "warn");
}

export function checkOf({ checks }: Report, name: CheckName): Check {
  const found = checks.find(({ check }) => check === name);
  return found ?? { check: name, result: "notchecked", code: "", reason: "" };
}
