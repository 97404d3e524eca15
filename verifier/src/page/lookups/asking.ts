/** Asks another site for something that a badge refers to. */

import { ask } from "../../network.ts";
import { pageWords } from "../../page-words.ts";

/** What stands at `url`, or in words why nothing was had. */
export async function bodyAt(url: string): Promise<Uint8Array<ArrayBuffer> | string> {
  const answer = await ask(url);
  if (typeof answer === "string") return pageWords.inputs[answer];
  return answer.status === 200 ? answer.body : pageWords.inputs.NOT_FOUND;
}

/** The host of an address, as people are told before they ask it; null for what is not asked. */
export function hostOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return protocol === "https:" ? host : null;
}
