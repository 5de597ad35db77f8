import type { Fault } from "../fault/fault.ts";
import type { Account } from "./account.ts";
import type { CustomerFact } from "./fact.ts";
import type { InvoiceLine, LineCustomer } from "./invoice.ts";

/** A customer that another pays for, as the payer's account knows it: a department, a subsidiary. */
export interface Child {
  readonly id: string;
  readonly name: string;
  /** What it calls its purchases: its cost centre. */
  readonly reference?: string;
}

/** What an account is to know of a customer that it pays for. */
export const childOf = ({ id, name, reference }: CustomerFact): Child =>
  reference === undefined ? { id, name } : { id, name, reference };

/** The account with a customer that it pays for, or with what is known of one now. By id, whenever each was told. */
export const withChild = (account: Account, child: Child): Account => ({
  ...account,
  children: [...account.children.filter(({ id }) => id !== child.id), child].sort((left, right) =>
    left.id < right.id ? -1 : 1,
  ),
});

/** Whether a customer buys in this account: the account's own, or one that it pays for. */
export const buysIn = ({ customer, children }: Account, id: string): boolean =>
  id === customer.id || children.some((child) => child.id === id);

/**
 * What keeps one customer from paying for another; undefined where nothing does. `payer` is the fact that opened its account,
 * undefined where there is none.
 */
export function payerFault(
  { payer: id, id: child }: CustomerFact,
  payer: CustomerFact | undefined,
): Fault | undefined {
  if (id === undefined) return undefined;
  if (payer === undefined || id === child)
    return {
      code: "unknown-payer",
      path: "/payer",
      message: id === child ? "nobody is its own payer" : "there is no customer with this id",
      value: id,
      suggestion: id === child ? "leave payer out" : "add the customer that pays first",
    };
  if (payer.payer === undefined) return undefined;
  return {
    code: "payer-has-payer",
    path: "/payer",
    message: `customer "${id}" is paid for by "${payer.payer}"`,
    value: id,
    suggestion: `name "${payer.payer}" as the payer`,
  };
}

/** `payer-fixed`: who pays for a customer is said when it is opened. */
export const payerFixed = (payer: string | undefined, known: string | undefined): Fault => ({
  code: "payer-fixed",
  path: "/payer",
  message:
    known === undefined
      ? "the customer has an account of its own, with its documents and what it owes"
      : `the customer was opened as one that "${known}" pays for, and its purchases are in that account`,
  ...(payer === undefined ? {} : { value: payer }),
  suggestion: "open another customer with the payer wanted, and end the purchases of this one",
});

/** `payer-decides`: a fact about money, credits or tax that was told of a customer for whom another pays. */
export const payerDecides = (kind: string, customer: string, payer: string): Fault => ({
  code: "payer-decides",
  path: "/customer",
  message: `"${customer}" is paid for by "${payer}", whose account a ${kind} is about`,
  value: customer,
  suggestion: `name "${payer}" as the customer`,
});

/** Gives the customer that a line is for, of a purchase by its id; undefined for the account's own. */
export function lineCustomers(
  account: Account,
): ((line: InvoiceLine) => LineCustomer | undefined) | undefined {
  const { children, subscriptions, licences, sales } = account;
  if (children.length === 0) return undefined;
  const known = new Map(children.map((child) => [child.id, child]));
  const subscribed = new Map(subscriptions.map(({ fact }) => [fact.id, fact.customer]));
  // An id may hold a stroke, so of several that the line's begins with the longest is meant.
  const others = [...licences, ...sales]
    .map(({ fact }) => fact)
    .sort((left, right) => right.id.length - left.id.length);
  return ({ subscription, id }) =>
    known.get(
      (subscription === undefined
        ? others.find((fact) => id.startsWith(`${fact.id}/`))?.customer
        : subscribed.get(subscription)) ?? "",
    );
}
