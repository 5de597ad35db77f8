import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import planned from "../../src/model/fixtures/planned.ts";
import type { Model } from "../../src/model/model.ts";
import { florin } from "../cli/florin.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

/** A few customers of the planned business, who use little, and some of whom do not pay. */
const few: Model = {
  ...planned,
  horizon: { from: "2027-01", years: 1 },
  scenarios: {},
  capital: { collectedAfter: "0.5 months", paidLate: "20%", failedPayments: "25%" },
  payment: {
    methods: {},
    dunning: {
      steps: [
        { afterDueDays: -2, action: "remind" },
        { afterDueDays: 1, action: "cancel" },
      ],
    },
  },
  invoicing: { netDays: 5 },
  segments: {
    teams: {
      name: "Teams",
      opening: "4 customers",
      acquisition: { kind: "monthly", customers: "2 customers per month" },
      purchases: {
        monthly: {
          share: "70%",
          plan: "team",
          cadence: "monthly",
          usage: { calls: "30 calls per month" },
          churn: { kind: "monthly", rate: "20% per month" },
          moves: { annual: "20% per month" },
        },
        annual: { share: "30%", plan: "team", cadence: "annual" },
        onboarding: { share: "50%", offer: "onboarding" },
      },
    },
  },
};

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-twin-"));
  file = join(folder, "few.json");
  await writeFile(file, JSON.stringify(few));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const against = (server: RunningFlorin, ...words: string[]) =>
  florin([
    ...["simulate", file, "--months", "3", "--server", server.florin.origin],
    ...["--key", server.apiKey, ...words],
  ]);

describe("florin simulate --server", () => {
  for (const [name, words] of [
    ["by chance", ["--seed", "5"]],
    ["as expected", []],
  ] as const)
    it(`comes to the twin's invoices and recurring value with customers ${name}`, async () => {
      const server = await runFlorin("2026-11-01T00:00:00Z");
      try {
        const { code, results, messages } = await against(server, ...words);
        expect(messages.join("\n")).toBe("");
        expect(results.join("\n")).toMatch(
          /^Simulation of Planned 1\.0 against http:.*\n.*\d+ invoices and the recurring value of 3 months: all as the twin has them, to the cent/,
        );
        expect(code).toBe(0);
        const told = await server.api.get("/v1/invoices?limit=500");
        expect((told.json as { items: readonly object[] }).items.length).toBeGreaterThan(10);
        const again = await against(server, ...words);
        expect(again.code).toBe(1);
        expect(again.messages.join("\n")).toContain("clock-not-before");
      } finally {
        await server.stop();
      }
    }, 300_000);

  it("refuses a server on real time", async () => {
    const server = await runFlorin(undefined);
    try {
      const { code, messages } = await against(server);
      expect(code).toBe(1);
      expect(messages.join("\n")).toContain("clock-not-manual");
    } finally {
      await server.stop();
    }
  }, 120_000);
});
