import { describe, expect, it } from "vitest";
import { acme } from "../account/account.fixture.ts";
import { priceBooks } from "../account/price-book.ts";
import { expectOk } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import type { RevenueRow } from "../store/reports.ts";
import type { TenantModels } from "./model-library.ts";
import { byStream } from "./revenue-report.ts";

const published = (...models: readonly Model[]): TenantModels => ({
  models,
  books: expectOk(priceBooks(models)),
  meters: new Map(),
  metered: new Map(),
});

const row = (stream: string, month: string, amount: string, currency = "USD"): RevenueRow => ({
  stream,
  month,
  amount,
  currency,
});

/** Version 2 calls the stream of usage by another id. */
const { usage, ...others } = acme.streams;
const renamed: Model = { ...acme, version: "2", streams: { ...others, metered: usage } };

describe("revenue by stream", () => {
  it("adds up when a stream was renamed, each under the name it was billed by", () => {
    const billed = [
      row("subscriptions", "2026-01", "100.00"),
      row("usage", "2026-01", "5.50"),
      row("metered", "2026-02", "7.25"),
    ];
    const report = byStream(billed, published(acme, renamed), "2026-02");
    const totals = Object.fromEntries(report.streams.map(({ id, total }) => [id, total]));
    expect(totals).toMatchObject({ subscriptions: "100.00", usage: "5.50", metered: "7.25" });
    expect(report.streams.at(-1)).toMatchObject({ id: "usage", name: "Usage" });
    expect([report.totals, report.total]).toEqual([["105.50", "7.25"], "112.75"]);
  });

  it("names a stream that no version knows by its id", () => {
    const report = byStream([row("lost", "2026-01", "1.00")], published(acme), "2026-03");
    expect(report.streams.at(-1)).toEqual({
      id: "lost",
      name: "lost",
      amounts: ["1.00"],
      total: "1.00",
    });
  });

  it("marks the month that is not over, where something was billed in it", () => {
    const billed = [row("usage", "2026-01", "1.00")];
    expect(byStream(billed, published(acme), "2026-01").runningMonth).toBe("2026-01");
    expect(byStream(billed, published(acme), "2026-02").runningMonth).toBeNull();
  });

  it("is in the currency of the invoices, whatever the model bills in", () => {
    const euro: Model = { ...acme, version: "2", currency: "EUR" };
    const report = byStream([row("usage", "2026-01", "1.50")], published(acme, euro), "2026-01");
    expect([report.currency, report.total]).toEqual(["USD", "1.50"]);
    expect(byStream([], published(acme), "2026-01").currency).toBe("USD");
    expect(byStream([], undefined, "2026-01")).toMatchObject({ currency: null, streams: [] });
  });
});
