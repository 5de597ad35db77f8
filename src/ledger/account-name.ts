import { assert } from "../fault/fault.ts";
import { type Percent, percentText, shareOf } from "../money/percent.ts";

declare const accountName: unique symbol;

/**
 * The name of an account of the books, from its type downward: `assets:receivable`, `income:revenue:usage`.
 * Made only by the functions below, so a mistyped account does not compile.
 */
export type AccountName = string & { readonly [accountName]: true };

/** The five types of accounts; the first part of a name is its plural. */
export type AccountType = "asset" | "liability" | "equity" | "income" | "expense";

/** Where an increase of the account stands. */
export type NormalSide = "debit" | "credit";

/** A group of accounts: one alone, or one for each stream, provider, partner or tax. */
export interface AccountFamily {
  /** What all names of the group begin with. */
  readonly path: string;
  /** What comes after the path, in words. */
  readonly parts: readonly string[];
  readonly title: string;
  /** The number that charts of accounts commonly give it. */
  readonly number: string;
}

/** Every group of accounts there is, in the order of a balance sheet and then of a profit and loss statement. */
export const accountFamilies = {
  cash: { path: "assets:cash", parts: [], title: "Cash at bank", number: "1000" },
  clearing: {
    path: "assets:clearing",
    parts: ["provider"],
    title: "Payments in clearing",
    number: "1010",
  },
  disputed: {
    path: "assets:disputed",
    parts: ["provider"],
    title: "Payments in dispute",
    number: "1020",
  },
  receivable: {
    path: "assets:receivable",
    parts: [],
    title: "Accounts receivable",
    number: "1200",
  },
  unbilled: {
    path: "assets:unbilled",
    parts: ["stream"],
    title: "Unbilled revenue",
    number: "1250",
  },
  otherAsset: {
    path: "assets:other",
    parts: ["name"],
    title: "Other assets",
    number: "1900",
  },
  tax: {
    path: "liabilities:tax",
    parts: ["jurisdiction", "rate"],
    title: "Tax payable",
    number: "2200",
  },
  customerCredit: {
    path: "liabilities:customer-credit",
    parts: [],
    title: "Customer credit balances",
    number: "2300",
  },
  prepaidCredits: {
    path: "liabilities:prepaid-credits",
    parts: [],
    title: "Prepaid credits",
    number: "2350",
  },
  deferred: {
    path: "liabilities:deferred",
    parts: ["stream"],
    title: "Deferred revenue",
    number: "2400",
  },
  refunds: {
    path: "liabilities:refunds",
    parts: ["stream"],
    title: "Refund liability",
    number: "2450",
  },
  partner: {
    path: "liabilities:partner",
    parts: ["partner"],
    title: "Partner payable",
    number: "2500",
  },
  otherLiability: {
    path: "liabilities:other",
    parts: ["name"],
    title: "Other liabilities",
    number: "2900",
  },
  conversion: {
    path: "equity:currency-conversion",
    parts: [],
    title: "Currency conversion",
    number: "3900",
  },
  revenue: { path: "income:revenue", parts: ["stream"], title: "Revenue", number: "4000" },
  otherIncome: {
    path: "income:other",
    parts: ["name"],
    title: "Other income",
    number: "4900",
  },
  partnerShare: {
    path: "expenses:partner-share",
    parts: ["partner"],
    title: "Partner shares",
    number: "5000",
  },
  paymentFees: {
    path: "expenses:payment-fees",
    parts: ["provider"],
    title: "Payment fees",
    number: "5100",
  },
  disputeFees: {
    path: "expenses:dispute-fees",
    parts: ["provider"],
    title: "Dispute fees",
    number: "5150",
  },
  badDebt: { path: "expenses:bad-debt", parts: [], title: "Bad debt", number: "6000" },
  otherExpense: {
    path: "expenses:other",
    parts: ["name"],
    title: "Other expenses",
    number: "6900",
  },
  currencyGain: {
    path: "income:currency-gain",
    parts: ["kind"],
    title: "FX gains",
    number: "7000",
  },
  currencyLoss: {
    path: "expenses:currency-loss",
    parts: ["kind"],
    title: "FX losses",
    number: "7100",
  },
} as const satisfies Readonly<Record<string, AccountFamily>>;

const families: readonly AccountFamily[] = Object.values(accountFamilies);

const types: Readonly<Record<string, AccountType>> = {
  assets: "asset",
  liabilities: "liability",
  equity: "equity",
  income: "income",
  expenses: "expense",
};

const partPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A part of a name: lower case letters, digits and single hyphens, which every bookkeeping program takes. */
function part(text: string): string {
  const written = text.toLowerCase().replaceAll(/[._]/g, "-");
  assert(partPattern.test(written), `"${text}" can be a part of an account's name`);
  return written;
}

function nameIn(family: AccountFamily, ...parts: readonly string[]): AccountName {
  assert(parts.length === family.parts.length, `${family.path} has ${family.parts.length} parts`);
  return [family.path, ...parts.map(part)].join(":") as AccountName;
}

