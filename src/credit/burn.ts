import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { type Decimal, decimalOf, isPositive, min, subtract } from "../money/decimal.ts";
import { minorText, readMinorAmount } from "../money/minor-amount.ts";
import type { Instant } from "../time/instant.ts";
import type { Draw } from "./burn-record.ts";
import { type CreditBook, type CreditChange, isUsable, withGrant } from "./credit-book.ts";
import { drawMovements } from "./draw-movements.ts";
import { type Grant, remainingOf, take } from "./grant.ts";

import { passTime } from "./pass-time.ts";

/** A line that credits may pay: what is still open of it. */
export interface PayableLine {
  readonly id: string;
  readonly stream: string;
  readonly kind: "recurring" | "usage" | "one-off";
  readonly plan?: string;
  readonly charge?: string;
  /** The signed contract that it was bought under. */
  readonly contract?: string;
  /** When it was served, half-open; absent for something delivered at the moment of the burn. */
  readonly period?: { readonly from: Instant; readonly to: Instant };
  /** Zero or less is left alone. */
  readonly amount: string;
}

/** Credits to be used, against an invoice or against use that is on none. */
export interface BurnCommand {
  readonly id: string;
  readonly invoice?: string;
  readonly currency: CurrencyCode;
  /** In the order in which they are paid. */
  readonly lines: readonly PayableLine[];
}

/** What one grant paid of one line. */
export type LineDraw = Omit<Draw, "released">;

/** A book after a burn, with what paid what. */
export interface BurnChange extends CreditChange {
  readonly draws: readonly LineDraw[];
  /** What is left to pay of each line, in the order given. */
  readonly open: readonly { readonly line: string; readonly amount: string }[];
}

/**
 * Pays lines with credits, down to zero at most and as far as the credits go.
 *
 * Grants go in burn order; each pays what it may of the lines in the order given, until it is empty. Both orders are the same
 * for all, so the result is too if the lines, or parts of them, are burned one after the other instead.
 * Refuses with `duplicate-burn`, `duplicate-line` and an amount's faults.
 */
export function burn(before: CreditBook, command: BurnCommand, at: Instant): Result<BurnChange> {
  const passed = passTime(before, at);
  const faults = burnFaults(passed.book, command);
  if (faults.length > 0) return refuse(...faults);
  const { id, invoice, currency, lines } = command;
  const open = lines.map(({ amount }) => decimalOf(amount));
  const draws: LineDraw[] = [];
  let { book } = passed;
  for (const candidate of passed.book.grants) {
    if (candidate.currency !== currency || !isUsable(candidate, at)) continue;
    let grant = candidate;
    for (const [index, line] of lines.entries()) {
      const amount = min(open[index] ?? decimalOf("0"), remainingOf(grant));
      if (!isPositive(amount) || !pays(grant, line, at)) continue;
      const taken = take(grant, amount, "burned");
      grant = taken.grant;
      open[index] = subtract(open[index] ?? amount, amount);
      draws.push({ line: line.id, stream: line.stream, grant: grant.id, ...taken.worth });
    }
    if (grant !== candidate) book = withGrant(book, grant);
  }
  const record = { id, ...(invoice === undefined ? {} : { invoice }), at, currency };
  const none = minorText(decimalOf("0"), currency);
  const kept = draws.map((draw) => ({ ...draw, released: { amount: none, cost: none } }));
  const change: CreditChange = {
    book:
      draws.length === 0 ? book : { ...book, burns: [...book.burns, { ...record, draws: kept }] },
    movements: passed.movements,
  };
  return ok({
    ...drawMovements(change, "credit-burn", { command: id, invoice, date: at }, draws),
    draws,
    open: lines.map((line, index) => ({ line: line.id, amount: openText(open[index], command) })),
  });
}

const openText = (amount: Decimal | undefined, { currency }: BurnCommand): string =>
  minorText(amount ?? decimalOf("0"), currency);

function burnFaults({ burns }: CreditBook, { id, currency, lines }: BurnCommand): readonly Fault[] {
  const known = new Set<string>();
  const faults: Fault[] = [];
  if (burns.some((other) => other.id === id))
    faults.push({
      code: "duplicate-burn",
      path: "/id",
      message: "credits were burned under this id",
      value: id,
    });
  for (const [index, line] of lines.entries()) {
    const read = readMinorAmount(line.amount, currency, `/lines/${index}/amount`);
    if (!read.ok) faults.push(...read.faults);
    if (known.has(line.id))
      faults.push({
        code: "duplicate-line",
        path: `/lines/${index}/id`,
        message: "two lines have this id",
        value: line.id,
      });
    known.add(line.id);
  }
  return faults;
}

/** Whether a usable grant may pay a line that is invoiced at a moment. */
function pays(grant: Grant, line: PayableLine, at: Instant): boolean {
  const { appliesTo, covers, effectiveAt, expiresAt, only = {} } = grant;
  if (appliesTo !== "all" && appliesTo !== line.kind) return false;
  if (!allows(only.streams, line.stream)) return false;
  if (!allows(only.plans, line.plan) || !allows(only.charges, line.charge)) return false;
  if (!allows(only.contracts, line.contract)) return false;
  const end = expiresAt ?? Number.POSITIVE_INFINITY;
  if (covers === "invoiced") return at < end;
  if (line.period === undefined) return at < end;
  return line.period.from >= effectiveAt && line.period.to <= end;
}

const allows = (list: readonly string[] | undefined, name: string | undefined): boolean =>
  list === undefined || (name !== undefined && list.includes(name));
