import { describe, expect, test } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import planned from "../model/fixtures/planned.ts";
import type { Model } from "../model/model.ts";
import { runPlan } from "./simulate.ts";

const { teams } = planned.segments ?? {};

/** The planned business in which so many customers come in every month. */
function withNew(first: string): Model {
  if (teams === undefined) throw new Error("the plan has teams");
  return {
    ...planned,
    segments: { teams: { ...teams, acquisition: { kind: "monthly", customers: first } } },
  };
}

const codes = (first: string, months?: number): readonly string[] =>
  faultsOf(runPlan(withNew(first), months === undefined ? {} : { months }, "whole")).map(
    ({ code }) => code,
  );

describe("a simulation", () => {
  test("of more customers than memory holds is refused before any is billed", () => {
    expect(codes("17k customers per month", 3)).toEqual(["simulation-too-large"]);
    expect(codes("100k customers per month", 3)).toEqual(["simulation-too-large"]);
    expect(codes("1M customers per month")).toEqual(["simulation-too-large"]);
  });

  test("of fewer who stay for too long is refused, and is lived over fewer months", () => {
    const model = withNew("500 customers per month");
    const [fault] = faultsOf(runPlan(model, {}, "whole"));
    expect(fault).toMatchObject({ code: "simulation-too-large", path: "/segments" });
    expect(fault?.message).toContain("250,000 months of customers");
    expect(expectOk(runPlan(model, { months: 2 }, "whole")).planned.months).toBe(2);
  });

  test("of more months than the plan has is refused, with its length", () => {
    const [fault] = faultsOf(runPlan(planned, { months: 61 }, "whole"));
    expect(fault).toMatchObject({ code: "months-beyond-plan", value: 61 });
    expect(fault?.message).toBe("the plan has 60 months");
  });
});