/** What customers owe on invoices, over all customers: each posting names its invoice, each entry its customer. */
export const receivable: AccountName = nameIn(accountFamilies.receivable);
/** Money in our own bank account. */
export const cash: AccountName = nameIn(accountFamilies.cash);
/** What we owe customers: overpayments, credit notes beyond what was open, money on account. */
export const customerCredit: AccountName = nameIn(accountFamilies.customerCredit);
/** Credits that customers paid for and have not used: a contract liability of no stream yet. */
export const prepaidCredits: AccountName = nameIn(accountFamilies.prepaidCredits);
/** What customers were let off. */
export const badDebt: AccountName = nameIn(accountFamilies.badDebt);
/** Both legs of every exchange of currencies; see documents/application.ts and foreign/. */
export const currencyConversion: AccountName = nameIn(accountFamilies.conversion);

/** Collected by a payment provider and not paid out to us yet. */
export const clearing = (provider: string): AccountName =>
  nameIn(accountFamilies.clearing, provider);
/** Taken back by a provider until a dispute is decided. */
export const disputed = (provider: string): AccountName =>
  nameIn(accountFamilies.disputed, provider);
/** Earned and not invoiced yet: a contract asset. */
export const unbilledRevenue = (stream: string): AccountName =>
  nameIn(accountFamilies.unbilled, stream);
/** Invoiced and not earned yet: a contract liability. */
export const deferredRevenue = (stream: string): AccountName =>
  nameIn(accountFamilies.deferred, stream);
/** Invoiced and expected to be paid back (ASC 606-10-32-10, IFRS 15.55). */
export const refundLiability = (stream: string): AccountName =>
  nameIn(accountFamilies.refunds, stream);
/** Earned, less discounts. */
export const revenue = (stream: string): AccountName => nameIn(accountFamilies.revenue, stream);
/** Owed to a partner. */
export const partnerPayable = (partner: string): AccountName =>
  nameIn(accountFamilies.partner, partner);
/** Partners' shares that are a cost of ours. */
export const partnerShareCost = (partner: string): AccountName =>
  nameIn(accountFamilies.partnerShare, partner);
/** What a provider keeps of what it collects. */
export const paymentFees = (provider: string): AccountName =>
  nameIn(accountFamilies.paymentFees, provider);
/** What a provider charges for a dispute. */
export const disputeFees = (provider: string): AccountName =>
  nameIn(accountFamilies.disputeFees, provider);
/** Tax owed to a jurisdiction, `DE` or `US-NY`, at one rate; `8.875%` is written `8-875`. */
export const taxPayable = (jurisdiction: string, rate: Percent): AccountName =>
  nameIn(accountFamilies.tax, jurisdiction, percentText(shareOf(rate)).slice(0, -1));

/** Realised when the money came, unrealised when an open balance was revalued. */
export type CurrencyResult = "realised" | "unrealised";

/** What a change of an exchange rate brought. */
export const currencyGain = (result: CurrencyResult): AccountName =>
  nameIn(accountFamilies.currencyGain, result);
/** What a change of an exchange rate cost. */
export const currencyLoss = (result: CurrencyResult): AccountName =>
  nameIn(accountFamilies.currencyLoss, result);

/** The parts of a name after its family's path: the stream, the provider, the jurisdiction and the rate. */
export interface NamedAccount {
  readonly family: AccountFamily;
  readonly parts: readonly string[];
}

/** Takes a name apart; undefined for text that is the name of no account. */
function takeApart(text: string): NamedAccount | undefined {
  for (const family of families) {
    if (text !== family.path && !text.startsWith(`${family.path}:`)) continue;
    const parts = text === family.path ? [] : text.slice(family.path.length + 1).split(":");
    const known =
      parts.length === family.parts.length && parts.every((one) => partPattern.test(one));
    if (known) return { family, parts };
  }
  return undefined;
}

/** Whether an account takes what a stream earned. */
export const isRevenue = (name: AccountName): boolean =>
  name.startsWith(`${accountFamilies.revenue.path}:`);

/** Whether an account holds what a stream will earn. */
export const isDeferredRevenue = (name: AccountName): boolean =>
  name.startsWith(`${accountFamilies.deferred.path}:`);

/** Whether the text is the name of an account that these books may have. */
export const isAccountName = (text: string): text is AccountName => takeApart(text) !== undefined;

/** The family of an account and what sets it apart within it. */
export function namedAccount(name: AccountName): NamedAccount {
  const named = takeApart(name);
  assert(named !== undefined, `"${name}" is the name of an account`);
  return named;
}

/** The type that the first part of a name says. */
export function accountType(name: AccountName): AccountType {
  const type = types[name.slice(0, name.indexOf(":"))];
  assert(type !== undefined, `"${name}" begins with the type of an account`);
  return type;
}

/** Debit for what we own and spend, credit for what we owe, are and earn. */
export function normalSide(name: AccountName): NormalSide {
  const type = accountType(name);
  return type === "asset" || type === "expense" ? "debit" : "credit";
}

const familyOrder = new Map(families.map((family, position) => [family, position]));

/** Orders accounts as a trial balance lists them: by family, then by name. */
export function compareAccounts(left: AccountName, right: AccountName): number {
  if (left === right) return 0;
  const position = (name: AccountName): number => familyOrder.get(namedAccount(name).family) ?? 0;
  return position(left) - position(right) || (left < right ? -1 : 1);
}
