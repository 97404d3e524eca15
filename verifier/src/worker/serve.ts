/** The worker's side: does one task after the other, and tells each one's result. */

import { type Tasks, tasksOf } from "./tasks.ts";

/** What the page says to a worker: a task's name, and what it is about. */
export interface Order<Name extends keyof Tasks = keyof Tasks> {
  readonly task: Name;
  readonly about: Parameters<Tasks[Name]>[0];
}

/** Makes this worker wait for orders. */
export function serve(): void {
  const tasks = tasksOf();
  const done = ({ task, about }: Order): Promise<unknown> => tasks[task](about);
  self.addEventListener("message", ({ data }: MessageEvent<Order>) => {
    void done(data).then((result) => {
      self.postMessage(result);
    });
  });
}
