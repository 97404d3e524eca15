/**
 * Chance that repeats itself: the same name gives the same choices on every machine.
 *
 * Every case of the fuzzer has its own, named after the run's seed and the case's number, so that one
 * case can be made again without those before it.
 */

const STEP = 0x9e3779b9; // splitmix32

/** There was nothing to pick from. */
export class NothingThere extends Error {}

export class Random {
  #state: number;

  constructor(name: string) {
    this.#state = 0;
    for (const character of name) this.#state = mixed(this.#state + (character.codePointAt(0) ?? 0));
  }

  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number {
    this.#state = (this.#state + STEP) | 0;
    return mixed(this.#state) % bound;
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new NothingThere();
    return picked;
  }

  shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list];
    const shuffled: T[] = [];
    while (rest.length > 0) shuffled.push(...rest.splice(this.below(rest.length), 1));
    return shuffled;
  }
}

/** The finish of splitmix32: every bit of the result depends on every bit of `state`. */
function mixed(state: number): number {
  let value = (state + STEP) | 0;
  value = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  value = Math.imul(value ^ (value >>> 15), 0x735a2d97);
  return (value ^ (value >>> 15)) >>> 0;
}
