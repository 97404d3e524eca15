/** Two ways to see fewer rows: by state, and by a word that stands in them. */

import { pageWords } from "../../page-words.ts";
import { fill } from "../../wording.ts";
import { element } from "../elements.ts";
import { COLUMNS } from "./columns.ts";
import type { Row } from "./rows.ts";

type IsShown = (row: Row) => boolean;

/** Fields whose changes are told to `show`. */
export function filters(rows: readonly Row[], show: (isShown: IsShown) => void): HTMLElement {
  const [states, word] = [stateChoice(rows), element("input")];
  Object.assign(word, { type: "search", autocomplete: "off" });
  const fields = element("div", element("label", pageWords.many.by_state, states), element("label", pageWords.many.by_word, word));
  fields.className = "filters";
  fields.addEventListener("input", () => {
    const [told, part] = [states.value, word.value.trim().toLowerCase()];
    show((row) => (told === "" || row.told === told) && textOf(row).includes(part));
  });
  return fields;
}

/** A choice of the states that occur, with their numbers. */
function stateChoice(rows: readonly Row[]): HTMLSelectElement {
  const choice = element("select", new Option(fill(pageWords.many.counted, { name: pageWords.many.all, count: String(rows.length) }), ""));
  for (const told of new Set(rows.map((row) => row.told))) {
    const count = rows.filter((row) => row.told === told).length;
    choice.append(new Option(fill(pageWords.many.counted, { name: told, count: String(count) }), told));
  }
  return choice;
}

function textOf(row: Row): string {
  return COLUMNS.map(({ text }) => text(row)).join("\n").toLowerCase();
}
