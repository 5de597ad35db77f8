import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { chance, openStory, tell } from "../../credit/credit-story.fixture.ts";
import type { CreditMovement } from "../../credit/movement.ts";
import { decimalOf, formatFixed, subtract, sum } from "../../money/decimal.ts";
import type { Movement } from "../../receivable/movement.ts";
import {
  badDebt,
  cash,
  clearing,
  customerCredit,
  prepaidCredits,
  receivable,
  revenue,
  taxPayable,
} from "../account-name.ts";
import type { JournalEntry } from "../entry.ts";
import { at, balanceOf, vat } from "../ledger.fixture.ts";
import { postDocument } from "./ledger-document.ts";
import { type MovementContext, movementDocuments } from "./movement-documents.ts";

const context: MovementContext = { breakageStream: "services" };
const base = { id: "m-1", customer: "c-1", date: at("2026-01-05"), currency: "USD" } as const;
const money = { ...base, amount: "50.00", provider: "stripe" } as const;
const granted = { ...base, grant: "g" } as const;
const toInvoice = (amount: string) => [{ invoice: "INV-1", amount }];

const posted = (...movements: readonly (Movement | CreditMovement)[]): readonly JournalEntry[] =>
  movementDocuments(movements, context).map(postDocument);

/** The balances of what a movement posts, debits positive. */
const balances = (movement: Movement | CreditMovement): Readonly<Record<string, string>> => {
  const entries = posted(movement);
  const accounts = new Set(entries.flatMap(({ postings }) => postings.map((one) => one.account)));
  return Object.fromEntries([...accounts].map((one) => [one, balanceOf(entries, one)]));
};

describe("movements of receivables", () => {
  it("post a payment, and what takes it back or corrects it", () => {
    expect(balances({ ...money, kind: "payment", appliedTo: toInvoice("30.00") })).toEqual({
      [clearing("stripe")]: "50.00",
      [receivable]: "-30.00",
      [customerCredit]: "-20.00",
    });
    const taken = {
      [receivable]: "30.00",
      [customerCredit]: "20.00",
      [clearing("stripe")]: "-50.00",
    };
    const back = { ...money, payment: "p", reopens: toInvoice("30.00") };
    expect(balances({ ...back, kind: "refund" })).toEqual(taken);
    expect(balances({ ...back, kind: "payment-reversal", reason: "R01" })).toEqual(taken);
    expect(
      balances({
        ...base,
        kind: "reapplication",
        reopens: toInvoice("30.00"),
        appliedTo: [{ invoice: "INV-2", amount: "25.00" }],
      }),
    ).toEqual({ [receivable]: "5.00", [customerCredit]: "-5.00" });
  });

  it("post what a credit note or a balance paid, and nothing of a note that paid nothing", () => {
    const settled = { [customerCredit]: "30.00", [receivable]: "-30.00" };
    const application = { ...base, invoice: "INV-1", amount: "30.00" };
    expect(balances({ ...application, kind: "credit-application" })).toEqual(settled);
    const note = {
      kind: "credit-note",
      number: "CN-1",
      customer: "c-1",
      date: base.date,
      currency: "USD",
      total: "50.00",
    } as const;
    expect(balances({ ...note, appliedTo: toInvoice("30.00") })).toEqual(settled);
    expect(posted({ ...note, appliedTo: [] })).toEqual([]);
  });

  it("post debt that was given up, is good after all, or was paid in the end", () => {
    const debt = { ...base, invoice: "INV-1", amount: "119.00", taxes: [vat("19.00")] };
    const vatOwed = taxPayable("DE", "19%");
    const lost = { [badDebt]: "100.00", [vatOwed]: "19.00", [receivable]: "-119.00" };
    expect(balances({ ...debt, kind: "write-off" })).toEqual(lost);
    expect(balances({ ...debt, kind: "write-off-reversal", writeOff: "w" })).toEqual({
      [receivable]: "119.00",
      [badDebt]: "-100.00",
      [vatOwed]: "-19.00",
    });
    const recovery = { ...base, kind: "recovery", writeOff: "w", amount: "119.00" } as const;
    expect(balances({ ...recovery, taxes: [vat("19.00")] })).toEqual({
      [cash]: "119.00",
      [badDebt]: "-100.00",
      [vatOwed]: "-19.00",
    });
  });

  it("post disputes from opening to end", () => {
    const entries = posted(
      { ...money, kind: "dispute-opened", payment: "p", fee: "15.00" },
      { ...money, id: "m-1", kind: "dispute-won", feeReturned: "15.00" },
    );
    expect(entries.map(({ id }) => id)).toEqual(["dispute-opened/m-1", "dispute-won/m-1"]);
    expect(balanceOf(entries, clearing("stripe"))).toBe("0.00");
    const lost = balances({ ...money, kind: "dispute-lost", reopens: toInvoice("50.00") });
    expect(lost[receivable]).toBe("50.00");
  });
});

