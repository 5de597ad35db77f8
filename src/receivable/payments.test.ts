import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { ReceivableCommand } from "./command.ts";
import {
  at,
  having,
  invoiced,
  nobodyOwes,
  openOf,
  paid,
  refusedWith,
  unappliedOf,
} from "./receivables.fixture.ts";
import { openReceivables, statusOf } from "./receivables.ts";

const two = [invoiced("INV-1", "100.00"), invoiced("INV-2", "50.00", "2026-01-02")];
const note = (total: string, ...corrects: string[]): ReceivableCommand => ({
  kind: "add-credit-note",
  number: "CN-1",
  currency: "USD",
  total,
  corrects,
});
const refundOf = (amount: string, reopen?: "last" | string[]): ReceivableCommand => ({
  kind: "refund",
  id: "R-1",
  payment: "P-1",
  amount,
  ...(reopen === undefined ? {} : { reopen }),
});

describe("a payment", () => {
  it("pays what it names first, then what is due first, and the rest is credit", () => {
    const { state, movements } = having([...two, paid("P-1", "170.00", "INV-2")]);
    expect(openOf(state)).toEqual({ "INV-1": "0.00", "INV-2": "0.00" });
    expect(unappliedOf(state, "P-1")).toBe("20.00");
    expect(movements).toEqual([
      {
        kind: "payment",
        id: "P-1",
        customer: "c-1",
        date: at("2026-01-10"),
        currency: "USD",
        amount: "170.00",
        appliedTo: [
          { invoice: "INV-2", amount: "50.00" },
          { invoice: "INV-1", amount: "100.00" },
        ],
      },
    ]);
  });

  it("stays on the balance where it is told to, and leaves contested invoices alone", () => {
    const balance = { ...paid("P-1", "10.00"), rest: "balance" } as const;
    expect(unappliedOf(having([...two, balance]).state, "P-1")).toBe("10.00");
    const contested = having([...two, { kind: "contest", invoice: "INV-1" }, paid("P-1", "60.00")]);
    expect(openOf(contested.state)).toEqual({ "INV-1": "100.00", "INV-2": "0.00" });
    expect(unappliedOf(contested.state, "P-1")).toBe("10.00");
  });

  it("is refused in another currency, twice, below zero, or for what was written off", () => {
    const { state } = having([...two, { ...paid("P-1", "1.00"), provider: "s", providerId: "x" }]);
    expect(refusedWith(state, { ...paid("P-2", "1.00"), currency: "EUR" })).toEqual([
      "currency-mismatch",
    ]);
    expect(refusedWith(state, paid("P-1", "1.00"))).toEqual(["already-recorded"]);
    const sameAtProvider = { ...paid("P-2", "1.00"), provider: "s", providerId: "x" };
    expect(refusedWith(state, sameAtProvider)).toEqual(["already-recorded"]);
    expect(refusedWith(state, paid("P-2", "0.00"))).toEqual(["amount-not-positive"]);
    expect(refusedWith(state, paid("P-2", "1.001"))).toEqual(["wrong-minor-unit"]);
    expect(refusedWith(state, paid("P-2", "1.00", "INV-9"))).toEqual(["unknown-invoice"]);
    const given = having([...two, { kind: "write-off", id: "W-1", invoice: "INV-1" }]).state;
    expect(refusedWith(given, paid("P-1", "1.00", "INV-1"))).toEqual(["invoice-written-off"]);
    const appliesTo = [{ invoice: "INV-1", amount: "2.00" }];
    expect(refusedWith(state, { ...paid("P-2", "1.00"), appliesTo })).toEqual([
      "applications-exceed-amount",
    ]);
  });

  it("is counted in minor units of its own currency", () => {
    const yen = expectOk(openReceivables("c-1", "JPY", "Asia/Tokyo"));
    const { state } = having(
      [
        { ...invoiced("INV-1", "1000"), currency: "JPY" } as ReceivableCommand,
        { ...paid("P-1", "400"), currency: "JPY" },
      ],
      "2026-01-10",
      yen,
    );
    expect(openOf(state)).toEqual({ "INV-1": "600" });
  });
});

