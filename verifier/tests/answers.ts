/** What a vector's network answers, by address. */

import type { Answer } from "../src/verify.ts";

/** Text stands as it is, other bytes in base64. */
export type Answers = Readonly<Record<string, { readonly status: number; readonly body?: string; readonly base64?: string }>>;

export function answerOf(answers: Answers, url: string): Answer | null {
  const answer = Object.hasOwn(answers, url) ? answers[url] : undefined;
  if (answer === undefined) return null;
  const body = answer.base64 === undefined ? new TextEncoder().encode(answer.body) : Buffer.from(answer.base64, "base64");
  return { status: answer.status, body };
}
