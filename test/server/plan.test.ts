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
  PlanFlowsAnswer,
  PlanForecastAnswer,
  PlanTargets,
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
