import { describe, expect, it } from "vitest";
import type { AccountFact } from "./fact.ts";
import { buyerOf, german, lived } from "./taxed.fixture.ts";

const amended = (recordedAt: string, more: object): AccountFact => ({
  fact: "customer",
  id: "c-1",
  amends: true,
  name: "Camille SA",
  ...more,
  recordedAt,
});

/** What happened, a line each. */
function told(facts: readonly AccountFact[], until = "2026-03-15T00:00:00Z"): readonly string[] {
  const { happenings, refused } = lived([german], facts, until);
  const lines = happenings.map((one) => {
    if (one.kind === "parked") return `parked ${one.faults.map(({ code }) => code).join(" ")}`;
    if (one.kind !== "document") return one.kind;
    const { id, customerName, issuedAt, lines, corrects = [] } = one.invoice;
    const taxes = lines.map(({ tax }) => `${tax?.category} ${tax?.rate}`);
    return `${id} ${customerName} ${issuedAt} ${taxes.join(", ")} ${corrects.join(" ")}`.trim();
  });
  return [...refused.flatMap(({ faults }) => faults.map(({ code }) => code)), ...lines];
}

const consumer = buyerOf({ name: "Camille", country: "FR" });

describe("what is known of a customer later", () => {
  it("stands on the invoices from then on, in whatever order the file tells it", () => {
    const facts = [
      amended("2026-02-10T12:00:00Z", { country: "FR", vatNumber: "FR40303265045" }),
      ...consumer,
    ];
    const lines = [
      "c-1:1 Camille 2025-12-31T23:00:00Z S 20",
      "c-1:2 Camille 2026-02-01T00:00:00Z S 20",
      "c-1:3 Camille SA 2026-03-01T00:00:00Z AE 0",
    ];
    expect(told(facts)).toEqual(lines);
    expect(told([...facts].reverse())).toEqual(lines);
  });

  it("is no conflict where it is told twice, and one where two things are told at once", () => {
    const one = amended("2026-02-10T12:00:00Z", { country: "FR" });
    expect(told([...consumer, one, one])).toHaveLength(3);
    const other = amended("2026-02-10T12:00:00Z", { country: "BE" });
    expect(told([...consumer, one, other])[0]).toBe("fact-conflict");
  });

  it("lets an account go on that could not be billed, whose invoices carry that time", () => {
    const facts = [
      ...consumer,
      amended("2026-01-20T09:00:00Z", { country: "IT", address: undefined }),
      amended("2026-01-25T09:00:00Z", { country: "US" }),
      amended("2026-01-26T09:00:00Z", {}),
      amended("2026-02-20T09:00:00Z", { country: "FR", vatNumber: "FR40303265045" }),
    ];
    expect(told(facts)).toEqual([
      "c-1:1 Camille 2025-12-31T23:00:00Z S 20",
      "parked tax-place-missing",
      "c-1:2 Camille SA 2026-02-20T09:00:00Z AE 0",
      "c-1:3 Camille SA 2026-03-01T00:00:00Z AE 0",
    ]);
  });

  it("does not change what goes back of what was billed before", () => {
    const leaves: AccountFact = {
      fact: "cancel",
      id: "x-1",
      customer: "c-1",
      subscription: "s-1",
      on: "2026-01-16",
      credit: "prorated",
      recordedAt: "2026-01-16T09:00:00Z",
    };
    const moved = amended("2026-01-15T09:00:00Z", { country: "IT" });
    expect(told([...consumer, moved, leaves]).slice(1)).toEqual([
      "c-1:2 Camille SA 2026-01-16T10:00:00Z S 20 c-1:1",
      "movement",
    ]);
  });
});

const check = (id: string, valid: boolean, checkedAt: string): AccountFact => ({
  fact: "vat-check",
  id,
  customer: "c-1",
  number: "FR 40 303265045",
  valid,
  checkedAt,
});

describe("what a register says of a VAT number", () => {
  const business = buyerOf({ name: "Galet SA", country: "FR", vatNumber: "FR40303265045" });

  it("holds from the day on which it said so", () => {
    expect(told([...business, check("v-1", false, "2026-01-10T00:00:00Z")])).toEqual([
      "c-1:1 Galet SA 2025-12-31T23:00:00Z AE 0",
      "c-1:2 Galet SA 2026-02-01T00:00:00Z S 20",
      "c-1:3 Galet SA 2026-03-01T00:00:00Z S 20",
    ]);
  });

  it("counts as it was said last", () => {
    const checks = [
      check("v-1", false, "2026-01-10T00:00:00Z"),
      check("v-2", true, "2026-01-12T00:00:00Z"),
    ];
    expect(told([...business, ...checks])[1]).toBe("c-1:2 Galet SA 2026-02-01T00:00:00Z AE 0");
  });
});
