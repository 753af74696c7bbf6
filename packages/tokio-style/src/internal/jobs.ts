/** What becomes of the jobs of other threads when their runtime ends. */
import type { Scheduler } from "./scheduler.js";
import { OutsideTask } from "./task.js";

/** The longest time that a host's timer takes. */
const LONGEST = 2147483647;

/** Takes back the jobs that no thread has begun; returns all of them. */
export function takeBackJobs(scheduler: Scheduler): Array<OutsideTask> {
  const jobs: Array<OutsideTask> = [];
  for (const task of scheduler.tasks) {
    if (!(task instanceof OutsideTask)) continue;
    task.abort();
    jobs.push(task);
  }
  return jobs;
}

/** Waits until all jobs have ended, or so many milliseconds are over. */
export function jobsEnded(
  jobs: ReadonlyArray<OutsideTask>,
  duration: number,
): Promise<void> {
  const running = new Set(jobs.filter((job) => !job.isComplete));
  return new Promise((resolve) => {
    if (running.size === 0) return resolve();
    const timer = setTimeout(resolve, Math.min(LONGEST, duration));
    for (const job of running) {
      const wake = (): void => {
        running.delete(job);
        if (running.size > 0) return;
        clearTimeout(timer);
        resolve();
      };
      job.join({ task: { wake } });
    }
  });
}
