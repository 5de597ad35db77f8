import type { FastifyInstance } from "fastify";
import type { Fault, Result } from "../../fault/fault.ts";
import { metricsCsv } from "../../metrics/metrics-csv.ts";
import type { ChosenSettings } from "../../metrics/read-settings.ts";
import { parseChoices } from "../../metrics/setting-choices.ts";
import type { Metrics } from "../../services/metrics.ts";
import { reader, writer } from "../authenticate.ts";
import { acceptedOf } from "../content-negotiation.ts";
import { onceOf, sendStored } from "../idempotency.ts";
import { Refusal } from "../problem.ts";
import { needed, noQuery, pageOf, pathPart, queryOf } from "../query.ts";
import { accept, strictBody } from "../read-body.ts";
import { isRecord } from "../record.ts";

/** `/v1/metrics`, the rows behind a figure, the catalogue, and what a tenant chose where tools disagree. */
export function metricRoutes(app: FastifyInstance, metrics: Metrics): void {
  app.get("/v1/metrics", async (request, reply) => {
    const { tenant } = reader(request);
    const query = queryOf(request, ["from", "to", "metrics", "by", "preset", "settings"]);
    const { metrics: ids, preset, settings, ...span } = query;
    const type = acceptedOf(request, ["application/json", "text/csv"]);
    const answer = await metrics.report(tenant, {
      ...span,
      ...(ids === undefined ? {} : { metrics: ids.split(",") }),
      settings: chosenIn(preset, settings),
    });
    const report = accept(inQuery(answer));
    if (type === "application/json") return report;
    return reply.type("text/csv; charset=utf-8").send(metricsCsv(report));
  });
  app.get("/v1/metrics/definitions", async (request) => {
    noQuery(request);
    return metrics.catalogue(reader(request).tenant);
  });
  app.get("/v1/metrics/:metric/rows", async (request) => {
    const { tenant } = reader(request);
    const query = queryOf(request, [
      "month",
      "to",
      "term",
      "preset",
      "settings",
      "limit",
      "cursor",
    ]);
    const { month, preset, settings, limit, cursor, ...of } = query;
    const page = pageOf({
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    const metric = pathPart(request, "metric");
    const found = await metrics.rows(tenant, {
      ...of,
      ...page,
      metric,
      month: needed(month, "month"),
      settings: chosenIn(preset, settings),
    });
    if (!found.ok && found.faults.some(isUnknownMetric))
      throw new Refusal("not-found", `there is no metric "${metric.slice(0, 60)}"`);
    const rows = accept(inQuery(found));
    if (rows === undefined) throw new Refusal("not-found", "there is nothing behind that");
    return rows;
  });
  settingRoutes(app, metrics);
}

const isUnknownMetric = ({ code }: Fault): boolean => code === "unknown-metric";

function settingRoutes(app: FastifyInstance, metrics: Metrics): void {
  app.get("/v1/metric-settings", async (request) => {
    noQuery(request);
    return metrics.settings(reader(request).tenant);
  });
  app.put("/v1/metric-settings", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const once = onceOf(request);
    const body = strictBody(request);
    if (!isRecord(body)) {
      const message = "metric settings are an object";
      throw new Refusal("invalid-request", message, [{ code: "wrong-type", path: "", message }]);
    }
    // Each value is looked at before it is saved, whatever it is.
    const chosen = body as ChosenSettings;
    return sendStored(reply, accept(await metrics.saveSettings(tenant, chosen, once)));
  });
}

/** `usage:in,discounts:none`, and a preset under it. */
const chosenIn = (preset: string | undefined, settings: string | undefined): ChosenSettings => ({
  ...accept(parseChoices(settings ?? "", "/query/settings")),
  ...(preset === undefined ? {} : { preset }),
});

const topLevel = /^\/(?:from|to|by|month|metric|metrics(?:\/\d+)?|preset)$/;

/** A refusal placed in the query: a setting is a part of `settings`; what is wrong with stored data stays where it is. */
const inQuery = <T>(result: Result<T>): Result<T> =>
  result.ok ? result : { ok: false, faults: result.faults.map(placed) };

function placed(fault: Fault): Fault {
  const id = fault.path.slice(1);
  if (topLevel.test(fault.path))
    return { ...fault, path: `/query${fault.path.replace(/\/\d+$/, "")}` };
  const isSetting =
    fault.code === "unknown-metric-setting" || fault.code === "invalid-metric-setting";
  return isSetting ? { ...fault, path: "/query/settings", value: fault.value ?? id } : fault;
}