describe("a refund that came back", () => {
  it("is the customer's again, and settles what it had owed again", () => {
    const entry = postDocument({
      ...money,
      kind: "refund-returned",
      refund: "r-1",
      appliedTo: toInvoice("30.00"),
    });
    expect(balanceOf([entry], clearing("stripe"))).toBe("50.00");
    expect(balanceOf([entry], receivable)).toBe("-30.00");
    expect(balanceOf([entry], customerCredit)).toBe("-20.00");
  });
});

describe("movements of credits", () => {
  const draws = [
    { line: "1", stream: "subscriptions", amount: "30.00" },
    { line: "2", stream: "usage", amount: "10.00" },
  ];
  const used = { ...granted, command: "b", draws } as const;

  it("post prepaid credits as they are bought, used, lost and taken back", () => {
    expect(
      balances({
        ...granted,
        kind: "credit-purchase",
        amount: "119.00",
        taxes: [vat("19.00")],
        provider: "stripe",
      }),
    ).toEqual({
      [clearing("stripe")]: "119.00",
      [prepaidCredits]: "-100.00",
      [taxPayable("DE", "19%")]: "-19.00",
    });
    expect(
      balances({ ...used, kind: "credit-burn", against: { funding: "prepaid", invoice: "INV-1" } }),
    ).toEqual({ [prepaidCredits]: "40.00", [receivable]: "-40.00" });
    expect(balances({ ...used, kind: "credit-burn", against: { funding: "prepaid" } })).toEqual({
      [prepaidCredits]: "40.00",
      [revenue("subscriptions")]: "-30.00",
      [revenue("usage")]: "-10.00",
    });
    const expired = { ...granted, kind: "credit-expiry", worth: "9.00", amount: "9.00" } as const;
    expect(balances({ ...expired, stream: "usage" })[revenue("usage")]).toBe("-9.00");
    expect(balances(expired)[revenue("services")]).toBe("-9.00");
    const taken = { ...granted, kind: "credit-void", worth: "9.00", reason: "undone" } as const;
    expect(balances({ ...taken, amount: "9.00" })).toEqual({
      [prepaidCredits]: "9.00",
      [customerCredit]: "-9.00",
    });
  });

  it("post a release as the opposite of its burn", () => {
    for (const against of [
      { funding: "prepaid", invoice: "INV-1" },
      { funding: "prepaid" },
    ] as const) {
      const entries = posted(
        { ...used, kind: "credit-burn", against },
        { ...used, kind: "credit-release", against },
      );
      const accounts = new Set(
        entries.flatMap((one) => one.postings.map(({ account }) => account)),
      );
      expect(accounts.size).toBeGreaterThan(1);
      for (const account of accounts) expect(balanceOf(entries, account)).toBe("0.00");
    }
  });

  it("take what a credit note gave back as credits out of what it left on the balance", () => {
    const against = { funding: "prepaid", invoice: "INV-1", creditNote: "CN-1" } as const;
    expect(balances({ ...used, kind: "credit-release", against })).toEqual({
      [customerCredit]: "40.00",
      [prepaidCredits]: "-40.00",
    });
  });

  it("post nothing of what was never paid for: the lines of the invoice say the lower price", () => {
    const free = { ...granted, worth: "9.00", amount: "0.00" } as const;
    expect(
      posted(
        { ...granted, kind: "credit-grant", worth: "9.00", cost: "0.00" },
        { ...granted, kind: "credit-purchase", amount: "0.00" },
        { ...used, kind: "credit-burn", against: { funding: "free" } },
        { ...used, kind: "credit-burn", against: { funding: "free", invoice: "INV-1" } },
        { ...used, kind: "credit-release", against: { funding: "free" } },
        { ...free, kind: "credit-expiry" },
        { ...free, kind: "credit-void", reason: "given in error" },
      ),
    ).toEqual([]);
  });

  it("keep prepaid credits at what was paid for those that remain, whatever happens", () => {
    property(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 25 }), (chances) => {
        const story = openStory();
        for (const chosen of chances) tell(story, chosen);
        const costs = story.movements.flatMap((one) =>
          one.kind === "credit-grant" ? [decimalOf(one.cost)] : [],
        );
        const left = story.book.grants.map(({ remaining }) => decimalOf(remaining.cost));
        const used = subtract(sum(costs), sum(left));
        expect(balanceOf(posted(...story.movements), prepaidCredits)).toBe(formatFixed(used, 2));
      }),
      100,
    );
  });
});
