import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "../../src/fault/fault.ts";
import { loadModel } from "../../src/model/load-model.ts";
import type { ListedMetric } from "../../src/plan/variance/plan-metrics.ts";
import type {
  PlanLockDetail,
  PlanLockSummary,
  VarianceReport,
} from "../../src/services/plan/actual-answers.ts";
import { florin } from "../cli/florin.ts";
import { type Answer, type RunningFlorin, runFlorin } from "./running-florin.ts";

const modelFile = "test/cli/models/studio.yaml";
const factsFile = "test/cli/facts/studio.ndjson";

type Told = Readonly<Record<string, string>> & { readonly fact?: string };
const facts: readonly Told[] = readFileSync(factsFile, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line));

/** When a fact is told: usage when it happens, all else at the beginning of its month. */
const toldAt = (fact: Told): string =>
  fact["time"] ?? `${fact["on"] ?? fact["start"] ?? "2026-12-01"}T00:00:00Z`;

let server: RunningFlorin;
const post = async (path: string, body: unknown): Promise<Answer> => {
  const answer = await server.api.post(path, body);
  expect([path, answer.status < 300 ? "" : answer.text]).toEqual([path, ""]);
  return answer;
};

async function tell({ fact, ...body }: Told): Promise<void> {
  if (fact === undefined) await post("/v1/events", { ...body, source: "app" });
  else if (fact === "customer") await post("/v1/customers", body);
  else if (fact === "subscription") await post("/v1/subscriptions", body);
  else {
    const { recordedAt: _, ...cancellation } = body;
    await post("/v1/cancellations", cancellation);
  }
}

beforeAll(async () => {
  server = await runFlorin("2026-12-01T00:00:00Z");
  await post("/v1/models", expectOk(await loadModel(modelFile)).model);
  expect((await server.api.post("/v1/plan/locks", { id: "budget", name: "Budget" })).status).toBe(
    201,
  );
  const customers = facts.filter(({ fact }) => fact === "customer");
  for (const fact of customers) await tell(fact);
  const others = facts.filter(({ fact }) => fact !== "customer");
  for (const at of [...new Set(others.map(toldAt))].toSorted()) {
    await server.moveTo(at);
    for (const fact of others) if (toldAt(fact) === at) await tell(fact);
  }
  await server.moveTo("2027-04-10T00:00:00Z");
});
afterAll(() => server?.stop());

const read = async <T>(path: string): Promise<T> => {
  const answer = await server.api.get(`/v1/plan/${path}`);
  expect([path, answer.status, answer.status === 200 ? "" : answer.text]).toEqual([path, 200, ""]);
  return answer.json as T;
};

const someMetrics = /^(?:customers|ebitda|gross-margin)$/;

