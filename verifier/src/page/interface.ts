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

/** Makes the interface below `root` speak `language`. Throws where its words cannot be loaded. */
export async function speakAround(root: ParentNode, language: Language): Promise<void> {
  const parts = Array.from(root.querySelectorAll<HTMLElement>(PARTS));
  const foreign = parts.filter((part) => spokenBy(part) !== language);
  if (foreign.length === 0) return;
  const words = await siteWordsIn(language);
  for (const part of foreign) {
    write(part, words);
    part.lang = language;
  }
}

function spokenBy(part: HTMLElement): Language | undefined {
  return languageAmong([part.closest<HTMLElement>("[lang]")?.lang ?? ""]);
}

function write(part: HTMLElement, words: SiteWords): void {
  if (part instanceof HTMLTimeElement) {
    const calendar = new Intl.DateTimeFormat(words.locale, { dateStyle: "long", timeZone: "UTC" });
    part.textContent = calendar.format(new Date(part.dateTime));
  } else if (part instanceof HTMLDataElement) {
    const numbers = new Intl.NumberFormat(words.locale, { useGrouping: false, maximumFractionDigits: 20 });
    part.textContent = numbers.format(Number(part.value));
  } else {
    const text = textAt(words, part.dataset.t ?? "");
    if (text !== null) say(part, text);
  }
}

/** The text at a path; where there is none, the page keeps its own. */
function textAt(words: object, path: string): string | null {
  const whole = path.includes(".") ? path : `badge.${path}`;
  const found = whole.split(".").reduce<unknown>(
    (place, name) => (place as Record<string, unknown> | undefined)?.[name],
    words,
  );
  return typeof found === "string" ? found : null;
}
