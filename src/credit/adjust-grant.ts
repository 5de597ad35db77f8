import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import {
  absolute,
  add,
  compare,
  decimalOf,
  isNegative,
  isPositive,
  isZero,
} from "../money/decimal.ts";
import { minorText, readMinorAmount } from "../money/minor-amount.ts";
import type { Instant } from "../time/instant.ts";
import {
  type CreditBook,
  type CreditChange,
  grantOf,
  move,
  unknownGrant,
  withGrant,
} from "./credit-book.ts";
import { closesAt, type Grant, remainingOf } from "./grant.ts";
import { dayOfMonthAt } from "./lifetime.ts";

import { alreadyExpired } from "./new-grant.ts";
import { passTime } from "./pass-time.ts";
import { grantVoided, takeBack } from "./void-grant.ts";

/** A correction of a grant; what is absent stays. */
export interface AdjustCommand {
  readonly grant: string;
  /** More credits, at no price, or fewer where below zero. */
  readonly by?: string;
  /** Null for never. */
  readonly expiresAt?: Instant | null;
  readonly priority?: number;
  readonly reason: string;
}

/**
 * Corrects a grant. More is a bonus: the price paid then stands for more credits. Less is taken from what remains, with its part
 * of the price.
 * Refuses with `unknown-grant`, `grant-voided`, `credit-already-expired`, `adjusts-nothing`, `above-remaining` and an amount's
 * faults.
 */
export function adjustGrant(
  before: CreditBook,
  command: AdjustCommand,
  at: Instant,
): Result<CreditChange> {
  const passed = passTime(before, at);
  const grant = grantOf(passed.book, command.grant);
  if (grant === undefined) return refuse(unknownGrant(command.grant, "/grant"));
  const { expiresAt = grant.expiresAt, priority = grant.priority, reason } = command;
  const dated: Grant = {
    ...grant,
    expiresAt,
    priority,
    anchorDay: anchorOf(passed.book, grant, expiresAt),
  };
  const faults = adjustFaults(command, grant, dated, at);
  if (faults.length > 0) return refuse(...faults);
  const by = decimalOf(command.by ?? "0");
  if (isNegative(by)) return ok(takeBack(passed, dated, absolute(by), reason, at));
  if (isZero(by)) return ok({ ...passed, book: withGrant(passed.book, dated) });
  const { currency } = grant;
  const more: Grant = {
    ...dated,
    amount: minorText(add(decimalOf(grant.amount), by), currency),
    remaining: {
      ...grant.remaining,
      amount: minorText(add(remainingOf(grant), by), currency),
    },
  };
  const none = minorText(decimalOf("0"), currency);
  const worth = minorText(by, currency);
  return ok(move(passed, more, { kind: "credit-grant", date: at, worth, cost: none }));
}

const anchorOf = ({ timeZone }: CreditBook, grant: Grant, expiresAt: Instant | null): number =>
  expiresAt === null || expiresAt === grant.expiresAt
    ? grant.anchorDay
    : dayOfMonthAt(timeZone, expiresAt);

function adjustFaults(
  { grant: id, by, priority, expiresAt }: AdjustCommand,
  grant: Grant,
  dated: Grant,
  at: Instant,
): readonly Fault[] {
  if (grant.voidedAt !== null) return [grantVoided(id)];
  if (by === undefined && priority === undefined && expiresAt === undefined) {
    const message = "this changes neither amount nor expiry nor priority";
    return [{ code: "adjusts-nothing", path: "", message }];
  }
  if (priority !== undefined && !(Number.isSafeInteger(priority) && priority >= 0)) {
    const message = "a priority is a whole number, zero or more";
    return [{ code: "out-of-range", path: "/priority", message, value: priority }];
  }
  const read = readMinorAmount(by ?? "0", grant.currency, "/by");
  if (!read.ok) return read.faults;
  const closes = closesAt(dated);
  const ended = closes !== undefined && closes <= at;
  const more = isPositive(read.value) || expiresAt !== undefined;
  if (ended && more) return [alreadyExpired("/expiresAt")];
  if (!isNegative(read.value) || compare(absolute(read.value), remainingOf(grant)) <= 0) return [];
  const message = `only ${grant.remaining.amount} of the grant remains`;
  return [{ code: "above-remaining", path: "/by", message, value: by }];
}
