import type { Benchmark } from "./benchmark.ts";
import { boundaries } from "./boundaries.ts";
import { entitlementCheck } from "./entitlement-check.ts";
import { entitlementHttp } from "./entitlement-http.ts";
import { exactRating } from "./exact-rating.ts";
import { forecastTrials } from "./forecast-trials.ts";
import { httpIngestBatch, httpIngestNdjson } from "./http-ingest-batch.ts";
import { httpIngestSingle } from "./http-ingest-single.ts";
import { invoiceRunMemory } from "./invoice-run-memory.ts";
import { invoiceRunStored } from "./invoice-run-stored.ts";

/** Every benchmark, in the order of the table. A new one is one file and one line here. */
export const benchmarks: readonly Benchmark[] = [
  httpIngestSingle,
  httpIngestBatch,
  httpIngestNdjson,
  exactRating,
  boundaries,
  invoiceRunMemory,
  invoiceRunStored,
  forecastTrials,
  entitlementCheck,
  entitlementHttp,
];
