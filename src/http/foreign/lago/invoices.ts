import type { FastifyInstance } from "fastify";
import type { Invoice, InvoiceLine } from "../../../account/invoice.ts";
import type { OpenItemAnswer } from "../../../services/accounts/account-answers.ts";
import type { Services } from "../../../services/services.ts";
import { reader } from "../../authenticate.ts";
import { noQuery, pathPart } from "../../query.ts";
import { cents } from "./cents.ts";
import { noSuch } from "./lago-error.ts";
import { numbered, numberedQuery } from "./pages.ts";

/** `GET /api/v1/invoices` and one of them: final invoices, the latest first. Credit notes are not among them. */
export function invoiceRoutes(
  app: FastifyInstance,
  { reports, accounts }: Pick<Services, "reports" | "accounts">,
): void {
  const openItems = async (
    tenant: string,
    customers: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, OpenItemAnswer>> => {
    const found = await Promise.all(
      [...customers].map((customer) => accounts.receivables(tenant, customer)),
    );
    return new Map(found.flatMap((one) => one?.items.map((item) => [item.id, item]) ?? []));
  };
  const documentOf = async (tenant: string, id: string): Promise<Invoice> => {
    const text = await reports.invoice(tenant, id);
    if (text === undefined) throw noSuch("invoice");
    const invoice: Invoice = JSON.parse(text);
    if (invoice.kind !== "invoice") throw noSuch("invoice");
    return invoice;
  };
  app.get("/api/v1/invoices", async (request) => {
    const { tenant } = reader(request);
    const { query, ...page } = numberedQuery(request, ["external_customer_id"]);
    const customer = query.external_customer_id;
    const { items, meta } = await numbered(
      page,
      (one) =>
        reports.invoices(tenant, { ...one, ...(customer === undefined ? {} : { customer }) }),
      ({ kind }) => kind === "invoice",
    );
    const open = await openItems(tenant, new Set(items.map((item) => item.customer)));
    const documents = await Promise.all(items.map(({ id }) => documentOf(tenant, id)));
    return { invoices: documents.map((invoice) => headOf(invoice, open.get(invoice.id))), meta };
  });
  app.get("/api/v1/invoices/:invoice", async (request) => {
    noQuery(request);
    const { tenant } = reader(request);
    const invoice = await documentOf(tenant, pathPart(request, "invoice"));
    const open = await openItems(tenant, new Set([invoice.customer]));
    const fees = invoice.lines.map((line) => feeOf(line, invoice));
    return { invoice: { ...headOf(invoice, open.get(invoice.id)), fees } };
  });
}

function headOf(invoice: Invoice, item: OpenItemAnswer | undefined): object {
  const { currency, total, prepaid = "0", due = total } = invoice;
  const minor = (amount: string): number => cents(amount, currency);
  const owed = minor(item?.open ?? "0");
  return {
    lago_id: invoice.id,
    number: invoice.number,
    issuing_date: invoice.issuedAt.slice(0, 10),
    payment_due_date: invoice.dueAt.slice(0, 10),
    payment_overdue: (item?.daysOverdue ?? 0) > 0,
    invoice_type: invoice.lines.some(({ subscription }) => subscription !== undefined)
      ? "subscription"
      : "one_off",
    status: "finalized",
    payment_status: owed > 0 ? "pending" : "succeeded",
    currency,
    fees_amount_cents: minor(invoice.subtotal),
    coupons_amount_cents: minor(invoice.discount),
    credit_notes_amount_cents: 0,
    sub_total_excluding_taxes_amount_cents: minor(invoice.subtotal) - minor(invoice.discount),
    taxes_amount_cents: minor(invoice.tax),
    sub_total_including_taxes_amount_cents: minor(total),
    prepaid_credit_amount_cents: minor(prepaid),
    progressive_billing_credit_amount_cents: 0,
    total_amount_cents: minor(due),
    total_due_amount_cents: owed,
    customer: {
      lago_id: invoice.customer,
      external_id: invoice.customer,
      name: invoice.customerName,
    },
    created_at: invoice.issuedAt,
    updated_at: invoice.issuedAt,
  };
}

function feeOf(line: InvoiceLine, { currency, customer }: Invoice): object {
  const amount = cents(line.amount, currency);
  return {
    lago_id: line.id,
    external_customer_id: line.customer?.id ?? customer,
    external_subscription_id: line.subscription ?? null,
    amount_cents: amount,
    amount_currency: currency,
    total_amount_cents: amount,
    total_amount_currency: currency,
    units: line.quantity,
    total_aggregated_units: line.explanation.quantity,
    events_count: line.explanation.events ?? null,
    from_date: line.period?.from ?? null,
    to_date: line.period?.to ?? null,
    description: line.description,
    item: {
      type: typeOf(line),
      code: line.meter ?? line.plan ?? line.addon ?? line.id,
      name: line.description,
      lago_item_id: line.charge ?? line.plan ?? line.addon ?? line.id,
      item_type: line.meter === undefined ? "Subscription" : "BillableMetric",
    },
  };
}

function typeOf({ meter, subscription, kind }: InvoiceLine): string {
  if (meter !== undefined) return "charge";
  if (kind === "credits") return "credit";
  return subscription === undefined ? "add_on" : "subscription";
}
