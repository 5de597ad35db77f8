import { expect, it } from "vitest";
import { type RememberingReports, readReportsAhead } from "./reports-ahead.ts";

it("asks each report in turn, whatever fails before it, until the server ends", async () => {
  const asked: string[] = [];
  const ending = new AbortController();
  const noted = (name: string) => async () => {
    asked.push(name);
    throw new Error("no");
  };
  const reports = {
    accounts: { dunning: noted("dunning") },
    ledger: {
      remaining: noted("remaining"),
      closes: {
        list: async () => ({ items: [], next: null, openMonth: "2026-02" }),
        month: async (_tenant: string, month: string) => noted(`close of ${month}`)(),
      },
    },
    metrics: { report: noted("metrics") },
  } as unknown as RememberingReports;
  await readReportsAhead(reports)("acme");
  expect(asked).toEqual(["dunning", "remaining", "close of 2026-02", "metrics", "metrics"]);
  ending.abort();
  await readReportsAhead({ ...reports, ending: ending.signal })("acme");
  expect(asked).toHaveLength(5);
});
