import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { checkDunningPolicy, type DunningPolicy } from "../model/dunning.ts";
import { DAY_MS, formatInstant, type Instant } from "../time/instant.ts";
import type { ReceivableCommand } from "./command.ts";
import { dun, nextDunningAt } from "./dunning.ts";
import { moveReceivables } from "./move.ts";
import { at, having, invoiced, nobodyOwes, paid } from "./receivables.fixture.ts";
import { openReceivables, type Receivables } from "./receivables.ts";

const policy: DunningPolicy = {
  steps: [
    { afterDueDays: -3, action: "remind", template: "soon" },
    { afterDueDays: 3, action: "remind", template: "friendly" },
    { afterDueDays: 10, action: "warn", template: "last", fee: "5 USD" },
    { afterDueDays: 20, action: "suspend" },
    { afterDueDays: 60, action: "write-off" },
  ],
};

/** Every action until a day, each taken when the machine asks for it. */
function runUntil(start: Receivables, rules: DunningPolicy, end: Instant) {
  let state = start;
  const taken: string[] = [];
  for (;;) {
    const next = nextDunningAt(state, rules);
    if (next === undefined || next > end) return { state, taken };
    const done = dun(state, rules, next);
    state = done.state;
    for (const { action, invoices } of done.tasks)
      taken.push(
        `${formatInstant(next).slice(0, 10)} ${action} ${invoices.map((one) => one.invoice)}`,
      );
  }
}

const told = (state: Receivables, command: ReceivableCommand, day: string): Receivables =>
  having([command], day, state).state;
const owing = having([invoiced("INV-1", "100.00")], "2026-01-01").state;

describe("dunning", () => {
  it("takes each step once, on its day", () => {
    const { state, taken } = runUntil(owing, policy, at("2027-01-01"));
    expect(taken).toEqual([
      "2026-01-28 remind INV-1",
      "2026-02-03 remind INV-1",
      "2026-02-10 warn INV-1",
      "2026-02-20 suspend INV-1",
      "2026-04-01 write-off INV-1",
    ]);
    expect(nextDunningAt(state, policy)).toBeUndefined();
    expect(dun(state, policy, at("2027-01-01")).tasks).toEqual([]);
  });

  it("says what is open, and what the step costs", () => {
    const { state } = runUntil(
      told(owing, paid("P-1", "30.00"), "2026-01-20"),
      policy,
      at("2026-02-05"),
    );
    expect(dun(state, policy, at("2026-02-10")).tasks).toEqual([
      {
        action: "warn",
        afterDueDays: 10,
        template: "last",
        fee: "5 USD",
        invoices: [{ invoice: "INV-1", open: "70.00" }],
        total: "70.00",
      },
    ]);
  });

  it("charges no fee for being late with fees alone", () => {
    const fees = { ...invoiced("INV-2", "5.00"), feesOnly: true };
    const late = (commands: readonly ReceivableCommand[]) => {
      const { state } = runUntil(having(commands, "2026-01-01").state, policy, at("2026-02-05"));
      const [task, ...more] = dun(state, policy, at("2026-02-10")).tasks;
      expect(more).toEqual([]);
      return { fee: task?.fee, total: task?.total };
    };
    expect(late([fees])).toEqual({ fee: undefined, total: "5.00" });
    expect(late([fees, invoiced("INV-1", "100.00")])).toEqual({ fee: "5 USD", total: "105.00" });
  });

  it("stops when it is paid, and goes on where it was when the payment comes back", () => {
    const { state } = runUntil(owing, policy, at("2026-02-05"));
    const settled = told(state, paid("P-1", "100.00"), "2026-02-08");
    expect(nextDunningAt(settled, policy)).toBeUndefined();
    const back = told(settled, { kind: "reverse-payment", id: "X", payment: "P-1" }, "2026-02-12");
    expect(runUntil(back, policy, at("2026-03-01")).taken).toEqual([
      "2026-02-14 warn INV-1",
      "2026-02-24 suspend INV-1",
    ]);
  });

  it("stands still while the invoice is contested or a payment promised", () => {
    const { state } = runUntil(owing, policy, at("2026-02-05"));
    const contested = told(state, { kind: "contest", invoice: "INV-1" }, "2026-02-06");
    expect(nextDunningAt(contested, policy)).toBeUndefined();
    const ended = told(contested, { kind: "end-contest", invoice: "INV-1" }, "2026-02-16");
    expect(runUntil(ended, policy, at("2026-02-25")).taken).toEqual(["2026-02-20 warn INV-1"]);
    const promise = { kind: "promise-to-pay", invoice: "INV-1", until: "2026-02-09" } as const;
    const promised = told(state, promise, "2026-02-06");
    expect(runUntil(promised, policy, at("2026-02-20")).taken).toEqual(["2026-02-14 warn INV-1"]);
  });

  it("cuts nobody off unwarned when a run was missed", () => {
    const late = dun(owing, policy, at("2026-06-01"));
    expect(late.tasks.map(({ action, afterDueDays }) => [action, afterDueDays])).toEqual([
      ["remind", -3],
    ]);
    expect(runUntil(late.state, policy, at("2026-07-01")).taken).toEqual([
      "2026-06-07 remind INV-1",
      "2026-06-14 warn INV-1",
      "2026-06-24 suspend INV-1",
    ]);
  });

  it("waits for a business day and for grace, by the customer's own days", () => {
    const business: DunningPolicy = {
      steps: [{ afterDueDays: 0, action: "remind" }],
      graceDays: 7,
      businessDays: true,
      holidays: ["2026-02-09"],
    };
    // Due on Saturday, 31 January; with grace Saturday, 7 February; Monday is a holiday.
    expect(nextDunningAt(owing, business)).toBe(at("2026-02-10"));
    const { state: tokyo } = having(
      [invoiced("INV-1", "1.00")],
      "2026-01-01",
      expectOk(openReceivables("c", "USD", "Asia/Tokyo")),
    );
    expect(formatInstant(nextDunningAt(tokyo, business) ?? 0)).toBe("2026-02-09T15:00:00Z");
  });

  it("does nothing below the minimum, and everything once it is reached", () => {
    const rules: DunningPolicy = { steps: policy.steps.slice(1), minimum: "120 USD" };
    expect(nextDunningAt(owing, rules)).toBeUndefined();
    const more = told(owing, invoiced("INV-2", "20.00", "2026-01-05"), "2026-01-05");
    expect(runUntil(more, rules, at("2026-02-12")).taken).toEqual([
      "2026-02-07 remind INV-1,INV-2",
    ]);
  });
});

