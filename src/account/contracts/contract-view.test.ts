import { describe, expect, it } from "vitest";
import { usd } from "../../money/money.ts";
import { calls, contract, under, viewAt as view } from "./contract.fixture.ts";

const used = [calls("e", "2026-01-10T00:00:00Z", 300)];

const viewAt = (
  template: Parameters<typeof view>[0],
  facts: Parameters<typeof view>[1],
  now: string,
) => view(template, [contract({ template: "own" }), ...facts], now, used);

const { cadence: _, ...use } = under({ plan: "usage" });

describe("a contract as it stands", () => {
  it("says when it goes on, until when notice ends it, and what of its periods is settled", () => {
    const view = viewAt(
      {
        renewal: { automatic: true, noticeDays: 90 },
        commitment: { amount: usd(1_000), per: "semiannual" },
      },
      [use],
      "2026-08-01T12:00:00Z",
    );
    expect(view).toMatchObject({
      status: "running",
      end: "2027-01-01",
      renewsOn: "2027-01-01",
      noticeBy: "2026-10-03",
      endsOn: null,
      periods: [
        { committed: "1000.00", spent: "300.00", billed: "700.00", carried: "0.00" },
        { committed: null, spent: "0.00", billed: null, carried: null },
      ],
      remaining: { total: "1000.00", withinYear: "1000.00" },
      purchases: ["s-1"],
    });
  });

  it("ends where nothing renews it, and is still to be paid for its recurring prices until then", () => {
    const base = under({ start: "2026-01-01" });
    expect(viewAt({}, [base], "2026-08-15T12:00:00Z")).toMatchObject({
      renewsOn: null,
      noticeBy: null,
      endsOn: "2027-01-01",
      // September to December.
      remaining: { total: "4000.00", withinYear: "4000.00" },
    });
    expect(viewAt({}, [base], "2027-02-01T00:00:00Z")).toMatchObject({
      status: "ended",
      remaining: { total: "0.00", withinYear: "0.00" },
    });
  });

  it("counts the greater of both, and of three years what falls due in the next", () => {
    const base = under({ start: "2026-01-01" });
    const three = { term: 36, commitment: { amount: usd(20_000), per: "annual" } } as const;
    expect(viewAt(three, [base], "2026-01-15T12:00:00Z")?.remaining).toEqual({
      // 20,000 less the 1,000 of January, and twice 20,000; within the year the first, and the January after.
      total: "59000.00",
      withinYear: "20000.00",
    });
  });
});
