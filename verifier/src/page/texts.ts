/**
 * The texts that came with the verifier's page, in the language that it speaks now.
 *
 * An element says with `data-t` which text of the catalogue's `verify` is its own, with `data-t-label`
 * which one names it to those who do not see it, and with other data what fills the text.
 */

import { pageWords, speakOnPage } from "../page-words.ts";
import { fill, type Language } from "../wording.ts";

/** Makes the page speak `language`. Throws where its words cannot be loaded. */
export async function translate(page: HTMLElement, language: Language): Promise<void> {
  await speakOnPage(language);
  const texts: Record<string, string> = pageWords.verify;
  const text = (key = "", part: HTMLElement): string => fill(texts[key] ?? "", part.dataset);
  for (const part of page.querySelectorAll<HTMLElement>("[data-t]")) {
    part.textContent = text(part.dataset.t, part);
  }
  for (const part of page.querySelectorAll<HTMLElement>("[data-t-label]")) {
    part.ariaLabel = text(part.dataset.tLabel, part);
  }
}
