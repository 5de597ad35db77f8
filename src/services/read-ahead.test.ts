import { expect, it } from "vitest";
import { ok } from "../fault/fault.ts";
import planned from "../model/fixtures/planned.ts";
import type { Model } from "../model/model.ts";
import { DAY_MS } from "../time/instant.ts";
import type { PlanDesk } from "./plan/plan-desk.ts";
import { createReadAhead } from "./read-ahead.ts";

it("works out what a tenant's newest model plans once, and again when another is the newest", async () => {
  const asked: string[] = [];
  const desk = (async (model, kind) => {
    asked.push(`${kind} ${model.version}`);
    return ok({});
  }) as PlanDesk;
  const newest: { model: Model } = {
    model: { ...planned, horizon: { from: "2027-01", years: 1 } },
  };
  const store = {
    pool: { query: async () => ({ rows: [{ id: "acme" }] }) },
    withTenant: (_tenant: string, work: (tx: unknown) => unknown) => work({ rows: async () => [] }),
  };
  const library = { of: async () => ({ books: { current: newest } }) };
  let now = 0;
  const clock = { now: () => now, learn: async () => {} };
  const parts = { store, library, clock } as unknown as Parameters<typeof createReadAhead>[0];
  const read = {
    reports: async (tenant: string) => asked.push(`reports of ${tenant}`),
    usage: async (tenant: string, at: number) => asked.push(`usage of ${tenant} by ${at}`),
  };
  const ahead = createReadAhead(parts, { quick: desk, slow: desk }, true, read);
  expect([await ahead(), await ahead()]).toEqual([1, 0]);
  newest.model = { ...newest.model, version: "next" };
  expect([await ahead(), await ahead()]).toEqual([1, 0]);
  const { version } = planned;
  expect(asked).toEqual(
    [version, "next"].flatMap((of) => [
      "usage of acme by 0",
      `forecast ${of}`,
      `audit ${of}`,
      "reports of acme",
    ]),
  );
  now = DAY_MS;
  expect([await ahead(), await ahead()]).toEqual([1, 0]);
  expect(asked.slice(8)).toEqual([`usage of acme by ${DAY_MS}`]);
  const without = createReadAhead(parts, { quick: desk, slow: desk }, false, read);
  expect(await without()).toBe(0);
});
