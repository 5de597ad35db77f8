import type { FastifyInstance } from "fastify";
import type { Result } from "../../fault/fault.ts";
import type { Services } from "../../services/services.ts";
import { reader } from "../authenticate.ts";
import { choiceOf, instantOf, needed, noQuery, pageOf, queryOf } from "../query.ts";
import { accept } from "../read-body.ts";

/** The reading side of the console: summary, search, revenue, plans, meters, usage, unbilled events. */
export function reportRoutes(app: FastifyInstance, { reports }: Services): void {
  app.get("/v1/summary", async (request) => {
    const events = choiceOf(queryOf(request, ["events"]).events, "events", ["true", "false"]);
    const { tenant } = reader(request);
    return events === "false" ? reports.summaryHead(tenant) : reports.summary(tenant);
  });
  app.get("/v1/search", async (request) => {
    const query = queryOf(request, ["q", "limit"]);
    const { limit } = pageOf({ limit: query.limit ?? "8" }, 50);
    const { tenant, allowed } = reader(request);
    return { items: await reports.search(tenant, allowed, { q: needed(query.q, "q"), limit }) };
  });
  app.get("/v1/revenue", async (request) => {
    choiceOf(queryOf(request, ["by"]).by, "by", ["stream"]);
    return reports.revenue(reader(request).tenant);
  });
  app.get("/v1/plans", async (request) => {
    noQuery(request);
    return { items: await reports.plans(reader(request).tenant) };
  });
  app.get("/v1/obligations", async (request) => {
    noQuery(request);
    return reports.obligations(reader(request).tenant);
  });
  app.get("/v1/meters", async (request) => {
    noQuery(request);
    return { items: await reports.meters(reader(request).tenant) };
  });
  app.get("/v1/usage", async (request) => {
    const query = queryOf(request, [
      "meter",
      "customer",
      "from",
      "to",
      "window",
      "subscription",
      "groupBy",
      "timezone",
    ]);
    const { groupBy, subscription, timezone } = query;
    const window = choiceOf(query.window, "window", ["hour", "day", "month", "period"]) ?? "day";
    const series = await reports.usage(reader(request).tenant, {
      ...meterAndRange(query),
      window: window === "period" ? "month" : window,
      ...(window === "period" ? { periodsOf: needed(subscription, "subscription") } : {}),
      ...(groupBy === undefined ? {} : { groupBy }),
      ...(timezone === undefined ? {} : { timeZone: timezone }),
      ...(query.customer === undefined ? {} : { customer: query.customer }),
    });
    return accept(inQuery(series));
  });
  app.get("/v1/usage/top", async (request) => {
    const query = queryOf(request, ["meter", "from", "to", "limit"]);
    const { limit } = pageOf({ limit: query.limit ?? "10" });
    const { tenant } = reader(request);
    return {
      items: accept(inQuery(await reports.topUsage(tenant, { ...meterAndRange(query), limit }))),
    };
  });
  app.get("/v1/unbilled", async (request) =>
    reports.unbilled(reader(request).tenant, pageOf(queryOf(request, ["limit", "cursor"]))),
  );
}

function meterAndRange(query: {
  readonly meter?: string;
  readonly from?: string;
  readonly to?: string;
}) {
  const from = instantOf(query.from, "from");
  const to = instantOf(query.to, "to");
  return { meter: needed(query.meter, "meter"), from, to };
}

/** A report's refusal, its fields placed in the query. */
export const inQuery = <T>(result: Result<T>): Result<T> =>
  result.ok
    ? result
    : {
        ok: false,
        faults: result.faults.map((fault) => ({ ...fault, path: `/query${fault.path}` })),
      };
