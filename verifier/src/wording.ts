/**
 * The sentences people are told, and how they are filled with what a document says.
 *
 * They come from the catalogues that the site's pages are made of as well, one for each language,
 * which is loaded when it is asked for. States and codes are the same in all of them.
 */

import type english from "../build/strings-en.json";

/** All that is said, in one language. */
export type Words = typeof english;

const CATALOGUES = {
  en: () => import("../build/strings-en.json", { with: { type: "json" } }),
  es: () => import("../build/strings-es.json", { with: { type: "json" } }),
  pt: () => import("../build/strings-pt.json", { with: { type: "json" } }),
  fr: () => import("../build/strings-fr.json", { with: { type: "json" } }),
  de: () => import("../build/strings-de.json", { with: { type: "json" } }),
};

export type Language = keyof typeof CATALOGUES;

export const LANGUAGES = Object.keys(CATALOGUES) as Language[];

/** The first of some language tags (`pt-BR`) that there are words for, as the language of these. */
export function languageAmong(tags: readonly string[]): Language | undefined {
  const wanted = tags.map((tag) => tag.toLowerCase().split("-", 1)[0]);
  return wanted.map((tag) => LANGUAGES.find((each) => each === tag)).find((each) => each !== undefined);
}

/** The words of a language. */
export async function wordsIn(language: Language): Promise<Words> {
  return (await CATALOGUES[language]()).default;
}

// Control characters, ends of lines, and what turns the direction of writing: they could reword a sentence.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const LONGEST_NAME = 100;

/** The sentence with each `{name}` replaced by its value, which can change nothing around it. */
export function fill(sentence: string, values: Readonly<Record<string, string | undefined>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => seen(values[name] ?? ""));
}

/** A text without what cannot be seen in it. */
export function seen(text: string): string {
  return text.replace(UNSEEN, "");
}

/** A name as a headline repeats it: a longer one would push the rest out of sight. */
export function shortened(name: string): string {
  const characters = Array.from(seen(name));
  return characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME).join("")}…` : name;
}

/** A point in time for people: `20 November 2026 at 09:00 UTC`. */
export function written(time: Date, words: Words): string {
  const calendar = new Intl.DateTimeFormat(words.locale, { dateStyle: "long", timeZone: "UTC" });
  return fill(words.moment, { day: calendar.format(time), clock: time.toISOString().slice(11, 16) });
}
