import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { expectOk } from "../../src/fault/fault.ts";
import planned from "../../src/model/fixtures/planned.ts";
import type { Model } from "../../src/model/model.ts";
import { forecastPlan } from "../../src/plan/forecast/forecast-plan.ts";
import { forecastRowTexts } from "../../src/plan/forecast/forecast-report.ts";
import { forecastPeriods, forecastRows } from "../../src/plan/forecast/forecast-rows.ts";
import { metricRows } from "../../src/plan/forecast/metric-rows.ts";
import type {
  GoalAnswer,
  PlanDrivers,
  PlanFlowsAnswer,
  PlanForecastAnswer,
  PlanTargets,
  PlanTornado,
  WhatIfAnswer,
} from "../../src/services/plan/plan-answers.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

const model: Model = { ...planned, horizon: { from: "2027-01", years: 1 } };
let server: RunningFlorin;

const read = async <T>(path: string): Promise<T> => {
  const answer = await server.api.get(`/v1/plan/${path}`);
  expect([path, answer.status, answer.status === 200 ? "" : answer.text]).toEqual([path, 200, ""]);
  return answer.json as T;
};
const refused = async (asking: Promise<{ readonly status: number; readonly json: unknown }>) => {
  const { status, json } = await asking;
  const { errors = [] } = json as { errors?: readonly { code: string; path: string }[] };
  return [status, ...errors.map(({ code, path }) => `${code} ${path}`)];
};

beforeAll(async () => {
  server = await runFlorin("2027-01-01T00:00:00Z");
});
afterAll(() => server?.stop());

describe("a tenant without a plan", () => {
  it("is told what is missing", async () => {
    const empty = await server.addTenant("empty");
    expect(await refused(empty.get("/v1/plan/forecast"))).toEqual([422, "no-model "]);
    expect((await empty.post("/v1/models", acme)).status).toBe(201);
    expect(await refused(empty.get("/v1/plan/forecast"))).toEqual([422, "no-horizon /horizon"]);
    expect((await empty.get("/v1/plan/scenarios")).json).toMatchObject({ from: null, items: [] });
    expect((await empty.get("/v1/plan/audit")).json).toMatchObject({ findings: [] });
  });
});

describe("a model whose plan cannot be forecast", () => {
  it("is not published", async () => {
    const { rent, ...costs } = planned.costs ?? {};
    const amount = "2_500 USD per month / (month-number() - 3)";
    const broken = { ...model, costs: { ...costs, rent: { ...rent, amount } } };
    const tenant = await server.addTenant("unplanned");
    expect(await refused(tenant.post("/v1/models", broken))).toEqual([
      422,
      "undefined-figure /costs/rent/amount",
    ]);
    expect((await tenant.post("/v1/models", model)).status).toBe(201);
  });
});

