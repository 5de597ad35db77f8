import { expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { defaultSettings } from "../metrics/metric-settings.ts";
import { amount, at, inputOf, month } from "../metrics/metrics.fixture.ts";
import { openRecurringBook } from "../metrics/recurring-book.ts";
import { rememberRecurringBooks } from "./remembered-recurring-books.ts";

it("are opened once for each tenant, its settings and months, while their lists are the same ones", () => {
  let count = 0;
  const remembered = rememberRecurringBooks((...asked) => {
    count += 1;
    return openRecurringBook(...asked);
  });
  const open = remembered("acme");
  const last = month("2026-02");
  const input = inputOf([{ from: "2026-01-05", amount: "10" }]);
  const rates = [{ currency: "EUR" as const, from: at("2026-01-01"), rate: amount("1.1") }];
  const first = open(input, defaultSettings, last);
  expect(expectOk(first).histories).toEqual(
    expectOk(openRecurringBook(input, defaultSettings, last)).histories,
  );
  expect(open({ ...input, unknown: {} }, defaultSettings, last)).toBe(first);
  expect(count).toBe(1);
  const others = [
    () => open({ ...input, stretches: [...input.stretches] }, defaultSettings, last),
    () => open({ ...input, cancellations: [] }, defaultSettings, last),
    () => open({ ...input, rates }, defaultSettings, last),
    () => open(input, { ...defaultSettings, pauses: "churn" }, last),
    () => open(input, defaultSettings, last + 1),
    () => remembered("other")(input, defaultSettings, last),
  ];
  for (const [index, other] of others.entries()) {
    other();
    expect(count).toBe(index + 2);
  }
  const used = { ...input, usage: [] };
  expect(open(used, defaultSettings, last)).not.toBe(open(used, defaultSettings, last));
});
