/** Many results as a table that can be sorted by any column and filtered, and taken along as files. */

import { pageWords } from "../../page-words.ts";
import { fill } from "../../wording.ts";
import { button, element } from "../elements.ts";
import { download } from "../keeping.ts";
import type { Result } from "../results.ts";
import { picture } from "../signs.ts";
import { COLUMNS, type Column, inOrder } from "./columns.ts";
import { csvOf } from "./csv.ts";
import { filters } from "./filters.ts";
import { type Row, rowFrom } from "./rows.ts";

type Open = (result: Result, opener: HTMLElement) => void;

interface Line {
  readonly row: Row;
  readonly element: HTMLTableRowElement;
}

export class Table {
  /** What is to be shown, in order. */
  readonly elements: readonly HTMLElement[];
  readonly #body = element("tbody");
  readonly #lines: Line[];

  constructor(results: readonly Result[], open: Open) {
    this.#lines = results.map((result) => lineOf(result, open));
    const rows = this.#lines.map(({ row }) => row);
    const shown = element("p");
    shown.setAttribute("role", "status");
    const show = (isShown: (row: Row) => boolean): void => {
      for (const { row, element } of this.#lines) element.hidden = !isShown(row);
      const count = this.#lines.filter(({ element }) => !element.hidden).length;
      shown.textContent = fill(pageWords.many.shown, { count: String(count), total: String(rows.length) });
    };
    this.#body.append(...this.#lines.map((line) => line.element));
    this.elements = [files(results, rows), filters(rows, show), shown, this.#scrolling()];
    requestAnimationFrame(() => {
      show(() => true);
    });
  }

  #scrolling(): HTMLElement {
    const head = element("tr", ...COLUMNS.map((column) => this.#head(column)));
    const table = element("table", element("caption", pageWords.many.title), element("thead", head), this.#body);
    const frame = element("section", table);
    frame.className = "scrolling";
    frame.tabIndex = 0; // so that it can be scrolled by keys
    frame.setAttribute("aria-label", pageWords.many.title);
    return frame;
  }

  #head(column: Column): HTMLElement {
    const cell = element("th");
    cell.scope = "col";
    cell.append(
      button(pageWords.columns[column.name], () => {
        const isUp = cell.getAttribute("aria-sort") !== "ascending";
        for (const other of cell.parentElement?.children ?? []) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", isUp ? "ascending" : "descending");
        this.#sort(column, isUp);
      }),
    );
    return cell;
  }

  #sort(column: Column, isUp: boolean): void {
    const sorted = this.#lines.toSorted((one, other) => inOrder(column, one.row, other.row));
    if (!isUp) sorted.reverse();
    this.#body.append(...sorted.map((line) => line.element));
  }
}

function lineOf(result: Result, open: Open): Line {
  const row = rowFrom(result);
  const line = element("tr");
  for (const { name, text } of COLUMNS) {
    const content = element("bdi", text(row));
    if (name === "source") {
      const opener = button("", () => {
        open(result, opener);
      });
      opener.append(content);
      const head = element("th", opener);
      head.scope = "row";
      line.append(head);
    } else {
      line.append(element("td", ...(name === "state" ? [picture(row.sign)] : []), content));
    }
  }
  Object.assign(line.dataset, { sign: row.sign, state: row.state });
  return { row, element: line };
}

function files(results: readonly Result[], rows: readonly Row[]): HTMLElement {
  const both = element(
    "p",
    button(pageWords.many.csv, () => {
      download("badge-checks.csv", "text/csv;charset=utf-8", csvOf(rows));
    }),
    button(pageWords.many.json, () => {
      download("badge-checks.json", "application/json", JSON.stringify(results.map(kept), null, 2));
    }),
  );
  both.className = "keep";
  return both;
}

function kept(result: Result): object {
  const { name } = result;
  return "problem" in result ? { source: name, problem: result.problem } : { source: name, report: result.report };
}