describe("the credit balance", () => {
  it("pays a new invoice by itself where the invoice says so", () => {
    const next = { ...invoiced("INV-3", "15.00"), applyBalance: true } as ReceivableCommand;
    const { state, movements } = having([paid("P-1", "20.00"), next]);
    expect(openOf(state)).toEqual({ "INV-3": "0.00" });
    expect(movements).toMatchObject([
      { kind: "credit-application", id: "credit/INV-3/INV-3", invoice: "INV-3", amount: "15.00" },
    ]);
  });

  it("is what an invoice below zero gives", () => {
    const { state, movements } = having([invoiced("INV-1", "-30.00")]);
    expect(state.items).toEqual([]);
    expect(unappliedOf(state, "INV-1")).toBe("30.00");
    expect(movements).toMatchObject([
      { kind: "reapplication", reopens: [{ invoice: "INV-1", amount: "30.00" }], appliedTo: [] },
    ]);
    expect(refusedWith(state, invoiced("INV-1", "5.00"))).toEqual(["already-recorded"]);
  });

  it("cannot be used as far as its payment is disputed", () => {
    const { state } = having([
      paid("P-1", "20.00"),
      { kind: "dispute-opened", id: "D-1", payment: "P-1", amount: "15.00", provider: "s" },
      { ...invoiced("INV-1", "20.00"), applyBalance: true } as ReceivableCommand,
    ]);
    expect(openOf(state)).toEqual({ "INV-1": "15.00" });
  });
});

describe("a credit note", () => {
  it("settles what it corrects first, then what is due first", () => {
    const { state, movements } = having([...two, note("-30.00", "INV-2")]);
    expect(openOf(state)).toEqual({ "INV-1": "100.00", "INV-2": "20.00" });
    expect(movements).toMatchObject([
      { kind: "credit-note", number: "CN-1", appliedTo: [{ invoice: "INV-2", amount: "30.00" }] },
    ]);
    const goodwill = having([...two, note("-110.00")]);
    expect(openOf(goodwill.state)).toEqual({ "INV-1": "0.00", "INV-2": "40.00" });
    const half = having([...two, paid("P-1", "40.00", "INV-2"), note("-50.00", "INV-2")]);
    expect(openOf(half.state)).toEqual({ "INV-1": "60.00", "INV-2": "0.00" });
    expect(unappliedOf(half.state, "P-1")).toBe("0.00");
  });

  it("is below zero, and takes back no more than the invoice", () => {
    const { state } = having([...two, note("-30.00", "INV-2")]);
    expect(refusedWith(state, note("-1.00"))).toEqual(["already-recorded"]);
    const second = { ...note("-20.01", "INV-2"), number: "CN-2" } as ReceivableCommand;
    expect(refusedWith(state, second)).toEqual(["credit-note-exceeds-invoice"]);
    expect(refusedWith(nobodyOwes, note("1.00"))).toEqual(["credit-note-not-negative"]);
  });
});

