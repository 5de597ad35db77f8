import { describe, expect, it } from "vitest";
import type { CreditNoteFact } from "./credit-note-fact.ts";
import { adHoc, amounts, credits, grant, own, story, team } from "./credit-story.fixture.ts";
import type { AccountFact } from "./fact.ts";

/** 1000.00 of credits for 800.00, as c-1:1. */
const pack = grant({ id: "p-1", credit: "pack", date: "2026-01-10" });

const taken = (date: string, more: { readonly grant?: string } = {}): AccountFact => ({
  fact: "void-grant",
  id: "v-1",
  ...own,
  grant: "p-1",
  date,
  reason: "The sale was undone",
  ...more,
});

describe("credits that were sold and are taken back", () => {
  it("give their price back with a credit note about their invoice", () => {
    const told = story([pack, taken("2026-01-12")], "2026-02-01");
    expect(told.invoices[1]).toMatchObject({
      kind: "credit-note",
      corrects: ["c-1:1"],
      reason: "The sale was undone",
      issuedAt: "2026-01-12T00:00:00Z",
      total: "-800.00",
      lines: [{ id: "p-1/credits/credit/p-1/2", kind: "credits", amount: "-800.00" }],
    });
    expect(told.movements).toMatchObject([
      { kind: "credit-grant" },
      { kind: "credit-void", amount: "800.00", invoice: "c-1:1" },
      { kind: "credit-note", total: "800.00", appliedTo: [{ invoice: "c-1:1", amount: "800.00" }] },
    ]);
  });

  it("give back what was paid for those that are left", () => {
    const told = story([pack, team, taken("2026-02-10")], "2026-02-20");
    // 499.00 of credits were used, which had cost 399.20.
    expect(amounts(told).slice(2)).toEqual([["-400.80", "0.00", "-400.80", undefined, undefined]]);
  });

  it("give back the part of their price that some of them had cost", () => {
    const less: AccountFact = {
      fact: "adjust-grant",
      id: "a-1",
      ...own,
      grant: "p-1",
      date: "2026-01-12",
      remove: "100 USD",
      reason: "Too many",
    };
    const told = story([pack, less, taken("2026-01-13")], "2026-02-01");
    expect(amounts(told).map(([, , total]) => total)).toEqual(["800.00", "-80.00", "-720.00"]);
  });

  it("give nothing back where nothing is left or nothing was paid", () => {
    const gone = story(
      [
        adHoc("prepaid", "100 USD", { id: "p-1", date: "2026-01-01", expires: "2026-01-05" }),
        taken("2026-01-12"),
      ],
      "2026-02-01",
    );
    expect(gone.invoices).toHaveLength(1);
    const free = story([grant(), taken("2026-02-02", { grant: "g-1" })], "2026-03-01");
    expect(free.invoices).toEqual([]);
  });

  it("give back what a credit note brings to them later", () => {
    const note: CreditNoteFact = {
      fact: "credit-note",
      id: "n-1",
      ...own,
      invoice: "c-1:2",
      reason: "Agreed",
      recordedAt: "2026-02-12T00:00:00Z",
    };
    const told = story([pack, team, taken("2026-02-10"), note], "2026-02-20");
    expect(amounts(told).slice(3)).toEqual([
      ["-399.20", "0.00", "-399.20", "-399.20", "0.00"],
      ["-399.20", "0.00", "-399.20", undefined, undefined],
    ]);
    expect(told.invoices[4]?.reason).toBe("The credits were taken back");
    expect(credits(told).slice(-3)).toEqual([
      "2026-02-12 p-1/5 credit-release prepaid on c-1:2: s-1/base/0 399.20",
      "2026-02-12 p-1/6 credit-release free on c-1:2: s-1/base/0 99.80",
      "2026-02-12 p-1/7 credit-void 499.00 paid 399.20",
    ]);
  });

  it("are given up before they are invoiced, or while they wait for payment", () => {
    const waits = grant({ id: "p-1", credit: "paid-first", amount: "50 USD", date: "2026-01-10" });
    const told = story([waits, taken("2026-01-12")], "2026-02-01");
    expect(amounts(told).map(([, , total]) => total)).toEqual(["50.00", "-50.00"]);
    expect(credits(told)).toEqual([]);
    const later = { ...pack, date: "2026-03-10", recordedAt: "2026-01-10T00:00:00Z" };
    expect(story([later, taken("2026-01-12")], "2026-04-01")).toMatchObject({
      invoices: [],
      refused: [],
    });
  });
});
