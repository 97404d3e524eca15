/** Days and months in the institution's timezone, and how the page's language writes them. */

import type { LedgerWords } from "../ledger-words.ts";
import { element } from "../page/elements.ts";
import { dateIn } from "../page/interface.ts";
import type { Entry } from "./entry.ts";

/** The day of each point in time, as `YYYY-MM-DD` in a timezone. */
export function daysIn(timezone: string): (seconds: number) => string {
  const calendar = new Intl.DateTimeFormat("en-CA", { timeZone: timezone, year: "numeric", month: "2-digit", day: "2-digit" });
  const days = new Map<number, string>(); // entries of one commit have one time
  return (seconds) => {
    const day = days.get(seconds) ?? calendar.format(new Date(seconds * 1000));
    days.set(seconds, day);
    return day;
  };
}

/** The entries of each day, of each month (`YYYY-MM`), the latest first. */
export function byMonth(entries: readonly Entry[], dayOf: (seconds: number) => string): Map<string, Map<string, Entry[]>> {
  const months = new Map<string, Map<string, Entry[]>>();
  for (const entry of entries.toReversed()) {
    const day = dayOf(entry.time);
    const month = day.slice(0, "YYYY-MM".length);
    const days = months.get(month) ?? new Map<string, Entry[]>();
    const those = days.get(day) ?? [];
    those.push(entry);
    days.set(day, those);
    months.set(month, days);
  }
  return months;
}

/** A day or a month in a `<time>`. */
export function written(date: string, words: LedgerWords): HTMLTimeElement {
  const made = element("time", dateIn(words, date) ?? date);
  made.dateTime = date;
  return made;
}
