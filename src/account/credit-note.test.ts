import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { decimalOf, formatFixed, isNegative, sum } from "../money/decimal.ts";
import type { CreditNoteFact } from "./credit-note-fact.ts";
import type { AccountFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { buyerOf, documentsOf, german, lived, shop } from "./taxed.fixture.ts";

const note = (more: Partial<CreditNoteFact> = {}): CreditNoteFact => ({
  fact: "credit-note",
  id: "n-1",
  customer: "c-1",
  invoice: "c-1:2",
  reason: "The service was down",
  recordedAt: "2026-02-10T12:00:00Z",
  ...more,
});

const training = {
  fact: "sale",
  id: "t-1",
  customer: "c-1",
  offer: "training",
  date: "2026-02-01",
} as const;
const facts: readonly AccountFact[] = [...buyerOf({ name: "Kiesel", country: "DE" }), training];
const until = "2026-02-20T00:00:00Z";
const calls = Array.from({ length: 77 }, (_, place) =>
  new Date(Date.UTC(2026, 0, 2 + (place % 28))).toISOString(),
);

const issued = (...told: readonly AccountFact[]): readonly Invoice[] =>
  documentsOf([german], [...facts, ...told], until, calls);

/** The codes by which facts were refused when their time came. */
const refusals = (...told: readonly AccountFact[]): readonly string[] =>
  lived([german], [...facts, ...told], until, calls).happenings.flatMap((one) =>
    one.kind === "refused" ? one.refused.faults.map(({ code, path }) => `${code} ${path}`) : [],
  );

describe("a credit note by hand", () => {
  it("takes back all of an invoice, at the tax of each line", () => {
    const [, invoice, credit] = issued(note());
    expect(credit).toMatchObject({
      kind: "credit-note",
      number: "CN-000001",
      id: "c-1:3",
      issuedAt: "2026-02-10T12:00:00Z",
      corrects: ["c-1:2"],
      reason: "The service was down",
      tax: "-29.73",
      total: "-375.68",
      lines: [
        { id: "s-1/base/1/credit/n-1", kind: "recurring", amount: "-44.91", quantity: "1" },
        { kind: "usage", meter: "calls", amount: "-1.04", quantity: "77", unit: "call" },
        { kind: "one-off", amount: "-300.00", tax: { rate: "7" }, period: null },
      ],
    });
    expect(credit?.lines.map(({ period }) => period)).toEqual(
      invoice?.lines.map(({ period }) => period),
    );
  });

  it("takes back some lines, or a part of one", () => {
    const lines = [{ line: "t-1/sale", amount: "100.50 EUR" }, { line: "s-1/calls/0" }] as const;
    const [, , credit] = issued(note({ lines }));
    expect(credit?.lines).toMatchObject([
      { amount: "-100.50", quantity: "1" },
      { amount: "-1.04", quantity: "77" },
    ]);
    expect(credit?.lines[0]).not.toHaveProperty("unit", "place");
    expect(credit?.taxes).toMatchObject([
      { rate: "19", base: "-1.04", amount: "-0.20" },
      { rate: "7", base: "-100.50", amount: "-7.04" },
    ]);
  });

  it("shares an amount among the lines", () => {
    const [, , credit] = issued(note({ amount: "100 EUR" }));
    expect(credit?.lines.map(({ amount }) => amount)).toEqual(["-12.98", "-0.30", "-86.72"]);
  });

  it("takes back no more than is left", () => {
    const half = note({ lines: [{ line: "t-1/sale", amount: "200 EUR" }] });
    const later = { recordedAt: "2026-02-11T12:00:00Z", id: "n-2" };
    const rest = note(later);
    const [, , , credit] = issued(half, rest);
    expect(credit?.lines.map(({ amount }) => amount)).toEqual(["-44.91", "-1.04", "-100.00"]);
    const more = note({ ...later, lines: [{ line: "t-1/sale", amount: "100.01 EUR" }] });
    expect(refusals(half, more)).toEqual(["above-left /lines/0/amount"]);
    const third = note({ id: "n-3", recordedAt: "2026-02-12T12:00:00Z" });
    expect(refusals(half, rest, third)).toEqual(["nothing-left /invoice"]);
  });

  it.each<[string, Partial<CreditNoteFact>]>([
    ["unknown-invoice /invoice", { invoice: "c-2:1" }],
    ["unknown-invoice /invoice", { recordedAt: "2026-01-20T00:00:00Z" }],
    ["unknown-line /lines/0/line", { lines: [{ line: "t-2/sale" }] }],
    ["duplicate-line /lines/1/line", { lines: [{ line: "t-1/sale" }, { line: "t-1/sale" }] }],
    ["amount-not-positive /amount", { amount: "0 EUR" }],
    ["wrong-minor-unit /amount", { amount: "0.001 EUR" }],
    ["currency-mismatch /amount", { amount: "1 USD" }],
    ["above-left /amount", { amount: "345.96 EUR" }],
  ])("refuses with %s", (refusal, more) => {
    expect(refusals(note(more))).toEqual([refusal]);
  });

  it("takes nothing back of a credit note", () => {
    const second = note({ id: "n-2", invoice: "c-1:3", recordedAt: "2026-02-11T00:00:00Z" });
    expect(refusals(note(), second)).toEqual(["not-an-invoice /invoice"]);
  });

  it("keeps the tax of the invoice when the customer has moved", () => {
    const moved: AccountFact = {
      fact: "customer",
      id: "c-1",
      amends: true,
      name: "Kiesel",
      country: "FR",
      recordedAt: "2026-02-05T00:00:00Z",
    };
    const [, , credit] = issued(moved, note());
    expect(credit).toMatchObject({
      tax: "-29.73",
      total: "-375.68",
      buyer: { address: { country: "FR" } },
    });
  });

  it("goes before the next invoice and does not touch it", () => {
    const months = documentsOf([german], [...facts, note()], "2026-03-02T00:00:00Z", calls);
    expect(months.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      "c-1:1 invoice",
      "c-1:2 invoice",
      "c-1:3 credit-note",
      "c-1:4 invoice",
    ]);
  });
});

