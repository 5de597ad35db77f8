import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { amountOff, percentOff, usd } from "florin";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postDocument } from "../../src/ledger/documents/ledger-document.ts";
import type { MetricsAnswer } from "../../src/metrics/accounts/metrics-answer.ts";
import { movementKinds } from "../../src/metrics/movement.ts";
import { decimalOf, format, sum, trim } from "../../src/money/decimal.ts";
import { postEntries } from "../../src/services/journal-writer.ts";
import type { MetricRows } from "../../src/services/metrics.ts";
import { addClose } from "../../src/store/closes.ts";
import { heldJournalHead } from "../../src/store/journal.ts";
import { DAY_MS } from "../../src/time/instant.ts";
import { florin } from "../cli/florin.ts";
import { moneyStory } from "./money-story.ts";
import { startTelling, type Telling } from "./post-story.ts";
import { type Answer, at, type Client, type RunningFlorin, runFlorin } from "./running-florin.ts";
import { businessStory, momentsOf, type PostedFact, storyEnd, storyStart, tell } from "./story.ts";
import { storyModel } from "./story-model.ts";

/** Twelve who come and go: larger and smaller plans, pauses, ends, and some who come back. */
function leavingStory() {
  const day = (days: number): string => new Date(at(storyStart) + days * DAY_MS).toISOString();
  const plans = ["developer", "team", "business"] as const;
  return Array.from({ length: 12 }, (_, index) => {
    const customer = `l-${index}`;
    const about = { customer, subscription: `s-${customer}` };
    const told = (days: number, fact: PostedFact["fact"], more: object = {}) =>
      tell(day(days), { fact, id: `${fact}-${customer}-${days}`, ...about, ...more });
    const [first = "team", second = "team"] = [plans[index % 3], plans[(index + 1) % 3]];
    return [
      tell(day(0), { fact: "customer", id: customer, name: `Leaving ${customer}` }),
      tell(day(index), {
        fact: "subscription",
        id: about.subscription,
        customer,
        plan: first,
        cadence: index % 4 === 0 ? "annual" : "monthly",
        start: day(index).slice(0, 10),
      }),
      told(20 + index, "change", {
        plan: second,
        proration: index % 2 === 0 ? "prorated" : "none",
      }),
      ...(index % 3 === 0 ? [told(45, "pause"), told(60, "resume")] : []),
      ...(index % 3 === 1 ? [told(40 + index, "cancel", { credit: "prorated" })] : []),
      ...(index % 6 === 1 ? [told(70, "reactivate")] : []),
    ];
  }).flat();
}

/** The story's model, with coupons of every length and credits that are sold. */
const model = {
  ...storyModel,
  discounts: {
    ...storyModel.discounts,
    tenth: percentOff("10%", { reason: "promotional" }),
    twenty: amountOff(usd(20), { reason: "promotional" }),
  },
  discountOrder: [...(storyModel.discountOrder ?? []), "twenty", "tenth"],
  coupons: {
    once: { name: "Once", code: "ONCE", discount: "tenth", duration: { kind: "once" } },
    months: {
      name: "Months",
      code: "MONTHS",
      discount: "twenty",
      duration: { kind: "repeating", count: 2, unit: "months" },
    },
    always: { name: "Always", code: "ALWAYS", discount: "tenth", duration: { kind: "forever" } },
  },
  credits: { pack: { name: "Pack", kind: "prepaid", amount: "500 USD", price: "400 USD" } },
} as const;

/** Customers with coupons, and one who buys credits. */
function cheaperStory() {
  return ["ONCE", "MONTHS", "ALWAYS"].flatMap((code, index) => {
    const customer = `k-${index}`;
    const about = { customer, subscription: `s-${customer}` };
    const day = (days: number): string => new Date(at(storyStart) + days * DAY_MS).toISOString();
    return [
      tell(day(0), { fact: "customer", id: customer, name: `Cheaper ${customer}` }),
      tell(day(index), {
        fact: "subscription",
        id: about.subscription,
        customer,
        plan: "team",
        cadence: "monthly",
        start: day(index).slice(0, 10),
        ...(index === 0 ? {} : { coupons: [code] }),
      }),
      ...(index === 0
        ? [
            tell(day(9), { fact: "coupon", id: `c-${customer}`, ...about, code }),
            tell(day(12), {
              fact: "grant",
              id: `g-${customer}`,
              customer,
              credit: "pack",
              date: day(12).slice(0, 10),
            }),
          ]
        : []),
      tell(day(40), { fact: "change", id: `x-${customer}`, ...about, plan: "business" }),
    ];
  });
}

