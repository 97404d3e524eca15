/**
 * `make fuzz`: mutates signed credentials, and looks whether anything altered reads as verified.
 *
 *     node fuzz/run.ts [--cases 100000] [--seed NAME]    all cases, on every core
 *     node fuzz/run.ts --seed NAME --case 4711           one case again, in full
 *
 * The seed is printed; with it and a case's number the same case is made again anywhere. It ends with 1
 * where `judge.ts` finds a fault, where a check takes over 2 seconds or does not come back.
 */

import { availableParallelism } from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { judge } from "./judge.ts";
import { mutationOf } from "./mutation.ts";
import { readSeeds } from "./seeds.ts";
import type { Task, Told } from "./worker.ts";

const MOST_SHOWN = 20;
const PATIENCE = 20_000; // milliseconds after which a thread that stays at one case is ended

const { values } = parseArgs({
  options: { cases: { type: "string", default: "100000" }, seed: { type: "string" }, case: { type: "string" } },
});
const run = values.seed ?? String(Date.now());

if (values.case === undefined) await judgeAll(Number(values.cases));
else await judgeOne(Number(values.case));

async function judgeOne(number: number): Promise<void> {
  const mutation = mutationOf(run, number, await readSeeds());
  const { state, fault } = await judge(mutation);
  console.log(`${mutation.kind}: ${mutation.how}\nfrom: ${mutation.seed.name}, ${mutation.seed.state}`);
  console.log(`document:\n${new TextDecoder().decode(mutation.data)}`);
  if (mutation.kind === "answers") console.log(`answers:\n${JSON.stringify(mutation.answers, null, 1)}`);
  console.log(`state: ${state}\nfault: ${fault ?? "none"}`);
  process.exitCode = fault === null ? 0 : 1;
}

async function judgeAll(cases: number): Promise<void> {
  console.log(`${cases} cases of ${(await readSeeds()).length} credentials, seed ${run}`);
  const ends = new Map<string, number>();
  let faults = 0;
  const take = ({ number, kind, state, fault, origin }: Told): void => {
    const end = `${kind}: ${state}`;
    ends.set(end, (ends.get(end) ?? 0) + 1);
    if (fault === null) return;
    faults += 1;
    if (faults > MOST_SHOWN) return;
    console.log(`case ${number}: ${fault}\n  from: ${origin}\n  again: make fuzz SEED=${run} CASE=${number}`);
  };
  const threads = availableParallelism();
  const tasks = Array.from({ length: threads }, (_, first) => ({ run, first, step: threads, end: cases }));
  await Promise.all(tasks.map((task) => follow(task, take)));
  for (const [end, count] of [...ends].sort()) console.log(`${String(count).padStart(8)} ${end}`);
  console.log(faults === 0 ? "no fault" : `${faults} faults`);
  process.exitCode = faults === 0 ? 0 : 1;
}

/** Runs one thread to its end, or ends it where it hangs. */
function follow(task: Omit<Task, "current">, take: (told: Told) => void): Promise<void> {
  const current = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(new URL("worker.ts", import.meta.url), { workerData: { ...task, current } satisfies Task });
  let last = -1;
  return new Promise((resolve, reject) => {
    const watch = setInterval(() => {
      const number = Atomics.load(current, 0);
      if (number === last) {
        take({ number, kind: "any", state: "hanging", fault: "it hangs, and so ended its thread", origin: "?" });
        void thread.terminate();
      }
      last = number;
    }, PATIENCE);
    thread.on("message", take);
    thread.on("error", reject);
    thread.on("exit", () => {
      clearInterval(watch);
      resolve();
    });
  });
}
