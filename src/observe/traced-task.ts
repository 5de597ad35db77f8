import type { WatchTask } from "./server-metrics.ts";
import type { Tracer } from "./tracer.ts";

/** Watches a task as `watch` does, each turn of it in a trace of its own; what the turn asks of the database stands below. */
export const tracedTasks =
  (tracer: Tracer | undefined, watch: WatchTask = (_, work) => work): WatchTask =>
  (task, work) =>
    watch(
      task,
      tracer === undefined
        ? work
        : () =>
            tracer.trace(
              { name: `task ${task}`, kind: "internal", attributes: { "florin.task": task } },
              work,
            ),
    );
