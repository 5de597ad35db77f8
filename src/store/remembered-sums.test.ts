import { afterAll, beforeAll, expect, it } from "vitest";
import { propertySeed } from "../../test/property.ts";
import type { EventCorrection } from "../metering/event-correction.ts";
import type { Meter } from "../model/meter.ts";
import { format } from "../money/decimal.ts";
import { seededRandom } from "../testing/random.ts";
import { DAY_MS, HOUR_MS } from "../time/instant.ts";
import type { UnbilledScope } from "./event-store.ts";
import { eraseTexts } from "./personal-data.ts";
import { rememberSums } from "./remembered-sums.ts";
import { storeUnderTest } from "./store-under-test.fixture.ts";
import { operationsEvent } from "./stored-events.fixture.ts";
import { summedUsage } from "./summed-usage.ts";
import type { Tx } from "./tenant.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";
import { countPlainUnbilled } from "./unbilled-sum.ts";
import { topUsage, usageWindows } from "./usage-windows.ts";

let database: TestDatabase;
let now = Date.UTC(2026, 2, 1);
let isOwn = false;
const clock = { now: () => now, isOwn: () => isOwn };
beforeAll(async () => {
  database = await testDatabase({ clock });
});
afterAll(() => database.drop());

const tenant = "acme";
const from = Date.UTC(2026, 0, 20);
const to = Date.UTC(2026, 1, 20);
const boundaries = [from, from + 5 * HOUR_MS, from + 12 * DAY_MS, to];
const meters: readonly Meter[] = [
  {
    event: "inference",
    aggregation: { kind: "sum", property: "operations" },
    unit: "operation",
    filter: { property: "user", notEquals: "nobody" },
  },
  { event: "inference", aggregation: { kind: "count" }, unit: "request" },
];

const anna = { any: [{ property: "user", equals: "anna" }] };
const unbilled: UnbilledScope = {
  metered: new Map([["inference", ["acme@1/plan"]]]),
  judged: new Map(),
  late: { graceMs: HOUR_MS, lookBackMs: DAY_MS },
  judge: async () => [],
};
const { addCustomer } = storeUnderTest(() => database);
const sell = (customer: string, days: number): Promise<void> =>
  addCustomer(tenant, customer, {
    product: "plan",
    from: from + days * DAY_MS,
    to: from + (days + 9) * DAY_MS,
  });

const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.store.withTenant(tenant, work, { readOnly: true });

function remembered(keysMost?: number) {
  let settled = 0;
  const sums = rememberSums({
    now: clock.now,
    settle: (_, until) => {
      settled += 1;
      return database.store.withTenant(tenant, (tx) => database.store.events.settle(tx, until));
    },
    read: (_, work) => read(work),
    changesMost: 5,
    ...(keysMost === undefined ? {} : { keysMost }),
  });
  return { ...summedUsage(sums), settled: () => settled };
}

const texts = (readings: readonly Parameters<typeof textOf>[0][] | undefined) =>
  readings?.map(textOf);
const textOf = ({
  quantity,
  events,
  customer,
}: {
  quantity: Parameters<typeof format>[0];
  events: number;
  customer?: string;
}): string => `${customer ?? ""} ${format(quantity)} of ${events}`;

async function expectSame(usage: ReturnType<typeof remembered>): Promise<void> {
  for (const meter of meters) {
    const top = { meter, from, to, limit: 20 };
    const windows = { meter, boundaries };
    expect(texts(await usage.top(tenant, top))).toEqual(
      texts(await read((tx) => topUsage(tx, top))),
    );
    expect(texts(await usage.windows(tenant, windows))).toEqual(
      texts(await read((tx) => usageWindows(tx, windows))),
    );
  }
  for (const judged of [new Map(), new Map([["inference", new Map([["acme@1/plan", anna]])]])]) {
    const scope = { ...unbilled, judged };
    const plain = await read((tx) => countPlainUnbilled(tx, scope));
    expect(await usage.countUnbilled(tenant, scope)).toBe(plain);
  }
  const [row] = await read((tx) =>
    tx.rows<{ events: number }>(
      "select count(*)::integer as events from events where correction is null",
    ),
  );
  expect(await usage.countEvents(tenant)).toBe(row?.events);
}

