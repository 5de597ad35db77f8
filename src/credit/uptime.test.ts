import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk, faultsOf } from "../fault/fault.ts";
import { decimal } from "../money/decimal.ts";
import { day } from "./credit.fixture.ts";
import {
  isBelow,
  type Measured,
  type UptimeReport,
  uptimeFor,
  uptimeOf,
  uptimeText,
} from "./uptime.ts";

const january = { from: day("2026-01-01"), to: day("2026-02-01") };
const reportOf = (measured: Measured, changes: Partial<UptimeReport> = {}): UptimeReport => ({
  id: "u1",
  sla: "enterprise",
  period: january,
  measured,
  ...changes,
});
const textOf = (measured: Measured, excluded?: "not-measured" | "as-up") => {
  const uptime = expectOk(uptimeOf(reportOf(measured), excluded));
  return uptime === undefined ? undefined : uptimeText(uptime);
};

describe("an uptime", () => {
  test("is what the feed says, or is counted from its minutes", () => {
    expect(textOf({ uptime: "99.95%" })).toBe("99.9500%");
    // 31 days are 44,640 minutes.
    expect(textOf({ downtimeMinutes: "44.64" })).toBe("99.9000%");
    expect(textOf({ downtimeMinutes: "0" })).toBe("100.0000%");
    expect(textOf({ downtimeMinutes: "44640" })).toBe("0.0000%");
  });

  test("leaves excluded minutes out of what is measured, or counts them as up", () => {
    const measured = { downtimeMinutes: "22440", excludedMinutes: "22320" };
    expect(textOf(measured)).toBe("99.4623%");
    expect(textOf(measured, "as-up")).toBe("99.7311%");
    const all = { downtimeMinutes: "44640", excludedMinutes: "44640" };
    expect(textOf(all)).toBeUndefined();
    expect(textOf(all, "as-up")).toBe("100.0000%");
  });

  test("is compared exactly and never reads as a step that it did not reach", () => {
    const uptime = expectOk(uptimeOf(reportOf({ downtimeMinutes: "44.640001" })));
    if (uptime === undefined) throw new Error("it was measured");
    expect(isBelow(uptime, decimal(999, 3))).toBe(true);
    expect(uptimeText(uptime)).toBe("99.8999%");
    const met = expectOk(uptimeOf(reportOf({ downtimeMinutes: "44.64" })));
    expect(met !== undefined && isBelow(met, decimal(999, 3))).toBe(false);
  });

  test.each<[Measured, string]>([
    [{ uptime: "100.1%" }, "percent-out-of-range /uptime"],
    [{ uptime: "-1%" }, "percent-out-of-range /uptime"],
    [{ downtimeMinutes: "-1" }, "negative-amount /downtimeMinutes"],
    [{ downtimeMinutes: "44641" }, "downtime-above-period /downtimeMinutes"],
    [{ downtimeMinutes: "5", excludedMinutes: "6" }, "excluded-above-downtime /excludedMinutes"],
    [{ downtimeMinutes: "x" }, "not-a-number /downtimeMinutes"],
  ])("is refused with %j", (measured, fault) => {
    const faults = faultsOf(uptimeOf(reportOf(measured)));
    expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual([fault]);
  });

  test("falls as downtime grows, and rises as more of it is excluded", () => {
    property(
      fc.property(
        fc
          .tuple(fc.nat(44_640), fc.nat(44_640), fc.nat(44_640))
          .map((all) => all.sort((a, b) => a - b)),
        ([few = 0, some = 0, many = 0]) => {
          const share = (down: number, excluded: number): number => {
            const measured = { downtimeMinutes: String(down), excludedMinutes: String(excluded) };
            const uptime = expectOk(uptimeOf(reportOf(measured)));
            return uptime === undefined
              ? 1
              : Number(uptime.up.coefficient) /
                  10 ** uptime.up.scale /
                  (Number(uptime.of.coefficient) / 10 ** uptime.of.scale);
          };
          expect(share(some, 0)).toBeGreaterThanOrEqual(share(many, 0));
          expect(share(many, few)).toBeGreaterThanOrEqual(share(many, 0) - 1e-12);
          expect(share(many, some)).toBeGreaterThanOrEqual(share(many, few) - 1e-12);
        },
      ),
    );
  });
});

test("the last report told holds, and a customer's own beats the general one", () => {
  const general = reportOf({ uptime: "99%" }, { id: "g1" });
  const corrected = reportOf({ uptime: "98%" }, { id: "g2" });
  const own = reportOf({ uptime: "97%" }, { id: "c1", customer: "acme" });
  const other = reportOf({ uptime: "96%" }, { id: "c2", customer: "beta" });
  const february = { ...general, id: "f", period: { from: january.to, to: day("2026-03-01") } };
  const question = { sla: "enterprise", customer: "acme", periodStart: january.from };
  expect(uptimeFor([general, corrected, february], question)?.id).toBe("g2");
  expect(uptimeFor([own, general, corrected, other], question)?.id).toBe("c1");
  expect(uptimeFor([other, february], question)).toBeUndefined();
});
