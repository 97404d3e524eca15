/** The columns of the table: what each shows, and what its order goes by. */

import { pageWords } from "../../page-words.ts";
import { moment } from "../facts.ts";
import type { Row } from "./rows.ts";

export interface Column {
  readonly name: keyof typeof pageWords.columns;
  readonly text: (row: Row) => string;
  /** What it is sorted by, where that is not its text. */
  readonly order?: (row: Row) => string;
}

export const COLUMNS: readonly Column[] = [
  { name: "source", text: ({ source }) => source },
  { name: "state", text: ({ told }) => told },
  { name: "badge", text: ({ badge }) => badge },
  { name: "recipient", text: ({ recipient }) => recipient },
  { name: "issuer", text: ({ issuerDomain }) => issuerDomain },
  { name: "until", text: ({ validUntil }) => moment(validUntil) ?? "", order: ({ validUntil }) => validUntil },
];

const collator = new Intl.Collator(undefined, { numeric: true });

/** Below 0 where `one` comes before `other` in the order of a column. */
export function inOrder({ text, order = text }: Column, one: Row, other: Row): number {
  return collator.compare(order(one), order(other));
}