it("is what all events come to, however they came, were corrected or went", async () => {
  const { events } = database.store;
  const random = seededRandom(propertySeed);
  const ids: string[] = [];
  const values = [1, 2.5, "0.000000000000000001", "-3", "none", true, 7];
  const event = (given: Parameters<typeof operationsEvent>[1] = {}) => {
    const id = `e-${ids.length}`;
    ids.push(id);
    const operations = values[random.whole(0, values.length - 1)] ?? 0;
    return operationsEvent(id, {
      customer: `c-${random.whole(1, 9)}`,
      time: from - DAY_MS + random.whole(0, 34 * 24) * HOUR_MS,
      data: { operations, user: ["anna", "nobody"][random.whole(0, 1)] ?? "" },
      ...given,
    });
  };
  const some = (count: number) => Array.from({ length: count }, () => event());
  const correction = (index: number): EventCorrection => {
    const of = { source: "api", id: ids[random.whole(0, ids.length - 1)] ?? "" };
    return random.whole(0, 1) === 0
      ? { id: `void-${index}`, kind: "void", of }
      : {
          id: `replace-${index}`,
          kind: "replace",
          of,
          change: { data: { operations: index, user: "anna" } },
        };
  };
  const usage = remembered();
  const lone = event({ customer: "c-lone", time: from });
  await events.append(tenant, [lone, ...some(30)]);
  for (const index of [1, 2, 3]) await sell(`c-${index}`, index * 3);
  now += HOUR_MS;
  await expectSame(usage);
  const taken = { source: lone.source, id: lone.id };
  await events.correct(tenant, [{ id: "void-lone", kind: "void", of: taken }], () => []);
  await expectSame(usage);
  const first = usage.settled();
  for (let step = 0; step < 24; step += 1) {
    if (random.whole(0, 2) > 0) now += HOUR_MS;
    if (step % 4 === 3) await events.correct(tenant, [correction(step)], () => []);
    else await events.append(tenant, some(random.whole(0, 4)));
    if (step === 10) await sell("c-4", 2);
    await expectSame(usage);
  }
  expect(usage.settled()).toBeGreaterThan(first);

  await events.importHistory(tenant, [event({ receivedAt: from }), event({ receivedAt: from })]);
  await expectSame(usage);

  const erasing = { olds: ["nobody"], news: ["erased-1"], keepSince: 0 };
  const erased = await database.store.withTenant(tenant, (tx) =>
    eraseTexts(tx, { customer: "c-1", ...erasing }),
  );
  expect(erased.map(({ table }) => table)).toContain("events");
  await expectSame(usage);

  const asked = Array.from({ length: 4 }, () => expectSame(usage).catch(() => undefined));
  await Promise.all([...asked, ...[3, 2, 1].map((count) => events.append(tenant, some(count)))]);
  await expectSame(usage);

  const owner = database.store.openOwnerPool();
  try {
    const january = await read((tx) =>
      events.upkeep.storedMonth(tx, Date.UTC(2026, 0), Date.UTC(2026, 1)),
    );
    const rolledUp = new Map([[tenant, january]]);
    expect(
      await events.upkeep.dropMonths(owner, Date.UTC(2026, 1), async () => rolledUp),
    ).toContain("2026-01");
  } finally {
    await owner.end();
  }
  await expectSame(usage);
});

it("reads nothing but what came since, and remembers no more keys than it may", async () => {
  const usage = remembered();
  const top = { meter: meters[0] as Meter, from, to, limit: 5 };
  await usage.top(tenant, top);
  await usage.top(tenant, top);
  expect(usage.settled()).toBe(1);
  expect(await remembered(1).top(tenant, top)).toBeUndefined();
  expect(await usage.top(tenant, { ...top, to: from + HOUR_MS })).toBeUndefined();
  expect(await usage.top(tenant, { ...top, to: to + 1 })).toBeUndefined();
  const peak: Meter = { ...top.meter, aggregation: { kind: "max", property: "operations" } };
  expect(await usage.top(tenant, { ...top, meter: peak })).toBeUndefined();
});

it("forgets what it read by a clock that was not known to be the tenant's own", async () => {
  const usage = remembered();
  const known = now;
  now += 90 * DAY_MS;
  await expectSame(usage);
  isOwn = true;
  now = known + HOUR_MS;
  const shows = new Date(now).toISOString();
  await database.admin.query("update tenants set kind = 'sandbox', clock_at = $1 where id = $2", [
    shows,
    tenant,
  ]);
  await database.store.events.append(tenant, [
    operationsEvent("e-own-clock", { time: to - HOUR_MS }),
  ]);
  await expectSame(usage);
});
