import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme, at } from "../../src/account/account.fixture.ts";
import { parseAccountFact } from "../../src/account/fact-shape.ts";
import { type Invoice, invoiceText } from "../../src/account/invoice.ts";
import { priceBooks } from "../../src/account/price-book.ts";
import { replayAccounts } from "../../src/account/replay.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { parseUsageEvent } from "../../src/metering/usage-event.ts";
import type { Model } from "../../src/model/model.ts";
import type { RunningCost } from "../../src/services/running-cost-answer.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { DAY_MS, formatInstant, HOUR_MS } from "../../src/time/instant.ts";
import { asking, type Page } from "./asking.ts";
import { startTelling, type Telling } from "./post-story.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";
import { momentsOf, tell, use } from "./story.ts";

const model: Model = {
  ...acme,
  invoicing: { grace: "PT1H", trigger: { kind: "usage-threshold", amount: "40 USD" } },
};
const opening = "2026-01-01T00:00:00Z";
const until = "2026-04-02T00:00:00Z";

const customers = [
  { id: "ada", plan: "hybrid" },
  { id: "ben", plan: "capped", timeZone: "Asia/Tokyo" },
  { id: "cyd", plan: "stored" },
  { id: "dee", plan: "hybrid", payer: "ben" },
  { id: "eve", plan: "hybrid" },
] as const;

/** Uses of three months, each sent within days of it; nothing is used by `eve`. */
function uses() {
  const random = seededRandom(7);
  return Array.from({ length: 90 }, (_, place) => {
    const of = customers[random.whole(0, 3)]?.id ?? "ada";
    const time = at(opening) + random.whole(0, 80 * 24) * HOUR_MS;
    const sent = time + (random.whole(0, 3) === 0 ? random.whole(0, 40) * DAY_MS : 0);
    const event = { id: `e-${place}`, source: "gate", customer: of, time: formatInstant(time) };
    return use(
      of === "cyd"
        ? { ...event, type: "stored", data: { gb: random.whole(0, 9) } }
        : { ...event, type: "inference", data: { operations: random.whole(0, 900) } },
      formatInstant(sent),
    );
  }).filter(({ at: sent }) => sent < at("2026-04-01T00:00:00Z"));
}

const story = [
  ...customers.map(({ plan: _, ...customer }) =>
    tell(opening, { fact: "customer", name: customer.id, ...customer } as const),
  ),
  ...customers.map(({ id, plan }) =>
    tell(opening, {
      fact: "subscription",
      id: `s-${id}`,
      customer: id,
      plan,
      start: "2026-01-01",
      ...(plan === "stored" ? {} : { cadence: "monthly" }),
    } as const),
  ),
  ...uses(),
  tell("2026-02-15T10:00:00Z", {
    fact: "change",
    id: "x-1",
    customer: "ada",
    subscription: "s-ada",
    plan: "capped",
    when: "now",
  } as const),
];

let server: RunningFlorin;
let telling: Telling;
const api = asking(() => server.api);

beforeAll(async () => {
  server = await runFlorin(opening);
  expect((await api.post("/v1/models", model)).status).toBe(201);
  telling = startTelling(server.api, 5);
  for (const moment of momentsOf(story)) {
    await server.moveTo(moment.at);
    await telling.tell(moment);
  }
  await server.moveTo(until);
});
afterAll(() => server?.stop());

const replayed = (): readonly Invoice[] => {
  const accounts = replayAccounts(expectOk(priceBooks([model])));
  const { facts } = telling;
  for (const { fact, ...rest } of facts)
    if (fact !== "usage") accounts.add(expectOk(parseAccountFact({ fact, ...rest })));
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  for (const { fact, receivedAt, ...rest } of facts)
    if (fact === "usage")
      replay.addUsage({ ...expectOk(parseUsageEvent(rest)), receivedAt: at(String(receivedAt)) });
  return [...replay.invoicesUntil(at(until) - 1)];
};

describe("a server whose model bills use at a threshold", () => {
  it("issues what a replay of its facts does, to the byte", async () => {
    expect(telling.refusedFacts()).toBe(0);
    const listed = await api.all<{ id: string }>("/v1/invoices", 50);
    const expected = replayed();
    const interim = expected.filter(({ lines }) => lines.some(({ id }) => id.includes("/so-far/")));
    expect(interim.length).toBeGreaterThan(5);
    expect(listed.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    for (const invoice of expected)
      expect((await server.api.get(`/v1/invoices/${invoice.id}`)).text).toBe(invoiceText(invoice));
  });

  it("previews the documents to come with the looks between them", async () => {
    const answer = await api.post("/v1/preview", {
      customer: "eve",
      facts: [],
      until: "2026-06-01T02:00:00Z",
    });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.json).toMatchObject({ with: [{}, {}] });
    const next = await api.post("/v1/preview", { customer: "eve", facts: [] });
    expect(next.json).toMatchObject({ until: "2026-05-01T01:00:00Z", with: [{}] });
  });

  it("shows in the running cost what a look will bill, and then what is left of it", async () => {
    const cost = () => api.get<RunningCost>("/v1/customers/eve/running-cost");
    const figures = ({ lines }: RunningCost) =>
      lines.map(({ id, soFar }) => [id, soFar.quantity, soFar.amount]);
    const calls = async (id: string, operations: number): Promise<void> => {
      const event = { id, type: "inference", customer: "eve", time: "2026-04-01T10:00:00Z" };
      expect((await api.post("/v1/events", { ...event, data: { operations } })).status).toBe(200);
    };
    // 1,000 operations are included: 100 at 0.10, 900 at 0.05, which is more than the threshold.
    await calls("t-1", 2_000);
    const before = await cost();
    const [look, ...rest] = figures(before);
    expect(look).toEqual(["s-eve/operations/3/so-far/1", "2000", "55.00"]);
    expect(before.soFar.total).toBe("155.00");
    await server.moveTo("2026-04-03T01:00:00Z");
    const { items } = await api.get<Page<{ id: string; total: string }>>(
      "/v1/invoices?customer=eve&month=2026-04&limit=1",
    );
    expect(items).toMatchObject([{ total: "55.00" }]);
    const after = await cost();
    expect(figures(after)).toEqual(rest);
    expect(after.soFar.total).toBe("100.00");
    await calls("t-2", 100);
    const late = await cost();
    expect(late.soFar.total).toBe("105.00");
    await server.moveTo("2026-05-01T01:00:00Z");
    const last = await api.get<Page<{ id: string }>>("/v1/invoices?customer=eve&limit=1");
    const billed = await api.get<Invoice>(`/v1/invoices/${last.items[0]?.id}`);
    expect(billed.total).toBe(late.soFar.total);
    expect(billed.lines.map(({ id, quantity, amount }) => [id, quantity, amount])).toEqual(
      figures(late),
    );
  });
});
