import { describe, expect, it } from "vitest";
import { faultsOf } from "../fault/fault.ts";
import type { Licence } from "../model/licence.ts";
import { range } from "../money/amount.ts";
import { type Money, usd } from "../money/money.ts";
import { accountWith, acmeBooks, billUntil, licence } from "./account.fixture.ts";
import type { LicenceFact } from "./fact.ts";
import { checkLicence } from "./licence-line.ts";
import { openPriceBook } from "./price-book.ts";

const perpetual = { name: "Source", stream: "licences", kind: "perpetual" } as const;

const refusals = (of: Partial<Licence>, more: Partial<LicenceFact> = {}): readonly string[] => {
  const { model } = acmeBooks.current;
  const book = openPriceBook({
    ...model,
    licences: { source: { ...perpetual, ...of } as Licence },
  });
  if (!book.ok) throw new Error("the settings were refused");
  return faultsOf(checkLicence(licence({ licence: "source", ...more }), book.value)).map(
    ({ code, path }) => `${code} ${path}`,
  );
};

describe("a licence that could not be billed", () => {
  const between = range(usd(100), usd(200));
  it.each<[string, Partial<Licence>, Money | undefined, readonly string[]]>([
    ["has no fee", {}, undefined, ["licence-not-priced /licence"]],
    ["has an open fee", { fee: between }, undefined, ["needs-agreed-price /agreed"]],
    ["agreed outside of it", { fee: between }, usd(201), ["outside-agreed-range /agreed"]],
    [
      "agreed another than the exact fee",
      { fee: usd(5) },
      usd(4),
      ["outside-agreed-range /agreed"],
    ],
    ["agreed within", { fee: between }, usd(200), []],
    ["agreed finer than a cent", { fee: between }, usd("150.005"), ["wrong-minor-unit /agreed"]],
    [
      "has an open rate of maintenance",
      {
        fee: usd(5),
        maintenance: { rate: range("5%", "9%"), every: "annual", firstDue: "purchase" },
      },
      undefined,
      ["needs-agreed-price /licence"],
    ],
  ])("%s", (_, of, agreed, faults) => {
    expect(refusals(of, agreed === undefined ? {} : { agreed })).toEqual(faults);
  });

  it("is unknown, or claims an unknown discount", () => {
    expect(refusals({}, { licence: "sorce" })).toEqual(["unknown-licence /licence"]);
    expect(refusals({ fee: usd(5) }, { discounts: ["x"] })).toEqual([
      "unknown-discount /discounts/0",
    ]);
  });
});

describe("a licence", () => {
  it("is billed by the copy, and its maintenance with it", () => {
    const invoices = billUntil(
      accountWith(licence({ start: "2025-03-01", quantity: 3 })),
      "2026-03-01T00:00:00Z",
    );
    expect(invoices.map(({ lines }) => lines[0])).toMatchObject([
      {
        id: "l-1/fee",
        kind: "licence",
        description: "Standard, perpetual licence",
        period: null,
        quantity: "3",
        unit: "licence",
        amount: "150000.00",
        explanation: {
          price: "/licences/standard/fee",
          steps: [{ label: "licence fee", quantity: "3", rate: "50000", amount: "150000" }],
        },
      },
      {
        id: "l-1/maintenance/1",
        kind: "maintenance",
        period: { from: "2026-03-01T00:00:00Z", to: "2027-03-01T00:00:00Z" },
        amount: "30000.00",
        explanation: {
          price: "/licences/standard/maintenance",
          steps: [
            { label: "20% of the licence fee", quantity: "150000", rate: "20%", amount: "30000" },
          ],
        },
      },
    ]);
  });

  it("takes granted discounts off the fee, and none off its maintenance", () => {
    const granted = licence({
      start: "2025-03-01",
      discounts: ["partner"],
      agreedDiscounts: { partner: "25%" },
    });
    const totals = billUntil(accountWith(granted), "2026-03-01T00:00:00Z").map(
      ({ total }) => total,
    );
    expect(totals).toEqual(["37500.00", "10000.00"]);
  });

  it("with an open fee is billed at the point that was agreed", () => {
    const agreed = licence({ licence: "custom", start: "2026-01-01", agreed: "12500 USD" });
    const [invoice] = billUntil(accountWith(agreed), "2026-01-01T00:00:00Z");
    expect(invoice?.total).toBe("12500.00");
  });

  it("is maintained until it is given up", () => {
    const account = accountWith(licence({ start: "2024-01-01", end: "2026-01-01" }));
    const days = billUntil(account, "2030-01-01T00:00:00Z").map(({ issuedAt }) => issuedAt);
    expect(days).toEqual(["2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"]);
  });

  it("for a term is maintained no longer than the term, from the purchase on", () => {
    const account = accountWith(licence({ licence: "yearly", start: "2024-08-31" }));
    const invoices = billUntil(account, "2030-01-01T00:00:00Z");
    expect(invoices.map(({ issuedAt, total }) => [issuedAt.slice(0, 10), total])).toEqual([
      ["2024-08-31", "6300.00"],
      ["2025-08-31", "300.00"],
    ]);
    expect(invoices[0]?.lines.map(({ kind, stream }) => [kind, stream])).toEqual([
      ["licence", "licences"],
      ["maintenance", "services"],
    ]);
  });
});