describe("a refund", () => {
  it("takes the payment's own credit, and owes nothing again unless told to", () => {
    const { state } = having([...two, paid("P-1", "170.00")]);
    expect(refusedWith(state, refundOf("20.01"))).toEqual(["refund-needs-reopen"]);
    expect(openOf(having([refundOf("20.00")], "2026-01-11", state).state)).toEqual({
      "INV-1": "0.00",
      "INV-2": "0.00",
    });
    const last = having([refundOf("40.00", "last")], "2026-01-11", state);
    expect(openOf(last.state)).toEqual({ "INV-1": "0.00", "INV-2": "20.00" });
    expect(last.movements).toMatchObject([
      { kind: "refund", amount: "40.00", reopens: [{ invoice: "INV-2", amount: "20.00" }] },
    ]);
    const named = having([refundOf("40.00", ["INV-1"])], "2026-01-11", state);
    expect(openOf(named.state)).toEqual({ "INV-1": "20.00", "INV-2": "0.00" });
  });

  it("is never above what was paid and not given back", () => {
    const { state } = having([...two, paid("P-1", "100.00"), refundOf("60.00", "last")]);
    const second = { ...refundOf("40.01", "last"), id: "R-2" } as ReceivableCommand;
    expect(refusedWith(state, second)).toEqual(["refund-exceeds-payment"]);
    expect(refusedWith(state, refundOf("1.00", "last"))).toEqual(["already-recorded"]);
    const disputed = having(
      [{ kind: "dispute-opened", id: "D", payment: "P-1", amount: "40.00", provider: "s" }],
      "2026-01-10",
      state,
    ).state;
    const small = { ...refundOf("0.01", "last"), id: "R-2" } as ReceivableCommand;
    expect(refusedWith(disputed, small)).toEqual(["refund-exceeds-payment"]);
  });

  it("of a credited invoice takes what the credit note freed", () => {
    const { state } = having([invoiced("INV-1", "100.00"), paid("P-1", "100.00")]);
    const credited = having([note("-100.00", "INV-1")], "2026-01-11", state);
    expect(credited.movements).toMatchObject([{ appliedTo: [] }]);
    expect(unappliedOf(credited.state, "P-1")).toBe("100.00");
    const { state: done, movements } = having([refundOf("100.00")], "2026-01-12", credited.state);
    expect(openOf(done)).toEqual({ "INV-1": "0.00" });
    expect(movements).toMatchObject([{ amount: "100.00", reopens: [] }]);
  });

  it("takes goodwill that stands on the balance, too", () => {
    const { state } = having([invoiced("INV-1", "100.00"), paid("P-1", "100.00"), note("-30.00")]);
    const { state: done, movements } = having([refundOf("30.00")], "2026-01-12", state);
    expect(movements).toMatchObject([{ reopens: [] }]);
    expect(openOf(done)).toEqual({ "INV-1": "0.00" });
    expect(unappliedOf(done, "CN-1")).toBe("0.00");
  });
});

describe("money that the bank takes back", () => {
  it("owes again what was paid, and says why", () => {
    const { state } = having([...two, paid("P-1", "170.00")]);
    const { state: back, movements } = having(
      [{ kind: "reverse-payment", id: "X-1", payment: "P-1", reason: "R01" }],
      "2026-01-14",
      state,
    );
    expect(openOf(back)).toEqual({ "INV-1": "100.00", "INV-2": "50.00" });
    expect(unappliedOf(back, "P-1")).toBe("0.00");
    expect(movements).toMatchObject([
      { kind: "payment-reversal", amount: "170.00", reason: "R01" },
    ]);
  });
});

describe("a dispute", () => {
  const disputed = having([
    ...two,
    paid("P-1", "150.00"),
    { kind: "dispute-opened", id: "D-1", payment: "P-1", amount: "150.00", provider: "s" },
  ]).state;

  it("leaves the invoices paid until it is lost", () => {
    expect(openOf(disputed)).toEqual({ "INV-1": "0.00", "INV-2": "0.00" });
    expect(disputed.items.map((item) => statusOf(disputed, item))).toEqual([
      "in-dispute",
      "in-dispute",
    ]);
    const lost = having([{ kind: "dispute-lost", id: "D-1" }], "2026-02-01", disputed);
    expect(openOf(lost.state)).toEqual({ "INV-1": "100.00", "INV-2": "50.00" });
    expect(lost.movements).toMatchObject([
      { kind: "dispute-lost", reopens: [{ invoice: "INV-2" }, { invoice: "INV-1" }] },
    ]);
  });

  it("ends once", () => {
    const won = having([{ kind: "dispute-won", id: "D-1" }], "2026-02-01", disputed).state;
    expect(won.items.map((item) => statusOf(won, item))).toEqual(["paid", "paid"]);
    expect(refusedWith(won, { kind: "dispute-lost", id: "D-1" })).toEqual(["dispute-ended"]);
    expect(refusedWith(won, { kind: "dispute-lost", id: "D-9" })).toEqual(["unknown-dispute"]);
  });
});

