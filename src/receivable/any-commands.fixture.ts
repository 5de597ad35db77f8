import fc from "fast-check";
import { DAY_MS, type Instant } from "../time/instant.ts";
import type { ReceivableCommand } from "./command.ts";
import { receivableCommandKinds } from "./move.ts";
import { at } from "./receivables.fixture.ts";
import type { Receivables } from "./receivables.ts";

/** Chance's part of a command; what it becomes depends on the state it meets, right or wrong. */
export interface Draw {
  readonly kind: ReceivableCommand["kind"];
  readonly cents: number;
  readonly pick: number;
  readonly other: number;
  readonly days: number;
  readonly flag: boolean;
}

/** A random story of up to so many commands. */
export const anyStory = (length: number): fc.Arbitrary<readonly Draw[]> =>
  fc.array(
    fc.record({
      kind: fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom<ReceivableCommand["kind"]>("add-invoice") },
        { weight: 2, arbitrary: fc.constantFrom<ReceivableCommand["kind"]>("receive-payment") },
        { weight: 5, arbitrary: fc.constantFrom(...receivableCommandKinds) },
      ),
      cents: fc.oneof(fc.constantFrom(1, 100, 5_000, 10_000), fc.integer({ min: 1, max: 30_000 })),
      pick: fc.nat(1_000),
      other: fc.nat(1_000),
      days: fc.integer({ min: 0, max: 20 }),
      flag: fc.boolean(),
    }),
    { minLength: Math.floor(length / 2), maxLength: length, size: "max" },
  );

const text = (cents: number): string => (cents / 100).toFixed(2);
const pickOf = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];

/** The command of a draw in a state. Some name what is not there: those must be refused and change nothing. */
export function commandOf(
  draw: Draw,
  state: Receivables,
  id: string,
  now: Instant,
): ReceivableCommand {
  const { kind, pick, other, flag } = draw;
  const invoice = pickOf(state.items, pick)?.invoice ?? "INV-none";
  const second = pickOf(state.items, other)?.invoice ?? "INV-none";
  const ids = (of: string) =>
    state.settlements.filter((one) => one.kind === of).map((one) => one.id);
  const payment = pickOf(ids("payment"), pick) ?? "P-none";
  const writeOff = pickOf(ids("write-off"), pick) ?? "W-none";
  const disputes = state.settlements.flatMap((one) =>
    one.kind === "payment" ? one.disputes.map((dispute) => dispute.id) : [],
  );
  const dispute = pickOf(disputes, pick) ?? "D-none";
  const charges = state.items.flatMap((item) => item.charges.map((charge) => charge.id));
  const charge = pickOf(charges, pick) ?? "C-none";
  const amount = text(draw.cents);
  const currency = "USD";
  switch (kind) {
    case "add-invoice": {
      const total = other % 12 === 0 ? `-${amount}` : other % 12 === 1 ? "0.00" : amount;
      const dueAt = now + (pick % 40) * DAY_MS;
      return {
        kind,
        invoice: `INV-${id}`,
        id,
        issuedAt: now,
        dueAt,
        currency,
        total,
        applyBalance: flag,
      };
    }
    case "add-credit-note": {
      const corrects = [[], [invoice], [...new Set([invoice, second])]][other % 3] ?? [];
      const rest = flag ? "oldest" : "balance";
      return { kind, number: `CN-${id}`, currency, total: `-${amount}`, corrects, rest };
    }
    case "receive-payment": {
      const named = flag ? [{ invoice }, ...(second === invoice ? [] : [{ invoice: second }])] : [];
      const own = pick % 4 === 0 && charges.length > 0 ? charge : id;
      return {
        kind,
        id: own,
        amount,
        currency,
        method: "card",
        provider: "stripe",
        appliesTo: named,
      };
    }
    case "apply-balance":
      return { kind, id, ...(flag ? { to: [{ invoice, amount }, { invoice: second }] } : {}) };
    case "refund":
      return {
        kind,
        id,
        payment,
        amount,
        ...([{}, { reopen: "last" }, { reopen: [invoice] }] as const)[other % 3],
      };
    case "reverse-payment":
      return { kind, id, payment, ...(flag ? { amount } : {}) };
    case "write-off":
      return { kind, id, invoice, ...(flag ? { amount } : {}) };
    case "reverse-write-off":
      return { kind, id, writeOff, ...(flag ? { amount } : {}) };
    case "recover":
      return { kind, id, writeOff, amount };
    case "dispute-opened":
      return { kind, id, payment, amount, provider: "stripe", fee: "15.00" };
    case "dispute-won":
    case "dispute-lost":
      return { kind, id: dispute };
    case "reassign": {
      const settlement = pickOf(state.settlements, pick);
      const there = settlement?.applications[0] ?? { invoice, amount };
      const source = settlement?.kind === "credit-note" ? "credit-note" : "payment";
      return {
        kind,
        id,
        settlement: { kind: source, id: settlement?.id ?? "P-none" },
        from: [flag ? there : { ...there, amount }],
        to: other % 2 === 0 ? [] : [{ invoice: second, amount: there.amount }],
      };
    }
    case "contest":
    case "end-contest":
    case "interest-charged":
      return { kind, invoice };
    case "promise-to-pay":
      return { kind, invoice, until: flag ? "2026-03-01" : "2026-08-01" };
    case "start-charge":
      return { kind, id, invoice, method: "card-1" };
    case "payment-failed":
      return { kind, id: charge, refused: flag };
  }
}

/** The first moment of every story. */
export const dawn: Instant = at("2026-01-01");
