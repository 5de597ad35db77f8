import type { FastifyInstance, FastifyRequest } from "fastify";
import type { OpenItemAnswer } from "../../services/accounts/account-answers.ts";
import type { Page } from "../../services/reports.ts";
import type { Services } from "../../services/services.ts";
import { Refusal } from "../problem.ts";
import { noQuery, pageOf, pathPart, queryOf } from "../query.ts";
import { isRecord } from "../record.ts";
import type { PortalInvoice } from "./portal-answers.ts";
import { guestOf } from "./portal-guard.ts";
import { type Relay, sendRelayed } from "./portal-relay.ts";

/** Invoices and credit notes of the caller's customer. */
export function portalDocumentRoutes(
  app: FastifyInstance,
  { reports, accounts }: Pick<Services, "reports" | "accounts">,
  relay: Relay,
): void {
  app.get("/portal/v1/invoices", async (request, reply) => {
    const { tenant, customer } = guestOf(request);
    const page = pageOf(queryOf(request, ["limit", "cursor"]));
    const [listed, owing] = await Promise.all([
      reports.invoices(tenant, { ...page, customer: customer.id }),
      accounts.receivables(tenant, customer.id),
    ]);
    const items = new Map((owing?.items ?? []).map((item) => [item.id, item]));
    reply.header("cache-control", "private, no-store");
    const answer: Page<PortalInvoice> = {
      items: listed.items.map(({ customer: _, customerName: __, lineCount: ___, ...invoice }) => ({
        ...invoice,
        ...standingOf(items.get(invoice.id)),
      })),
      next: listed.next,
    };
    return answer;
  });
  app.get("/portal/v1/invoices/:id", async (request, reply) => {
    noQuery(request);
    const url = await ownInvoice(reports, request);
    return sendRelayed(
      reply,
      await relay(request, { method: "GET", url, action: "invoices.read" }),
    );
  });
  app.get("/portal/v1/invoices/:id/documents/:format", async (request, reply) => {
    const { language } = queryOf(request, ["language"]);
    const format = encodeURIComponent(pathPart(request, "format"));
    const asked = language === undefined ? "" : `?language=${encodeURIComponent(language)}`;
    const url = `${await ownInvoice(reports, request)}/documents/${format}${asked}`;
    return sendRelayed(
      reply,
      await relay(request, { method: "GET", url, action: "invoices.read" }),
    );
  });
}

/** How much of it is open, and how it stands; null where that is not known any more, or the seller's own affair. */
function standingOf(item: OpenItemAnswer | undefined): Pick<PortalInvoice, "open" | "status"> {
  if (item === undefined || item.status === "written-off") return { open: null, status: null };
  const { open, status, daysOverdue } = item;
  return { open, status: status === "open" && daysOverdue > 0 ? "overdue" : status };
}

/** Where `/v1` has an invoice of the caller's customer; one of another is not there. */
export async function ownInvoice(
  reports: Pick<Services["reports"], "invoice">,
  request: FastifyRequest,
): Promise<string> {
  const { tenant, customer } = guestOf(request);
  const id = pathPart(request, "id");
  const text = await reports.invoice(tenant, id);
  const invoice: unknown = text === undefined ? undefined : JSON.parse(text);
  if (!isRecord(invoice) || invoice.customer !== customer.id)
    throw new Refusal("not-found", "there is no such invoice");
  return `/v1/invoices/${encodeURIComponent(id)}`;
}