/** Days on which something holds: from the first to before the last. */
type Days = readonly (readonly [from: number, to: number])[];
const covers = (days: Days, day: number): boolean =>
  days.some(([from, to]) => from <= day && day < to);

/** Dunning by hand: from the due day on, each day that is not paused moves the invoice on by one. */
function slowDunning(days: number, promises: Days, closed: Days, contested: Days) {
  const due = 31 - 1;
  const taken: string[] = [];
  let counted = -due;
  let promisedTo = -1;
  let sinceLast = Number.POSITIVE_INFINITY;
  let step = 0;
  for (let day = 0; day < days; day += 1) {
    for (const [from, to] of promises) if (from === day) promisedTo = Math.max(promisedTo, to);
    const paused = day <= promisedTo || covers(closed, day) || covers(contested, day);
    const next = policy.steps[step];
    const between = (next?.afterDueDays ?? 0) - (policy.steps[step - 1]?.afterDueDays ?? 0);
    const isDue = next !== undefined && counted >= next.afterDueDays && sinceLast >= between;
    if (isDue && !paused) {
      taken.push(`${day} ${next.action}`);
      sinceLast = 0;
      step += 1;
    }
    if (paused && day >= due) continue;
    counted += 1;
    sinceLast += 1;
  }
  return taken;
}

/** Stretches of days that do not touch each other. */
const anyDays = fc
  .array(
    fc.record({ skip: fc.integer({ min: 1, max: 50 }), length: fc.integer({ min: 1, max: 20 }) }),
    {
      maxLength: 3,
    },
  )
  .map((all) => {
    let day = 0;
    return all.map(({ skip, length }): readonly [number, number] => {
      const from = day + skip;
      day = from + length;
      return [from, day];
    });
  });

it("agrees with a calendar turned day by day, whatever overlaps", () => {
  property(
    fc.property(anyDays, anyDays, anyDays, (promises, closed, contested) => {
      let state = owing;
      const taken: string[] = [];
      const dawn = at("2026-01-01");
      for (let day = 0; day < 160; day += 1) {
        const now = dawn + day * DAY_MS;
        const tell = (command: ReceivableCommand) => {
          state = expectOk(moveReceivables(state, command, now)).state;
        };
        const invoice = "INV-1";
        for (const [from, to] of contested) {
          if (from === day) tell({ kind: "contest", invoice });
          if (to === day) tell({ kind: "end-contest", invoice });
        }
        for (const [from, to] of closed) {
          const appliesTo = [{ invoice }];
          if (from === day) tell({ ...paid(`P-${from}`, "100.00"), appliesTo });
          if (to === day) tell({ kind: "reverse-payment", id: `X-${day}`, payment: `P-${from}` });
        }
        for (const [from, to] of promises) {
          const until = formatInstant(dawn + to * DAY_MS).slice(0, 10);
          if (from === day) tell({ kind: "promise-to-pay", invoice, until });
        }
        const asked = nextDunningAt(state, policy);
        const done = dun(state, policy, now);
        expect(done.tasks.length > 0).toBe(asked !== undefined && asked <= now);
        state = done.state;
        for (const { action } of done.tasks) taken.push(`${day} ${action}`);
        expect(nextDunningAt(state, policy) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now);
      }
      expect(taken).toEqual(slowDunning(160, promises, closed, contested));
    }),
    150,
  );
});

describe("a policy", () => {
  const codes = (of: DunningPolicy) => checkDunningPolicy(of, "USD").map(({ code }) => code);

  it("has rising steps, in the customer's currency, and only reminds before the due day", () => {
    expect(codes(policy)).toEqual([]);
    expect(codes({ steps: [] })).toEqual(["dunning-steps-missing"]);
    expect(codes({ steps: [{ afterDueDays: -1, action: "suspend" }] })).toEqual([
      "dunning-before-due",
    ]);
    const twice = { afterDueDays: 3, action: "warn" } as const;
    expect(codes({ steps: [twice, twice] })).toEqual(["dunning-steps-not-rising"]);
    expect(codes({ steps: [{ ...twice, fee: "1 EUR" }] })).toEqual(["currency-mismatch"]);
    expect(codes({ steps: [twice], graceDays: 1.5, holidays: ["2026-13-01"] })).toEqual([
      "dunning-days-invalid",
      "invalid-date",
    ]);
  });
});

it("asks for nothing from a customer who owes nothing", () => {
  expect(nextDunningAt(nobodyOwes, policy)).toBeUndefined();
});
