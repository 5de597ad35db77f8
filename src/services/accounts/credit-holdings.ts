import type { Account } from "../../account/account.ts";
import { creditLabel } from "../../account/spend-credits.ts";
import { isUsable } from "../../credit/credit-book.ts";
import { type Grant, isOpen } from "../../credit/grant.ts";
import { passTime } from "../../credit/pass-time.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { compare, type Decimal, decimalOf, subtract, sum } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { customerNames } from "../../store/customers.ts";
import { everCredited } from "../../store/moved-customers.ts";
import type { ListScope } from "../../store/page.ts";
import { DAY_MS, formatInstant, type Instant } from "../../time/instant.ts";
import type { TenantModels } from "../model-library.ts";
import { newest, type ReportParts, reading } from "../report-parts.ts";
import { byTexts, type KeyOrder, sortedPage } from "../sorted-pages.ts";
import type { CreditHolder, CreditHoldings, CreditHoldingsRequest } from "./account-answers.ts";
import { lookAtAccounts } from "./accounts-in-turn.ts";

/** What all customers have in credits, and what of it expires in so many days. Figures are in the currency of the books. */
export const creditHoldingsReport = (
  parts: Pick<ReportParts, "store" | "clock" | "library">,
  tenant: string,
  { days, limit, cursor }: CreditHoldingsRequest,
): Promise<CreditHoldings> =>
  reading(parts, tenant, async (tx) => {
    const models = await parts.library.of(tx);
    const now = parts.clock.now(tenant);
    const until = now + days * DAY_MS;
    const currency = models?.books.current.model.currency ?? null;
    if (models === undefined || currency === null) return nobody(until);
    const held = await lookAtAccounts(tx, await everCredited(tx), (account) =>
      grantsOf(account, currency, now),
    );
    const holders = held
      .filter(({ open }) => open.length > 0)
      .map(({ customer, open }) => holderOf(customer, open, currency, models));
    const scope: ListScope = { list: "credits", tenant, filters: { days: String(days) } };
    const { items, next } = sortedPage(holders, { limit, cursor }, soonestFirst, scope);
    const names = await customerNames(
      tx,
      items.map(({ customer }) => customer),
    );
    return {
      ...figuresOf(held, currency, until),
      currency,
      holders: holders.length,
      until: formatInstant(until),
      items: items.map((one) => ({ ...one, name: names.get(one.customer) ?? one.customer })),
      next,
    };
  });

const nobody = (until: Instant): CreditHoldings => ({
  currency: null,
  holders: 0,
  balance: "0",
  paid: "0",
  given: "0",
  expiring: "0",
  until: formatInstant(until),
  used: "0",
  expired: "0",
  items: [],
  next: null,
});

interface Held {
  readonly customer: string;
  /** Every grant, and those of which something may be spent now. */
  readonly grants: readonly Grant[];
  readonly open: readonly Grant[];
}

/** A customer's grants at an instant, with what is due by then and was not ticked yet. */
function grantsOf(account: Account, currency: CurrencyCode, now: Instant): Held | undefined {
  if (account.credits === null) return undefined;
  const at = Math.max(now, account.credits.toldAt ?? 0);
  const grants = passTime(account.credits.book, at).book.grants.filter(
    (grant) => grant.currency === currency,
  );
  const open = grants.filter((grant) => isOpen(grant) && isUsable(grant, at));
  return { customer: account.customer.id, grants, open };
}

const total = (grants: readonly Grant[], of: (grant: Grant) => string): Decimal =>
  sum(grants.map((grant) => decimalOf(of(grant))));

function holderOf(
  customer: string,
  open: readonly Grant[],
  currency: CurrencyCode,
  models: TenantModels,
): Omit<CreditHolder, "name"> {
  const next = open
    .filter(({ expiresAt }) => expiresAt !== null)
    .toSorted((left, right) => (left.expiresAt ?? 0) - (right.expiresAt ?? 0))[0];
  return {
    customer,
    currency,
    balance: minorText(
      total(open, ({ remaining }) => remaining.amount),
      currency,
    ),
    paid: minorText(
      total(open, ({ remaining }) => remaining.cost),
      currency,
    ),
    nextExpiry:
      next === undefined || next.expiresAt === null
        ? null
        : {
            at: formatInstant(next.expiresAt),
            amount: next.remaining.amount,
            grant: next.id,
            name: grantName(next, models),
          },
  };
}

/** What a grant is called: as its credit book is, else by its kind. */
export const grantName = (
  { credit, kind }: Pick<Grant, "credit" | "kind">,
  models: TenantModels | undefined,
): string =>
  (credit === undefined ? undefined : newest(models, (model) => model.credits?.[credit]?.name)) ??
  creditLabel(kind);

/** What never expires comes last. */
const soonestFirst: KeyOrder<Omit<CreditHolder, "name">> = {
  keyOf: ({ nextExpiry, balance, customer }) => [nextExpiry?.at ?? "9", balance, customer],
  keyLength: 3,
  compare: ([at = "", balance = "0", customer = ""], [otherAt = "", other = "0", whose = ""]) =>
    byTexts([at], [otherAt]) ||
    compare(decimalOf(other), decimalOf(balance)) ||
    byTexts([customer], [whose]),
};

function figuresOf(held: readonly Held[], currency: CurrencyCode, until: Instant) {
  const open = held.flatMap((one) => one.open);
  const all = held.flatMap(({ grants }) => grants);
  const text = (amount: Decimal): string => minorText(amount, currency);
  const balance = total(open, ({ remaining }) => remaining.amount);
  const paid = total(open, ({ remaining }) => remaining.cost);
  const expiring = open.filter(({ expiresAt }) => expiresAt !== null && expiresAt <= until);
  return {
    balance: text(balance),
    paid: text(paid),
    given: text(subtract(balance, paid)),
    expiring: text(total(expiring, ({ remaining }) => remaining.amount)),
    used: text(total(all, ({ burned }) => burned.amount)),
    expired: text(total(all, ({ expired }) => expired.amount)),
  };
}
