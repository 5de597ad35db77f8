import { describe, expect, test } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import uncertain from "../../model/fixtures/uncertain.ts";
import type { Model } from "../../model/model.ts";
import { planWork } from "./plan-work.ts";

const model: Model = { ...uncertain, horizon: { from: "2027-01", years: 1 } };
const asked = { by: "quarter", seed: 1 } as const;
const bandsOf = (of: Model, trials: number) => expectOk(planWork.bands(of, { ...asked, trials }));

describe("trials that are asked for a few at a time", () => {
  test("are those that are run at once, and fewer of them the first ones", () => {
    const [bit, fresh] = [{ ...model }, { ...model }];
    const early = bandsOf(bit, 20);
    expect(bandsOf(bit, 120)).toEqual(bandsOf(fresh, 120));
    expect(bandsOf(bit, 20)).toEqual(early);
    expect(early.trials).toBe(20);
  });
});
