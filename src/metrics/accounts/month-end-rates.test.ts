import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { knownRateOf } from "../../fx/exchange-rate-fact.ts";
import { openRateBook } from "../../fx/rate-book.ts";
import { format } from "../../money/decimal.ts";
import { formatInstant, parseInstant } from "../../time/instant.ts";
import { parseMonth } from "../calendar-month.ts";
import { inputOf } from "../metrics.fixture.ts";
import { ratesInForce, wantedRates } from "./month-end-rates.ts";

const at = (text: string) => expectOk(parseInstant(text));
const month = (text: string) => expectOk(parseMonth(text));

const { book } = openRateBook(
  [
    ["2026-01-30", "1.2"],
    ["2026-02-27", "1.3"],
    ["2026-03-10", "1.4"],
  ].map(([day = "", rate = ""]) =>
    knownRateOf({ fact: "exchange-rate", from: "EUR", to: "USD", day, rate }),
  ),
);

const rates = (
  currency: "EUR" | "USD",
  settings: { fx: "moving" | "fixed"; fxFixedOn: string } = { fx: "moving", fxFixedOn: "" },
) => {
  const asOf = at("2026-03-12T10:00:00Z");
  const input = { ...inputOf([{ from: "2026-01-05", amount: 100, currency }]), asOf };
  const span = { first: month("2026-01"), last: month("2026-03"), settings };
  const wanted = wantedRates(input, span);
  return ratesInForce(wanted, book.knownAt(asOf), input).map(
    ({ from, rate }) => `${formatInstant(from).slice(0, 10)} ${format(rate)}`,
  );
};

describe("the rates that metrics are counted by", () => {
  it("are those of each month's last day, and of the running day", () => {
    expect(rates("EUR")).toEqual(["2026-01-31 1.2", "2026-02-28 1.3", "2026-03-12 1.4"]);
  });

  it("are with them that of the day on which they are fixed", () => {
    expect(rates("EUR", { fx: "fixed", fxFixedOn: "2026-02-02" })).toContain("2026-02-02 1.2");
  });

  it("are none where everything is in one currency", () => {
    expect(rates("USD")).toEqual([]);
  });
});
