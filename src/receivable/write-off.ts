import { type Fault, ok, refuse } from "../fault/fault.ts";
import { compare, type Decimal, decimalOf, isZero, subtract, zero } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { Recover, ReverseWriteOff, Transition, WriteOff } from "./command.ts";
import { checkDebtTaxes, readPositive, totalOf } from "./item-amount.ts";
import type { DebtTax } from "./movement.ts";
import { itemOf } from "./open-item.ts";
import type { Receivables, WrittenOff } from "./receivables.ts";
import { alreadyRecorded, exceeds, unknownInvoice, unknownRecord } from "./refusals.ts";
import { applyPart, releasePart, settlementOf, withSettlement } from "./settle.ts";

/**
 * Gives up what is open of an invoice, or a part of it.
 * Refuses with `unknown-invoice`, `already-recorded`, `nothing-open`, `write-off-exceeds-open`, `tax-exceeds-amount`.
 */
export const writeOff: Transition<WriteOff> = (state, command, at) => {
  const { id, invoice, taxes } = command;
  const item = itemOf(state, invoice);
  if (item === undefined) return refuse(unknownInvoice(state, invoice, "/invoice"));
  if (settlementOf(state, "write-off", id)) return refuse(alreadyRecorded("write-off", id));
  if (isZero(decimalOf(item.open)))
    return refuse({
      code: "nothing-open",
      path: "/invoice",
      message: "nothing is open of this invoice",
      value: invoice,
    });
  const amount = readPositive(command.amount ?? item.open, state.currency, "/amount");
  if (!amount.ok) return amount;
  const excess = beyond(moreThanOpen, amount.value, decimalOf(item.open), state);
  if (excess !== undefined) return refuse(excess);
  const taxed = checkDebtTaxes(taxes, amount.value, state.currency);
  if (!taxed.ok) return taxed;
  const text = minorText(amount.value, state.currency);
  const given: WrittenOff = {
    kind: "write-off",
    id,
    at,
    amount: text,
    applications: [],
    unapplied: text,
    reversals: [],
    recoveries: [],
  };
  const added = { ...state, settlements: [...state.settlements, given] };
  return ok({
    state: applyPart(added, given, invoice, amount.value, at),
    movements: [
      { kind: "write-off", ...base(state, id, at), invoice, amount: text, ...withTaxes(taxes) },
    ],
  });
};

/**
 * Takes a write-off back, as far as nothing was recovered for it: the invoice is owed again.
 * Refuses with `unknown-write-off`, `already-recorded`, `write-off-recovered` or `tax-exceeds-amount`.
 */
export const reverseWriteOff: Transition<ReverseWriteOff> = (state, command, at) => {
  const { id, taxes } = command;
  const given = settlementOf(state, "write-off", command.writeOff);
  const [application] = given?.applications ?? [];
  if (given === undefined || application === undefined)
    return refuse(unknownRecord("write-off", command.writeOff, "/writeOff"));
  if (given.reversals.some((one) => one.id === id)) return refuse(alreadyRecorded("reversal", id));
  const left = stillGivenUp(given);
  const amount = readPositive(
    command.amount ?? minorText(left, state.currency),
    state.currency,
    "/amount",
  );
  if (!amount.ok) return amount;
  const excess = beyond(recoveredAlready, amount.value, left, state);
  if (excess !== undefined) return refuse(excess);
  const taxed = checkDebtTaxes(taxes, amount.value, state.currency);
  if (!taxed.ok) return taxed;
  const { invoice } = application;
  const text = minorText(amount.value, state.currency);
  const owed = releasePart(state, given, invoice, amount.value, at);
  const released = settlementOf(owed, "write-off", given.id) ?? given;
  return ok({
    state: withSettlement(owed, {
      ...released,
      unapplied: minorText(zero, state.currency),
      reversals: [...given.reversals, { id, amount: text }],
    }),
    movements: [
      {
        kind: "write-off-reversal",
        ...base(state, id, at),
        writeOff: given.id,
        invoice,
        amount: text,
        ...withTaxes(taxes),
      },
    ],
  });
};

/**
 * Records money for debt that was given up, never more than that: the rest of a larger sum is a payment.
 * Refuses with `unknown-write-off`, `already-recorded`, `recovery-exceeds-write-off` or `tax-exceeds-amount`.
 */
export const recover: Transition<Recover> = (state, command, at) => {
  const { id, provider, taxes } = command;
  const given = settlementOf(state, "write-off", command.writeOff);
  if (given === undefined) return refuse(unknownRecord("write-off", command.writeOff, "/writeOff"));
  if (given.recoveries.some((one) => one.id === id)) return refuse(alreadyRecorded("recovery", id));
  const amount = readPositive(command.amount, state.currency, "/amount");
  if (!amount.ok) return amount;
  const excess = beyond(moreThanGivenUp, amount.value, stillGivenUp(given), state);
  if (excess !== undefined) return refuse(excess);
  const taxed = checkDebtTaxes(taxes, amount.value, state.currency);
  if (!taxed.ok) return taxed;
  const text = minorText(amount.value, state.currency);
  return ok({
    state: withSettlement(state, {
      ...given,
      recoveries: [...given.recoveries, { id, amount: text }],
    }),
    movements: [
      {
        kind: "recovery",
        ...base(state, id, at),
        writeOff: given.id,
        amount: text,
        ...(provider === undefined ? {} : { provider }),
        ...withTaxes(taxes),
      },
    ],
  });
};

/** What of a write-off was neither taken back nor recovered. */
const stillGivenUp = ({ applications, recoveries }: WrittenOff): Decimal =>
  subtract(totalOf(applications), totalOf(recoveries));

/** A fault of a kind where an amount is more than there is to give up, take back or recover. */
const beyond = (
  kind: Pick<Fault, "code" | "message">,
  amount: Decimal,
  most: Decimal,
  { currency }: Receivables,
): Fault | undefined =>
  compare(amount, most) <= 0
    ? undefined
    : exceeds({
        ...kind,
        path: "/amount",
        value: minorText(amount, currency),
        most: minorText(most, currency),
      });

const moreThanOpen = {
  code: "write-off-exceeds-open",
  message: "no more is given up than is open",
} as const;
const recoveredAlready = {
  code: "write-off-recovered",
  message: "what was recovered of a write-off is not taken back",
} as const;
const moreThanGivenUp = {
  code: "recovery-exceeds-write-off",
  message: "no more is recovered than was given up; the rest is a payment",
} as const;

const base = ({ customer, currency }: Receivables, id: string, date: number) => ({
  id,
  customer,
  date,
  currency,
});

const withTaxes = (taxes: readonly DebtTax[] | undefined) => (taxes === undefined ? {} : { taxes });
