import { describe, expect, it } from "vitest";
import type { Model } from "../model/model.ts";
import type { AccountFact, TaxDecisionFact } from "./fact.ts";
import { american, buyerOf, lived } from "./taxed.fixture.ts";

/** The seller in New York, who leaves tax to an engine. */
const engineModel = {
  ...american,
  taxes: { home: "US", homeRegion: "NY", provider: "external", rules: [] },
} satisfies Model;

const ada = { name: "Ada", country: "US" } as const;
const bought = buyerOf(ada);

const decided = (id: string, more: Partial<TaxDecisionFact> = {}): TaxDecisionFact => ({
  fact: "tax-decision",
  id,
  customer: "c-1",
  category: "standard",
  from: "2026-01-01",
  tax: { category: "S", rate: "8.875", jurisdiction: "US-NY", name: "Sales tax" },
  provider: "engine",
  recordedAt: "2025-12-30T00:00:00Z",
  ...more,
});

const rate = (value: string) => ({
  tax: { category: "S", rate: value, jurisdiction: "US-NY", name: "Sales tax" } as const,
});

const issued = (facts: readonly AccountFact[], until = "2026-02-10T00:00:00Z") =>
  lived([engineModel], facts, until).happenings.flatMap((one) => {
    if (one.kind !== "document") return [];
    const { issuedAt, tax, taxes } = one.invoice;
    return [`${issuedAt} ${tax} at ${taxes?.map((subtotal) => subtotal.rate)}`];
  });

describe("tax that an engine decides", () => {
  it("is charged as it was decided before the invoice", () => {
    expect(issued([...bought, decided("d-1")])).toEqual([
      "2026-01-01T05:00:00Z 5.32 at 8.875",
      "2026-02-01T05:00:00Z 5.32 at 8.875",
    ]);
  });

  it("keeps an invoice waiting until it is decided", () => {
    const late = decided("d-1", { recordedAt: "2026-01-03T12:00:00Z" });
    expect(issued([...bought, late], "2026-01-20T00:00:00Z")).toEqual([
      "2026-01-03T12:00:00Z 5.32 at 8.875",
    ]);
    const { happenings } = lived([engineModel], bought, "2026-01-20T00:00:00Z");
    expect(happenings).toMatchObject([
      {
        kind: "parked",
        faults: [{ code: "tax-undecided", value: { category: "standard", day: "2026-01-01" } }],
      },
    ]);
  });

  it("may be another from a day on, and the decision told last holds", () => {
    const february = decided("d-2", {
      from: "2026-02-01",
      recordedAt: "2026-01-10T00:00:00Z",
      ...rate("9"),
    });
    const corrected = { ...february, id: "d-3", recordedAt: "2026-01-11T00:00:00Z", ...rate("10") };
    expect(issued([...bought, decided("d-1"), february, corrected])).toEqual([
      "2026-01-01T05:00:00Z 5.32 at 8.875",
      "2026-02-01T05:00:00Z 6.00 at 10",
    ]);
  });

  it("has to be decided anew where the customer moved", () => {
    const moved: AccountFact = {
      fact: "customer",
      id: "c-1",
      amends: true,
      ...ada,
      country: "CA",
      recordedAt: "2026-01-15T00:00:00Z",
    };
    const renamed = { ...moved, country: "US", name: "Ada L." } as const;
    expect(issued([...bought, decided("d-1"), renamed])).toHaveLength(2);
    const { happenings } = lived(
      [engineModel],
      [...bought, decided("d-1"), moved],
      "2026-02-10T00:00:00Z",
    );
    expect(happenings.map(({ kind }) => kind)).toEqual(["document", "parked"]);
    const again = decided("d-2", {
      recordedAt: "2026-02-02T00:00:00Z",
      tax: { category: "S", rate: "13", jurisdiction: "CA-ON", name: "HST" },
    });
    expect(issued([...bought, decided("d-1"), moved, again])[1]).toBe(
      "2026-02-02T00:00:00Z 7.80 at 13",
    );
  });
});
