import type { FastifyInstance } from "fastify";
import type { RoleDesk } from "../../services/custom-roles.ts";
import { roleChangeShape, roleRequestShape } from "../../services/people-shapes.ts";
import { reader } from "../authenticate.ts";
import { bodyAs } from "../payment-requests.ts";
import { noQuery, pathPart } from "../query.ts";
import { accept } from "../read-body.ts";

/** `/v1/roles`: those that every organisation has, and its own. */
export function roleRoutes(app: FastifyInstance, roles: RoleDesk): void {
  app.get("/v1/roles", async (request) => {
    noQuery(request);
    return { items: await roles.roles(reader(request)) };
  });
  app.post("/v1/roles", async (request, reply) => {
    noQuery(request);
    const asked = bodyAs(request, roleRequestShape);
    return reply.status(201).send(accept(await roles.addRole(reader(request), asked)));
  });
  app.put("/v1/roles/:id", async (request) => {
    noQuery(request);
    const change = bodyAs(request, roleChangeShape);
    return accept(await roles.changeRole(reader(request), pathPart(request, "id"), change));
  });
  app.delete("/v1/roles/:id", async (request) => {
    noQuery(request);
    return accept(await roles.removeRole(reader(request), pathPart(request, "id")));
  });
}
