/**
 * Whether a credential is within its dates.
 *
 * The `dates` check: validFrom and validUntil of VC Data Model 2.0, section 4.9 (issuanceDate and
 * expirationDate in 1.1), and `expires` of Data Integrity, section 2.1. Points in time are UTC
 * seconds; fractions are dropped.
 */

import { failed, type Finding, finding } from "./findings.ts";
import type { Json, JsonObject } from "./json.ts";

// XML Schema's dateTimeStamp, as far as calendars of programs reach.
const STAMP =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$/;

/** From when until when something holds; null where that end is open. */
export interface Span {
  readonly start: number | null;
  readonly end: number | null;
}

/** The UTC seconds of an XML Schema dateTimeStamp; null if `value` is not one. */
export function readTime(value: Json): number | null {
  const [, day, clock, offset] = (typeof value === "string" && STAMP.exec(value)) || [];
  if (day === undefined || clock === undefined || offset === undefined) return null;
  if (!isDay(day) || clock > "23:59:59" || offset.slice(1) > "23:59") return null;
  const time = Date.parse(`${day}T${clock}${offset}`);
  return isWithinYears(time) ? time / 1000 : null;
}

/** Whether a time lies, in UTC, in the years 1 to 9999, as far as calendars of programs reach. */
function isWithinYears(time: number): boolean {
  return !Number.isNaN(time) && /^(?!0000)[0-9]{4}-/.test(stamp(time / 1000));
}

/** Date.parse reads the 31st of February as a day in March. */
function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return isWithinYears(time) && stamp(time / 1000).startsWith(day);
}

/** The span of a credential by its own dates. Throws `Ended` with MALFORMED_DATE. */
export function readSpan(credential: JsonObject): Span {
  return {
    start: latest(timesOf(credential, ["validFrom", "issuanceDate"])),
    end: earliest(timesOf(credential, ["validUntil", "expirationDate"])),
  };
}

/** When a proof ends by its own word; null if it does not. Throws `Ended` with MALFORMED_DATE. */
export function readEnd(proof: JsonObject): number | null {
  return earliest(timesOf(proof, ["expires"]));
}

/** The `dates` check of a credential. */
export function checkDates({ start, end }: Span, now: number): Finding {
  if (start !== null && now < start) {
    return finding("fail", "NOT_YET_VALID", { from: new Date(start * 1000) });
  }
  if (end !== null && now > end) return finding("fail", "EXPIRED", { until: new Date(end * 1000) });
  return start === null ? finding("warn", "NO_DATES") : finding("pass", "DATES_OK");
}

/** A point in time as credentials write it. */
export function stamp(time: number): string {
  return new Date(time * 1000).toISOString().replace(/\.[0-9]+Z$/, "Z");
}

/** The points in time of those members that there are. */
function timesOf(members: JsonObject, names: readonly string[]): number[] {
  return names.filter((name) => (members[name] ?? null) !== null).map((name) => timeOf(members, name));
}

function timeOf(members: JsonObject, name: string): number {
  const time = readTime(members[name] ?? null);
  if (time === null) throw failed("MALFORMED_DATE", { member: name });
  return time;
}

function latest(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.max(...times);
}

function earliest(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.min(...times);
}
