/**
 * The page's side: workers that are kept, and orders that wait for one that is free.
 *
 * A task that takes over ten seconds in all is ended with its worker, so that no document makes the
 * page wait for ever; another worker takes its place.
 */

import type { Tasks } from "./tasks.ts";

const MOST_WORKERS = 2;
const MOST_MILLISECONDS = 10_000;

type About<Name extends keyof Tasks> = Parameters<Tasks[Name]>[0];
type Result<Name extends keyof Tasks> = Awaited<ReturnType<Tasks[Name]>>;

/** No worker could be made: its script is not there, or the browser has none. */
export class NoWorker extends Error {}

export class Pool {
  readonly #make: () => Worker;
  readonly #free: Worker[] = [];
  readonly #waiting: ((worker: Worker) => void)[] = [];
  #made = 0;

  constructor(make: () => Worker) {
    this.#make = make;
  }

  /** Starts a worker before it is needed. */
  warm(): void {
    if (this.#made === 0) this.#giveBack(this.#another());
  }

  /** What a task gives; null where it took too long. Throws `NoWorker`. */
  async run<Name extends keyof Tasks>(task: Name, about: About<Name>): Promise<Result<Name> | null> {
    const worker = await this.#take();
    try {
      const result = await told<Result<Name>>(worker, { task, about });
      this.#giveBack(worker);
      return result;
    } catch (error) {
      worker.terminate();
      this.#made -= 1;
      if (this.#waiting.length > 0) this.#giveBack(this.#another());
      if (error instanceof TooSlow) return null;
      throw error;
    }
  }

  async #take(): Promise<Worker> {
    const free = this.#free.pop();
    if (free) return free;
    if (this.#made < MOST_WORKERS) return this.#another();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #giveBack(worker: Worker): void {
    const next = this.#waiting.shift();
    if (next) next(worker);
    else this.#free.push(worker);
  }

  #another(): Worker {
    this.#made += 1;
    return this.#make();
  }
}

class TooSlow extends Error {}

async function told<T>(worker: Worker, order: object): Promise<T> {
  const listening = new AbortController();
  const { signal } = listening;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      timer = setTimeout(() => { reject(new TooSlow()); }, MOST_MILLISECONDS);
      worker.addEventListener("message", ({ data }: MessageEvent<T>) => { resolve(data); }, { signal });
      worker.addEventListener("error", () => { reject(new NoWorker()); }, { signal });
      worker.postMessage(order);
    });
  } finally {
    clearTimeout(timer);
    listening.abort();
  }
}
