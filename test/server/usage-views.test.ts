import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import type { Model } from "../../src/model/model.ts";
import type { UsageSeries } from "../../src/services/reports.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { DAY_MS, formatInstant, HOUR_MS } from "../../src/time/instant.ts";
import { asking } from "./asking.ts";
import { invalid, refusing } from "./refusing.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
const { get, post } = asking(() => server.api);
const refuses = refusing(() => server);

const dimensions = { region: "any" } as const;
const model: Model = {
  ...acme,
  meters: {
    ...acme.meters,
    operations: { ...acme.meters.operations, dimensions },
    peak: {
      event: "inference",
      aggregation: { kind: "max", property: "operations" },
      unit: "operation",
      dimensions,
    },
  },
};

interface Used {
  readonly customer: string;
  readonly time: number;
  readonly operations: number;
  readonly region: string | undefined;
}

const start = Date.UTC(2026, 0, 10);

/** Uses of eight days by two customers in three regions or none. */
function someUses(): readonly Used[] {
  const random = seededRandom(11);
  return Array.from({ length: 300 }, () => ({
    customer: random.whole(0, 1) === 0 ? "ada" : "ben",
    time: start + random.whole(0, 8 * 24 - 1) * HOUR_MS,
    operations: random.whole(1, 500),
    region: ["eu", "us", "ap", undefined][random.whole(0, 3)],
  }));
}
const uses = someUses();

beforeAll(async () => {
  server = await runFlorin("2026-01-10T00:00:00Z");
  const told = [
    ["/v1/models", model],
    ["/v1/customers", { id: "ada", name: "Ada" }],
    ["/v1/customers", { id: "ben", name: "Ben" }],
    ["/v1/subscriptions", { id: "s-a", customer: "ada", plan: "hybrid", start: "2026-01-10" }],
  ] as const;
  for (const [path, body] of told) expect((await post(path, body)).status, path).toBe(201);
  await server.moveTo("2026-01-20T00:00:00Z");
  const events = uses.map(({ customer, time, operations, region }, place) => ({
    id: `u-${place}`,
    type: "inference",
    customer,
    time: formatInstant(time),
    data: { operations, ...(region === undefined ? {} : { region }) },
  }));
  expect((await post("/v1/events", events)).json).toMatchObject({ accepted: uses.length });
});
afterAll(() => server?.stop());

const range = "from=2026-01-10T00:00:00Z&to=2026-01-18T00:00:00Z";
const usage = (query: string) => get<UsageSeries>(`/v1/usage?${query}`);

/** What the uses of some come to, the slow way. */
const total = (some: readonly Used[]) => some.reduce((sum, { operations }) => sum + operations, 0);
const peaks = (some: readonly Used[]) =>
  ["ada", "ben"].reduce(
    (sum, one) =>
      sum + Math.max(0, ...some.flatMap((use) => (use.customer === one ? use.operations : []))),
    0,
  );

describe("usage by a dimension", () => {
  it.each([
    ["operations", "ada", total],
    ["operations", undefined, total],
    ["peak", "ben", peaks],
    ["peak", undefined, peaks],
  ] as const)(
    "of %s and %s is what the events of each value come to",
    async (meter, customer, fold) => {
      const of = customer === undefined ? "" : `&customer=${customer}`;
      const series = await usage(`meter=${meter}${of}&${range}&window=day&groupBy=region`);
      const own = uses.filter((use) => customer === undefined || use.customer === customer);
      const groups = ["eu", "us", "ap", ""].map((value) => {
        const events = own.filter(({ region = "" }) => region === value);
        const days = Array.from({ length: 8 }, (_, day) =>
          fold(events.filter(({ time }) => Math.floor((time - start) / DAY_MS) === day)),
        );
        return { value, total: fold(events), events: events.length, days };
      });
      expect(
        series.groups?.map(({ value, total: all, events, windows }) => ({
          value,
          total: Number(all),
          events,
          days: windows.map(({ quantity }) => Number(quantity)),
        })),
      ).toEqual(
        groups.sort(
          (left, right) => right.total - left.total || (left.value < right.value ? -1 : 1),
        ),
      );
      expect(Number(series.total)).toBe(fold(own));
    },
  );

  it("is refused for one that the meter does not have, and where it is too much to tell apart", async () => {
    const asked = (query: string) => `/v1/usage?${query}`;
    await refuses(
      "GET",
      asked(`meter=operations&${range}&groupBy=regoin`),
      {},
      invalid("unknown-dimension /query/groupBy"),
    );
    // Fifty days of hours: of two customers they can be told apart, of three regions and none they cannot.
    await refuses(
      "GET",
      asked(
        "meter=operations&from=2026-01-10T00:00:00Z&to=2026-03-01T00:00:00Z&window=hour&groupBy=region",
      ),
      {},
      invalid("too-many-values /query/groupBy"),
    );
    await refuses(
      "GET",
      asked(
        "meter=operations&from=2026-01-01T00:00:00Z&to=2026-06-01T00:00:00Z&window=hour&groupBy=region",
      ),
      {},
      invalid("too-many-windows /query/window"),
    );
  });
});

describe("usage by billing period", () => {
  it("has the whole periods that touch the range, of whom the subscription serves", async () => {
    const series = await usage(
      "meter=operations&window=period&subscription=s-a&from=2026-01-15T00:00:00Z&to=2026-02-10T00:00:00Z",
    );
    const own = total(uses.filter(({ customer }) => customer === "ada"));
    expect(series.customer).toBe("ada");
    expect(series.windows.map(({ from, to, quantity }) => [from, to, quantity])).toEqual([
      ["2026-01-10T00:00:00Z", "2026-02-10T00:00:00Z", String(own)],
    ]);
    expect(series.total).toBe(String(own));
    const line = await get<{ lines: { id: string; soFar: { quantity: string } }[] }>(
      "/v1/customers/ada/running-cost",
    );
    expect(line.lines.find(({ id }) => id === "s-a/operations/0")?.soFar.quantity).toBe(
      String(own),
    );
  });

  it("is empty before service, and refused without such a subscription or charge", async () => {
    const asked = (meter: string, subscription: string, from: string) =>
      `/v1/usage?meter=${meter}&window=period&subscription=${subscription}&from=${from}T00:00:00Z&to=2026-01-09T00:00:00Z`;
    expect(await get<UsageSeries>(asked("operations", "s-a", "2025-12-01"))).toMatchObject({
      windows: [],
      total: "0",
    });
    await refuses(
      "GET",
      asked("operations", "s-b", "2026-01-01"),
      {},
      invalid("unknown-subscription /query/subscription"),
    );
    await refuses(
      "GET",
      asked("nodes", "s-a", "2026-01-01"),
      {},
      invalid("meter-not-charged /query/meter"),
    );
  });
});
