import { describe, expect, it } from "vitest";
import type { Invoice, InvoiceLine, LineKind } from "../../account/invoice.ts";
import { expectOk } from "../../fault/fault.ts";
import { findZone, UTC } from "../../time/zone.ts";
import { dayText, monthOf, monthText } from "./accounting-month.ts";
import { type InvoicePolicy, invoiceContract } from "./invoice-contract.ts";
import { isRevenue } from "./movement.ts";
import { day, text } from "./recognition.fixture.ts";
import { recognize } from "./recognize.ts";

const line = (
  id: string,
  kind: LineKind,
  amount: string,
  period: InvoiceLine["period"] = null,
): InvoiceLine => ({
  id,
  kind,
  description: id,
  stream: kind,
  period,
  quantity: "1",
  gross: amount,
  discounts: [],
  amount,
  explanation: {
    price: "",
    priceVersion: "",
    quantity: "1",
    steps: [],
    rounding: { from: amount, to: amount },
  },
});
const invoice = (issuedAt: string, ...lines: readonly InvoiceLine[]): Invoice => ({
  kind: "invoice",
  number: "A-1",
  id: "invoice-1",
  customer: "c1",
  customerName: "Customer",
  currency: "EUR",
  status: "final",
  issuedAt,
  dueAt: issuedAt,
  model: "m@1",
  lines,
  subtotal: "0",
  discount: "0",
  tax: "0",
  total: "0",
});
const byMonth = (own: Invoice, zone = UTC, policy: InvoicePolicy = { usage: "when-invoiced" }) => {
  const { contract, facts } = invoiceContract(own, zone, policy);
  return expectOk(recognize(contract, facts, day("2029-01-01")))
    .movements.filter((movement) => isRevenue(movement.kind))
    .map((own) => `${monthText(monthOf(own.day))} ${own.obligation} ${text(own.amount)}`);
};

describe("an invoice as a contract", () => {
  const february = { from: "2027-02-01T00:00:00Z", to: "2027-03-01T00:00:00Z" };

  it("earns what recurs over its period and the rest when it is invoiced or given", () => {
    const year = { from: "2027-03-01T00:00:00Z", to: "2027-05-01T00:00:00Z" };
    const own = invoice(
      "2027-03-01T00:00:00Z",
      line("plan", "recurring", "61", year),
      line("calls", "usage", "12.34", february),
      line("training", "one-off", "500"),
      line("key", "licence", "900"),
      line("nothing", "recurring", "0", year),
    );
    expect(byMonth(own).sort()).toEqual([
      "2027-03 calls 12.34",
      "2027-03 key 900",
      "2027-03 plan 31",
      "2027-03 training 500",
      "2027-04 plan 30",
    ]);
  });

  it("earns use on its period's last day where the policy says so", () => {
    const own = invoice("2027-03-01T00:00:00Z", line("calls", "usage", "12.34", february));
    expect(byMonth(own, UTC, { usage: "when-used" })).toEqual(["2027-02 calls 12.34"]);
  });

  it("earns what is invoiced in arrears in the months it was for", () => {
    const own = invoice("2027-03-01T00:00:00Z", line("plan", "recurring", "28", february));
    expect(byMonth(own)).toEqual(["2027-02 plan 28"]);
  });

  it("counts days in the account's zone, whatever the clock does", () => {
    const berlin = expectOk(findZone("Europe/Berlin"));
    const spring = { from: "2027-02-28T23:00:00Z", to: "2027-04-30T22:00:00Z" };
    const own = invoice("2027-02-28T23:00:00Z", line("plan", "recurring", "61", spring));
    expect(byMonth(own, berlin)).toEqual(["2027-03 plan 31", "2027-04 plan 30"]);
    expect(dayText(invoiceContract(own, berlin, { usage: "when-used" }).contract.inception)).toBe(
      "2027-03-01",
    );
  });

  it("takes back a proration credit over the period it is of", () => {
    const rest = { from: "2027-03-22T00:00:00Z", to: "2027-04-11T00:00:00Z" };
    const own = invoice("2027-03-22T00:00:00Z", line("credit", "recurring", "-20", rest));
    expect(byMonth(own)).toEqual(["2027-03 credit -10", "2027-04 credit -10"]);
  });

  it("lets a line follow another pattern, or another contract", () => {
    const own = invoice(
      "2027-03-01T00:00:00Z",
      line("project", "one-off", "100"),
      line("bundle", "recurring", "50"),
    );
    const { contract, facts } = invoiceContract(own, UTC, {
      usage: "when-invoiced",
      patternOf: ({ id }) =>
        id === "bundle"
          ? "elsewhere"
          : {
              kind: "milestones",
              milestones: [{ name: "done", share: { coefficient: 1, scale: 0 } }],
            },
    });
    expect(contract.obligations.map((own) => own.id)).toEqual(["project"]);
    expect(facts.map((fact) => fact.kind)).toEqual(["billed"]);
  });
});
