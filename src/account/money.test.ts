import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { add, decimalOf, formatFixed, sum } from "../money/decimal.ts";
import { brokenInvariant } from "../receivable/broken-invariant.ts";
import { formatInstant } from "../time/instant.ts";
import { acmeBooks, at, customer, sale, subscription } from "./account.fixture.ts";
import { openAccount } from "./account.ts";
import { type DatedKind, inputOf } from "./issue-in-order.ts";
import type { MoneyFact } from "./money-fact.ts";
import { acmeDunning, moneyStory } from "./money-story.fixture.ts";
import { step } from "./step.ts";

const own = { customer: "c-1" } as const;
const team = subscription({ start: "2026-01-31" });

const paid = (id: string, recordedAt: string, amount: `${number} USD`, more: object = {}) =>
  ({ fact: "payment", id, ...own, amount, method: "card", recordedAt, ...more }) as const;

describe("money told to an account", () => {
  it("pays the invoices due first, and keeps the rest for the next one", () => {
    const story = moneyStory(
      [team, paid("p-1", "2026-02-10T12:00:00Z", "600 USD")],
      "2026-03-01T00:00:00Z",
      acmeBooks,
    );
    expect(story.movements).toMatchObject([
      {
        kind: "payment",
        amount: "600.00",
        appliedTo: [{ invoice: "c-1:1", amount: "499.00" }],
      },
      {
        kind: "credit-application",
        id: "credit/c-1:2/c-1:2",
        amount: "101.00",
        date: at("2026-02-28T00:00:00Z"),
      },
    ]);
  });

  it("refuses money for an invoice that is not issued, in another currency, or without a time", () => {
    const story = moneyStory(
      [
        team,
        paid("early", "2026-01-30T12:00:00Z", "499 USD", { appliesTo: [{ invoice: "c-1:1" }] }),
        { ...paid("euros", "2026-02-10T12:00:00Z", "1 USD"), amount: "499 EUR" },
        { fact: "payment", id: "undated", ...own, amount: "1 USD", method: "cash" },
      ],
      "2026-02-20T00:00:00Z",
      acmeBooks,
    );
    expect(story.refused).toEqual([
      "undated recorded-at-needed",
      "early unknown-invoice",
      "euros currency-mismatch",
    ]);
    expect(story.movements).toEqual([]);
  });

  it("owes again what the bank takes back, and no more is refunded than was paid", () => {
    const story = moneyStory(
      [
        team,
        paid("p-1", "2026-02-01T00:00:00Z", "499 USD"),
        {
          fact: "payment-return",
          id: "r-1",
          ...own,
          payment: "p-1",
          reason: "AC04",
          recordedAt: "2026-02-05T00:00:00Z",
        },
        {
          fact: "refund",
          id: "b-1",
          ...own,
          payment: "p-1",
          amount: "1 USD",
          recordedAt: "2026-02-06T00:00:00Z",
        },
      ],
      "2026-02-20T00:00:00Z",
      acmeBooks,
    );
    expect(story.movements.map(({ kind }) => kind)).toEqual(["payment", "payment-reversal"]);
    expect(story.refused).toEqual(["b-1 refund-exceeds-payment"]);
  });

  it("lets a credit note of billing stand against the invoice that it corrects", () => {
    const story = moneyStory(
      [
        team,
        {
          fact: "cancel",
          id: "x",
          ...own,
          subscription: "s-1",
          on: "2026-02-14",
          credit: "prorated",
        },
      ],
      "2026-03-20T00:00:00Z",
      acmeBooks,
    );
    expect(story.invoices.map(({ kind, total }) => [kind, total])).toEqual([
      ["invoice", "499.00"],
      ["credit-note", "-249.50"],
    ]);
    expect(story.movements).toEqual([
      expect.objectContaining({
        kind: "credit-note",
        number: "c-1:2",
        total: "249.50",
        appliedTo: [{ invoice: "c-1:1", amount: "249.50" }],
      }),
    ]);
  });

  it("takes bad debt back that a credit note corrects, so that nothing unpaid becomes credit", () => {
    const story = moneyStory(
      [
        team,
        {
          fact: "write-off",
          id: "w",
          ...own,
          invoice: "c-1:1",
          recordedAt: "2026-02-10T00:00:00Z",
        },
        {
          fact: "cancel",
          id: "x",
          ...own,
          subscription: "s-1",
          on: "2026-02-14",
          credit: "prorated",
        },
      ],
      "2026-03-20T00:00:00Z",
      acmeBooks,
    );
    expect(story.movements.map((one) => [one.kind, "amount" in one ? one.amount : ""])).toEqual([
      ["write-off", "499.00"],
      ["write-off-reversal", "249.50"],
      ["credit-note", ""],
    ]);
    expect(story.parked).toEqual([]);
  });
});

