/**
 * How the checks ask for other documents: a function that is handed in.
 *
 * The engine never touches the network itself: `network.ts` is such a function for the browser,
 * and a test's table is another.
 */

/** What stands at an address; null where nothing could be fetched, whatever the reason. */
export type Fetch = (url: string) => Promise<Uint8Array | null>;

/** `fetch`, asking for each address only once. */
export function remembering(fetch: Fetch): Fetch {
  const answers = new Map<string, Promise<Uint8Array | null>>();
  return (url) => {
    const answer = answers.get(url) ?? fetch(url).catch(() => null);
    answers.set(url, answer);
    return answer;
  };
}
