import type { FastifyInstance } from "fastify";
import { whole } from "../../model/shape.ts";
import { object, optional } from "../../model/shape-object.ts";
import type { EraseRequest, PersonalRecords } from "../../services/governance/personal-data.ts";
import { reader, writer } from "../authenticate.ts";
import { bytesOf } from "../idempotency.ts";
import { bodyAs } from "../payment-requests.ts";
import { noQuery, pathPart } from "../query.ts";
import { accept } from "../read-body.ts";

/** The shape of {@link EraseRequest}. */
export const eraseShape = object<EraseRequest>({ keepInvoicesYears: optional(whole(0, 30)) });

/** `/v1/customers/:id/personal-data` and `/erase`: what is kept of a person, and forgetting it. */
export function personalDataRoutes(app: FastifyInstance, records: PersonalRecords): void {
  app.get("/v1/customers/:id/personal-data", async (request, reply) => {
    noQuery(request);
    reply.header("cache-control", "no-store");
    return accept(await records.exported(reader(request).tenant, pathPart(request, "id")));
  });
  app.post("/v1/customers/:id/erase", async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    const asked = bytesOf(request.body).length > 0 ? bodyAs(request, eraseShape) : {};
    return accept(await records.erase(tenant, pathPart(request, "id"), asked));
  });
}
