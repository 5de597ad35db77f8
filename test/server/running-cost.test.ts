import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import type { Invoice } from "../../src/account/invoice.ts";
import type { Model } from "../../src/model/model.ts";
import { add, decimalOf, formatFixed } from "../../src/money/decimal.ts";
import { usd } from "../../src/money/money.ts";
import { perUnit } from "../../src/pricing/per-unit.ts";
import { percentage } from "../../src/pricing/percentage.ts";
import { spendLimits } from "../../src/pricing/spend-limits.ts";
import type { RunningCost } from "../../src/services/running-cost-answer.ts";
import { asking, type Page } from "./asking.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
const { get, post } = asking(() => server.api);

/** Every way in which usage becomes a line: tiers, a peak, a value that holds, a price of each event with a minimum. */
const model: Model = {
  ...acme,
  meters: {
    ...acme.meters,
    payments: {
      event: "payment",
      aggregation: { kind: "sum", property: "amount" },
      unit: "dollar",
    },
  },
  plans: {
    ...acme.plans,
    paid: {
      name: "Paid",
      stream: "usage",
      charges: {
        payments: {
          meter: "payments",
          price: spendLimits({ minimum: usd(100) }, percentage("2%", { fixed: usd(1) })),
        },
        nodes: { meter: "nodes", price: perUnit(usd(10)) },
        storage: { meter: "storage", price: perUnit(usd("0.01")) },
      },
    },
  },
};

const cost = (customer: string): Promise<RunningCost> =>
  get<RunningCost>(`/v1/customers/${customer}/running-cost`);

let sent = 0;
async function use(customer: string, type: string, time: string, data: object): Promise<void> {
  sent += 1;
  const { json } = await post("/v1/events", { id: `e-${sent}`, type, customer, time, data });
  expect(json).toMatchObject({ status: "accepted" });
}

const figures = ({ lines }: RunningCost) =>
  Object.fromEntries(
    lines.map(({ id, soFar, projected }) => [
      id,
      [soFar.quantity, soFar.amount, projected.quantity, projected.amount],
    ]),
  );

beforeAll(async () => {
  server = await runFlorin("2026-04-01T00:00:00Z");
  for (const [path, body] of [
    ["/v1/models", model],
    ["/v1/customers", { id: "ada", name: "Ada" }],
    ["/v1/customers", { id: "ben", name: "Ben" }],
    ["/v1/customers", { id: "cyd", name: "Cyd" }],
    ["/v1/subscriptions", { id: "s-a", customer: "ada", plan: "hybrid", start: "2026-04-01" }],
    ["/v1/subscriptions", { id: "s-b", customer: "ben", plan: "paid", start: "2026-04-01" }],
  ] as const)
    expect((await post(path, body)).status, JSON.stringify(body)).toBe(201);
  await server.moveTo("2026-04-11T00:00:00Z");
});
afterAll(() => server?.stop());

describe("the running cost of a customer", () => {
  it("has an acknowledged event in the very next answer, by tiers, so far and at its pace", async () => {
    expect(figures(await cost("ada"))).toEqual({ "s-a/base/1": ["1", "100.00", "1", "100.00"] });
    // 500 operations of 1,000 that are included; 1,500 in 30 days at that pace.
    await use("ada", "inference", "2026-04-03T00:00:00Z", { operations: 500 });
    expect(figures(await cost("ada"))).toMatchObject({
      "s-a/operations/0": ["500", "0.00", "1500", "30.00"],
    });
    await use("ada", "inference", "2026-04-04T00:00:00Z", { operations: 600 });
    const answer = await cost("ada");
    expect(figures(answer)).toEqual({
      "s-a/base/1": ["1", "100.00", "1", "100.00"],
      "s-a/operations/0": ["1100", "10.00", "3300", "120.00"],
    });
    expect(answer).toMatchObject({
      at: "2026-04-11T00:00:00Z",
      issuedAt: "2026-05-01T01:00:00Z",
      soFar: { total: "110.00" },
      projected: { total: "220.00" },
    });
  });

  it("keeps peaks, holds values to the end, and repeats events that are priced one by one", async () => {
    await use("ben", "node-count", "2026-04-02T00:00:00Z", { nodes: 3 });
    await use("ben", "stored", "2026-04-01T00:00:00Z", { gb: 2 });
    await use("ben", "payment", "2026-04-05T00:00:00Z", { amount: 1_000 });
    // 1 + 20 is below the minimum so far, and three times that as well.
    expect(figures(await cost("ben"))).toEqual({
      "s-b/nodes/0": ["3", "30.00", "3", "30.00"],
      "s-b/payments/0": ["1000", "100.00", "3000", "100.00"],
      "s-b/storage/0": ["1440", "14.40", "1440", "14.40"],
    });
    await use("ben", "payment", "2026-04-06T00:00:00Z", { amount: 4_000 });
    expect(figures(await cost("ben"))).toMatchObject({
      "s-b/payments/0": ["5000", "102.00", "15000", "306.00"],
    });
  });

  it("is what the invoices say once the periods are over, and nothing more was used", async () => {
    const credit = { id: "g-1", customer: "ben", amount: "10 USD", kind: "goodwill" };
    await post("/v1/credit-grants", { ...credit, date: "2026-04-01", reason: "a slow day" });
    const before = [await cost("ada"), await cost("ben")];
    expect(before[1]?.lines.some(({ soFar }) => soFar.discount === "10.00")).toBe(true);
    await server.moveTo("2026-05-01T01:00:00Z");
    for (const { customer, lines, soFar } of before) {
      const { items } = await get<Page<{ id: string }>>(
        `/v1/invoices?customer=${customer}&month=2026-05`,
      );
      const billed = await Promise.all(
        items.map(({ id }) => get<Invoice>(`/v1/invoices/${encodeURIComponent(id)}`)),
      );
      expect(billed.map(({ total }) => total)).toEqual([soFar.total]);
      expect(
        billed.flatMap((one) => one.lines.map(({ id, gross, amount }) => [id, gross, amount])),
      ).toEqual(
        lines.map(({ id, soFar: { amount, discount } }) => [
          id,
          formatFixed(add(decimalOf(amount), decimalOf(discount)), 2),
          amount,
        ]),
      );
    }
  });

  it("is nothing for a customer without usage, and not found for nobody", async () => {
    expect(await cost("cyd")).toMatchObject({
      issuedAt: null,
      lines: [],
      soFar: { tax: "0.00", total: "0.00" },
    });
    expect((await server.api.get("/v1/customers/nobody/running-cost")).status).toBe(404);
  });
});
