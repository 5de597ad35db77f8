import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Result } from "../../fault/fault.ts";
import type { PlanActuals } from "../../services/plan/actual-answers.ts";
import { planLockRequestShape } from "../../services/plan/actual-shapes.ts";
import { reader, writer } from "../authenticate.ts";
import { onceOf, sendStored } from "../idempotency.ts";
import { bodyAs } from "../payment-requests.ts";
import { Refusal } from "../problem.ts";
import { needed, noQuery, pathPart, queryOf } from "../query.ts";
import { accept } from "../read-body.ts";

/** `/v1/plan/locks`: plans as they were at an instant; and what really happened beside one: its variance, drivers and targets. */
export function planActualRoutes(app: FastifyInstance, actuals: PlanActuals): void {
  app.post("/v1/plan/locks", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const once = onceOf(request);
    const asked = bodyAs(request, planLockRequestShape);
    return sendStored(reply, accept(await actuals.lock(tenant, asked, once)));
  });
  app.get("/v1/plan/locks", async (request) => {
    noQuery(request);
    return actuals.locks(reader(request).tenant);
  });
  app.get("/v1/plan/locks/:id", async (request) => {
    const { tenant } = reader(request);
    noQuery(request);
    const id = pathPart(request, "id");
    return (await actuals.lockDetail(tenant, id)) ?? missing(id);
  });
  app.get("/v1/plan/locks/:id/metrics", async (request) => {
    const { tenant } = reader(request);
    noQuery(request);
    const id = pathPart(request, "id");
    return (await actuals.metrics(tenant, id)) ?? missing(id);
  });
  app.get("/v1/plan/variance", async (request) => {
    const { tenant } = reader(request);
    const { metric, ...of } = queryOf(request, ["lock", "metric", "from", "to"]);
    const lock = needed(of.lock, "lock");
    return found(
      lock,
      await actuals.variance(tenant, { ...of, lock, metric: metric ?? "revenue" }),
    );
  });
  app.get("/v1/plan/measured-drivers", async (request) => {
    const { tenant, query } = asked(request);
    return found(query.lock, await actuals.drivers(tenant, query));
  });
  app.get("/v1/plan/measured-targets", async (request) => {
    const { tenant } = reader(request);
    const of = queryOf(request, ["lock", "to"]);
    const lock = needed(of.lock, "lock");
    return found(lock, await actuals.targets(tenant, { ...of, lock }));
  });
}

function asked(request: FastifyRequest) {
  const { tenant } = reader(request);
  const of = queryOf(request, ["lock", "from", "to"]);
  return { tenant, query: { ...of, lock: needed(of.lock, "lock") } };
}

const found = <T>(lock: string, answer: Result<T> | undefined): T =>
  answer === undefined ? missing(lock) : accept(answer);

function missing(lock: string): never {
  throw new Refusal("not-found", `no plan is locked as "${lock.slice(0, 60)}"`);
}
