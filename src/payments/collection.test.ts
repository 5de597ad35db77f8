import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { Payment } from "../model/payment.ts";
import { formatInstant } from "../time/instant.ts";
import { findZone } from "../time/zone.ts";
import { type Collection, type CollectionTry, nextCharge, retrySchedule } from "./collection.ts";
import type { CustomerMethod } from "./customer-method.ts";
import type { DeclineClass } from "./decline.ts";

const zone = expectOk(findZone("America/New_York"));
const due = Date.UTC(2026, 2, 6, 15);
const day = (date: number, hour = 5) => Date.UTC(2026, 2, date, hour);

const payment: Payment = {
  methods: { card: { kind: "card" }, ach: { kind: "ach" } },
  fallback: ["card", "ach"],
  retryDays: [1, 3, 7],
};

const method = (id: string, changes: Partial<CustomerMethod> = {}): CustomerMethod => ({
  id,
  provider: "stripe",
  reference: `pm_${id}`,
  customerReference: "cus_1",
  method: "card",
  kind: "card",
  label: id,
  isDefault: false,
  priority: 0,
  changedAt: 0,
  ...changes,
});
const card = method("card", { isDefault: true });
const bank = method("bank", { method: "ach", kind: "ach" });

const failed = (
  id: string,
  at: number,
  declineClass: DeclineClass = "retryable",
): CollectionTry => ({
  method: id,
  at,
  outcome: { kind: "failed", decline: { class: declineClass, code: "x" } },
});

const collection = (
  tries: readonly CollectionTry[],
  changes: Partial<Collection> = {},
): Collection => ({
  payment,
  methods: [bank, card],
  tries,
  currency: "USD",
  zone,
  ...changes,
});

const shown = (tries: readonly CollectionTry[], now = due, changes: Partial<Collection> = {}) => {
  const next = nextCharge(collection(tries, changes), now);
  return next.kind === "charge"
    ? `${next.method.id} ${formatInstant(next.at)}`
    : next.kind === "stop"
      ? next.reason
      : next.kind;
};

describe("the days of another try", () => {
  it("are local days after the first one, across a change of the clock", () => {
    // 6 March 2026 in New York; the clock moves on 8 March from UTC-5 to UTC-4.
    expect(retrySchedule(due, [7, 1, 3, 3], zone).map(formatInstant)).toEqual([
      "2026-03-07T05:00:00Z",
      "2026-03-09T04:00:00Z",
      "2026-03-13T04:00:00Z",
    ]);
  });

  it("count from the customer's day, not from ours", () => {
    const lateEvening = Date.UTC(2026, 2, 7, 3);
    expect(retrySchedule(lateEvening, [1], zone).map(formatInstant)).toEqual([
      "2026-03-07T05:00:00Z",
    ]);
  });
});

describe("the next charge", () => {
  it("tries the default, then the fallback at once, then both on each of the days", () => {
    const told: string[] = [];
    const tries: CollectionTry[] = [];
    let now = due;
    for (let step = 0; step < 20; step += 1) {
      const next = nextCharge(collection(tries), now);
      told.push(next.kind === "charge" ? `${next.method.id} ${formatInstant(next.at)}` : next.kind);
      if (next.kind !== "charge") break;
      now = next.at;
      tries.push(failed(next.method.id, now));
    }
    expect(told).toEqual([
      "card 2026-03-06T15:00:00Z",
      "bank 2026-03-06T15:00:00Z",
      "card 2026-03-07T05:00:00Z",
      "bank 2026-03-07T05:00:00Z",
      "card 2026-03-09T04:00:00Z",
      "bank 2026-03-09T04:00:00Z",
      "card 2026-03-13T04:00:00Z",
      "bank 2026-03-13T04:00:00Z",
      "stop",
    ]);
  });

  it("waits for one that is under way, and ends with one that was received", () => {
    const open = { method: "card", at: due, outcome: { kind: "under-way" } } as const;
    expect(shown([open])).toBe("wait");
    expect(shown([{ ...open, outcome: { kind: "received" } }])).toBe("received");
  });

  it("leaves out what failed for good, and stops when nothing is left", () => {
    const final = failed("card", due, "final");
    expect(shown([final, failed("bank", due)])).toBe("bank 2026-03-07T05:00:00Z");
    expect(shown([final, failed("bank", due, "final")])).toBe("no-usable-method");
    expect(shown([], due, { methods: [] })).toBe("no-usable-method");
  });

  it("asks the customer where only that is left", () => {
    const needs = failed("card", due, "needs-action");
    expect(shown([needs])).toBe("bank 2026-03-06T15:00:00Z");
    expect(shown([needs, failed("bank", due, "final")])).toBe("ask-customer");
  });

  it("tries a new or a renewed method at once, also after the last day", () => {
    const end = [failed("card", due), failed("bank", due)].concat(
      [7, 9, 13].flatMap((date) => [failed("card", day(date)), failed("bank", day(date))]),
    );
    expect(shown(end, day(20))).toBe("retries-exhausted");
    const renewed = { ...card, changedAt: day(19) };
    expect(shown(end, day(20), { methods: [renewed, bank] })).toBe("card 2026-03-20T05:00:00Z");
    const final = [failed("card", due, "final"), failed("bank", due, "final")];
    expect(shown(final, day(20), { methods: [renewed, bank] })).toBe("card 2026-03-20T05:00:00Z");
  });

  it("catches up with one round where days were missed", () => {
    const first = [failed("card", due), failed("bank", due)];
    expect(shown(first, day(10))).toBe("card 2026-03-10T05:00:00Z");
    const now = day(10);
    expect(shown([...first, failed("card", now), failed("bank", now)], now)).toBe(
      "card 2026-03-13T04:00:00Z",
    );
  });

  it("tries once, with one method, where the model agrees to no more", () => {
    const plain = { methods: payment.methods };
    expect(shown([], due, { payment: plain })).toBe("card 2026-03-06T15:00:00Z");
    expect(shown([failed("card", due)], due, { payment: plain })).toBe("retries-exhausted");
  });
});
