import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { parseCurrency } from "../../../money/currency.ts";
import {
  type Decimal,
  format,
  isPositive,
  multiply,
  parseDecimal,
  trim,
} from "../../../money/decimal.ts";
import type { CustomerCredits } from "../../../services/customer-credits.ts";
import type { Services } from "../../../services/services.ts";
import { parseInstant } from "../../../time/instant.ts";
import { reader, writer } from "../../authenticate.ts";
import { refusalOf } from "../../problem.ts";
import { needed, noQuery } from "../../query.ts";
import { accept } from "../../read-body.ts";
import { cents } from "./cents.ts";
import { checkedFact } from "./customers.ts";
import { type Fields, fieldsIn, textIn } from "./fields.ts";
import { noSuch } from "./lago-error.ts";
import { numberedQuery, pageOf } from "./pages.ts";

const names = {
  read: [
    "external_customer_id",
    "rate_amount",
    "currency",
    "granted_credits",
    "expiration_at",
    "code",
    "priority",
  ],
  passedOver: [
    "name",
    "metadata",
    "transaction_metadata",
    "transaction_name",
    "billing_entity_code",
  ],
};

/**
 * `POST /api/v1/wallets` gives a customer credits that cost it nothing, `GET` lists what it was given. A wallet is one grant:
 * its `code`, where it has one, is the grant's id and keeps it from being given twice. Credits here are money, so every wallet
 * is shown at the rate 1.
 */
export function walletRoutes(app: FastifyInstance, services: Services): void {
  const { reports, told, recordFact } = services;
  app.post("/api/v1/wallets", async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    const fields = fieldsIn(request, "wallet", names);
    const customer = textIn(fields, "external_customer_id") ?? "";
    const date = await told.today(tenant, customer);
    if (date === undefined) throw noSuch("customer");
    const fact = {
      fact: "grant",
      id: textIn(fields, "code") ?? randomUUID(),
      customer,
      ...creditsIn(fields),
      date,
      ...expiryIn(fields),
      ...(fields.priority === undefined ? {} : { priority: fields.priority }),
    };
    accept(await recordFact(tenant, checkedFact(fact)));
    const credits = await reports.credits(tenant, customer);
    const given = credits?.grants.find(({ id }) => id === fact.id);
    if (credits === undefined || given === undefined)
      throw new Error("broken invariant: what was granted is there");
    return { wallet: shown(given, credits) };
  });
  app.get("/api/v1/wallets", async (request) => {
    const { tenant } = reader(request);
    const { query, ...page } = numberedQuery(request, ["external_customer_id"]);
    const customer = needed(query.external_customer_id, "external_customer_id");
    const credits = await reports.credits(tenant, customer);
    if (credits === undefined) throw noSuch("customer");
    const { items, meta } = pageOf(page, credits.grants);
    return { wallets: items.map((grant) => shown(grant, credits)), meta };
  });
}

/** What the credits are worth. */
function creditsIn(fields: Fields): { readonly kind: "promotional"; readonly amount: string } {
  const currency = accept(parseCurrency(textIn(fields, "currency") ?? "", "/currency"));
  const rate = positive(fields, "rate_amount");
  const granted = positive(fields, "granted_credits");
  return { kind: "promotional", amount: `${format(trim(multiply(rate, granted)))} ${currency}` };
}

function positive(fields: Fields, name: string): Decimal {
  const read = accept(parseDecimal(textIn(fields, name) ?? "", `/${name}`));
  if (isPositive(read)) return read;
  throw refusalOf([
    { code: "not-positive", path: `/${name}`, message: `"${name}" is a number above 0` },
  ]);
}

/** The day before which credits pay, of the moment that Lago names. */
function expiryIn(fields: Fields): { readonly expires?: string } {
  const text = textIn(fields, "expiration_at");
  if (text === undefined) return {};
  accept(parseInstant(text, "/expires"));
  return { expires: text.slice(0, 10) };
}

type Grant = CustomerCredits["grants"][number];

function shown(grant: Grant, { customer, currency }: CustomerCredits): object {
  const minor = (amount: string): number => (currency === null ? 0 : cents(amount, currency));
  return {
    lago_id: grant.id,
    lago_customer_id: customer,
    external_customer_id: customer,
    status: minor(grant.remaining) === 0 ? "terminated" : "active",
    currency,
    name: grant.name,
    priority: grant.priority,
    rate_amount: "1.0",
    credits_balance: grant.remaining,
    balance_cents: minor(grant.remaining),
    consumed_credits: grant.burned,
    created_at: grant.effectiveAt,
    expiration_at: grant.expiresAt,
    invoice_requires_successful_payment: false,
    recurring_transaction_rules: [],
    code: grant.id,
  };
}
