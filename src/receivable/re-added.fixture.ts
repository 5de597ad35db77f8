import type { Movement } from "./movement.ts";

/** What movements come to, added up again in cents without a state: the slow way that the fast one must agree with. */
export interface ReAdded {
  readonly open: ReadonlyMap<string, bigint>;
  readonly credit: bigint;
  /** What each payment brought, less what went back. */
  readonly paymentLeft: ReadonlyMap<string, bigint>;
  readonly disputed: ReadonlyMap<string, bigint>;
  readonly writtenOff: ReadonlyMap<string, bigint>;
}

const cents = (amount: string): bigint => BigInt(amount.replace(".", ""));

/** Adds up invoices (number and total) and all movements, in any order. */
export function reAdd(
  invoices: readonly (readonly [string, string])[],
  movements: readonly Movement[],
): ReAdded {
  const open = new Map<string, bigint>();
  const paymentLeft = new Map<string, bigint>();
  const disputed = new Map<string, bigint>();
  const writtenOff = new Map<string, bigint>();
  const paymentOf = new Map<string, string>();
  let credit = 0n;
  const move = (map: Map<string, bigint>, key: string, by: bigint) =>
    map.set(key, (map.get(key) ?? 0n) + by);
  const settle = (amount: string, applied: readonly { invoice: string; amount: string }[]) => {
    credit += cents(amount);
    for (const one of applied) {
      move(open, one.invoice, -cents(one.amount));
      credit -= cents(one.amount);
    }
  };
  const reopen = (amount: string, reopens: readonly { invoice: string; amount: string }[]) => {
    credit -= cents(amount);
    for (const one of reopens) {
      move(open, one.invoice, cents(one.amount));
      credit += cents(one.amount);
    }
  };
  for (const [invoice, total] of invoices) move(open, invoice, cents(total));
  for (const movement of movements) {
    switch (movement.kind) {
      case "payment":
        settle(movement.amount, movement.appliedTo);
        move(paymentLeft, movement.id, cents(movement.amount));
        break;
      case "credit-note":
        settle(movement.total, movement.appliedTo);
        break;
      case "credit-application":
        settle("0.00", [movement]);
        break;
      case "refund":
      case "payment-reversal":
        reopen(movement.amount, movement.reopens);
        move(paymentLeft, movement.payment, -cents(movement.amount));
        break;
      case "reapplication":
        reopen("0.00", movement.reopens);
        settle("0.00", movement.appliedTo);
        break;
      case "write-off":
        move(open, movement.invoice, -cents(movement.amount));
        move(writtenOff, movement.id, cents(movement.amount));
        break;
      case "write-off-reversal":
        move(open, movement.invoice, cents(movement.amount));
        move(writtenOff, movement.writeOff, -cents(movement.amount));
        break;
      case "recovery":
        move(writtenOff, movement.writeOff, -cents(movement.amount));
        break;
      case "dispute-opened":
        paymentOf.set(movement.id, movement.payment);
        move(disputed, movement.payment, cents(movement.amount));
        break;
      case "dispute-won":
        move(disputed, paymentOf.get(movement.id) ?? "?", -cents(movement.amount));
        break;
      case "dispute-lost":
        move(disputed, paymentOf.get(movement.id) ?? "?", -cents(movement.amount));
        move(paymentLeft, paymentOf.get(movement.id) ?? "?", -cents(movement.amount));
        reopen(movement.amount, movement.reopens);
        break;
    }
  }
  return { open, credit, paymentLeft, disputed, writtenOff };
}
