import { instantArray, textArray } from "../src/store/array-literal.ts";
import { type Benchmark, gate, type Rounds, type Size } from "./benchmark.ts";
import { proveDedup, stored } from "./http/ingest-gate.ts";
import { onStage, pinning, type Stage } from "./http/stage.ts";
import { type SentEvent, unitsOf, usageEvents } from "./http/usage-events.ts";
import type { EventOrder } from "./http/wire.ts";

const perRequest = 1_000;
const connections = 8;

/** The limit's table: one primary key, nothing else to keep up. */
const plainTable = `
  create table plain_events (
    tenant text collate "C" not null,
    source text collate "C" not null,
    id text collate "C" not null,
    customer text collate "C" not null,
    type text collate "C" not null,
    time timestamptz not null,
    received_at timestamptz not null,
    data jsonb not null,
    primary key (tenant, source, id)
  )`;

const insertPlain = {
  name: "insert-plain",
  text: `
    insert into plain_events (tenant, source, id, customer, type, time, received_at, data)
    select 'default', source, id, customer, type, time, received_at, data
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::jsonb[])
      as incoming (source, id, customer, type, time, received_at, data)
    on conflict do nothing`,
};

/** The parameters of one statement, as the server reads them. */
function columns(events: readonly SentEvent[], receivedAt: number): readonly string[] {
  return [
    textArray(events.map(({ source }) => source)),
    textArray(events.map(({ id }) => id)),
    textArray(events.map(({ customer }) => customer)),
    textArray(events.map(({ type }) => type)),
    textArray(events.map(({ time }) => time)),
    instantArray(events.map(() => receivedAt)),
    textArray(events.map(({ data }) => JSON.stringify(data))),
  ];
}

type Format = EventOrder["format"];

const roundsIn =
  (format: Format) =>
  (size: Size): Promise<Rounds> =>
    onStage((stage) => roundsOn(stage, format, size === "full" ? 100 : 15));

async function roundsOn(stage: Stage, format: Format, requests: number): Promise<Rounds> {
  const count = requests * perRequest;
  const plain = await stage.openConnection();
  await plain.query(plainTable);
  const until = Date.now();
  let run = 0;
  let plainRun = 0;
  let units = 0;
  let statements: (readonly string[])[] = [];
  const dedup = await proveDedup(stage, until);
  const before = await stored(stage.owner);
  return {
    ours: {
      label: `POST /v1/events, 1,000 a request, ${format === "json" ? "a JSON list" : "NDJSON"}`,
      prepare: () => {
        run += 1;
        units += unitsOf(usageEvents(run, count, until));
        const { port, authorization } = stage;
        return stage.prepareLoad({
          kind: "events",
          format,
          port,
          authorization,
          connections,
          requests,
          perRequest,
          run,
          until,
        });
      },
      run: stage.load,
    },
    limit: {
      label: "unnest ON CONFLICT, 1,000 a statement, one connection",
      prepare: () => {
        plainRun += 1;
        const events = usageEvents(plainRun, count, until);
        statements = Array.from({ length: requests }, (_, at) =>
          columns(events.slice(at * perRequest, (at + 1) * perRequest), until),
        );
      },
      run: async () => {
        let stored = 0;
        for (const values of statements) {
          stored += (await plain.query({ ...insertPlain, values: [...values] })).rowCount ?? 0;
        }
        return stored;
      },
    },
    proven: [dedup],
    notes: [
      `${requests} requests of 1,000 events a round over ${connections} connections, random ids, the same events for both sides; both sides' tables grow from round to round. API key, validation, exact dedup with an answer for each event, and the commit in Postgres (fsync on) before the answer.`,
      "The limit writes one table with a primary key and no further index, from parameters that are written out beforehand, one statement after another, each its own transaction; it parses no JSON, speaks no HTTP, and tells no duplicate from a conflict.",
      pinning,
    ],
    close: async () => {
      try {
        const after = await stored(stage.owner);
        const added = after.events - before.events;
        gate(added === run * count, `${added} events stored, ${run * count} accepted`);
        gate(after.keys === after.events, "every stored event has one identity");
        gate(after.units - before.units === units, "the units stored are the units sent");
        const { rows } = await plain.query<{ events: string; units: string }>(
          "select count(*) as events, sum((data->>'units')::bigint) as units from plain_events",
        );
        gate(Number(rows[0]?.events) === added, "both sides stored as many events");
        gate(Number(rows[0]?.units) === units, "both sides stored the same units");
        return [
          `Both sides stored the same ${added.toLocaleString("en")} events once each, and their units add up.`,
        ];
      } finally {
        await stage.close();
      }
    },
  };
}

/** A thousand events a request over HTTP, against the database alone. */
export const httpIngestBatch: Benchmark = {
  name: "http-ingest-batch",
  what: "batch ingest over HTTP, 1,000 a request, durable in Postgres",
  against: "raw unnest ON CONFLICT of the same rows, one connection",
  unit: "events",
  better: "higher",
  floor: 0.5,
  aim: 0.9,
  rounds: roundsIn("json"),
};

/** The same as lines, which are read and stored as they come, each with a line for an answer. */
export const httpIngestNdjson: Benchmark = {
  ...httpIngestBatch,
  name: "http-ingest-ndjson",
  what: "NDJSON ingest over HTTP, 1,000 lines a request, durable in Postgres",
  rounds: roundsIn("ndjson"),
};
