/**
 * The interface of a page in the visitor's language. What the issuer wrote stays as it is.
 *
 * (1) Texts: an element's `data-t` is a path into the words of a language (`facts.hours`),
 *     within `badge` where it names no group.
 * (2) Days (`<time>`) and numbers (`<data>`), which the page wrote as its own language does.
 * (3) Each carries its language from then on: the page's own is still that of its content.
 */

import { type SiteWords, siteWordsIn } from "../site-words.ts";
import { type Language, languageAmong } from "../wording.ts";
import { say } from "./translating.ts";

const PARTS = "[data-t], time[datetime], data[value]";
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Makes the interface below `root` speak `language`. Throws where its words cannot be loaded. */
export async function speakAround(root: ParentNode, language: Language): Promise<void> {
  const parts = Array.from(root.querySelectorAll<HTMLElement>(PARTS));
  const foreign = parts.filter((part) => spokenBy(part) !== language);
  if (foreign.length === 0) return;
  const words = await siteWordsIn(language);
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
  if (part instanceof HTMLTimeElement) return dayIn(words, part.dateTime);
  if (part instanceof HTMLDataElement) return numberIn(words, part.value);
  return textAt(words, part.dataset.t ?? "");
}

/** A day as the words write it; null for other times, which only institutions' templates have. */
function dayIn({ locale }: SiteWords, written: string): string | null {
  if (!DAY.test(written) || Number.isNaN(Date.parse(written))) return null;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(written));
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