let server: RunningFlorin;
let other: Client;
let telling: Telling;
let folder: string;
let modelFile: string;
let factsFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-metrics-"));
  server = await runFlorin("2025-12-01T00:00:00Z", { databaseUrl: undefined });
  other = await server.addTenant("other");
  expect((await server.api.post("/v1/models", model)).status).toBe(201);
  telling = startTelling(server.api, 5);
  for (const moment of momentsOf([
    ...leavingStory(),
    ...cheaperStory(),
    ...businessStory(8, 9),
    ...moneyStory(6, 2),
  ])) {
    await server.moveTo(moment.at);
    await telling.tell(moment);
    // What is remembered of accounts lives through the story.
    if (new Date(moment.at).getUTCDate() < 8) await read("metrics=mrr");
  }
  await server.moveTo(storyEnd);
  modelFile = join(folder, "model.json");
  factsFile = join(folder, "facts.ndjson");
  await writeFile(modelFile, JSON.stringify(model));
  await writeFile(factsFile, telling.facts.map((fact) => `${JSON.stringify(fact)}\n`).join(""));
}, 120_000);

afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const read = async (query: string): Promise<MetricsAnswer> => {
  const answer = await server.api.get(`/v1/metrics?${query}`);
  expect([answer.status, answer.status === 200 ? "" : answer.text]).toEqual([200, ""]);
  return answer.json as MetricsAnswer;
};

const replayed = async (...words: readonly string[]): Promise<unknown> => {
  const ran = await florin([
    "metrics",
    modelFile,
    factsFile,
    "--until",
    storyEnd,
    "--skip-bad",
    "--json",
    ...words,
  ]);
  return JSON.parse(ran.results.join("\n"));
};

const put = (api: Client, body: unknown): Promise<Answer> =>
  api.ask("PUT", "/v1/metric-settings", { body });

const pages = async (path: string): Promise<readonly MetricRows[]> => {
  const found: MetricRows[] = [];
  let cursor = "";
  do {
    const answer = await server.api.get(`${path}${cursor}`);
    expect(answer.status).toBe(200);
    const page = answer.json as MetricRows;
    found.push(page);
    cursor = page.next === null ? "" : `&cursor=${encodeURIComponent(page.next)}`;
  } while (cursor !== "");
  return found;
};

