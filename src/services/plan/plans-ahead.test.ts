import { expect, it } from "vitest";
import { ok } from "../../fault/fault.ts";
import planned from "../../model/fixtures/planned.ts";
import type { Model } from "../../model/model.ts";
import type { PlanDesk } from "./plan-desk.ts";
import { createPlansAhead } from "./plans-ahead.ts";

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
  const parts = { store, library } as unknown as Parameters<typeof createPlansAhead>[0];
  const read = async (tenant: string) => asked.push(`reports of ${tenant}`);
  const ahead = createPlansAhead(parts, { quick: desk, slow: desk }, true, read);
  expect([await ahead(), await ahead()]).toEqual([1, 0]);
  newest.model = { ...newest.model, version: "next" };
  expect([await ahead(), await ahead()]).toEqual([1, 0]);
  const { version } = planned;
  expect(asked).toEqual(
    [version, "next"].flatMap((of) => [`forecast ${of}`, `audit ${of}`, "reports of acme"]),
  );
  const without = createPlansAhead(parts, { quick: desk, slow: desk }, false, read);
  expect(await without()).toBe(0);
});
