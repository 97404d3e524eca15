/**
 * The texts that came with the verifier's page, in the language that it speaks now.
 *
 * An element says with `data-t` which text of the catalogue's `verify` is its own, and with
 * `data-t-label` which one names it to those who do not see it.
 */

import { pageWords, speakOnPage } from "../page-words.ts";
import type { Language } from "../wording.ts";
import { say } from "./translating.ts";

/** Makes the page speak `language`. Throws where its words cannot be loaded. */
export async function translate(page: HTMLElement, language: Language): Promise<void> {
  await speakOnPage(language);
  const texts: Record<string, string> = pageWords.verify;
  for (const part of page.querySelectorAll<HTMLElement>("[data-t]")) {
    say(part, texts[part.dataset.t ?? ""] ?? "");
  }
  for (const part of page.querySelectorAll<HTMLElement>("[data-t-label]")) {
    part.ariaLabel = texts[part.dataset.tLabel ?? ""] ?? "";
  }
}
