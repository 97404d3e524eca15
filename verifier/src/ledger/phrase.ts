/** A sentence with places, some of which are filled by elements. */

import { seen } from "../wording.ts";

/** `{name}` in the sentence becomes the value of that name: a text, or an element. */
export function phrase(sentence: string, values: Readonly<Record<string, Node | string>>): (Node | string)[] {
  return sentence.split(/\{(\w+)\}/).map((piece, index) => {
    const value = index % 2 === 0 ? piece : (values[piece] ?? "");
    return typeof value === "string" ? seen(value) : value;
  });
}