describe("a write-off", () => {
  const given = having([
    ...two,
    { kind: "write-off", id: "W-1", invoice: "INV-1", amount: "40.00" },
  ]).state;

  it("closes what it gives up, and comes back when it is reversed", () => {
    expect(openOf(given)).toEqual({ "INV-1": "60.00", "INV-2": "50.00" });
    const back = having(
      [{ kind: "reverse-write-off", id: "V-1", writeOff: "W-1" }],
      "2026-02-01",
      given,
    );
    expect(openOf(back.state)).toEqual({ "INV-1": "100.00", "INV-2": "50.00" });
  });

  it("is recovered up to its amount, and then stays", () => {
    const recovery: ReceivableCommand = {
      kind: "recover",
      id: "V-1",
      writeOff: "W-1",
      amount: "30.00",
    };
    const { state, movements } = having([recovery], "2026-03-01", given);
    expect(movements).toMatchObject([{ kind: "recovery", writeOff: "W-1", amount: "30.00" }]);
    expect(openOf(state)).toEqual({ "INV-1": "60.00", "INV-2": "50.00" });
    expect(refusedWith(state, { ...recovery, id: "V-2", amount: "10.01" })).toEqual([
      "recovery-exceeds-write-off",
    ]);
    expect(
      refusedWith(state, {
        kind: "reverse-write-off",
        id: "V-3",
        writeOff: "W-1",
        amount: "11.00",
      }),
    ).toEqual(["write-off-recovered"]);
  });

  it("cannot be credited as well", () => {
    const all = having([
      invoiced("INV-1", "100.00"),
      { kind: "write-off", id: "W", invoice: "INV-1" },
    ]);
    expect(refusedWith(all.state, note("-10.00", "INV-1"))).toEqual(["invoice-written-off"]);
  });

  it("holds no more tax than debt", () => {
    const taxes = [{ jurisdiction: "DE", rate: "19%", amount: "60.00" } as const];
    const command = { kind: "write-off", id: "W-2", invoice: "INV-2", taxes } as const;
    expect(refusedWith(given, command)).toEqual(["tax-exceeds-amount"]);
  });
});

describe("a reassignment", () => {
  const settlement = { kind: "payment", id: "P-1" } as const;
  const wrong = having([...two, paid("P-1", "50.00", "INV-1")]).state;

  it("moves what was paid to where it belongs", () => {
    const amount = "50.00";
    const { state, movements } = having(
      [
        {
          kind: "reassign",
          id: "A-1",
          settlement,
          from: [{ invoice: "INV-1", amount }],
          to: [{ invoice: "INV-2", amount }],
        },
      ],
      "2026-01-11",
      wrong,
    );
    expect(openOf(state)).toEqual({ "INV-1": "100.00", "INV-2": "0.00" });
    expect(movements).toMatchObject([{ kind: "reapplication", id: "A-1" }]);
  });

  it("moves no more than there is", () => {
    const move = (from: string, to: string): ReceivableCommand => ({
      kind: "reassign",
      id: "A-1",
      settlement,
      from: [{ invoice: "INV-1", amount: from }],
      to: [{ invoice: "INV-2", amount: to }],
    });
    expect(refusedWith(wrong, move("50.01", "1.00"))).toEqual(["reassigns-too-much"]);
    expect(refusedWith(wrong, move("10.00", "10.01"))).toEqual(["reassigns-too-much"]);
  });
});

it("refuses what it does not know, by name", () => {
  const state = nobodyOwes;
  expect(refusedWith(state, refundOf("1.00"))).toEqual(["unknown-payment"]);
  expect(refusedWith(state, { kind: "reverse-payment", id: "X", payment: "P" })).toEqual([
    "unknown-payment",
  ]);
  expect(refusedWith(state, { kind: "payment-failed", id: "C" })).toEqual([
    "unknown-charge-attempt",
  ]);
});
