/**
 * The verifier's page: takes badges of any issuer, by a link or as files, and answers for each.
 *
 * `#url=…` behind the page's address checks the badge at that address at once; what stands after
 * `#` no server sees. Nothing is asked of other sites until somebody hands in a badge.
 */

import { badgesAt, badgesInFile } from "../inputs/badges.ts";
import { type Handed, NoBadge, type Problem } from "../inputs/handed.ts";
import { Pool } from "../worker/pool.ts";
import { words } from "../wording.ts";
import { Checker } from "./checking.ts";
import { element } from "./elements.ts";
import { siteOf } from "./site.ts";

const MOST_FILES = 100;

/** Something to look for badges in: how people call it, and where its badges come from. */
interface Source {
  readonly name: string;
  readonly badges: () => Promise<Handed[]>;
}

/** Makes the page work, with workers that `make` makes. */
export function begin(make: () => Worker): void {
  const form = document.querySelector<HTMLFormElement>("#link");
  const files = document.querySelector<HTMLInputElement>("#files input");
  const place = document.getElementById("answers");
  if (!form || !files || !place) return;
  const pool = new Pool(make);
  pool.warm();
  listen(form, files, new Answers(place, pool));
}

class Answers {
  readonly #place: HTMLElement;
  readonly #pool: Pool;

  constructor(place: HTMLElement, pool: Pool) {
    this.#place = place;
    this.#pool = pool;
  }

  /** Answers for all badges of these sources, in their order, in place of earlier answers. */
  async show(sources: readonly Source[]): Promise<void> {
    this.#place.replaceChildren();
    this.#place.setAttribute("aria-busy", "true");
    const checker = new Checker(this.#pool, siteOf(document));
    let isFirst = true;
    for (const source of sources.slice(0, MOST_FILES)) {
      const heading = element("h2", element("bdi", source.name));
      heading.tabIndex = -1;
      const section = element("section", heading);
      this.#place.append(section);
      if (isFirst) heading.focus();
      isFirst = false;
      await answerFor(source, section, checker);
    }
    if (sources.length > MOST_FILES) this.#place.append(element("p", words.inputs.TOO_MANY));
    this.#place.removeAttribute("aria-busy");
  }
}

async function answerFor({ badges }: Source, section: HTMLElement, checker: Checker): Promise<void> {
  try {
    for (const { name, data, problem } of await badges()) {
      if (problem) section.append(said(problem, name));
      else await checker.checkInto(section, data, name);
    }
  } catch (error) {
    section.append(said(error instanceof NoBadge ? error.key : "NOT_LOADED"));
  }
}

function said(problem: Problem, ...of: string[]): HTMLElement {
  const alert = element("p", ...of.flatMap((name) => [element("bdi", name), ": "]), words.inputs[problem]);
  alert.setAttribute("role", "alert");
  return alert;
}

function listen(form: HTMLFormElement, files: HTMLInputElement, answers: Answers): void {
  const field = form.querySelector("input");
  const fromAddress = (): void => {
    const link = new URLSearchParams(location.hash.slice(1)).get("url");
    if (link === null || field === null) return;
    field.value = link;
    void answers.show([ofLink(link)]);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void answers.show([ofLink(field?.value ?? "")]);
  });
  files.addEventListener("change", () => {
    if (files.files?.length) void answers.show(ofFiles(files.files));
    files.value = ""; // so that the same file can be chosen again
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer?.files.length) void answers.show(ofFiles(event.dataTransfer.files));
  });
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
}

function ofLink(link: string): Source {
  return { name: link, badges: () => badgesAt(link) };
}

function ofFiles(list: FileList): Source[] {
  return Array.from(list, (file) => ({ name: file.name, badges: () => badgesInFile(file) }));
}
