import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { expectOk } from "../../src/fault/fault.ts";
import type { Meter } from "../../src/model/meter.ts";
import type { Model } from "../../src/model/model.ts";
import { usd } from "../../src/money/money.ts";
import { perUnit } from "../../src/pricing/per-unit.ts";
import type { UsageSeries, UsageSeriesWindow } from "../../src/services/reports.ts";
import { dropOldUsage } from "../../src/services/usage-retention.ts";
import { hasChdb, openChdb } from "../../src/store/clickhouse/chdb.fixture.ts";
import { countMeters } from "../../src/store/count-meters.ts";
import { saveKeptMonth } from "../../src/store/dropped-months.ts";
import type { Tx } from "../../src/store/tenant.ts";
import { counterKey } from "../../src/store/usage-counters.ts";
import { verifyCounters } from "../../src/store/verify-counters.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { formatInstant, HOUR_MS, parseInstant } from "../../src/time/instant.ts";
import { asking, type Page } from "./asking.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

const { operations, storage } = acme.meters;
const dimensions = { region: "any" } as const;
const read = (kind: "max" | "min" | "latest", property = "operations") =>
  ({ event: "inference", aggregation: { kind, property }, unit: "operation" }) as const;
const users = {
  event: "inference",
  aggregation: { kind: "unique", property: "user" },
  unit: "user",
  dimensions,
} as const;
const { hybrid } = acme.plans;

const model: Model = {
  ...acme,
  meters: {
    nodes: acme.meters.nodes,
    storage,
    operations: { ...operations, dimensions },
    calls: { event: "inference", aggregation: { kind: "count" }, unit: "call" },
    large: { ...operations, filter: { property: "operations", above: 250 } },
    peak: { ...read("max"), dimensions },
    low: read("min"),
    last: read("latest"),
    users,
    typical: {
      ...read("max"),
      aggregation: { kind: "percentile", property: "operations", percentile: 90 },
    },
  },
  plans: {
    ...acme.plans,
    hybrid: {
      ...hybrid,
      charges: {
        ...hybrid.charges,
        users: { meter: "users", price: perUnit(usd(1)), stream: "usage" },
      },
      quotas: { calls: { meter: "calls", limit: 1_000_000, per: "month", overage: "bill" } },
    },
  },
};
const thorough = ["operations", "peak", "users"];
const others = ["calls", "large", "low", "last", "typical"];

const at = (text: string): number => expectOk(parseInstant(text));

/** Uses of a stretch of days by two customers in two regions or none. */
function someUses(seed: number, from: string, to: string): readonly object[] {
  const random = seededRandom(seed);
  const hours = (at(to) - at(from)) / HOUR_MS;
  return Array.from({ length: 60 }, (_, place) => ({
    id: `u-${seed}-${place}`,
    type: place % 9 === 0 ? "stored" : "inference",
    customer: random.whole(0, 1) === 0 ? "ada" : "ben",
    time: formatInstant(at(from) + random.whole(0, hours * 60 - 1) * 60_000),
    data: {
      operations: random.whole(1, 500),
      gb: random.whole(0, 9),
      user: `user-${random.whole(0, 7)}`,
      ...[{ region: "eu" }, { region: "us" }, {}][random.whole(0, 2)],
    },
  }));
}

const months = ["2021-01-01", "2021-02-01", "2021-03-01", "2021-03-25"];

async function serving(options: Parameters<typeof runFlorin>[1]): Promise<RunningFlorin> {
  const server = await runFlorin("2021-01-01T00:00:00Z", options);
  const { post } = asking(() => server.api);
  const told = [
    ["/v1/models", model],
    ["/v1/customers", { id: "ada", name: "Ada", timeZone: "Europe/Berlin" }],
    ["/v1/customers", { id: "ben", name: "Ben" }],
    ["/v1/subscriptions", { id: "s-a", customer: "ada", plan: "hybrid", start: "2021-01-10" }],
  ] as const;
  for (const [path, body] of told) expect((await post(path, body)).status, path).toBe(201);
  for (const [place, to] of months.slice(1).entries()) {
    await server.moveTo(`${to}T00:00:00Z`);
    const uses = someUses(place + 1, `${months[place]}T00:00:00Z`, `${to}T00:00:00Z`);
    expect((await post("/v1/events", uses)).json).toMatchObject({ accepted: uses.length });
  }
  return server;
}

const quarter = "from=2021-01-01T00:00:00Z&to=2021-04-01T00:00:00Z";
/** What is asked before and after; of each, whether all of it can be told of a meter that is kept as figures. */
const questions: readonly (readonly [query: string, isToldOfFigures: boolean])[] = [
  [`${quarter}&window=month`, true],
  [`${quarter}&window=day`, true],
  [`from=2021-01-01T00:00:00Z&to=2021-03-01T00:00:00Z&window=hour`, true],
  [`from=2020-12-31T23:00:00Z&to=2021-03-31T22:00:00Z&customer=ada&window=month`, true],
  [`from=2020-12-31T23:00:00Z&to=2021-03-31T22:00:00Z&customer=ada&window=day`, true],
  [`${quarter}&customer=ben&window=day&timezone=Europe/Berlin`, false],
  [`from=2021-01-15T06:15:00Z&to=2021-03-02T11:45:00Z&window=month&timezone=Asia/Kolkata`, false],
];

