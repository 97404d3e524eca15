/** The sentences people are told, and how they are filled with what a document says. */

import strings from "../build/strings.json" with { type: "json" };

export const words = strings;

// Control characters, and those that turn the direction of writing: they could reword a sentence.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The sentence with each `{name}` replaced by its value, which can change nothing around it. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => seen(values[name] ?? ""));
}

/** A text without what cannot be seen in it. */
export function seen(text: string): string {
  return text.replace(UNSEEN, "");
}
