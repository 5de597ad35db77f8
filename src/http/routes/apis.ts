import type { FastifyInstance } from "fastify";
import type { ApiDesk } from "../../services/apis/api-desk.ts";
import { measurementsShape } from "../../services/apis/api-shapes.ts";
import { reader, writer } from "../authenticate.ts";
import { bodyAs } from "../payment-requests.ts";
import { Refusal } from "../problem.ts";
import { noQuery, pathPart } from "../query.ts";

/** Measurements of one request at most: they are one transaction. */
const measurementsMax = 1_000;

/** `/v1/apis`: the APIs behind gateways, and what these measure of them. */
export function apiRoutes(app: FastifyInstance, apis: ApiDesk): void {
  app.get("/v1/apis", async (request) => {
    noQuery(request);
    return { items: await apis.list(reader(request).tenant) };
  });
  app.get("/v1/apis/:id", async (request) => {
    noQuery(request);
    const found = await apis.read(reader(request).tenant, pathPart(request, "id"));
    if (found === undefined) throw new Refusal("not-found", "there is no such API");
    return found;
  });
  app.post("/v1/apis/measurements", async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    const { items } = bodyAs(request, measurementsShape);
    if (items.length > measurementsMax)
      throw new Refusal("batch-too-large", `a request has at most ${measurementsMax} measurements`);
    return apis.measure(tenant, items);
  });
}
