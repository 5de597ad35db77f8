import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { hasChdb, openChdb } from "../../src/store/clickhouse/chdb.fixture.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { formatInstant, HOUR_MS } from "../../src/time/instant.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

/** The model without anything that use is held against as it comes. */
const unlimited: unknown = JSON.parse(
  JSON.stringify(acme, (key, value: unknown) =>
    ["quotas", "alertAt", "overage"].includes(key) ? undefined : value,
  ),
);

const customers = ["c-1", "c-2", "c-3"];

/** Usage of two months: in time, late, twice, and of a customer that nobody knows. */
function usage(seed: number, month: number) {
  const random = seededRandom(seed);
  return Array.from({ length: 150 }, (_, index) => ({
    id: `e-${month}-${random.whole(0, 120)}`,
    source: index % 3 === 0 ? "gateway" : "api",
    type: index % 11 === 0 ? "training" : "inference",
    customer:
      index % 17 === 0 ? "stranger" : random.pick(customers.map((value) => ({ value, weight: 1 }))),
    time: formatInstant(Date.UTC(2026, month, 1) + random.whole(0, 27 * 24) * HOUR_MS),
    data: {
      operations: random.pick<string | number>([
        { value: 5, weight: 2 },
        { value: "0.125", weight: 1 },
        { value: 250, weight: 1 },
      ]),
    },
  }));
}

/** What a server answers to one story, told in the same words on the same clock. */
async function told({ api, moveTo, florin }: RunningFlorin): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  const post = async (path: string, body: unknown) => {
    const answer = await api.post(path, body);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.text;
  };
  await post("/v1/models", unlimited);
  for (const id of customers) {
    await post("/v1/customers", { id, name: `Customer ${id}` });
    await post("/v1/subscriptions", {
      id: `s-${id}`,
      customer: id,
      plan: "hybrid",
      start: "2026-01-01",
    });
  }
  for (const [month, events] of [usage(1, 0), usage(2, 1)].entries()) {
    await moveTo(Date.UTC(2026, month, 28));
    answers[`ingested in ${month}`] = await post("/v1/events", events);
    answers[`drafts in ${month}`] = (await api.get("/v1/customers/c-1/drafts")).text;
    await moveTo(Date.UTC(2026, month + 1, 2));
    answers[`late in ${month}`] = await post("/v1/events", usage(3 + month, month));
    answers[`corrected in ${month}`] = await post("/v1/events/corrections", [
      {
        id: `v-${month}`,
        void: { source: "api", id: events.find(({ source }) => source === "api")?.id },
      },
    ]);
  }
  await moveTo("2026-04-02T00:00:00Z");
  const invoices = (await api.get("/v1/invoices?limit=500")).json as { items: { id: string }[] };
  answers.invoices = await Promise.all(
    invoices.items.map(
      async ({ id }) => (await api.get(`/v1/invoices/${encodeURIComponent(id)}`)).text,
    ),
  );
  answers.summary = (await api.get("/v1/summary")).json;
  answers.unbilled = (await api.get("/v1/unbilled?limit=500")).text;
  answers.usage = (
    await api.get("/v1/usage?meter=operations&from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z")
  ).text;
  const events = [];
  for await (const event of florin.store.events.read("default")) events.push(event);
  answers.events = events;
  answers.broken = await florin.store.withTenant("default", (tx) =>
    florin.store.events.upkeep.verify(tx, 0),
  );
  return answers;
}

describe.skipIf(!hasChdb)("a server that keeps events in ClickHouse", () => {
  let onPostgres: RunningFlorin;
  let onClickHouse: RunningFlorin;
  beforeAll(async () => {
    onPostgres = await runFlorin("2026-01-01T00:00:00Z");
    onClickHouse = await runFlorin("2026-01-01T00:00:00Z", { clickhouse: openChdb() });
  });
  afterAll(async () => {
    await onPostgres?.stop();
    await onClickHouse?.stop();
  });

  it("answers what one without it answers, to the last invoice", async () => {
    const wanted = await told(onPostgres);
    const found = await told(onClickHouse);
    expect((wanted.invoices as unknown[]).length).toBeGreaterThan(9);
    expect(JSON.stringify(wanted.invoices)).toContain("late-usage");
    expect(found).toEqual(wanted);
    expect(found.broken).toEqual([]);
    const { store } = onClickHouse.florin;
    const inPostgres = await store.withTenant("default", (tx) =>
      tx.rows("select count(*)::integer as events from events"),
    );
    expect(inPostgres).toEqual([{ events: 0 }]);
  }, 240_000);

  it("refuses what it could not decide: quotas", async () => {
    const { api } = onClickHouse;
    const published = await api.post("/v1/models", { ...acme, version: "2" });
    expect([published.status, published.text]).toEqual([
      422,
      expect.stringContaining("quotas are decided where events are kept in PostgreSQL"),
    ]);
  });
});
