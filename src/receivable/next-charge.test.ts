import { describe, expect, it } from "vitest";
import { formatInstant } from "../time/instant.ts";
import { type AutopayPolicy, nextCharges } from "./next-charge.ts";
import { at, having, invoiced, openOf, paid, refusedWith } from "./receivables.fixture.ts";
import type { Receivables } from "./receivables.ts";

const policy: AutopayPolicy = { first: "due", retryDays: [1, 3] };
const methods = ["card", "debit"];
const owing = having([invoiced("INV-1", "100.00")], "2026-01-01").state;

const nextOf = (state: Receivables, of: readonly string[] = methods): string | undefined => {
  const [next] = nextCharges(state, policy, of);
  return next && `${formatInstant(next.at).slice(0, 10)} ${next.method} ${next.amount}`;
};
const started = (state: Receivables, id: string, method: string, day: string) =>
  having([{ kind: "start-charge", id, invoice: "INV-1", method }], day, state).state;
const failed = (state: Receivables, id: string, day: string, refused = false) =>
  having([{ kind: "payment-failed", id, refused }], day, state).state;

describe("autopay", () => {
  it("tries each method in turn, and all of them again on each retry day", () => {
    expect(nextOf(owing)).toBe("2026-01-31 card 100.00");
    let state = owing;
    const tried: (string | undefined)[] = [];
    for (const [index, day] of ["31", "31", "01", "01", "03", "03"].entries()) {
      const date = day === "31" ? "2026-01-31" : `2026-02-${day}`;
      const [next] = nextCharges(state, policy, methods);
      tried.push(next && `${formatInstant(next.at).slice(5, 10)} ${next.method}`);
      state = failed(started(state, `C-${index}`, next?.method ?? "", date), `C-${index}`, date);
    }
    expect(tried).toEqual([
      "01-31 card",
      "01-31 debit",
      "02-01 card",
      "02-01 debit",
      "02-03 card",
      "02-03 debit",
    ]);
    expect(nextOf(state)).toBeUndefined();
    expect(nextOf(state, ["card", "debit", "new-card"])).toBe("2026-02-03 new-card 100.00");
  });

  it("leaves out a method that was refused for good", () => {
    const state = failed(started(owing, "C-1", "card", "2026-01-31"), "C-1", "2026-01-31", true);
    expect(nextOf(state)).toBe("2026-01-31 debit 100.00");
    expect(nextOf(state, ["card"])).toBeUndefined();
  });

  it("starts nothing while the outcome of a charge is unknown", () => {
    const state = started(owing, "C-1", "card", "2026-01-31");
    expect(nextOf(state)).toBeUndefined();
    const again = { kind: "start-charge", id: "C-2", invoice: "INV-1", method: "debit" } as const;
    expect(refusedWith(state, again)).toEqual(["charge-pending"]);
    const done = having([paid("C-1", "100.00", "INV-1")], "2026-02-01", state).state;
    expect(openOf(done)).toEqual({ "INV-1": "0.00" });
    expect(done.items[0]?.charges).toMatchObject([{ status: "paid" }]);
    expect(failed(done, "C-1", "2026-02-02")).toEqual(done);
    expect(refusedWith(done, again)).toEqual(["nothing-open"]);
  });

  it("goes on where it was when the bank takes a charge back days later", () => {
    const state = having(
      [paid("C-1", "100.00"), { kind: "reverse-payment", id: "X", payment: "C-1", reason: "R01" }],
      "2026-02-05",
      started(owing, "C-1", "debit", "2026-01-31"),
    ).state;
    expect(state.items[0]?.charges).toMatchObject([{ status: "returned" }]);
    expect(nextOf(state, ["debit"])).toBe("2026-02-05 debit 100.00");
  });

  it("waits for a promise, and for the end of a contest", () => {
    const promise = { kind: "promise-to-pay", invoice: "INV-1", until: "2026-02-10" } as const;
    expect(nextOf(having([promise], "2026-01-20", owing).state)).toBe("2026-02-11 card 100.00");
    const contested = having([{ kind: "contest", invoice: "INV-1" }], "2026-01-20", owing).state;
    expect(nextOf(contested)).toBeUndefined();
  });

  it("charges on issue where the policy says so", () => {
    const [next] = nextCharges(owing, { ...policy, first: "issue" }, methods);
    expect(next?.at).toBe(at("2026-01-01"));
  });
});
