/**
 * The verifier's page: takes badges of any issuer, by a link, as files or by a QR code, and answers for each.
 *
 * `#url=…` behind the page's address checks the badge at that address at once; what stands after
 * `#` no server sees. Nothing is asked of other sites until somebody hands in a badge.
 */

import { badgesAt, badgesInCode, badgesInFile } from "../inputs/badges.ts";
import { filesDropped, filesOfFolder, type Found } from "../inputs/folder.ts";
import { type Handed, NoBadge, type Problem } from "../inputs/handed.ts";
import { Pool } from "../worker/pool.ts";
import { words } from "../wording.ts";
import { Checker } from "./checking.ts";
import { element } from "./elements.ts";
import { offerScanning } from "./scanning.ts";
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
  const files = document.querySelector<HTMLInputElement>("#chosen");
  const folder = document.querySelector<HTMLInputElement>("#folder");
  const camera = document.getElementById("camera");
  const place = document.getElementById("answers");
  if (!form || !files || !folder || !camera || !place) return;
  const pool = new Pool(make);
  pool.warm();
  const answers = new Answers(place, pool);
  takeLinks(form, answers);
  takeFiles(files, folder, answers);
  offerScanning(camera, (code) => void answers.show([{ name: words.page.code, badges: () => badgesInCode(code) }]));
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

function takeLinks(form: HTMLFormElement, answers: Answers): void {
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
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
}

function takeFiles(files: HTMLInputElement, folder: HTMLInputElement, answers: Answers): void {
  const show = (found: readonly Found[]): void => {
    if (found.length > 0) void answers.show(found.map(ofFile));
  };
  files.addEventListener("change", () => {
    show(Array.from(files.files ?? [], (file) => ({ name: file.name, file })));
    files.value = ""; // so that the same file can be chosen again
  });
  folder.addEventListener("change", () => {
    const chosen = Array.from(folder.files ?? []);
    folder.value = "";
    void filesOfFolder(chosen, MOST_FILES + 1).then(show);
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer) void filesDropped(event.dataTransfer, MOST_FILES + 1).then(show);
  });
  document.addEventListener("paste", ({ clipboardData }) => {
    if (clipboardData) void filesDropped(clipboardData, MOST_FILES + 1).then(show); // a screenshot, for instance
  });
}

function ofLink(link: string): Source {
  return { name: link, badges: () => badgesAt(link) };
}

function ofFile({ name, file }: Found): Source {
  return { name, badges: () => badgesInFile(file, name) };
}
