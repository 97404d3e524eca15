/**
 * Keeps what was made of the last few texts.
 *
 * Only for what depends on nothing but the text: many badges name the same status list, and making
 * its canonical form takes longer than all else that is done with it. Whether it holds is asked anew
 * every time, by the issuer's keys and the date of that moment.
 */

const LONGEST = 200_000; // characters of a text that is worth keeping

export class Recent<Made> {
  readonly #most: number;
  // In the order in which they were asked for.
  readonly #made = new Map<string, Promise<Made>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** What `make` makes of a text. What fails is tried again. */
  of(text: string, make: () => Promise<Made>): Promise<Made> {
    if (text.length > LONGEST) return make();
    const made = this.#made.get(text) ?? make();
    this.#made.delete(text);
    this.#made.set(text, made);
    made.catch(() => this.#made.delete(text));
    const [oldest] = this.#made.keys();
    if (this.#made.size > this.#most && oldest !== undefined) this.#made.delete(oldest);
    return made;
  }
}