type Answers = ReadonlyMap<string, UsageSeries>;

/** All questions of some meters; of the others what covers months, and what cuts them. */
async function answersOf(server: RunningFlorin, isThorough: boolean): Promise<Answers> {
  const { get } = asking(() => server.api);
  const [whole, cut] = [questions[0], questions.at(-1)].map((question) => question?.[0]);
  const asked = [
    ...thorough.flatMap((meter) => [
      ...questions
        .filter(([query]) => isThorough || query === whole || query === cut)
        .map(([query]) => `meter=${meter}&${query}`),
      `meter=${meter}&${whole}&groupBy=region`,
    ]),
    ...others
      .filter(() => isThorough)
      .flatMap((meter) => [whole, cut].map((query) => `meter=${meter}&${query}`)),
    ...["operations", "users"].map(
      (meter) => `meter=${meter}&${quarter}&window=period&subscription=s-a`,
    ),
  ];
  const answers = new Map<string, UsageSeries>();
  for (const query of asked) answers.set(query, await get<UsageSeries>(`/v1/usage?${query}`));
  return answers;
}

const figure = ({ source: _, ...window }: UsageSeriesWindow): object => window;
const edges = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  `${from}/${to}`;

const engines = [
  ["PostgreSQL", true, () => ({})],
  ["ClickHouse", hasChdb, () => ({ clickhouse: openChdb() })],
] as const;

