import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk } from "../../fault/fault.ts";
import { add, sum, zero } from "../../money/decimal.ts";
import { anyStory, firstDay } from "./any-contract.fixture.ts";
import type { Contract } from "./contract.ts";
import { amount, contractOf, day, on, promise, text } from "./recognition.fixture.ts";
import type { RecognitionFact } from "./recognition-fact.ts";
import { recognize } from "./recognize.ts";
import { remainingObligations } from "./remaining-obligations.ts";

const at = day("2027-01-01");
const remaining = (contract: Contract, facts: readonly RecognitionFact[] = [], expedient = false) =>
  remainingObligations([expectOk(recognize(contract, facts, at))], at, {
    oneYearExpedient: expedient,
  });
const twoYears = { kind: "ratable", from: day("2026-01-01"), to: day("2029-01-01") } as const;

describe("remaining performance obligations", () => {
  it("hold what is signed and not recognised, billed or not, and the next twelve months of it", () => {
    const contract = contractOf("2026-01-01", "1096", [promise("plan", 1, twoYears)]);
    const own = remaining(contract);
    expect([own.total, own.withinYear, own.later, own.unscheduled].map(text)).toEqual([
      "731",
      "365",
      "366",
      "0",
    ]);
    const billed = on("2026-06-01", { kind: "billed", amount: amount(500) });
    expect(remaining(contract, [billed])).toEqual(own);
  });

  it("date what is not by time by what is expected, or say that nothing does", () => {
    const contract = contractOf("2026-01-01", 300, [
      { ...promise("soon", 100, { kind: "point-in-time" }), expectedBy: day("2027-06-01") },
      { ...promise("late", 100, { kind: "point-in-time" }), expectedBy: day("2028-01-01") },
      promise("some-day", 100, { kind: "output", total: amount(4) }),
    ]);
    const own = remaining(contract);
    expect([own.total, own.withinYear, own.later, own.unscheduled].map(text)).toEqual([
      "300",
      "100",
      "100",
      "100",
    ]);
    expect(own.months).toHaveLength(2);
  });

  it("leave out use, and by choice contracts of a year", () => {
    const contract = contractOf(
      "2026-07-01",
      1_200,
      [
        promise("plan", 1, { kind: "ratable", from: day("2026-07-01"), to: day("2027-07-01") }),
        promise("calls", 0, { kind: "usage" }),
      ],
      { end: day("2027-07-01") },
    );
    expect(remaining(contract).excluded.map((own) => own.expedient)).toEqual(["usage"]);
    const short = remaining(contract, [], true);
    expect(short.excluded.map((own) => own.expedient)).toEqual(["one-year-contract", "usage"]);
    expect(text(short.total)).toBe("0");
  });

  it("leave out a contract that is not signed yet, and what a termination ended", () => {
    const later = contractOf("2027-01-01", 100, [promise("plan", 1, twoYears)]);
    expect(text(remaining(later).total)).toBe("0");
    const contract = contractOf("2026-01-01", "1096", [promise("plan", 1, twoYears)]);
    const end = on("2026-12-01", { kind: "terminated" });
    expect(text(remaining(contract, [end]).total)).toBe("0");
  });

  it("add up: recognised + remaining = price, and the months to what is scheduled", () => {
    property(
      fc.property(
        anyStory,
        fc.integer({ min: firstDay + 1, max: firstDay + 900 }),
        (story, cut) => {
          const recognition = expectOk(recognize(story.contract, story.facts, cut));
          const own = remainingObligations([recognition], cut, { oneYearExpedient: false });
          const shared = recognition.obligations.filter((track) => /^[on]/.test(track.id));
          const price = shared.map((t) => (t.open ? add(t.settled, t.allocated) : t.recognised));
          const recognised = shared.map((track) => track.recognised);
          expect(text(add(own.total, sum(recognised)))).toBe(text(sum(price)));
          const parts = [own.withinYear, own.later, own.unscheduled];
          expect(text(parts.reduce(add, zero))).toBe(text(own.total));
          const months = sum(own.months.map((row) => row.amount));
          expect(text(add(months, own.unscheduled))).toBe(text(own.total));
        },
      ),
      150,
    );
  });
});
