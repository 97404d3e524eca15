/** A sign for each kind of answer, told apart by its shape as well as by its colour. */

import type { Report } from "../report.ts";
import { checkOf } from "./reading.ts";

// A tick in a circle, a cross in an octagon, an exclamation mark in a triangle, a dash in a square;
// in a square of 24.
const SHAPES = {
  good: "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22Zm-1.8 16.2-4.9-4.9 1.9-1.9 3 3 6.6-6.6 1.9 1.9Z",
  bad: "M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4Zm1.2 5.6-2 2L10 12l-3.4 3.4 2 2L12 14l3.4 3.4 2-2L14 12l3.4-3.4-2-2L12 10Z",
  doubt: "M12 1.5 23.5 22H.5Zm-1.3 6.7v6.6h2.6V8.2Zm0 8.3v2.6h2.6v-2.6Z",
  open: "M3 3h18v18H3Zm4 7.6v2.8h10v-2.8Z",
} as const;
export type Sign = keyof typeof SHAPES;

const REFUTED = ["unreadable", "tampered", "wrong-issuer", "revoked"];

/** Whether a report in this state leaves nothing that could be taken for a proof. */
export function isRefuted(state: string): boolean {
  return REFUTED.includes(state);
}

/**
 * The sign of an answer.
 *
 * NOTE: anyone can make a key, and call its owner what they like. A badge whose issuer is only that
 * is verified, and yet looks good only where a list of issuers knows the key.
 */
export function signOf(report: Report): Sign {
  if (report.state !== "verified") return isRefuted(report.state) ? "bad" : "doubt";
  const credentials = report.parts.filter(({ kind }) => kind !== "endorsement");
  return isVouchedFor(report) && credentials.every((part) => signOf(part) === "good") ? "good" : "doubt";
}

/**
 * The row of the strings that tells a report's state: the two kinds of `revoked`, of a badge or of
 * one inside a record, a verified badge that nobody vouches for, and one that only a log proof speaks
 * for have rows of their own.
 */
export function rowOf(report: Report): string {
  const { state, checks, parts } = report;
  if (state === "verified") return signOf(report) === "good" ? state : "unvouched";
  if (state === "unchecked-signature" && checkOf(report, "proof").result === "pass") return "proven-offline";
  if (state !== "revoked") return state;
  const ended = checks.find(({ check, result }) => check === "status" && result === "fail");
  const inside = parts.find((part) => part.state === state);
  return ended?.code.toLowerCase() ?? (inside ? rowOf(inside) : state);
}

function isVouchedFor(report: Report): boolean {
  return [checkOf(report, "issuer"), checkOf(report, "registry")].some(({ result }) => result === "pass");
}

/** The sign as a picture, which words beside it explain. */
export function picture(sign: Sign): SVGElement {
  const [svg, path] = ["svg", "path"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
  svg?.setAttribute("viewBox", "0 0 24 24");
  svg?.setAttribute("aria-hidden", "true");
  path?.setAttribute("d", SHAPES[sign]);
  svg?.append(path as SVGElement);
  return svg as SVGElement;
}