const chased = acmeDunning({
  steps: [
    { afterDueDays: 3, action: "remind" },
    { afterDueDays: 10, action: "warn", fee: "15 USD" },
    { afterDueDays: 20, action: "suspend" },
    { afterDueDays: 40, action: "cancel" },
    { afterDueDays: 60, action: "write-off" },
  ],
  stream: "services",
});

const once = sale({ date: "2026-01-10", quantity: 2 });

describe("dunning", () => {
  it("gives each notice on its day, charges the fee, and writes off in the end", () => {
    const story = moneyStory([once], "2026-06-01T00:00:00Z", chased);
    expect(
      story.notices.map(({ at: when, action, total }) => [when, action, total]).slice(0, 5),
    ).toEqual([
      ["2026-02-12T00:00:00Z", "remind", "1000.00"],
      ["2026-02-19T00:00:00Z", "warn", "1000.00"],
      ["2026-03-01T00:00:00Z", "suspend", "1000.00"],
      ["2026-03-21T00:00:00Z", "cancel", "1000.00"],
      // The fee of 15.00 is an invoice of its own, 40 days younger, and is chased like any other, but for fees.
      ["2026-03-24T00:00:00Z", "remind", "15.00"],
    ]);
    expect(story.invoices.map(({ issuedAt, lines }) => [issuedAt, lines[0]?.kind])).toContainEqual([
      "2026-02-19T00:00:00Z",
      "dunning-fee",
    ]);
    const fees = story.invoices.filter(({ lines }) => lines[0]?.kind === "dunning-fee");
    expect(fees.map(({ total, lines }) => [total, lines[0]?.about])).toEqual([
      ["15.00", [story.invoices[0]?.id]],
    ]);
    expect(story.notices.filter(({ action }) => action === "warn")).toMatchObject([
      { fee: "15 USD" },
      { total: "15.00" },
    ]);
    expect(story.notices.at(-1)).toMatchObject({ action: "write-off", total: "15.00" });
    expect(story.movements[0]).toMatchObject({ kind: "write-off", amount: "1000.00" });
  });

  it("ends with the payment, which lifts the suspension", () => {
    let account = openAccount(customer());
    const tell = (fact: DatedKind, when: string) => {
      const stepped = step(account, inputOf({ fact, at: at(when) }), chased);
      if (!stepped.ok) throw new Error(stepped.faults[0]?.code);
      account = stepped.value.account;
      return stepped.value.nextDue;
    };
    let due = tell(once, "2026-01-10T00:00:00Z");
    const seen: (string | null)[] = [];
    while (due !== undefined && due <= at("2026-03-05T00:00:00Z")) {
      const stepped = step(account, { kind: "tick", now: due }, chased);
      if (!stepped.ok) throw new Error(stepped.faults[0]?.code);
      ({ account, nextDue: due } = stepped.value);
      seen.push(account.suspendedSince === null ? null : formatInstant(account.suspendedSince));
    }
    expect(seen).toEqual([null, null, null, null, "2026-03-01T00:00:00Z"]);
    const next = tell(paid("p-1", "2026-03-05T00:00:00Z", "1000 USD"), "2026-03-05T00:00:00Z");
    expect(account.suspendedSince).toBeNull();
    // Of the fee's own invoice.
    expect(next).toBe(at("2026-03-24T00:00:00Z"));
  });
});

