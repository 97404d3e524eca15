/**
 * Sets a text of the catalogue into the element whose it is, with what fills its places.
 *
 * An element says with `data-t` which text is its own. A place `{name}` is filled by the child whose
 * `data-p` is its name, else by the element's `data-name`.
 */

import { seen } from "../wording.ts";

/** Makes `part` say `text`. */
export function say(part: HTMLElement, text: string): void {
  const children = Array.from(part.querySelectorAll<HTMLElement>(":scope > [data-p]"));
  const kept = new Map(children.map((child) => [child.dataset.p, child]));
  const pieces = text.split(/\{(\w+)\}/);
  part.replaceChildren(...pieces.map((piece, index) => {
    if (index % 2 === 0) return piece;
    return kept.get(piece) ?? seen(part.dataset[piece] ?? "");
  }));
}
