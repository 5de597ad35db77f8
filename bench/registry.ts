import type { Benchmark } from "./benchmark.ts";
import { boundaries } from "./boundaries.ts";
import { entitlementCheck } from "./entitlement-check.ts";
import { entitlementHttp } from "./entitlement-http.ts";
import { exactRating } from "./exact-rating.ts";
import { forecastTrials } from "./forecast-trials.ts";
import { gatewayCalls, gatewayP50, gatewayP99, gatewayStream } from "./gateway.ts";
import { httpIngestBatch, httpIngestNdjson } from "./http-ingest-batch.ts";
import { httpIngestMany, httpIngestSingle } from "./http-ingest-single.ts";
import { ingestMemory } from "./ingest-memory.ts";
import { invoiceRunMemory } from "./invoice-run-memory.ts";
import { invoiceRunStored } from "./invoice-run-stored.ts";
import { ingestGrowth } from "./volume/ingest-growth.ts";
import { usageBenchmarks } from "./volume/usage-query.ts";

/** Every benchmark, in the order of the table. A new one is one file and one line here; those that share the filled stores come last. */
export const benchmarks: readonly Benchmark[] = [
  httpIngestSingle,
  httpIngestMany,
  httpIngestBatch,
  httpIngestNdjson,
  exactRating,
  boundaries,
  invoiceRunMemory,
  invoiceRunStored,
  forecastTrials,
  entitlementCheck,
  entitlementHttp,
  gatewayCalls,
  gatewayP50,
  gatewayP99,
  gatewayStream,
  ingestMemory,
  ...usageBenchmarks,
  ingestGrowth,
];
