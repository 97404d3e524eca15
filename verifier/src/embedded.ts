/**
 * A badge in the frame of another site's page: its picture, whose it is, and the answer of its check.
 *
 * Which badge stands behind `#`. Nothing is shown before the badge was read and checked; where there
 * is none, the page says so.
 */

import { isObject, type JsonObject, textOf } from "./json.ts";
import { ownBadge } from "./own-badge.ts";
import { credentialIn } from "./page/document.ts";
import { element } from "./page/elements.ts";
import { speakAround } from "./page/interface.ts";
import { preferred } from "./page/language.ts";
import { isRepeatable } from "./page/reading.ts";
import { picture, signOf } from "./page/signs.ts";
import type { Report } from "./report.ts";
import { speakIn } from "./spoken.ts";
import { shortened } from "./wording.ts";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const IMAGE = /\/(achievements\/[a-z0-9-]+\/[0-9a-f]{32}\.png)$/;

/** Shows the badge with this id in the page. */
export async function showEmbedded(page: Document, id: string): Promise<void> {
  const language = preferred();
  await Promise.all([speakIn(language), speakAround(page.body, language)]);
  const root = new URL("../", page.baseURI);
  const home = new URL(`credentials/${id}/`, root).href;
  const badge = ID.test(id) ? await ownBadge(`${home}credential.json`, root.href) : null;
  const credential = badge && credentialIn(badge.data);
  const report = await badge?.check();
  const [open, missing] = [page.getElementById("open"), page.getElementById("missing")];
  if (!report || !open || !missing) {
    missing?.removeAttribute("hidden");
    return;
  }
  open.hidden = false;
  const file = isRepeatable(report) ? IMAGE.exec(imageOf(credential) ?? "")?.[1] : undefined;
  const image = element("img");
  Object.assign(image, { alt: "", width: 112, height: 112, src: file ? new URL(file, root).href : "" });
  const link = element("a", ...(file ? [image] : []), element("div", ...told(report, language), open));
  Object.assign(link, { id: "badge", href: home, target: "_top" });
  missing.before(link);
}

/** The badge's name, whose it is, and the answer. Of what nobody signed, the answer alone. */
function told(report: Report, language: string): HTMLElement[] {
  const said = isRepeatable(report) ? report.credential : null;
  const [name, person] = [element("h1", shortened(said?.name ?? report.headline)), element("p", shortened(said?.recipient ?? ""))];
  const check = element("p", picture(signOf(report)), report.headline);
  Object.assign(name, { id: "name", dir: "auto" });
  Object.assign(person, { id: "person", dir: "auto" });
  Object.assign(check, { id: "check", lang: language });
  check.dataset.sign = signOf(report);
  return [name, person, check];
}

function imageOf(credential: JsonObject | null): string | null {
  const subject = credential?.credentialSubject;
  const achievement = isObject(subject) && isObject(subject.achievement) ? subject.achievement : null;
  return achievement && isObject(achievement.image) ? textOf(achievement.image, "id") : null;
}
