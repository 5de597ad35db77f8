import type { MoneyFact } from "../../account/money-fact.ts";
import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { findEffect, listEffects, type StoredEffect } from "../../store/payment-effects.ts";
import { findIntent, listIntents, refundsOfCharge } from "../../store/payment-intents.ts";
import { listPayouts, type ProviderPayoutRow } from "../../store/provider-accounts.ts";
import type { Tx } from "../../store/tenant.ts";
import { listTenants } from "../../store/tenants.ts";
import { formatInstant } from "../../time/instant.ts";
import { afterBilling } from "../money-facts.ts";
import { pageOrThrow } from "../report-parts.ts";
import type { Page } from "../reports.ts";
import { actOnIntent, writing } from "./act-on-intent.ts";
import { chargeInvoice } from "./charge-invoice.ts";
import {
  changeCustomerPayments,
  customerPayments,
  fetchMethods,
  openMethodPage,
  removeMethod,
} from "./customer-payments.ts";
import { importStatement } from "./import-statement.ts";
import { intentView } from "./intent-view.ts";
import { openCheckout } from "./open-checkout.ts";
import type { PaymentParts } from "./payment-parts.ts";
import type { EffectView, Payments, PayoutView } from "./payments.ts";
import { takeDelivery } from "./provider-messages.ts";
import { listProviders, setProvider } from "./provider-settings.ts";
import { holdCustomer, recordAgain } from "./record-effects.ts";
import { refundPayment } from "./refund-payment.ts";
import { runPayments } from "./run-payments.ts";
import { chooseOnPage, servedPage } from "./serve-page.ts";
import { ignoreLine, matchLine } from "./settle-line.ts";
import { readIntent } from "./stored-intent.ts";
import { tellPayout } from "./tell-payout.ts";
import { bankLines } from "./unmatched-queue.ts";
import { withdrawIntent } from "./withdraw-intent.ts";

/** Puts the use cases of payments together. */
export function createPayments(parts: PaymentParts): Payments {
  const reading = <T>(tenant: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    parts.store.withTenant(tenant, work, { readOnly: true });
  return {
    charge: (tenant, request, once) => chargeInvoice(parts, tenant, request, once),
    checkout: (tenant, request, once) => openCheckout(parts, tenant, request, once),
    refund: (tenant, request, once) => refundPayment(parts, tenant, request, once),
    intents: async (tenant, request) =>
      shown(pageOrThrow(await reading(tenant, (tx) => listIntents(tx, request))), (row) =>
        intentView(readIntent(row)),
      ),
    intent: (tenant, id) =>
      reading(tenant, async (tx) => {
        const row = await findIntent(tx, id);
        if (row === undefined) return undefined;
        const refunds = await refundsOfCharge(tx, id);
        return {
          ...intentView(readIntent(row)),
          refunds: refunds.map((one) => intentView(readIntent(one))),
        };
      }),
    lookUp: async (tenant, id) => {
      const acted = await actOnIntent(parts, tenant, id, { lookUp: true });
      if (acted === undefined) return refuse(noIntent);
      return acted.faults.length > 0
        ? { ok: false, faults: acted.faults }
        : ok(intentView(acted.kept));
    },
    withdraw: async (tenant, id) => {
      const withdrawn = await withdrawIntent(parts, tenant, id, "withdrawn by hand");
      if (withdrawn === undefined) return refuse(noIntent);
      return withdrawn.ok ? ok(intentView(withdrawn.value)) : withdrawn;
    },
    effects: async (tenant, request) =>
      shown(pageOrThrow(await reading(tenant, (tx) => listEffects(tx, request))), effectView),
    recordAgain: (tenant, id) => again(parts, tenant, id),
    customer: (tenant, customer) => reading(tenant, (tx) => customerPayments(parts, tx, customer)),
    changeCustomer: (tenant, customer, request, once) =>
      changeCustomerPayments(parts, tenant, customer, request, once),
    methodPage: (tenant, customer, request) => openMethodPage(parts, tenant, customer, request),
    servedPage: (asked) => servedPage(parts, asked),
    chooseOnPage: (asked, reference) => chooseOnPage(parts, asked, reference),
    fetchMethods: (tenant, customer, request) => fetchMethods(parts, tenant, customer, request),
    removeMethod: (tenant, method) => removeMethod(parts, tenant, method),
    providers: (tenant) => reading(tenant, listProviders),
    setProvider: (tenant, provider, request) => setProvider(parts, tenant, provider, request),
    payouts: async (tenant, request) =>
      shown(pageOrThrow(await reading(tenant, (tx) => listPayouts(tx, request))), payoutView),
    tellPayout: (tenant, request, once) => tellPayout(parts, tenant, request, once),
    importStatement: (tenant, request) => importStatement(parts, tenant, request),
    // Not read-only: invoices that nobody has followed yet are to be suggested too.
    lines: async (tenant, request) =>
      pageOrThrow(await reading(tenant, (tx) => bankLines(tx, request))),
    matchLine: (tenant, line, request, once) => matchLine(parts, tenant, line, request, once),
    ignoreLine: (tenant, line, reason, once) => ignoreLine(parts, tenant, line, reason, once),
    deliver: (tenant, provider, delivery) => takeDelivery(parts, tenant, provider, delivery),
    run: async () => {
      let acted = 0;
      for (const { id } of await listTenants(parts.store.pool))
        acted += await runPayments(parts, id);
      return acted;
    },
  };
}

const shown = <Row, View>(page: Page<Row>, view: (row: Row) => View): Page<View> => ({
  items: page.items.map(view),
  next: page.next,
});

const again = (parts: PaymentParts, tenant: string, id: string): Promise<Result<EffectView>> =>
  afterBilling(parts.books, () =>
    writing(parts, tenant, async (tx) => {
      const effect = await findEffect(tx, id);
      if (effect === undefined) return refuse(noEffect);
      await holdCustomer(tx, effect.customer);
      const recorded = await recordAgain(tx, parts.books, id, parts.now(tenant));
      if (!recorded.ok) return recorded;
      const now = await findEffect(tx, id);
      return now === undefined ? refuse(noEffect) : ok(effectView(now));
    }),
  );

const effectView = (row: StoredEffect): EffectView => ({
  id: row.id,
  customer: row.customer,
  source: row.source,
  recordedAt: formatInstant(row.recordedAt),
  state: row.state,
  fact: JSON.parse(row.effect) as MoneyFact,
  faults: row.faults === null ? [] : (JSON.parse(row.faults) as readonly Fault[]),
});

const payoutView = ({ at, content, ...payout }: ProviderPayoutRow): PayoutView => ({
  ...payout,
  at: formatInstant(at),
  content: content === null ? null : (JSON.parse(content) as PayoutView["content"]),
});

const noIntent: Fault = { code: "not-found", path: "", message: "there is no such payment" };
const noEffect: Fault = { code: "not-found", path: "", message: "there is no such effect" };
