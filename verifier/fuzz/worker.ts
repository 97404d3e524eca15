/** One of the fuzzer's threads: judges every n-th case, and tells what must not be. */

import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { judge } from "./judge.ts";
import { mutationOf } from "./mutation.ts";
import { readSeeds } from "./seeds.ts";

/** What a thread is to do; `current` is where it writes the number of the case it is at. */
export interface Task {
  readonly run: string;
  readonly first: number;
  readonly step: number;
  readonly end: number;
  readonly current: Int32Array;
}

/** What a thread tells of one case. */
export interface Told {
  readonly number: number;
  readonly kind: string;
  readonly state: string;
  readonly fault: string | null;
  /** What was mutated, and how. */
  readonly origin: string;
}

const MOST_MILLISECONDS = 2000;
// The thread's own time: what else a machine does is no fault of a check.
const spent = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

const { run, first, step, end, current } = workerData as Task;
const seeds = await readSeeds();

for (let number = first; number < end; number += step) {
  Atomics.store(current, 0, number);
  const mutation = mutationOf(run, number, seeds);
  const start = spent();
  const { state, fault } = await judge(mutation);
  const time = spent() - start;
  const slow = time > MOST_MILLISECONDS ? `it takes ${Math.round(time)} ms` : null;
  const { kind, seed, how } = mutation;
  const origin = `${seed.name}, ${how}`;
  parentPort?.postMessage({ number, kind, state, fault: fault ?? slow, origin } satisfies Told);
}
