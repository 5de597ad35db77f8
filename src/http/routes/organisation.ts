import type { FastifyInstance } from "fastify";
import { organisationChangeShape } from "../../services/organisation-shapes.ts";
import type { Organisations } from "../../services/organisations.ts";
import { reader } from "../authenticate.ts";
import { bodyAs } from "../payment-requests.ts";
import { noQuery } from "../query.ts";
import { accept } from "../read-body.ts";

/** `/v1/organisation` and `/v1/me`: whose member or key the caller is, and what they may do. */
export function organisationRoutes(app: FastifyInstance, organisations: Organisations): void {
  app.get("/v1/organisation", async (request) => {
    noQuery(request);
    return organisations.organisation(reader(request));
  });
  app.put("/v1/organisation", async (request) => {
    noQuery(request);
    const { name } = bodyAs(request, organisationChangeShape);
    return accept(await organisations.rename(reader(request), name));
  });
  app.get("/v1/me", async (request) => {
    noQuery(request);
    return organisations.caller(reader(request));
  });
}