describe("metrics of the server", () => {
  it.each<[string, string, readonly string[]]>([
    ["", "as they are", []],
    ["by=plan&settings=usage:in", "with use, by plan", ["--by", "plan", "--set", "usage:in"]],
    [
      "by=country&preset=chartmogul",
      "as another tool",
      ["--by", "country", "--preset", "chartmogul"],
    ],
    [
      "settings=revenueBasis:billed,concentrationBasis:billed,churnDate:request",
      "by what was billed",
      ["--set", "revenueBasis:billed,concentrationBasis:billed,churnDate:request"],
    ],
  ])("are those of a replay of the same facts: %s (%s)", async (query, _, words) => {
    const live = await read(query);
    expect(live.figures.findLast(({ metric }) => metric === "mrr")?.value).not.toBe("0.00");
    expect(live.movements.some(({ churn }) => churn !== "0.00")).toBe(true);
    // The running month has none.
    const dso = live.figures.filter(({ metric }) => metric === "dso");
    expect(dso.at(-1)?.unknown?.code).toBe("month-not-over");
    expect(dso.at(-2)?.value).not.toBe(null);
    expect(live).toEqual(await replayed(...words));
  });

  it("move to the cent, in every slice too", async () => {
    const { movements, slices = [] } = await read("by=customer&from=2026-01");
    expect(slices.length).toBeGreaterThan(20);
    for (const row of [...movements, ...slices]) {
      const parts = ["opening", ...movementKinds] as const;
      const moved = sum(parts.map((part) => decimalOf(row[part])));
      expect(format(trim(moved))).toBe(format(trim(decimalOf(row.closing))));
    }
  });

  it("count coupons for as long as they last, and credits when they are sold", async () => {
    const mrr = async (month: string, discounts: string): Promise<number> => {
      const query = `metrics=mrr&from=${month}&to=${month}&settings=discounts:${discounts}`;
      return Number((await read(query)).figures[0]?.value);
    };
    // In January two have a coupon, of 20 and of 49.90; in February ONCE has begun.
    expect((await mrr("2026-01", "none")) - (await mrr("2026-01", "all"))).toBeCloseTo(69.9);
    expect((await mrr("2026-02", "none")) - (await mrr("2026-02", "forever"))).toBeCloseTo(299.9);
    const [page] = await pages("/v1/metrics/billings/rows?month=2026-02&limit=200");
    const sold = page?.items.filter(({ customer, amount }) => customer === "k-0" && amount < "0");
    expect(sold).not.toEqual([]);
  });

  it("say which months are not over, and what they do not know", async () => {
    const answer = await read("from=2026-02&to=2026-04&metrics=mrr,ltv,deferred-revenue");
    expect(answer).toMatchObject({ asOf: storyEnd, incompleteFrom: "2026-04", zone: "UTC" });
    const unknown = Object.fromEntries(
      answer.figures.map(({ metric, value, unknown: why }) => [metric, [value, why?.code]]),
    );
    expect(unknown).toMatchObject({
      "deferred-revenue": [null, "month-not-closed"],
      ltv: [null, "no-gross-margin"],
    });
  });

  it("come as CSV where that is asked for", async () => {
    const ask = (accept: string) =>
      server.api.ask("GET", "/v1/metrics?metrics=mrr&from=2026-03&to=2026-03", {
        headers: { accept },
      });
    const csv = await ask("text/csv");
    const [figure] = (await read("metrics=mrr&from=2026-03&to=2026-03")).figures;
    expect(csv.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(csv.text).toBe(
      `metric,month,after,unit,currency,value,missing\r\nmrr,2026-03,,money,USD,${figure?.value},\r\n`,
    );
    expect((await ask("text/csv;q=0.5, application/json")).headers["content-type"]).toContain(
      "json",
    );
    expect((await ask("image/png")).status).toBe(406);
  });

  it("have the same figures from the command line beside the server", async () => {
    const { embedded } = server.florin.store;
    expect(embedded).toBeDefined();
    const words = [
      "metrics",
      "--data",
      server.dataFolder,
      "--metrics",
      "mrr,nrr-monthly",
      "--json",
    ];
    const ran = await florin(words);
    expect(ran.messages).toEqual([]);
    expect(JSON.parse(ran.results.join("\n"))).toEqual(await read("metrics=mrr,nrr-monthly"));
  });
});

describe("the rows behind a figure", () => {
  it.each(["mrr", "churn-mrr", "logo-churn", "billings", "revenue-cohorts"])(
    "of %s add up to its term, page by page",
    async (metric) => {
      const found = await pages(`/v1/metrics/${metric}/rows?month=2026-02&limit=3`);
      const rows = found.flatMap(({ items }) => items);
      const [first] = found;
      expect(rows).toHaveLength(first?.total ?? -1);
      expect(rows.length).toBeGreaterThan(0);
      const term = first?.terms.find(({ id }) => id === first.term);
      const total = sum(rows.map(({ amount }) => decimalOf(amount)));
      expect(format(trim(total))).toBe(format(trim(decimalOf(term?.amount ?? "0"))));
      const { rows: whole } = (await replayed("--rows", metric, "--to", "2026-02")) as {
        rows: readonly unknown[];
      };
      expect(rows.map((row) => JSON.stringify(row))).toEqual(
        whole.map((row) => JSON.stringify(row)),
      );
    },
  );

  it("are nothing where there is no such metric, term or cohort", async () => {
    const statusOf = async (path: string) => (await server.api.get(`/v1/metrics/${path}`)).status;
    expect(await statusOf("mrrr/rows?month=2026-02")).toBe(404);
    expect(await statusOf("mrr/rows?month=2026-02&term=lost")).toBe(404);
    expect(await statusOf("logo-cohorts/rows?month=2024-01")).toBe(404);
    expect(await statusOf("mrr/rows")).toBe(422);
    expect(await statusOf("mrr/rows?month=2026-02&cursor=x")).toBe(400);
    expect((await server.api.get("/v1/metrics/mrr/rows?month=2031-01")).json).toMatchObject({
      errors: [{ code: "month-to-come", path: "/query/month" }],
    });
  });
});

describe("what is refused", () => {
  it.each([
    ["from=2026-3", "invalid-month", "/query/from"],
    ["to=2026-05", "month-to-come", "/query/to"],
    ["from=2026-03&to=2026-02", "invalid-month-span", "/query/from"],
    ["from=2001-01", "invalid-month-span", "/query/from"],
    ["metrics=mrr,nrrr", "unknown-metric", "/query/metrics"],
    ["by=colour", "unknown-slice", "/query/by"],
    ["preset=stipe", "unknown-metric-preset", "/query/preset"],
    ["settings=usage", "invalid-setting-choice", "/query/settings"],
    ["settings=usage:maybe", "invalid-metric-setting", "/query/settings"],
    ["settings=use:in", "unknown-metric-setting", "/query/settings"],
  ])("%s: %s", async (query, code, path) => {
    const answer = await server.api.get(`/v1/metrics?${query}`);
    expect([answer.status, answer.json]).toEqual([
      422,
      expect.objectContaining({ errors: [expect.objectContaining({ code, path })] }),
    ]);
  });
});

describe("a tenant's settings", () => {
  it("hold for its own questions, and for no other tenant's", async () => {
    const before = await read("metrics=mrr");
    expect((await put(server.api, { usage: "maybe" })).status).toBe(422);
    expect((await put(server.api, ["usage"])).status).toBe(422);
    const saved = await put(server.api, { preset: "stripe", usage: "in" });
    expect(saved.json).toMatchObject({
      chosen: { preset: "stripe", usage: "in" },
      inForce: { usage: "in", discounts: "forever", churnCount: "all" },
      savedAt: storyEnd,
    });
    expect((await server.api.get("/v1/metric-settings")).json).toEqual(saved.json);
    const after = await read("metrics=mrr");
    expect(after.settings).toMatchObject({ usage: "in", churnCount: "all" });
    expect(after.figures).not.toEqual(before.figures);
    expect((await read("metrics=mrr&settings=usage:out")).settings).toMatchObject({
      usage: "out",
      churnCount: "all",
    });
    expect((await read("metrics=mrr&preset=smsb")).settings.usage).toBe("out");
    expect((await other.get("/v1/metric-settings")).json).toMatchObject({
      chosen: {},
      savedAt: null,
    });
    expect((await put(server.api, {})).json).toMatchObject({ chosen: {} });
    expect((await read("metrics=mrr")).figures).toEqual(before.figures);
  });

  it("need a model to count with, and show another tenant nothing", async () => {
    expect((await other.get("/v1/metrics")).json).toMatchObject({
      errors: [{ code: "no-model" }],
    });
    expect((await other.post("/v1/models", storyModel)).status).toBe(201);
    const answer = (await other.get("/v1/metrics?metrics=customers,billings"))
      .json as MetricsAnswer;
    expect(new Set(answer.figures.map(({ value }) => value))).toEqual(new Set(["0", "0.00"]));
  });
});

describe("what the books say", () => {
  it("is there where payments are in them, and of months that are closed", async () => {
    await server.florin.store.withTenant("default", async (tx) => {
      const date = at("2026-02-28T23:59:59Z");
      const amounts = [{ stream: "subscriptions", amount: "50.00", against: "deferred" }] as const;
      const recognised = { kind: "recognition", id: "2026-02", currency: "USD" } as const;
      await postEntries(tx, [postDocument({ ...recognised, date, amounts })]);
      await addClose(tx, {
        month: "2026-02",
        beginsAt: at("2026-02-01T00:00:00Z"),
        endsAt: at("2026-03-01T00:00:00Z"),
        zone: "UTC",
        closedAt: at("2026-03-02T00:00:00Z"),
        head: await heldJournalHead(tx),
        report: "{}",
      });
    });
    const metrics = "dso,collection-effectiveness,deferred-revenue,recurring-share";
    const { figures } = await read(`metrics=${metrics}&from=2026-02&to=2026-03`);
    const shown = Object.fromEntries(
      figures.map(({ metric, month, value, unknown }) => [
        `${metric} ${month}`,
        value ?? unknown?.code,
      ]),
    );
    expect(shown["dso 2026-02"]).toMatch(/^\d+\.\d$/);
    expect(shown["collection-effectiveness 2026-02"]).toMatch(/^-?\d\.\d+$/);
    expect(shown["deferred-revenue 2026-02"]).toMatch(/^\d+\.\d\d$/);
    // March is not closed yet, so nobody knows what it earned.
    expect(shown["deferred-revenue 2026-03"]).toBe("month-not-closed");
    expect(shown["recurring-share 2026-03"]).toBe("month-not-closed");
    const paidOnly = await read(
      "metrics=deferred-revenue&from=2026-02&to=2026-02&settings=deferred:paid",
    );
    expect(paidOnly.figures[0]?.unknown?.code).toBe("deferred-not-by-invoice");
  });
});
