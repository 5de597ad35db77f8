import type { FastifyInstance } from "fastify";
import { standings } from "../../account/standing.ts";
import type { ListedSubscription } from "../../services/list-queries.ts";
import type { Reports } from "../../services/reports.ts";
import type { Services } from "../../services/services.ts";
import { reader } from "../authenticate.ts";
import { type Expandable, type ExpandableItems, expanded, expandedPage } from "../expanded.ts";
import { Refusal } from "../problem.ts";
import { choiceOf, dayBounds, noQuery, pageOf, pathPart, queryOf, stated } from "../query.ts";

/** Customers and subscriptions as they are read: lists, and each by itself. */
export function customerReads(app: FastifyInstance, { reports }: Services): void {
  app.get("/v1/customers", async (request) => {
    const query = queryOf(request, [
      ...(["q", "segment", "plan", "parked", "country", "createdFrom", "createdTo"] as const),
      ...(["limit", "cursor"] as const),
    ]);
    const { q, segment, plan, country } = query;
    const parked = choiceOf(query.parked, "parked", ["true", "false"]);
    return reports.customers(reader(request).tenant, {
      ...pageOf(query),
      ...stated({ q, segment, plan, country }),
      ...(parked === undefined ? {} : { parked: parked === "true" }),
      ...dayBounds(query, "created"),
    });
  });
  app.get("/v1/customers/:id", async (request) => {
    noQuery(request);
    const found = await reports.customer(reader(request).tenant, pathPart(request, "id"));
    if (found === undefined) throw new Refusal("not-found", "there is no such customer");
    return found;
  });
  app.get("/v1/customers/:id/credits", async (request) => {
    noQuery(request);
    const found = await reports.credits(reader(request).tenant, pathPart(request, "id"));
    if (found === undefined) throw new Refusal("not-found", "there is no such customer");
    return found;
  });
  subscriptionReads(app, reports);
  app.get("/v1/customers/:id/drafts", async (request, reply) => {
    noQuery(request);
    const drafts = await reports.drafts(reader(request).tenant, pathPart(request, "id"));
    if (drafts === undefined) throw new Refusal("not-found", "there is no such customer");
    return reply.type("application/json").send(`{"items":[${drafts.join(",")}]}`);
  });
}

function subscriptionReads(app: FastifyInstance, reports: Reports): void {
  app.get("/v1/subscriptions", async (request) => {
    const query = queryOf(request, [
      ...(["customer", "plan", "standing", "q", "startedFrom", "startedTo"] as const),
      ...(["endedFrom", "endedTo", "expand", "limit", "cursor"] as const),
    ]);
    const { customer, plan, q, expand } = query;
    const standing = choiceOf(query.standing, "standing", standings);
    const principal = reader(request);
    const { tenant } = principal;
    const choices: Readonly<Record<string, ExpandableItems<ListedSubscription>>> = {
      customer: customersOf(reports, tenant),
      plan: {
        action: "subscriptions.read",
        nameIn: ({ plan }) => plan,
        read: async () => new Map((await reports.plans(tenant)).map((one) => [one.id, one])),
      },
    };
    return expandedPage(expand, choices, principal, () =>
      reports.subscriptions(tenant, {
        ...pageOf(query),
        ...stated({ customer, plan, q }),
        ...(standing === undefined ? {} : { standing }),
        ...dayBounds(query, "started"),
        ...dayBounds(query, "ended"),
      }),
    );
  });
  app.get("/v1/subscriptions/:id", async (request) => {
    const { expand } = queryOf(request, ["expand"]);
    const principal = reader(request);
    const { tenant } = principal;
    const found = await reports.subscription(tenant, pathPart(request, "id"));
    if (found === undefined) throw new Refusal("not-found", "there is no such subscription");
    const phase = found.phases.find(({ current }) => current) ?? found.phases.at(-1);
    const plans = async () => (await reports.plans(tenant)).find(({ id }) => id === phase?.plan);
    const choices = {
      customer: customerOf(reports, tenant, found.customer),
      plan: { action: "subscriptions.read", read: async () => (await plans()) ?? null },
    } as const;
    const along = await expanded(expand, choices, principal);
    return along === undefined ? found : { ...found, expanded: along };
  });
}

/** A customer that an answer names, whole. */
export const customerOf = (reports: Reports, tenant: string, id: string): Expandable => ({
  action: "customers.read",
  read: async () => (await reports.customer(tenant, id)) ?? null,
});

/** The customers that the items of a list name, as a list shows them. */
export const customersOf = (
  reports: Pick<Reports, "customersById">,
  tenant: string,
): ExpandableItems<{ readonly customer: string | null }> => ({
  action: "customers.read",
  nameIn: ({ customer }) => customer,
  read: (ids) => reports.customersById(tenant, ids),
});
