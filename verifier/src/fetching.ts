/**
 * How the checks ask for other documents: a function that is handed in.
 *
 * The engine never touches the network itself: `network.ts` is such a function for the browser,
 * and a test's table is another.
 */

/** What stands at an address: the HTTP status, after redirects, and the whole body. */
export interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
  /** Where it was found in the end, if that is known. */
  readonly url?: string;
}

/**
 * What an address answers; null where nothing answered, whatever the reason.
 *
 * With `anew` no answer will do that was remembered.
 */
export type Fetch = (url: string, anew?: "anew") => Promise<Answer | null>;

/** `fetch`, asking for each address only once, unless it is asked anew. */
export function remembering(fetch: Fetch): Fetch {
  const answers = new Map<string, Promise<Answer | null>>();
  return (url, anew) => {
    const remembered = anew ? undefined : answers.get(url);
    const answer = remembered ?? fetch(url, anew).catch(() => null);
    answers.set(url, answer);
    return answer;
  };
}

/** The body that `url` answers with status 200; null for any other answer. */
export async function bodyAt(url: string, fetch: Fetch): Promise<Uint8Array | null> {
  const answer = await fetch(url);
  return answer?.status === 200 ? answer.body : null;
}