describe.each(engines)("usage of dropped months on %s", (engine, isThere, options) => {
  let server: RunningFlorin;
  let before: Answers;
  let after: Answers;
  let topBefore: unknown;
  const top = "/v1/usage/top?meter=peak&from=2021-01-01T00:00:00Z&to=2021-04-01T00:00:00Z";
  beforeAll(async () => {
    if (!isThere) return;
    server = await serving(options());
    const { store } = server.florin;
    before = await answersOf(server, engine === "PostgreSQL");
    topBefore = await asking(() => server.api).get(top);
    const gone = await dropOldUsage(store, { usageDays: 20, identityDays: 20 }, ["default"]);
    expect(gone).toEqual(["2021-01", "2021-02"]);
    after = await answersOf(server, engine === "PostgreSQL");
  });
  afterAll(async () => {
    await server?.stop();
    // Other tests of the process tell of events of the same tenant.
    if (isThere && engine === "ClickHouse") await openChdb().run("truncate table events");
  });

  it.skipIf(!isThere)("is what it was, or said not to be known", () => {
    for (const [query, series] of after) {
      const wanted = before.get(query) as UsageSeries;
      const { dropped, windows, total, groups = [], events, ...rest } = series;
      expect(dropped?.months, query).toEqual(["2021-01", "2021-02"]);
      const unknown = new Set(dropped?.unknown.map(edges));
      const known = (all: readonly UsageSeriesWindow[]) =>
        all.filter((window) => !unknown.has(edges(window)));
      expect(windows.map(figure), query).toEqual(known(wanted.windows));
      expect(rest).toMatchObject({ meter: wanted.meter, timeZone: wanted.timeZone });
      if (total !== null) expect([total, events], query).toEqual([wanted.total, wanted.events]);
      for (const group of groups) {
        const own = wanted.groups?.find(({ value }) => value === group.value);
        expect(group.windows.map(figure), query).toEqual(known(own?.windows ?? []));
        if (group.total !== null) expect(group.total, query).toBe(own?.total);
      }
      expect(groups.map(({ value }) => value).sort(), query).toEqual(
        (wanted.groups ?? []).map(({ value }) => value).sort(),
      );
    }
  });

  it.skipIf(!isThere)("is known of whole windows, and of any time where it adds up", () => {
    const figures = new Set(["users", "typical", "last"]);
    for (const [query, { meter, dropped, total, windows }] of after) {
      const [, isTold] = questions.find(([asked]) => query.includes(asked)) ?? ["", true];
      if (figures.has(meter) && !isTold) {
        expect(dropped?.unknown.length, query).toBeGreaterThan(0);
        expect(total, query).toBeNull();
      } else expect(dropped?.unknown, query).toEqual([]);
      if (!figures.has(meter)) expect(total, query).not.toBeNull();
      const sources = new Set(windows.map(({ source }) => source));
      if (query.includes("window=day")) expect(sources.has("counters"), query).toBe(true);
    }
  });

  it.skipIf(!isThere)(
    "ranks who used most as before, and refuses what it cannot tell",
    async () => {
      const { get } = asking(() => server.api);
      expect(await get<Page<object>>(top)).toEqual(topBefore);
      const refused = await server.api.get(top.replace("peak", "users"));
      expect([refused.status, refused.text]).toEqual([
        422,
        expect.stringContaining("usage-not-kept"),
      ]);
    },
  );

  it.skipIf(!isThere)(
    "says of a value that holds on that it is not kept, and of later time what it did",
    async () => {
      const { get } = asking(() => server.api);
      const asked = (from: string) =>
        get<UsageSeries>(
          `/v1/usage?meter=storage&from=${from}T00:00:00Z&to=2021-04-01T00:00:00Z&window=month`,
        );
      expect(await asked("2021-02-01")).toMatchObject({
        windows: [],
        total: null,
        dropped: { months: ["2021-02"], unknown: [{}, {}] },
      });
      const march = await asked("2021-03-01");
      expect(march.dropped).toBeUndefined();
      expect(march.windows).toHaveLength(1);
    },
  );

  /** What a counter says of Ben's time. */
  const countedOf = (tx: Tx, meter: Meter, from: string, to: string) =>
    tx.rows<{ used: number }>(
      `select sum(quantity)::integer as used from usage_counters
      where counter = $1 and customer = 'ben' and bucket >= $2 and bucket < $3`,
      [counterKey(meter), from, to],
    );
  const usedByBen = async (meter: string, from: string, to: string) => {
    const range = `customer=ben&from=${from}T00:00:00Z&to=${to}T00:00:00Z&window=month`;
    const { get } = asking(() => server.api);
    const { total } = await get<UsageSeries>(`/v1/usage?meter=${meter}&${range}`);
    return [{ used: Number(total) }];
  };

  it.skipIf(!isThere)("is counted for a quota that a meter gets after its events", async () => {
    const { store } = server.florin;
    const meter: Meter = { ...operations, dimensions };
    const january = ["2021-01-01", "2021-02-01"] as const;
    const all = ["2021-01-01", "2021-04-01"] as const;
    const counted = await store.withTenant("default", async (tx) => {
      await countMeters(tx, [meter], store.events.upkeep);
      return [await countedOf(tx, meter, ...january), await countedOf(tx, meter, ...all)];
    });
    expect(counted).toEqual([
      await usedByBen("operations", ...january),
      await usedByBen("operations", ...all),
    ]);
  });

  it.skipIf(!isThere)(
    "takes in what comes late, and no counter is found wrong for it",
    async () => {
      const { get, post } = asking(() => server.api);
      const days = "from=2021-02-03T00:00:00Z&to=2021-02-05T00:00:00Z&window=day";
      const read = (meter: string) => get<UsageSeries>(`/v1/usage?meter=${meter}&${days}`);
      const [day] = (await read("operations")).windows;
      const late = { type: "inference", customer: "ben", time: "2021-02-03T04:05:00Z" };
      const data = { operations: 9_999, user: "user-new", region: "eu" };
      expect((await post("/v1/events", { id: "late", ...late, data })).status).toBeLessThan(300);
      const [sums, peaks, apart] = await Promise.all(["operations", "peak", "users"].map(read));
      expect(sums?.windows[0]).toMatchObject({
        quantity: String(Number(day?.quantity) + 9_999),
        source: "both",
      });
      expect(Number(peaks?.windows[0]?.quantity)).toBeGreaterThanOrEqual(9_999);
      expect(apart?.windows.map(({ from }) => from)).toEqual(["2021-02-04T00:00:00Z"]);
      expect(apart?.dropped?.unknown).toEqual([
        { from: "2021-02-03T00:00:00Z", to: "2021-02-04T00:00:00Z" },
      ]);
      const { store } = server.florin;
      const february = ["2021-02-01", "2021-03-01"] as const;
      const calls: Meter = { event: "inference", aggregation: { kind: "count" }, unit: "call" };
      const [broken, counted, wrong] = await store.withTenant("default", async (tx) => {
        const before = await verifyCounters(tx, store.events.upkeep);
        const used = await countedOf(tx, calls, ...february);
        // A month that is rolled up and not dropped is looked at like any other.
        const march = { from: at("2021-03-01T00:00:00Z"), to: at("2021-04-01T00:00:00Z") };
        await saveKeptMonth(tx, { ...march, kept: {} }, march.to);
        await tx.run("savepoint sound");
        await tx.run(
          "update usage_counters set quantity = quantity + 1 where counter = $1 and bucket >= '2021-02-20' and bucket < '2021-04-01'",
          [counterKey(calls)],
        );
        const after = await verifyCounters(tx, store.events.upkeep);
        await tx.run("rollback to sound");
        return [before, used, after];
      });
      expect(broken).toEqual([]);
      expect(counted).toEqual(await usedByBen("calls", ...february));
      expect(wrong.length).toBeGreaterThan(0);
      const elsewhere = wrong.filter(({ subject }) => !subject.includes("/2021-03-"));
      expect(elsewhere).toEqual([]);
      const again = await dropOldUsage(store, { usageDays: 20, identityDays: 20 }, ["default"]);
      expect(again).toEqual([]);
    },
  );
});
