/**
 * What a page says, in the language that it speaks now.
 *
 * A page speaks one language at a time, and none before its words are loaded. The checks do not look
 * here: they are given their words, and may run elsewhere.
 */

import { type Language, type Words, wordsIn } from "./wording.ts";

export let words: Words;

/** Makes `language` the one that is spoken. Throws where its words cannot be loaded. */
export async function speakIn(language: Language): Promise<void> {
  words = await wordsIn(language);
}
