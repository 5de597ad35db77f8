import { afterAll, beforeAll, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;

beforeAll(async () => {
  server = await runFlorin("2026-01-31T00:00:00Z");
  expect((await server.api.post("/v1/models", acme)).status).toBe(201);
});
afterAll(() => server?.stop());

const eventOf = (id: string): object => ({
  id,
  type: "inference",
  customer: "c-1",
  time: "2026-01-05T10:00:00Z",
  data: { operations: 1 },
});

/** Connections that see what is committed, and nothing else. */
async function committed<T>(
  read: (rows: (sql: string) => Promise<T[]>) => Promise<void>,
): Promise<void> {
  const owner = server.florin.store.openOwnerPool();
  const rows = async (sql: string): Promise<T[]> => {
    const connection = await owner.connect();
    try {
      await connection.query("select set_config('florin.tenant', 'default', false)");
      return (await connection.query(sql)).rows as T[];
    } finally {
      connection.release();
    }
  };
  try {
    await read(rows);
  } finally {
    await owner.end();
  }
}

it("answers after the commit: whoever looks finds the event", async () => {
  await committed<{ id: string }>(async (rows) => {
    for (const [index, send] of [
      (id: string) => server.api.post("/v1/events", eventOf(id)),
      (id: string) => server.api.post("/v1/events", [eventOf(id), eventOf(`${id}-b`)]),
      (id: string) => server.api.post("/v1/events", eventOf(id), { "idempotency-key": id }),
    ].entries()) {
      await Promise.all(
        Array.from({ length: 6 }, async (_, round) => {
          const id = `seen-${index}-${round}`;
          expect((await send(id)).status).toBe(200);
          expect(await rows(`select id from events where id = '${id}'`)).toEqual([{ id }]);
        }),
      );
    }
  });
});

it("gathers what comes in together into few transactions, each event once and with its own answer", async () => {
  const count = 300;
  const requests = Array.from({ length: count }, (_, index) =>
    server.api.post("/v1/events", eventOf(`together-${index % 250}`)),
  );
  const answers = await Promise.all(requests);
  const statuses = answers.map(({ json }) => (json as { status: string }).status);
  expect(statuses.filter((status) => status === "accepted")).toHaveLength(250);
  expect(statuses.filter((status) => status === "duplicate")).toHaveLength(50);
  expect(answers.map(({ json }) => (json as { id: string }).id)).toEqual(
    answers.map((_, index) => `together-${index % 250}`),
  );
  await committed<{ transactions: number; events: number }>(async (rows) => {
    const [written] = await rows(
      `select count(distinct xmin::text) as transactions, count(*) as events
      from events where id like 'together-%'`,
    );
    expect(written?.events).toBe(250);
    // The client has eight connections, so up to eight requests can share a write.
    expect(written?.transactions).toBeLessThan(150);
  });
});
