import type { FastifyInstance } from "fastify";
import type { Services } from "../../services/services.ts";
import { HOUR_MS } from "../../time/instant.ts";
import { reader } from "../authenticate.ts";
import { Refusal } from "../problem.ts";
import { choiceOf, instantOf, needed, noQuery, pageOf, queryOf } from "../query.ts";

/** The reading side of the console: summary, revenue, plans, meters, usage, unbilled events. */
export function reportRoutes(app: FastifyInstance, { reports }: Services): void {
  app.get("/v1/summary", async (request) => {
    noQuery(request);
    return reports.summary(reader(request).tenant);
  });
  app.get("/v1/revenue", async (request) => {
    choiceOf(queryOf(request, ["by"]).by, "by", ["stream"]);
    return reports.revenue(reader(request).tenant);
  });
  app.get("/v1/plans", async (request) => {
    noQuery(request);
    return { items: await reports.plans(reader(request).tenant) };
  });
  app.get("/v1/meters", async (request) => {
    noQuery(request);
    return { items: await reports.meters(reader(request).tenant) };
  });
  app.get("/v1/usage", async (request) => {
    const query = queryOf(request, ["meter", "customer", "from", "to", "window"]);
    const range = usageRange(query);
    const window = choiceOf(query.window, "window", ["hour", "day", "month"]) ?? "day";
    if (window === "hour" && range.to - range.from > hoursMax * HOUR_MS) throw tooManyWindows();
    const series = await reports.usage(reader(request).tenant, {
      ...range,
      window,
      ...(query.customer === undefined ? {} : { customer: query.customer }),
    });
    return series ?? unknownMeter(query.meter);
  });
  app.get("/v1/usage/top", async (request) => {
    const query = queryOf(request, ["meter", "from", "to", "limit"]);
    const { limit } = pageOf({ limit: query.limit ?? "10" });
    const items = await reports.topUsage(reader(request).tenant, { ...usageRange(query), limit });
    return { items: items ?? unknownMeter(query.meter) };
  });
  app.get("/v1/unbilled", async (request) =>
    reports.unbilled(reader(request).tenant, pageOf(queryOf(request, ["limit", "cursor"]))),
  );
}

/** Hours one answer may tell apart: half a year. Days and months of the longest range are fewer. */
const hoursMax = 4_400;

function tooManyWindows(): Refusal {
  const message = `at most ${hoursMax} hours are told apart in one answer`;
  return new Refusal("invalid-request", message, [
    {
      code: "too-many-windows",
      path: "/query/window",
      message,
      suggestion: "ask for days, or for a part of the range",
    },
  ]);
}

const rangeMaxMs = 5 * 366 * 86_400_000;

function usageRange(query: {
  readonly meter?: string;
  readonly from?: string;
  readonly to?: string;
}) {
  const from = instantOf(query.from, "from");
  const to = instantOf(query.to, "to");
  if (from < to && to - from <= rangeMaxMs)
    return { meter: needed(query.meter, "meter"), from, to };
  const message = "to must come after from, at most five years later";
  throw new Refusal("invalid-request", message, [
    { code: "invalid-range", path: "/query/to", message },
  ]);
}

function unknownMeter(meter: string | undefined): never {
  throw new Refusal("invalid-request", `the model has no meter "${meter}"`, [
    {
      code: "unknown-meter",
      path: "/query/meter",
      message: "the model has no such meter",
      value: meter,
    },
  ]);
}
