import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { readShape, type Shape } from "../../model/shape.ts";
import { type PeriodLength, periodLengths } from "../../plan/forecast/forecast-rows.ts";
import type { PlanReports } from "../../services/plan/plan-answers.ts";
import {
  goalQuestionShape,
  modelChangeShape,
  tornadoQuestionShape,
  whatIfQuestionShape,
} from "../../services/plan/plan-shapes.ts";
import { reader } from "../authenticate.ts";
import { refusalOf } from "../problem.ts";
import { choiceOf, noQuery, queryOf } from "../query.ts";
import { accept, strictBody } from "../read-body.ts";
import { storable } from "../stored-text.ts";

const cuts = Object.keys(periodLengths) as readonly PeriodLength[];

/** `/v1/plan/…`: what follows from the plan of the newest model. Nothing is changed, so a key or session that only reads may ask. */
export function planRoutes(app: FastifyInstance, plan: PlanReports): void {
  app.get("/v1/plan/scenarios", async (request) => {
    noQuery(request);
    return accept(await plan.scenarios(reader(request).tenant));
  });
  app.get("/v1/plan/forecast", async (request) => {
    const { tenant } = reader(request);
    const { by, ...of } = queryOf(request, ["scenario", "by"]);
    return accept(await plan.forecast(tenant, { ...of, by: choiceOf(by, "by", cuts) ?? "year" }));
  });
  app.get("/v1/plan/bands", async (request, reply) => {
    const { tenant } = reader(request);
    const { by, trials, ...of } = queryOf(request, ["scenario", "by", "trials"]);
    return accept(
      await plan.bands(
        tenant,
        { ...of, by: choiceOf(by, "by", cuts) ?? "year", trials: trialsOf(trials) },
        untilGone(reply),
      ),
    );
  });
  app.get("/v1/plan/targets", async (request) => {
    const { tenant } = reader(request);
    return accept(await plan.targets(tenant, queryOf(request, ["scenario"])));
  });
  app.get("/v1/plan/flows", async (request) => {
    const { tenant } = reader(request);
    return accept(await plan.flows(tenant, queryOf(request, ["scenario", "year"])));
  });
  app.get("/v1/plan/audit", async (request) => {
    noQuery(request);
    return accept(await plan.audit(reader(request).tenant));
  });
  app.get("/v1/plan/drivers", async (request) => {
    const { tenant } = reader(request);
    return accept(await plan.drivers(tenant, queryOf(request, ["scenario"])));
  });
  app.post("/v1/plan/what-if", async (request, reply) => {
    const { tenant } = reader(request);
    const question = questionOf(request, whatIfQuestionShape);
    return accept(await plan.whatIf(tenant, question, untilGone(reply)));
  });
  app.post("/v1/plan/preview", async (request, reply) => {
    const { tenant } = reader(request);
    const question = questionOf(request, modelChangeShape);
    return accept(await plan.previewModel(tenant, question, untilGone(reply)));
  });
  app.post("/v1/plan/tornado", async (request, reply) => {
    const { tenant } = reader(request);
    const question = questionOf(request, tornadoQuestionShape);
    return accept(await plan.tornado(tenant, question, untilGone(reply)));
  });
  app.post("/v1/plan/seek", async (request, reply) => {
    const { tenant } = reader(request);
    const question = questionOf(request, goalQuestionShape);
    return accept(await plan.seek(tenant, question, untilGone(reply)));
  });
}

/** What is asked in a body. */
function questionOf<T>(request: FastifyRequest, shape: Shape<T>): T {
  noQuery(request);
  const body = strictBody(request);
  const { value, faults } = readShape(shape, body);
  const read =
    faults.length > 0 ? ({ ok: false, faults } as const) : ({ ok: true, value } as const);
  return accept(storable(read, body, "document"));
}

/** How many trials may be asked for, and how many are run where none are. */
export const trialsMin = 10;
export const trialsMax = 10_000;
export const trialsDefault = 1_000;

function trialsOf(value: string | undefined): number {
  const count = value === undefined ? trialsDefault : Number(value);
  if (/^\d{1,6}$/.test(value ?? "0") && count >= trialsMin && count <= trialsMax) return count;
  const message = `"trials" is a whole number from ${trialsMin} to ${trialsMax}`;
  throw refusalOf([{ code: "out-of-range", path: "/query/trials", message, ...shown(value) }]);
}

const shown = (value: string | undefined) => (value === undefined ? {} : { value });

/** Aborts when the caller has gone before the answer went out. */
function untilGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableEnded) gone.abort();
  });
  return gone.signal;
}
