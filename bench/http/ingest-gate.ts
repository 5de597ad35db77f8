import type { Pool } from "../../src/store/connection.ts";
import { gate } from "../benchmark.ts";
import type { Stage } from "./stage.ts";
import { type SentEvent, usageEvents } from "./usage-events.ts";

/** Runs of the gates, apart from those of the rounds. */
const gateRun = 9_000;

/** Sends an event, the same again, and another under its id: one of each answer, and one event kept. */
export async function proveDedup(stage: Stage, until: number): Promise<string> {
  const [first] = usageEvents(gateRun, 1, until);
  gate(first !== undefined, "there is an event to send");
  const other: SentEvent = {
    ...first,
    data: { ...first.data, units: Number(first.data.units) + 1 },
  };
  const answers: unknown[] = [];
  for (const event of [first, first, other]) {
    const { status, json } = await stage.post("/v1/events", [event]);
    const [item] = (json as { items?: readonly { status: string }[] }).items ?? [];
    answers.push(status === 200 ? item?.status : status);
  }
  const expected = ["accepted", "duplicate", "conflict"];
  gate(answers.join() === expected.join(), `answered ${answers.join()}, not ${expected.join()}`);
  const kept = await stored(stage.owner);
  gate(kept.events === 1 && kept.keys === 1, "one event is kept");
  return "An event, the same again and another under its id were answered accepted, duplicate and conflict; one was kept.";
}

/** What lies in the tables of events. */
export interface StoredEvents {
  readonly events: number;
  readonly keys: number;
  readonly units: number;
}

/** Counts the events of the store, their identities and their units. */
export async function stored(owner: Pool): Promise<StoredEvents> {
  const { rows } = await owner.query<StoredEvents>(`
    select (select count(*) from events) as events, (select count(*) from event_keys) as keys,
      (select coalesce(sum((data->>'units')::bigint), 0)::bigint from events) as units`);
  const [row] = rows;
  gate(row !== undefined, "the events can be counted");
  return row;
}

/**
 * Kills the server while it takes events and looks in the database: everything acknowledged is there, nothing twice.
 * The server is gone afterwards.
 */
export async function proveKill(stage: Stage, until: number): Promise<string> {
  await stage.prepareLoad({
    kind: "events",
    format: "json",
    port: stage.port,
    authorization: stage.authorization,
    connections: 32,
    requests: 50_000,
    perRequest: 1,
    run: gateRun + 1,
    until,
  });
  const ids = await stage.loadAndKill(400);
  gate(ids.length > 0, "the server acknowledged something before it was killed");
  const { rows } = await stage.owner.query<{ found: number }>(
    "select count(*) as found from events where id = any ($1::text[])",
    [ids],
  );
  gate(
    rows[0]?.found === ids.length,
    `${ids.length} events acknowledged, ${rows[0]?.found} stored`,
  );
  const { events, keys } = await stored(stage.owner);
  gate(events === keys, "every stored event has one identity");
  return `The server was killed with SIGKILL under load: all ${ids.length.toLocaleString("en")} events it had acknowledged were stored, each once.`;
}
