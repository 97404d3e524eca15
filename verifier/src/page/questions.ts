/**
 * Three questions about a badge that are never one: is it authentic, is it current, is its issuer
 * recognised?
 *
 * Each has its own sign and its own word, so that one that is open never colours the others.
 */

import type { Report } from "../report.ts";
import { words } from "../spoken.ts";
import { element } from "./elements.ts";
import { checkOf, isSigned } from "./reading.ts";
import { picture, type Sign } from "./signs.ts";

type Question = keyof typeof words.questions;
type Answer = readonly [Sign, keyof typeof words.replies];

const WORST: readonly Sign[] = ["bad", "doubt", "open", "good"];

/** The three questions with their answers; none about what is no badge. */
export function questions(report: Report): HTMLElement[] {
  if (report.state === "unreadable") return [];
  const list = element("dl");
  list.className = "questions";
  list.append(
    line("authentic", worst(report, authentic)),
    line("current", worst(report, current)),
    line("recognised", worst(report, recognised)),
  );
  return [list];
}

/** The answer for a credential; for a record whose credentials have a worse one, that not all is well. */
function worst(report: Report, answer: (report: Report) => Answer): Answer {
  const own = answer(report);
  const credentials = report.parts.filter(({ kind }) => kind !== "endorsement");
  const signs = [own, ...credentials.map((part) => worst(part, answer))].map(([sign]) => sign);
  const sign = WORST.find((each) => signs.includes(each)) ?? own[0];
  return sign === own[0] ? own : [sign, "not_all"];
}

function line(question: Question, [sign, word]: Answer): HTMLElement {
  const answer = element("dd", picture(sign), words.replies[word]);
  const row = element("div", element("dt", words.questions[question]), answer);
  row.dataset.sign = sign;
  return row;
}

function authentic(report: Report): Answer {
  const [proof, issuer] = [checkOf(report, "proof"), checkOf(report, "issuer")];
  if (proof.result === "fail" || issuer.result === "fail") return ["bad", "no"];
  if (!isSigned(report)) return ["doubt", "unchecked"];
  if (checkOf(report, "log").result === "fail") return ["doubt", "log_disagrees"];
  return issuer.result === "warn" ? ["doubt", "by_a_key"] : ["good", "yes"];
}

function current(report: Report): Answer {
  const [status, dates] = [checkOf(report, "status"), checkOf(report, "dates")];
  if (status.code === "NOT_REACHED") return ["open", "not_asked"];
  if (status.result === "fail") return status.code === "SUSPENDED" ? ["doubt", "on_hold"] : ["bad", "ended"];
  if (dates.result === "fail") return ["doubt", dates.code === "EXPIRED" ? "expired" : "not_yet"];
  if (status.result === "notchecked" || dates.result === "notchecked") return ["doubt", "unchecked"];
  return ["good", status.result === "warn" ? "by_its_dates" : "yes"];
}

function recognised(report: Report): Answer {
  const { code, result } = checkOf(report, "registry");
  if (result === "pass") return ["good", "yes"];
  if (result === "warn") return ["doubt", "not_listed"];
  if (code === "NO_REGISTRY") return ["open", "no_lists"];
  return code === "NOT_REACHED" ? ["open", "not_asked"] : ["open", "unchecked"];
}
