import type { Account } from "../account/account.ts";
import type { CreditPack } from "../account/credit-pack.ts";
import type { Promises } from "../account/promises.ts";
import { creditLabel } from "../account/spend-credits.ts";
import type { Burn } from "../credit/burn-record.ts";
import { creditBalance } from "../credit/credit-book.ts";
import type { Grant } from "../credit/grant.ts";
import { passTime } from "../credit/pass-time.ts";
import type { RecurringGrant } from "../credit/recurring-grant.ts";
import { nextRecurrence } from "../credit/recurring-grant.ts";
import type { TopUpRule } from "../credit/top-up.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { moneyValue } from "../money/money.ts";
import { accountStanding } from "../store/accounts.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { CustomerCredits } from "./customer-credits.ts";
import type { TenantModels } from "./model-library.ts";
import { moneyText, newest, type ReportParts, reading } from "./report-parts.ts";

/** Grants, uses and service credits that one answer holds at most: the newest, and every grant of which something is left. */
const listed = 200;

/** A customer's credits at this moment; undefined where there is no such customer. */
export const creditsReport = (
  { clock, library, store }: ReportParts,
  tenant: string,
  customer: string,
): Promise<CustomerCredits | undefined> =>
  reading({ store }, tenant, async (tx) => {
    const standing = await accountStanding(tx, customer);
    if (standing === undefined) return undefined;
    const { account } = standing;
    // What is told while a clock stands still becomes known a little after what it shows.
    const now = Math.max(clock.now(tenant), account.credits?.toldAt ?? 0);
    return creditsOfAccount(account, await library.of(tx), now);
  });

function creditsOfAccount(
  account: Account,
  models: TenantModels | undefined,
  now: Instant,
): CustomerCredits {
  const { credits, promises } = account;
  const currency =
    credits?.book.grants[0]?.currency ?? models?.books.current.model.currency ?? null;
  // What is due by now and was not ticked yet shows as it will be.
  const book = credits === null ? undefined : passTime(credits.book, now).book;
  const label = labels(models);
  const open =
    currency === null || book === undefined ? undefined : creditBalance(book, currency, now);
  return {
    customer: account.customer.id,
    currency,
    balance: open === undefined ? "0" : moneyText(open, currency),
    grants: shown(book?.grants ?? []).map((grant) => grantView(grant, label(grant))),
    recurring: (book?.recurring ?? []).flatMap((rule) => recurringView(rule, account, now, label)),
    sold: (credits?.packs ?? []).map((pack) => packView(pack, currency, models)),
    topUpRules: (credits?.rules ?? []).map(ruleView),
    uses: (book?.burns ?? []).toReversed().slice(0, listed).map(useView),
    serviceCredits: serviceCredits(promises),
  };
}

/** Those of which something is left, in burn order, then the others, the newest first. */
function shown(grants: readonly Grant[]): readonly Grant[] {
  const isLeft = ({ remaining }: Grant): boolean => /[1-9]/.test(remaining.amount);
  const others = grants.filter((grant) => !isLeft(grant));
  const newestFirst = others.toSorted((left, right) => right.grantedAt - left.grantedAt);
  return [...grants.filter(isLeft), ...newestFirst.slice(0, listed)];
}

type Label = (grant: Pick<Grant, "credit" | "kind">) => string;

const labels =
  (models: TenantModels | undefined): Label =>
  (grant) =>
    (grant.credit === undefined
      ? undefined
      : newest(models, (model) => model.credits?.[grant.credit ?? ""]?.name)) ??
    creditLabel(grant.kind);

const instant = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

function grantView(grant: Grant, name: string): CustomerCredits["grants"][number] {
  const { id, kind, amount, pricePaid, priority, appliesTo, source } = grant;
  return {
    id,
    name,
    credit: grant.credit ?? null,
    kind,
    amount,
    pricePaid,
    remaining: grant.remaining.amount,
    burned: grant.burned.amount,
    expired: grant.expired.amount,
    voided: grant.voided.amount,
    priority,
    appliesTo,
    effectiveAt: formatInstant(grant.effectiveAt),
    expiresAt: instant(grant.expiresAt),
    source,
  };
}

function recurringView(
  rule: RecurringGrant,
  account: Account,
  now: Instant,
  label: Label,
): CustomerCredits["recurring"] {
  const next = nextRecurrence(rule, account.credits?.book.timeZone ?? "UTC");
  if (next === undefined) return [];
  const { id, every, terms } = rule;
  const subscription = rule.subscription ?? null;
  const at = formatInstant(Math.max(next.from, now));
  return [{ id, name: label(terms), amount: terms.amount, every, next: at, subscription }];
}

function packView(
  { fact, billed, source }: CreditPack,
  currency: CurrencyCode | null,
  models: TenantModels | undefined,
): CustomerCredits["sold"][number] {
  const { id, credit, kind = "prepaid", date } = fact;
  const book =
    credit === undefined ? undefined : newest(models, (model) => model.credits?.[credit]);
  const worth = fact.amount ?? book?.amount;
  const price = fact.price ?? (fact.amount === undefined ? book?.price : undefined) ?? worth;
  const text = (money: typeof worth): string =>
    money === undefined ? "0" : moneyText(moneyValue(money), currency);
  return {
    id,
    name: book?.name ?? creditLabel(kind),
    amount: text(worth),
    price: text(price),
    date,
    invoice: billed,
    source,
  };
}

function ruleView(rule: TopUpRule): CustomerCredits["topUpRules"][number] {
  const { id, whenBelow, size, since } = rule;
  return {
    id,
    credit: rule.credit ?? null,
    whenBelow,
    amount: size.kind === "packs" ? size.amount : null,
    price: size.kind === "packs" ? size.price : null,
    upTo: size.kind === "up-to" ? size.upTo : null,
    maximumPerMonth: rule.maximumPerMonth ?? null,
    availableFrom: rule.availableFrom ?? null,
    from: formatInstant(since),
    to: instant(rule.endsAt ?? null),
  };
}

const useView = ({ id, invoice, at, draws }: Burn): CustomerCredits["uses"][number] => ({
  id,
  invoice: invoice ?? null,
  at: formatInstant(at),
  draws: draws.map(({ grant, line, stream, amount, cost, released }) => ({
    grant,
    line,
    stream,
    amount,
    pricePaid: cost,
    returned: released.amount,
  })),
});

const serviceCredits = (promises: Promises | null): CustomerCredits["serviceCredits"] =>
  (promises?.given ?? [])
    .toReversed()
    .map(({ sla, report, periodStart, amount, at, ...given }) => ({
      sla,
      report,
      periodStart: formatInstant(periodStart),
      amount,
      at: formatInstant(at),
      paidAs: given.lines === undefined ? ("credits" as const) : ("credit-note" as const),
      explanation: given.explanation,
    }));
