import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { OnAnswered } from "./answered-request.ts";

/** Figures that the server keeps anyway, read when they are asked for. */
export interface MetricSources {
  readonly ingest: () => {
    readonly pending: number;
    readonly events: number;
    readonly batches: number;
    readonly turnedAway: number;
  };
  readonly pool: () => {
    readonly total: number;
    readonly idle: number;
    readonly waiting: number;
  };
  /** Deliveries of webhooks that wait, and for how long the first of them has; undefined where the database does not say. */
  readonly webhooks: () => Promise<
    { readonly waiting: number; readonly oldestSeconds: number } | undefined
  >;
}

/** Tells of a background task. */
export type WatchTask = <T>(task: string, work: () => Promise<T>) => () => Promise<T>;

/** What a server counts for Prometheus. No label has more values than the code has words for. */
export interface ServerMetrics {
  readonly onAnswered: OnAnswered;
  readonly watchTask: WatchTask;
  readonly onAttempt: (outcome: string) => void;
  readonly onInvoices: (count: number) => void;
  /** The text format of Prometheus, and its media type. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** From what a cached check takes to what a report of years may. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Opens the metrics of a server. They are its own: several servers in one process do not count together. */
export function openServerMetrics(sources: MetricSources): ServerMetrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const requests = new Counter({
    name: "florin_http_requests_total",
    help: "Requests that were answered, by method, route and status.",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const durations = new Histogram({
    name: "florin_http_request_duration_seconds",
    help: "From a request's head to its answer, by route.",
    labelNames: ["route"],
    buckets,
    registers,
  });
  const runs = new Counter({
    name: "florin_task_runs_total",
    help: "Turns of background tasks, by how they ended: billing, payments, webhooks and others.",
    labelNames: ["task", "outcome"],
    registers,
  });
  const took = new Counter({
    name: "florin_task_seconds_total",
    help: "How long turns of background tasks took, together.",
    labelNames: ["task"],
    registers,
  });
  const ended = new Gauge({
    name: "florin_task_last_success_timestamp_seconds",
    help: "When a background task last ended well.",
    labelNames: ["task"],
    registers,
  });
  const deliveries = new Counter({
    name: "florin_webhook_attempts_total",
    help: "Attempts to deliver a webhook, by how they ended.",
    labelNames: ["outcome"],
    registers,
  });
  const invoices = new Counter({
    name: "florin_invoices_issued_total",
    help: "Invoices that this process issued.",
    registers,
  });
  openSourceMetrics(registers, sources);
  return {
    onAnswered: ({ method, route = "none", status, seconds }) => {
      requests.inc({ method, route, status });
      durations.observe({ route }, seconds);
    },
    watchTask: (task, work) => async () => {
      const begun = performance.now();
      let outcome = "failed";
      try {
        const done = await work();
        outcome = "done";
        ended.set({ task }, Date.now() / 1_000);
        return done;
      } finally {
        runs.inc({ task, outcome });
        took.inc({ task }, (performance.now() - begun) / 1_000);
      }
    },
    onAttempt: (outcome) => deliveries.inc({ outcome }),
    onInvoices: (count) => invoices.inc(count),
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}

/** Metrics whose values are kept elsewhere. */
function openSourceMetrics(registers: Registry[], sources: MetricSources): void {
  const { ingest, pool, webhooks } = sources;
  const counted = (name: string, help: string, value: () => number): void => {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  };
  const shown = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  };
  counted(
    "florin_ingest_events_total",
    "Events that were written, duplicates too.",
    () => ingest().events,
  );
  counted("florin_ingest_batches_total", "Commits that they shared.", () => ingest().batches);
  counted(
    "florin_ingest_turned_away_total",
    "Events that were turned away because too many waited (429).",
    () => ingest().turnedAway,
  );
  shown(
    "florin_ingest_queue_events",
    "Events that wait or are being written.",
    () => ingest().pending,
  );
  shown("florin_database_connections", "Connections to the database.", () => pool().total);
  shown("florin_database_connections_idle", "Those of them that nobody uses.", () => pool().idle);
  shown("florin_database_waiting", "Callers that wait for one.", () => pool().waiting);
  const waiting = new Gauge({
    name: "florin_webhook_deliveries_waiting",
    help: "Deliveries of webhooks that wait, of all tenants.",
    registers,
  });
  new Gauge({
    name: "florin_webhook_oldest_waiting_seconds",
    help: "For how long the first of them has waited; 0 where none does.",
    registers,
    async collect() {
      const found = await webhooks();
      if (found === undefined) return;
      waiting.set(found.waiting);
      this.set(found.oldestSeconds);
    },
  });
}
