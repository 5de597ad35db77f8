import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "../../src/fault/fault.ts";
import { loadModel } from "../../src/model/load-model.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
const post = async (path: string, body: unknown): Promise<void> => {
  const answer = await server.api.post(path, body);
  expect([path, answer.status < 300 ? "" : answer.text]).toEqual([path, ""]);
};
const keep = (body: unknown) => server.api.ask("PUT", "/v1/metric-settings", { body });
const read = async <T>(path: string): Promise<T> => (await server.api.get(`/v1/${path}`)).json as T;

/** One maker, who pays 50 USD and used 120 minutes at 0.10 USD, sold by a model that counts use. */
beforeAll(async () => {
  server = await runFlorin("2027-01-01T00:00:00Z");
  const { model } = expectOk(await loadModel("test/cli/models/studio.yaml"));
  await post("/v1/models", { ...model, metricSettings: { usage: "in" } });
  await post("/v1/plan/locks", { id: "budget" });
  await post("/v1/customers", { id: "ada", name: "Ada", segment: "makers" });
  const bought = { id: "s", customer: "ada", plan: "team", cadence: "monthly" };
  await post("/v1/subscriptions", { ...bought, start: "2027-01-01" });
  await server.moveTo("2027-01-14T09:30:00Z");
  const used = { id: "e", source: "farm", type: "render", customer: "ada" };
  await post("/v1/events", { ...used, time: "2027-01-14T09:30:00Z", data: { minutes: "120" } });
  await server.moveTo("2027-02-10T00:00:00Z");
  await post("/v1/closes", { month: "2027-01" });
});
afterAll(() => server?.stop());

interface Counted {
  readonly metrics: string | undefined;
  readonly variance: string | undefined;
  /** Whether the plan counts use, in its forecast and in what was locked. */
  readonly planned: readonly boolean[];
}

/** January's recurring value, as each service counts it. */
async function counted(question = ""): Promise<Counted> {
  const months = "from=2027-01&to=2027-01";
  const metrics = await read<{ figures: readonly { value: string }[] }>(
    `metrics?metrics=mrr&${months}${question}`,
  );
  const variance = await read<{ rows: readonly { plan: string; actual: string }[] }>(
    "plan/variance?lock=budget&metric=mrr&to=2027-01",
  );
  const forecast = await read<{ rows: readonly { id: string; values: readonly string[] }[] }>(
    "plan/forecast?by=month",
  );
  const closing = forecast.rows.find(({ id }) => id === "mrr.closing")?.values[0];
  const [business] = variance.rows;
  return {
    metrics: metrics.figures[0]?.value,
    variance: business?.actual,
    planned: [business?.plan, closing].map((value) => Number(value) > 800),
  };
}

describe("the settings that metrics are counted by", () => {
  it("are the model's, where nobody chose any", async () => {
    const all = { metrics: "62.00", variance: "62.00", planned: [true, true] };
    expect(await counted()).toEqual(all);
    expect(await read("metric-settings")).toMatchObject({
      chosen: {},
      inForce: { usage: "in" },
      savedAt: null,
    });
    const { settings } = await read<{ settings: readonly { id: string; value: string }[] }>(
      "metrics/definitions",
    );
    expect(settings.find(({ id }) => id === "usage")?.value).toBe("in");
  });

  it("are those that the server keeps ahead of the model's, in plan and actual alike", async () => {
    expect((await keep({ usage: "out" })).json).toMatchObject({ inForce: { usage: "out" } });
    const all = { metrics: "50.00", variance: "50.00", planned: [false, false] };
    expect(await counted()).toEqual(all);
    // Another setting leaves what the model says of this one.
    await keep({ churnBase: "average" });
    expect(await counted()).toMatchObject({ metrics: "62.00", variance: "62.00" });
    // A preset chooses all of them.
    await keep({ preset: "chartmogul" });
    expect(await counted()).toMatchObject({ metrics: "50.00", variance: "50.00" });
  });

  it("are those of the question ahead of both", async () => {
    await keep({ usage: "out" });
    expect((await counted("&settings=usage:in")).metrics).toBe("62.00");
    await keep({});
    expect((await counted("&preset=smsb")).metrics).toBe("50.00");
    expect((await counted()).metrics).toBe("62.00");
  });

  it("count a plan by what was kept when it was locked, and its variance by what is kept now", async () => {
    await keep({ usage: "out" });
    await post("/v1/plan/locks", { id: "without-use" });
    const locked = async (id: string): Promise<number> => {
      const { rows } = await read<{ rows: readonly { id: string; values: readonly string[] }[] }>(
        `plan/locks/${id}`,
      );
      return Number(rows.find((row) => row.id === "mrr.closing")?.values[0]);
    };
    expect(await locked("without-use")).toBeLessThan(await locked("budget"));
    await keep({});
    const of = (lock: string) => read(`plan/variance?lock=${lock}&metric=mrr&to=2027-01`);
    expect(await of("without-use")).toMatchObject({
      rows: ((await of("budget")) as { rows: unknown }).rows,
    });
  });
});
