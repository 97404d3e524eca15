/** The worker's side: does one task after the other, and tells each one's result. */

import { type Tasks, tasksOf } from "./tasks.ts";

/** Makes this worker wait for orders: the name of a task, and what it is about. */
export function serve(): void {
  const tasks = tasksOf();
  self.addEventListener("message", ({ data }: MessageEvent<{ task: keyof Tasks; about: never }>) => {
    const done: Promise<unknown> = tasks[data.task](data.about);
    void done.then((result) => {
      self.postMessage(result);
    });
  });
}