describe("a locked plan", () => {
  it("is kept whole, and never changes", async () => {
    const { items } = await read<{ items: readonly PlanLockSummary[] }>("locks");
    expect(items).toEqual([
      {
        id: "budget",
        name: "Budget",
        model: "studio@1",
        scenario: null,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        from: "2027-01",
        to: "2027-12",
        lockedAt: "2026-12-01T00:00:00Z",
      },
    ]);
    const detail = await read<PlanLockDetail>("locks/budget");
    expect(detail.months).toHaveLength(12);
    expect(detail.rows.find(({ id }) => id === "revenue")?.values[0]).toMatch(/^\d+\.\d\d$/);
    expect((await server.api.get("/v1/plan/locks/none/metrics")).status).toBe(404);
    const again = await server.api.post("/v1/plan/locks", { id: "budget" });
    expect(again.status).toBeGreaterThanOrEqual(400);
    expect(again.text).toContain("plan-lock-exists");
    expect(
      (await server.api.post("/v1/plan/locks", { id: "x", model: "studio@9" })).text,
    ).toContain("unknown-model");
    expect((await server.api.get("/v1/plan/locks/none")).status).toBe(404);
  });

  it("is held against closed months only", async () => {
    const open = await server.api.get("/v1/plan/variance?lock=budget");
    expect(open.text).toContain("2027-01 is held against the plan once it is closed");
    expect(open.text).toContain("florin ledger close 2027-01 --through");
    for (const month of ["2026-12", "2027-01", "2027-02", "2027-03"])
      await post("/v1/closes", { month });
    const beyond = await server.api.get("/v1/plan/variance?lock=budget&to=2027-04");
    expect(beyond.text).toContain("month-not-closed");
    expect(beyond.text).toContain("the books are closed up to 2027-03");
    expect((await server.api.get("/v1/plan/variance?lock=none")).status).toBe(404);
  });

  it("lists the metrics that have a variance", async () => {
    const { items } = await read<{ items: readonly ListedMetric[] }>("locks/budget/metrics");
    expect(items.slice(0, 4).map(({ id, section }) => [id, section])).toEqual(
      ["revenue", "billings", "mrr", "customers"].map((id) => [id, null]),
    );
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    for (const { id, label, unit } of items.filter(({ id }) => someMetrics.test(id)))
      expect(await read(`variance?lock=budget&metric=${id}`)).toMatchObject({ label, unit });
  });

  it("has the variance that a replay of the same facts has", async () => {
    for (const metric of [
      "revenue",
      "billings",
      "mrr",
      "customers",
      "arpa",
      "net-new-mrr",
      "ebitda",
    ]) {
      const { rows, to, unknownSegments, unknownCosts } = await read<VarianceReport>(
        `variance?lock=budget&metric=${metric}`,
      );
      expect([to, unknownSegments, unknownCosts]).toEqual(["2027-03", [], []]);
      const words = ["variance", modelFile, "--facts", factsFile, "--to", "2027-03", "--json"];
      const { results } = await florin([...words, "--metric", metric]);
      const { variance } = JSON.parse(results.join("\n"));
      const { plan, actual, parts } = variance;
      expect(rows[0]).toMatchObject({ path: [], kind: "business", plan, actual, parts });
      if (["revenue", "customers"].includes(metric))
        expect(rows.map(({ name }) => name)).toContain("monthly");
    }
    const refused = await server.api.get("/v1/plan/variance?lock=budget&metric=arpu");
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining("unknown-metric"),
    ]);
    expect(refused.text).toContain("/query/metric");
  });

  it("has its drivers measured and its targets held against what happened", async () => {
    const words = ["--facts", factsFile, "--to", "2027-03", "--json"];
    const { items } = await read<{ items: readonly { label: readonly string[] }[] }>(
      "measured-drivers?lock=budget",
    );
    const replayed = await florin(["drivers", modelFile, ...words]);
    const drivers = JSON.parse(replayed.results.join("\n")).drivers;
    expect(items.map(({ label: _, ...one }) => one)).toEqual(drivers);
    expect(items[0]?.label[0]).toBe("Makers");
    const targets = await read<{ items: unknown }>("measured-targets?lock=budget");
    const checked = await florin(["check", modelFile, "--targets", ...words]);
    expect(targets.items).toEqual(JSON.parse(checked.results.join("\n")).targets);
  });

  it("is locked and held against the books from the command line", async () => {
    const options = ["--server", server.florin.origin, "--data", server.dataFolder];
    const locked = await florin(["plan", "lock", "reforecast", ...options]);
    expect([locked.code, locked.messages]).toEqual([0, []]);
    expect(locked.results[0]).toMatch(/^reforecast +studio@1 +2027-01 to 2027-12/);
    const listed = await florin(["plan", "locks", ...options]);
    expect(listed.results.at(-1)).toBe("2 locked plans.");
    const words = ["variance", modelFile, "--facts", factsFile, "--to", "2027-03"];
    const replayed = await florin(words);
    const { results } = await florin(["plan", "variance", "reforecast", ...options]);
    expect(results.slice(1)).toEqual(replayed.results.slice(1));
    const twice = await florin(["plan", "lock", "reforecast", ...options]);
    expect(twice.code).toBe(1);
  });
});
