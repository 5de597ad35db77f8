import { add, type Decimal, isZero, subtract, zero } from "../money/decimal.ts";

/** How much of which meter a call uses. */
export type MeteredUse = ReadonlyMap<string, Decimal>;

/** Use of one customer that the server's last answer may not count yet. */
export interface PendingUse {
  /** A call was let through: this much of each meter is on its way. */
  readonly begin: (use: MeteredUse) => void;
  /** What a call that was let through came to in the end. */
  readonly correct: (asked: MeteredUse, came: MeteredUse) => void;
  /** The server has it, or it will never come: the next question's answer counts it. */
  readonly settle: (use: MeteredUse) => void;
  /** The server is being asked; gives what is to be done when it has answered. */
  readonly asking: () => () => void;
  readonly of: (meter: string) => Decimal;
  /** What of it the server has not got: what is under way, and what waits to be posted. */
  readonly outstanding: (meter: string) => Decimal;
  readonly isEmpty: () => boolean;
}

/** Counts use between a call and the first answer of the server that was asked for after it had the use. */
export function pendingUse(): PendingUse {
  const open = new Map<string, Decimal>();
  /** What was settled since the last question, and between it and the one before. */
  let since = new Map<string, Decimal>();
  let before = new Map<string, Decimal>();
  const change = (
    totals: Map<string, Decimal>,
    use: MeteredUse,
    by: (total: Decimal, amount: Decimal) => Decimal,
  ): void => {
    for (const [meter, amount] of use) {
      const total = by(totals.get(meter) ?? zero, amount);
      if (isZero(total)) totals.delete(meter);
      else totals.set(meter, total);
    }
  };
  return {
    begin: (use) => change(open, use, add),
    correct: (asked, came) => {
      change(open, asked, subtract);
      change(open, came, add);
    },
    settle: (use) => {
      change(open, use, subtract);
      change(since, use, add);
    },
    asking: () => {
      change(before, since, add);
      since = new Map();
      const asked = before;
      return () => {
        if (before === asked) before = new Map();
      };
    },
    of: (meter) =>
      add(open.get(meter) ?? zero, add(since.get(meter) ?? zero, before.get(meter) ?? zero)),
    outstanding: (meter) => open.get(meter) ?? zero,
    isEmpty: () => open.size + since.size + before.size === 0,
  };
}