describe("unused time after a credit note", () => {
  const leaving = (on: string): AccountFact => ({
    fact: "cancel",
    id: "x-1",
    customer: "c-1",
    subscription: "s-1",
    on,
    credit: "prorated",
    recordedAt: `${on}T09:00:00Z`,
  });
  const lines = [{ line: "s-1/base/1", amount: "40 EUR" }] as const;

  it("goes back as far as something is left", () => {
    const [, , , unused] = issued(note({ lines }), leaving("2026-02-15"));
    expect(unused?.lines).toMatchObject([{ kind: "unused-time", amount: "-4.91" }]);
    const whole = [{ line: "s-1/base/1" }];
    expect(issued(note({ lines: whole }), leaving("2026-02-15"))).toHaveLength(3);
  });

  it("leaves no more for one that comes later", () => {
    const late = note({ lines, recordedAt: "2026-02-16T12:00:00Z" });
    expect(refusals(leaving("2026-02-15"), late)).toEqual(["above-left /lines/0/amount"]);
  });
});

const cents = fc.integer({ min: 1, max: 20_000 });

describe("credit notes of a whole invoice", () => {
  it("bring it to nothing at every rate, prices with tax or without", () => {
    property(
      fc.property(
        fc.constantFrom(german, shop),
        fc.constantFrom("DE", "FR", "CH", "NO"),
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 }),
        (model, country, used) => {
          const told = [...buyerOf({ name: "A", country }), training];
          const times = used.flatMap((count, place) =>
            Array.from({ length: count }, () => calls[place] ?? ""),
          );
          const documents = documentsOf([model], [...told, note()], until, times);
          const invoice = documents.find(({ id }) => id === "c-1:2");
          const credit = documents.find(({ kind }) => kind === "credit-note");
          expect(credit?.taxes).toEqual(
            invoice?.taxes?.map((tax) => ({
              ...tax,
              base: negated(tax.base),
              amount: negated(tax.amount),
            })),
          );
          expect(credit?.total).toBe(negated(invoice?.total ?? ""));
        },
      ),
      40,
    );
  });

  it("never take back more than there was, however they are cut", () => {
    property(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 6 }), (amounts) => {
        const told = amounts.map((amount, place) =>
          note({
            id: `n-${place}`,
            amount: `${formatFixed({ coefficient: amount, scale: 2 }, 2)} EUR`,
            recordedAt: `2026-02-1${place}T12:00:00Z`,
          }),
        );
        const { happenings } = lived([german], [...facts, ...told], until, calls);
        const documents = happenings.flatMap((one) =>
          one.kind === "document" ? [one.invoice] : [],
        );
        const notes = documents.filter(({ kind }) => kind === "credit-note");
        const refused = happenings.filter(({ kind }) => kind === "refused");
        expect(notes.length + refused.length).toBe(amounts.length);
        for (const line of documents[1]?.lines ?? []) {
          const back = notes.flatMap(({ lines }) =>
            lines.filter(({ id }) => id.startsWith(`${line.id}/credit/`)),
          );
          const left = sum([line, ...back].map(({ amount }) => decimalOf(amount)));
          expect(isNegative(left)).toBe(false);
        }
      }),
      40,
    );
  });
});

const negated = (text: string): string => {
  if (/^0(\.0+)?$/.test(text)) return text;
  return text.startsWith("-") ? text.slice(1) : `-${text}`;
};
