import { randomBytes } from "node:crypto";
import type { DestinationStream, Logger } from "pino";
import type { OnAnswered } from "../observe/answered-request.ts";
import { textBlotter } from "../observe/blot-secrets.ts";
import { inTime } from "../observe/in-time.ts";
import { openOtlpExporter } from "../observe/otlp-exporter.ts";
import { serverLog } from "../observe/server-log.ts";
import { openServerMetrics, type ServerMetrics } from "../observe/server-metrics.ts";
import { tracedTasks } from "../observe/traced-task.ts";
import { createTracer, type Tracer } from "../observe/tracer.ts";
import type { Readiness } from "../services/readiness.ts";
import { version } from "../services/software-version.ts";
import type { Store } from "../store/store.ts";
import { waitingDeliveries } from "../store/waiting-deliveries.ts";
import { listenForOperations, type OperationsServer } from "./operations-server.ts";

/** Where traces are sent. */
export interface TracingTerms {
  /** The base of OTLP over HTTP, `http://collector:4318`. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** The share of traces that begin here and are kept, 0 to 1. */
  readonly keptShare: number;
}

/** What an operator wants to see of a server. */
export interface OperationsTerms {
  /** A level of pino: `info`, `warn`, `silent`… */
  readonly logLevel: string;
  /** Values that must not appear in the log or in traces, besides those that show by their form. */
  readonly logSecrets?: readonly string[] | undefined;
  /** Where the log goes; standard output where undefined. */
  readonly logTo?: DestinationStream | undefined;
  /** Where metrics are served; nowhere, and nothing is counted, where undefined. */
  readonly metricsListen?: { readonly host: string; readonly port: number } | undefined;
  /** Nothing is traced where undefined. */
  readonly tracing?: TracingTerms | undefined;
}

/** What watches a server. */
export interface Operations {
  readonly logger: Logger;
  readonly tracer: Tracer | undefined;
  /** Undefined where neither the log nor metrics would say anything of a request. */
  readonly onAnswered: OnAnswered | undefined;
  readonly onAttempt: ServerMetrics["onAttempt"] | undefined;
  readonly watchTask: ServerMetrics["watchTask"];
  readonly onInvoices: ServerMetrics["onInvoices"];
  /** Serves metrics where they are wanted; answers where. */
  readonly listen: (readiness: () => Promise<Readiness>) => Promise<string | undefined>;
  /** Sends the traces that are left, and stops serving. */
  readonly close: () => Promise<void>;
}

/** Opens what watches a server on a store. */
export function openOperations(store: Store, terms: OperationsTerms): Operations {
  const secrets = terms.logSecrets ?? [];
  const logger = serverLog({ level: terms.logLevel, secrets, destination: terms.logTo });
  const metrics = terms.metricsListen === undefined ? undefined : metricsOf(store);
  const tracing =
    terms.tracing === undefined ? undefined : openTracing(terms.tracing, secrets, logger);
  const opened: { server?: OperationsServer } = {};
  return {
    logger,
    tracer: tracing?.tracer,
    onAnswered: onAnsweredBy(logger, metrics),
    onAttempt: metrics?.onAttempt,
    watchTask: tracedTasks(tracing?.tracer, metrics?.watchTask),
    onInvoices: metrics?.onInvoices ?? (() => {}),
    listen: async (readiness) => {
      if (metrics === undefined || terms.metricsListen === undefined) return undefined;
      opened.server = await listenForOperations({ ...terms.metricsListen, metrics, readiness });
      return opened.server.origin;
    },
    close: async () => {
      await tracing?.close();
      await opened.server?.close();
    },
  };
}

function onAnsweredBy(logger: Logger, metrics: ServerMetrics | undefined): OnAnswered | undefined {
  const logs = logger.isLevelEnabled("info");
  if (!logs) return metrics?.onAnswered;
  return (answered) => {
    const { requestId, ...request } = answered;
    metrics?.onAnswered(answered);
    logger.info({ reqId: requestId, ...request }, "answered");
  };
}

/** How long the age of deliveries stands: it is asked of each tenant. And how long an answer is waited for. */
const deliveriesStandMs = 10_000;
const patienceMs = 2_000;

function metricsOf(store: Store): ServerMetrics {
  let last:
    | { readonly at: number; readonly found: ReturnType<typeof waitingDeliveries> }
    | undefined;
  return openServerMetrics({
    ingest: () => ({ ...store.ingest.tally, pending: store.ingest.pending }),
    pool: () => {
      const { totalCount: total, idleCount: idle, waitingCount: waiting } = store.pool;
      return { total, idle, waiting };
    },
    webhooks: async () => {
      const at = performance.now();
      if (last === undefined || at - last.at >= deliveriesStandMs)
        last = { at, found: waitingDeliveries(store.pool) };
      // Where the database is away, the other figures are wanted all the more.
      const found = await inTime(patienceMs, last.found).catch(() => undefined);
      if (found === undefined) return undefined;
      const { waiting, oldestMs } = found;
      const oldestSeconds =
        oldestMs === undefined ? 0 : Math.max(0, (Date.now() - oldestMs) / 1_000);
      return { waiting, oldestSeconds };
    },
  });
}

function openTracing(
  { endpoint, headers, serviceName, keptShare }: TracingTerms,
  secrets: readonly string[],
  logger: Logger,
): { readonly tracer: Tracer; readonly close: () => Promise<void> } {
  const exporter = openOtlpExporter({
    endpoint,
    headers,
    resource: { "service.name": serviceName, "service.version": version },
    blotted: textBlotter(secrets),
    onLost: (count, why) => logger.warn({ count, why }, "spans were lost"),
  });
  const tracer = createTracer({
    randomHex: (bytes) => randomBytes(bytes).toString("hex"),
    nowMs: () => performance.timeOrigin + performance.now(),
    keptShare,
    onEnd: exporter.add,
  });
  return { tracer, close: exporter.close };
}
