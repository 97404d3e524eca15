/**
 * The verifier's page: takes badges of any issuer, by a link or as files, and answers for each.
 *
 * `verify/#url=…` checks the badge at that address at once; what stands after `#` no server sees.
 * The checks themselves are loaded with the first badge.
 */

import { badgesAt, badgesInFile } from "./inputs/badges.ts";
import { type Handed, NoBadge, type Problem } from "./inputs/handed.ts";
import { element } from "./page/elements.ts";
import type { Site } from "./page/particulars.ts";
import { words } from "./wording.ts";

const MOST_FILES = 100;
const form = document.querySelector<HTMLFormElement>("#link");
const files = document.querySelector<HTMLInputElement>("#files input");
const answers = document.getElementById("answers");

/** Something to look for badges in: how people call it, and where its badges come from. */
interface Source {
  readonly name: string;
  readonly badges: () => Promise<Handed[]>;
}

/** Answers for all badges of these sources, in their order, in place of earlier answers. */
async function answer(sources: readonly Source[], place: HTMLElement): Promise<void> {
  place.replaceChildren();
  place.setAttribute("aria-busy", "true");
  let isFirst = true;
  for (const source of sources.slice(0, MOST_FILES)) {
    const heading = element("h2", element("bdi", source.name));
    heading.tabIndex = -1;
    const section = element("section", heading);
    place.append(section);
    if (isFirst) heading.focus();
    isFirst = false;
    await answerFor(source, section);
  }
  if (sources.length > MOST_FILES) place.append(element("p", words.inputs.TOO_MANY));
  place.removeAttribute("aria-busy");
}

async function answerFor({ badges }: Source, section: HTMLElement): Promise<void> {
  try {
    const { checkInto } = await import("./page/checking.ts");
    for (const { name, data, problem } of await badges()) {
      if (problem) section.append(said(problem, name));
      else await checkInto(section, data, name, siteOf(document.body));
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

function siteOf({ dataset }: HTMLElement): Site & { isPreview: boolean } {
  return { issuer: dataset.issuer ?? "", name: dataset.name ?? "", isPreview: "preview" in dataset };
}

function ofLink(link: string): Source {
  return { name: link, badges: () => badgesAt(link) };
}

function ofFiles(list: FileList): Source[] {
  return Array.from(list, (file) => ({ name: file.name, badges: () => badgesInFile(file) }));
}

function begin(form: HTMLFormElement, files: HTMLInputElement, place: HTMLElement): void {
  const field = form.querySelector("input");
  const fromAddress = (): void => {
    const link = new URLSearchParams(location.hash.slice(1)).get("url");
    if (link === null || field === null) return;
    field.value = link;
    void answer([ofLink(link)], place);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void answer([ofLink(field?.value ?? "")], place);
  });
  files.addEventListener("change", () => {
    if (files.files?.length) void answer(ofFiles(files.files), place);
    files.value = ""; // so that the same file can be chosen again
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer?.files.length) void answer(ofFiles(event.dataTransfer.files), place);
  });
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
}

if (form && files && answers) begin(form, files, answers);