describe("the plan of a published model", () => {
  it("is forecast as the library forecasts it", async () => {
    expect((await server.api.post("/v1/models", model)).status).toBe(201);
    const { periods, rows, headline } = await read<PlanForecastAnswer>("forecast?by=quarter");
    const here = expectOk(forecastPlan(model, { customers: "expected" }));
    const { first, months, currency } = here.customers;
    const cut = forecastPeriods(first, months, "quarter");
    expect(periods.map(({ label }) => label)).toEqual(cut.map(({ label }) => label));
    const own = [...forecastRows(model, here), ...metricRows(model, here)];
    expect(rows).toEqual(forecastRowTexts(own, cut, currency));
    expect(headline.map(({ id }) => id)).toContain("cash-out");
  });

  it("flows in amounts that are those of the forecast", async () => {
    const { nodes, links } = await read<PlanFlowsAnswer>("flows?year=2027&scenario=slow");
    const { rows } = await read<PlanForecastAnswer>("forecast?scenario=slow");
    const revenue = rows.find(({ id }) => id === "revenue")?.values[0];
    expect(nodes.find(({ id }) => id === "revenue")?.amount).toBe(revenue);
    expect(links.length).toBeGreaterThan(5);
  });

  it("answers what would be if as a scenario of the same words does", async () => {
    const set = model.scenarios?.slow?.set ?? {};
    const { json } = await server.api.post("/v1/plan/what-if", { set });
    const { rows, targets, scenario } = json as WhatIfAnswer;
    const slow = await read<PlanForecastAnswer>("forecast?scenario=slow&by=month");
    const base = await read<PlanForecastAnswer>("forecast?by=month");
    for (const row of rows) {
      expect(row.changed).toEqual(slow.rows.find(({ id }) => id === row.id)?.values);
      expect(row.base).toEqual(base.rows.find(({ id }) => id === row.id)?.values);
    }
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(["mrr.closing", "cash"]));
    const held = (await read<PlanTargets>("targets?scenario=slow")).items;
    expect(targets.map(({ changed }) => changed)).toEqual(held.map(({ verdict }) => verdict));
    expect(scenario).toBeNull();
  });

  it("says what moves a figure most, the same a few drivers at a time", async () => {
    const { items, figures } = await read<PlanDrivers>("drivers");
    expect(figures).toContainEqual({
      ...{ formula: "forecast.mrr", section: "Monthly recurring revenue" },
      ...{ label: "At the end", kind: "money", unit: "USD per month" },
    });
    const names = items.map(({ name }) => name);
    const ask = async (drivers: readonly string[]): Promise<PlanTornado> =>
      (await server.api.post("/v1/plan/tornado", { figure: "forecast.mrr", drivers }))
        .json as PlanTornado;
    const all = await ask(names);
    expect(all.items.length).toBeGreaterThan(1);
    const parts = [...(await ask(names.slice(0, 2))).items, ...(await ask(names.slice(2))).items];
    expect(parts).toHaveLength(all.items.length);
    expect(parts).toEqual(expect.arrayContaining([...all.items]));
  });

  it("finds what a driver would have to be, which a scenario of that value confirms", async () => {
    const driver = "segments.teams.first";
    const question = { driver, figure: "forecast.mrr", atLeast: "1M USD per month" };
    const { json } = await server.api.post("/v1/plan/seek", {
      ...question,
      to: "10k customers per month",
    });
    const { verdict, turns, month, driverUnit } = json as GoalAnswer;
    expect([verdict, turns[0]?.reached, driverUnit]).toEqual([
      "some",
      "above",
      "customer per month",
    ]);
    const set = { [driver]: `${turns[0]?.value} customers per month` };
    const answer = (await server.api.post("/v1/plan/what-if", { set })).json as WhatIfAnswer;
    const mrr = answer.rows.find(({ id }) => id === "mrr.closing")?.changed;
    expect(Number(mrr?.[answer.months.indexOf(month)])).toBeCloseTo(1e6, 0);
  });

  it("refuses questions about drivers where they are wrong", async () => {
    const seek = (body: object) =>
      refused(
        server.api.post("/v1/plan/seek", {
          driver: "segments.teams.first",
          figure: "forecast.mrr",
          ...body,
        }),
      );
    const tornado = (body: object) =>
      refused(server.api.post("/v1/plan/tornado", { figure: "forecast.mrr", ...body }));
    expect(await seek({})).toEqual([422, "goal-without-range /atLeast"]);
    expect(await seek({ atLeast: "5 customers" })).toEqual([422, "unit-mismatch /atLeast"]);
    expect(await seek({ atLeast: "1 USD per month", month: "1999-01" })).toEqual([
      422,
      "out-of-range /month",
    ]);
    expect(await seek({ atLeast: "1 USD per month", driver: "none" })).toEqual([
      422,
      "unknown-name /driver",
    ]);
    expect(await tornado({ drivers: ["none"] })).toEqual([422, "unknown-name /drivers/0"]);
    expect(await tornado({ figure: "forecast.none" })).toEqual([422, "unknown-name /figure"]);
    expect(await tornado({ swing: 91 })).toEqual([422, "out-of-range /swing"]);
  });

  it("refuses questions that it cannot answer, where they are wrong", async () => {
    const ask = (body: unknown) => refused(server.api.post("/v1/plan/what-if", body));
    const get = (path: string) => refused(server.api.get(`/v1/plan/${path}`));
    expect(await get("forecast?scenario=fast")).toEqual([422, "unknown-scenario /query/scenario"]);
    expect(await get("forecast?by=week")).toEqual([422, "not-a-choice /query/by"]);
    expect(await get("flows?year=1999")).toEqual([422, "unknown-year /query/year"]);
    expect(await ask({ set: { "segments.teams.fist": "6 customers per month" } })).toEqual([
      422,
      "unknown-name /set/segments.teams.fist",
    ]);
    expect(await ask({ set: { "segments.teams.first": "6 customers" } })).toEqual([
      422,
      "unit-mismatch /set/segments.teams.first",
    ]);
    expect(await ask({ scenario: "fast", set: {} })).toEqual([422, "unknown-scenario /scenario"]);
    expect(await ask({ set: { "segments.teams.growth": 3 } })).toEqual([
      422,
      "wrong-type /set/segments.teams.growth",
    ]);
    expect(
      await ask({ set: { "segments.teams.purchases.monthly.churn": "140% per month" } }),
    ).toEqual([422, "chance-out-of-range /set/segments.teams.purchases.monthly.churn"]);
  });
});
