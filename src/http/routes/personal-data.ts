import type { FastifyInstance } from "fastify";
import { refuse } from "../../fault/fault.ts";
import { whole } from "../../model/shape.ts";
import { object, optional } from "../../model/shape-object.ts";
import type { MemberRecords } from "../../services/governance/member-data.ts";
import type { EraseRequest, PersonalRecords } from "../../services/governance/personal-data.ts";
import { notAPerson } from "../../services/people-sessions.ts";
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

/** The same of the people of the organisation: what is kept of them, also for themselves, and forgetting who has left. */
export function memberDataRoutes(app: FastifyInstance, records: MemberRecords): void {
  app.get("/v1/members/:id/personal-data", async (request, reply) => {
    noQuery(request);
    reply.header("cache-control", "no-store");
    return accept(await records.exported(reader(request), pathPart(request, "id")));
  });
  app.get("/v1/me/personal-data", async (request, reply) => {
    noQuery(request);
    reply.header("cache-control", "no-store");
    const who = reader(request);
    return accept(
      who.member === undefined ? refuse(notAPerson) : await records.exported(who, who.member),
    );
  });
  app.post("/v1/members/:id/erase", async (request) => {
    noQuery(request);
    return accept(await records.erase(reader(request), pathPart(request, "id")));
  });
}
