/**
 * The interface of a page in the visitor's language. What the issuer wrote stays as it is.
 *
 * (1) Texts: an element's `data-t` is a path into the words of a language (`facts.hours`),
 *     within `badge` where it names no group.
 * (2) Days and months (`<time>`) and numbers (`<data>`), which the page wrote as its own language does.
 * (3) Each carries its language from then on: the page's own is still that of its content.
 */

import { type SiteWords, siteWordsIn } from "../site-words.ts";
import { type Language, languageAmong } from "../wording.ts";
import { say } from "./translating.ts";

const PARTS = "[data-t], time[datetime], data[value]";
const DATE = /^\d{4}-\d{2}(-\d{2})?$/;
const MONTH_LENGTH = "YYYY-MM".length;

/**
 * Makes the interface below `root` speak `language`, in the words that `wordsIn` gives.
 *
 * Throws where they cannot be loaded.
 */
export async function speakAround(root: ParentNode, language: Language, wordsIn = siteWordsIn): Promise<void> {
  const parts = Array.from(root.querySelectorAll<HTMLElement>(PARTS));
  const foreign = parts.filter((part) => spokenBy(part) !== language);
  if (foreign.length === 0) return;
  const words = await wordsIn(language);
  for (const part of foreign) {
    const text = textOf(part, words);
    if (text === null) continue; // an institution's own: it stays as it came, in its language
    say(part, text);
    part.lang = language;
  }
}

function spokenBy(part: HTMLElement): Language | undefined {
  return languageAmong([part.closest<HTMLElement>("[lang]")?.lang ?? ""]);
}

/** What a part says in these words; null where they have nothing for it. */
function textOf(part: HTMLElement, words: SiteWords): string | null {
  if (part instanceof HTMLTimeElement) return dateIn(words, part.dateTime);
  if (part instanceof HTMLDataElement) return numberIn(words, part.value);
  return textAt(words, part.dataset.t ?? "");
}

/** A day or month as the words write it; null for other times, which only institutions' templates have. */
export function dateIn({ locale }: SiteWords, written: string): string | null {
  if (!DATE.test(written) || Number.isNaN(Date.parse(written))) return null;
  const parts = written.length > MONTH_LENGTH ? ({ dateStyle: "long" } as const) : ({ month: "long", year: "numeric" } as const);
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" }).format(new Date(written));
}

function numberIn({ locale }: SiteWords, written: string): string | null {
  if (written.trim() === "" || !Number.isFinite(Number(written))) return null;
  return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 }).format(Number(written));
}

function textAt(words: object, path: string): string | null {
  const whole = path.includes(".") ? path : `badge.${path}`;
  const found = whole.split(".").reduce<unknown>(
    (place, name) => (place as Record<string, unknown> | undefined)?.[name],
    words,
  );
  return typeof found === "string" ? found : null;
}