/** Random money over the months of a subscription; what does not fit is refused. */
const anyMoney: fc.Arbitrary<readonly MoneyFact[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(
        "payment",
        "refund",
        "payment-return",
        "write-off",
        "dispute",
        "outcome",
      ),
      day: fc.integer({ min: 0, max: 300 }),
      cents: fc.constantFrom(1, 10_000, 49_900, 60_000),
      pick: fc.integer({ min: 1, max: 6 }),
      flag: fc.boolean(),
    }),
    { maxLength: 14 },
  )
  .map((draws) =>
    draws.map(({ kind, day, cents, pick, flag }, index): MoneyFact => {
      const told = {
        id: `${index}`,
        ...own,
        recordedAt: formatInstant(at("2026-01-31T00:00:00Z") + day * 86_400_000 + index),
      };
      const amount = `${(cents / 100).toFixed(2)} USD` as `${number} USD`;
      const payment = `${pick}`;
      const invoice = `c-1:${pick}`;
      switch (kind) {
        case "refund":
          return { fact: kind, ...told, payment, amount, ...(flag ? { reopen: "last" } : {}) };
        case "payment-return":
          return { fact: kind, ...told, payment, ...(flag ? { amount } : {}) };
        case "write-off":
          return { fact: kind, ...told, invoice };
        case "dispute":
          return { fact: kind, ...told, payment, amount, provider: "stripe" };
        case "outcome":
          return {
            fact: "dispute-outcome",
            ...told,
            dispute: payment,
            outcome: flag ? "won" : "lost",
          };
        default:
          return {
            fact: "payment",
            ...told,
            amount,
            method: "card",
            ...(flag ? { appliesTo: [{ invoice }] } : {}),
          };
      }
    }),
  );

describe("random money", () => {
  it("keeps the receivables whole after every step, and what is owed is what was billed less what came", () => {
    property(
      fc.property(anyMoney, (facts) => {
        let account = openAccount(customer());
        let billed = decimalOf("0");
        let due = step(account, { kind: "purchase", fact: team, knownSince: 0 }, acmeBooks);
        const waiting = [...facts].sort((left, right) =>
          (left.recordedAt ?? "") < (right.recordedAt ?? "") ? -1 : 1,
        );
        const took = (stepped: ReturnType<typeof step>) => {
          if (!stepped.ok) return;
          due = stepped;
          account = stepped.value.account;
          for (const { total } of stepped.value.documents) billed = add(billed, decimalOf(total));
          const { receivables } = account;
          if (receivables === null) return;
          expect(brokenInvariant(receivables)).toBeUndefined();
          const open = sum(receivables.items.map((item) => decimalOf(item.open)));
          const settled = sum(
            receivables.settlements.flatMap(({ applications }) =>
              applications.map(({ amount }) => decimalOf(amount)),
            ),
          );
          expect(formatFixed(add(open, settled), 2)).toBe(formatFixed(billed, 2));
        };
        took(due);
        for (const fact of waiting) {
          const when = at(fact.recordedAt ?? "");
          for (;;) {
            const next = due.ok ? due.value.nextDue : undefined;
            if (next === undefined || next > when) break;
            took(step(account, { kind: "tick", now: next }, acmeBooks));
          }
          took(step(account, { kind: "money", fact, knownSince: when }, acmeBooks));
        }
      }),
      150,
    );
  });

  it("does not depend on when the receivables were opened", () => {
    const noted = acmeDunning({ steps: [{ afterDueDays: 3_000, action: "remind" }] });
    property(
      fc.property(anyMoney, (facts) => {
        const lazily = moneyStory([team, ...facts], "2027-01-01T00:00:00Z", acmeBooks);
        const eagerly = moneyStory([team, ...facts], "2027-01-01T00:00:00Z", noted);
        expect(lazily.movements).toEqual(eagerly.movements);
        expect(lazily.refused).toEqual(eagerly.refused);
      }),
      100,
    );
  });
});
