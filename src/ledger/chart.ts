import { assert } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import {
  type AccountName,
  type AccountType,
  accountFamilies,
  accountType,
  badDebt,
  cash,
  compareAccounts,
  currencyConversion,
  currencyGain,
  currencyLoss,
  customerCredit,
  deferredRevenue,
  type NormalSide,
  namedAccount,
  normalSide,
  partnerPayable,
  partnerShareCost,
  prepaidCredits,
  receivable,
  revenue,
  unbilledRevenue,
} from "./account-name.ts";

/** An account of the books. */
export interface LedgerAccount {
  readonly name: AccountName;
  readonly title: string;
  readonly type: AccountType;
  readonly normalSide: NormalSide;
  /** What an ERP calls it: `1200`, `4000-subscriptions`. */
  readonly code: string;
}

/** The accounts by name, in the order of the statements. */
export type Chart = ReadonlyMap<AccountName, LedgerAccount>;

/** What a chart is made of. */
export interface ChartSource {
  /** Every version whose streams and partners were ever posted to, oldest first; the newest names them. */
  readonly models: readonly Pick<Model, "streams" | "partners">[];
  /** Further accounts that are used: of providers and taxes, of streams that no model has any more. */
  readonly accounts?: Iterable<AccountName>;
  /** The ERP's own codes, instead of ours. */
  readonly codes?: ReadonlyMap<AccountName, string>;
}

const always: readonly AccountName[] = [
  cash,
  receivable,
  customerCredit,
  prepaidCredits,
  currencyConversion,
  badDebt,
  currencyGain("realised"),
  currencyGain("unrealised"),
  currencyLoss("realised"),
  currencyLoss("unrealised"),
];

/**
 * The chart of accounts of a business: three accounts for each revenue stream, two for each partner, and what every
 * business has.
 *
 * There is no account for discounts: revenue is posted net of them, since the transaction price is
 * (ASC 606-10-32-2, IFRS 15.47), and a discount on a line that is deferred would have to be deferred beside it.
 * The invoice keeps both figures. There is none for rounding either: what is posted was rounded on its document.
 *
 * A code is the family's number and the stream's id, not a running number: a stream that is added in between moves
 * no other account to another code. Two accounts with one code are a bug.
 */
export function chartOf(source: ChartSource): Chart {
  const titles = new Map<string, string>();
  const names = new Set<AccountName>([...always, ...(source.accounts ?? [])]);
  for (const model of source.models) {
    for (const [id, { name }] of Object.entries(model.streams)) {
      titles.set(`stream:${id}`, name);
      for (const account of [unbilledRevenue, deferredRevenue, revenue]) names.add(account(id));
    }
    for (const [id, { name }] of Object.entries(model.partners ?? {})) {
      titles.set(`partner:${id}`, name);
      for (const account of [partnerPayable, partnerShareCost]) names.add(account(id));
    }
  }
  const accounts = [...names]
    .toSorted(compareAccounts)
    .map((name) => describeAccount(name, titles, source.codes));
  const codes = new Set(accounts.map(({ code }) => code));
  assert(codes.size === accounts.length, "no two accounts have one code");
  return new Map(accounts.map((account) => [account.name, account]));
}

function describeAccount(
  name: AccountName,
  titles: ReadonlyMap<string, string>,
  codes: ReadonlyMap<AccountName, string> | undefined,
): LedgerAccount {
  const { family, parts } = namedAccount(name);
  const said = parts.map((part, index) => titles.get(`${family.parts[index]}:${part}`) ?? part);
  const title = family === accountFamilies.tax ? taxTitle(parts) : said.join(", ");
  return {
    name,
    title: title === "" ? family.title : `${family.title}: ${title}`,
    type: accountType(name),
    normalSide: normalSide(name),
    code: codes?.get(name) ?? [family.number, ...parts].join("-"),
  };
}

const taxTitle = ([jurisdiction = "", rate = ""]: readonly string[]): string =>
  `${jurisdiction.toUpperCase()} ${rate.replace("-", ".")}%`;

/** The jurisdiction and the rate of a tax account, `DE 19%`; undefined for any other. */
export function taxOf(name: AccountName): string | undefined {
  const { family, parts } = namedAccount(name);
  return family === accountFamilies.tax ? taxTitle(parts) : undefined;
}

/** The account of a name; one that the chart lacks is a bug. */
export function accountIn(chart: Chart, name: AccountName): LedgerAccount {
  const account = chart.get(name);
  assert(account !== undefined, `the chart has the account ${name}`);
  return account;
}
