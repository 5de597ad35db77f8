import type { FastifyInstance } from "fastify";
import type { Invoice } from "../../account/invoice.ts";
import type { Reports } from "../../services/reports.ts";
import type { Services } from "../../services/services.ts";
import { reader } from "../authenticate.ts";
import { type Expandable, expanded, expandedPage } from "../expanded.ts";
import { Refusal } from "../problem.ts";
import { amountBounds, choiceOf, dayBounds, pageOf, pathPart, queryOf, stated } from "../query.ts";
import { customerOf, customersOf } from "./customer-reads.ts";

/** Issued documents as they are read: the list, and each by itself. */
export function invoiceReads(app: FastifyInstance, { reports }: Services): void {
  app.get("/v1/invoices", async (request) => {
    const query = queryOf(request, [
      ...(["customer", "month", "q", "kind", "state", "currency"] as const),
      ...(["issuedFrom", "issuedTo", "dueFrom", "dueTo", "totalFrom", "totalTo"] as const),
      ...(["expand", "limit", "cursor"] as const),
    ]);
    const { customer, month, q, currency, expand } = query;
    const kind = choiceOf(query.kind, "kind", ["invoice", "credit-note"]);
    const state = choiceOf(query.state, "state", ["open", "overdue", "settled"]);
    const principal = reader(request);
    const { tenant } = principal;
    const choices = { customer: customersOf(reports, tenant) };
    return expandedPage(expand, choices, principal, () =>
      reports.invoices(tenant, {
        ...pageOf(query),
        ...stated({ customer, q, currency }),
        ...(month === undefined || month === "" ? {} : { month: monthOf(month) }),
        ...(kind === undefined ? {} : { kind }),
        ...(state === undefined ? {} : { state }),
        ...dayBounds(query, "issued"),
        ...dayBounds(query, "due"),
        ...amountBounds(query, "total"),
      }),
    );
  });
  app.get("/v1/invoices/:id", async (request, reply) => {
    const { expand } = queryOf(request, ["expand"]);
    const principal = reader(request);
    const { tenant } = principal;
    const text = await reports.invoice(tenant, pathPart(request, "id"));
    if (text === undefined) throw new Refusal("not-found", "there is no such invoice");
    if (expand === undefined) return reply.type("application/json").send(text);
    const invoice: Invoice = JSON.parse(text);
    const choices = {
      customer: customerOf(reports, tenant, invoice.customer),
      subscriptions: subscriptionsOn(reports, tenant, invoice),
      corrects: correctedBy(reports, tenant, invoice),
    };
    const along = await expanded(expand, choices, principal);
    // The invoice's own bytes, as they were issued.
    const whole = `${text.slice(0, -1)},"expanded":${JSON.stringify(along)}}`;
    return reply.type("application/json").send(whole);
  });
}

/** What the lines of a document are for: at most so many, by start. */
const subscriptionsMax = 500;

const subscriptionsOn = (
  reports: Reports,
  tenant: string,
  { customer, lines }: Invoice,
): Expandable => ({
  action: "subscriptions.read",
  read: () => {
    const named = lines.flatMap(({ subscription }) => subscription ?? []);
    const customers = new Set([customer, ...lines.flatMap((line) => line.customer?.id ?? [])]);
    const ids = new Set(named.slice(0, subscriptionsMax));
    return reports.subscriptionsById(tenant, [...customers], ids);
  },
});

/** The invoices that a credit note takes back. */
const correctedBy = (reports: Reports, tenant: string, { corrects = [] }: Invoice): Expandable => ({
  action: "invoices.read",
  read: async () => {
    const found = await reports.invoicesByName(tenant, corrects);
    return corrects.flatMap((number) => found.get(number) ?? []);
  },
});

function monthOf(text: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw new Refusal("invalid-request", "a month is written 2026-01", [
    {
      code: "invalid-month",
      path: "/query/month",
      message: "a month is written 2026-01",
      value: text,
    },
  ]);
}
