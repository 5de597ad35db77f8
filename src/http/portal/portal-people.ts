import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Action } from "../../access/actions.ts";
import type { Result } from "../../fault/fault.ts";
import { customerKeyRequestShape } from "../../services/customer-key-shapes.ts";
import type { Portal } from "../../services/portal/portal.ts";
import type { PortalWayIn } from "../../services/portal/portal-members.ts";
import { inAct } from "../../store/act.ts";
import type { Instant } from "../../time/instant.ts";
import { bodyAs } from "../payment-requests.ts";
import { noQuery, pathPart } from "../query.ts";
import { accept } from "../read-body.ts";
import { invitationBody, roleBody } from "./portal-bodies.ts";
import { guestOf } from "./portal-guard.ts";
import { portalOrigin, portalUrl } from "./portal-origin.ts";
import { type Relay, sendRelayed } from "./portal-relay.ts";

/** What the audit log calls each change of a customer's people: the same as where the seller makes it. */
const action: Action = "portal.links";

/** The people of the caller's customer, and the keys that stand for it. */
export function portalPeopleRoutes(
  app: FastifyInstance,
  { members }: Pick<Portal, "members">,
  { relay, now }: { readonly relay: Relay; readonly now: () => Instant },
): void {
  /** Changes who is let in, as an act of whoever asks. */
  const changing = async <T>(
    request: FastifyRequest,
    work: (tenant: string, customer: string) => Promise<Result<T>>,
  ): Promise<T> => {
    const { tenant, customer, actor } = guestOf(request);
    const [, , , , id] = request.url.split(/[/?]/);
    const of = `/v1/customers/${encodeURIComponent(customer.id)}/portal-members`;
    const act = {
      ...{ actor, person: actor, action, customer: customer.id, request: request.id, now },
      subject: id === undefined ? of : `${of}/${id}`,
      approval: null,
      asked: () => null,
    };
    return accept(await inAct(act, () => work(tenant, customer.id)));
  };
  const linked = <T extends PortalWayIn>(
    request: FastifyRequest,
    reply: FastifyReply,
    { token, ...told }: T,
  ): FastifyReply => {
    const { tenant, settings } = guestOf(request);
    const origin = portalOrigin(request, settings.address);
    const link = portalUrl(origin, { token, embed: false, tenant });
    return reply
      .code(201)
      .header("cache-control", "no-store")
      .send({ ...told, link });
  };
  app.get("/portal/v1/members", async (request, reply) => {
    noQuery(request);
    const { tenant, customer, member } = guestOf(request);
    reply.header("cache-control", "private, no-store");
    const listed = accept(await members.list(tenant, customer.id));
    return { items: listed.map((one) => ({ ...one, current: one.id === member?.id })) };
  });
  app.post("/portal/v1/members", async (request, reply) => {
    noQuery(request);
    const invitation = bodyAs(request, invitationBody);
    const invited = await changing(request, (tenant, customer) =>
      members.invite(tenant, customer, invitation),
    );
    return linked(request, reply, { ...invited, current: false });
  });
  app.put("/portal/v1/members/:id", async (request) => {
    noQuery(request);
    const id = pathPart(request, "id");
    const { role } = bodyAs(request, roleBody);
    const changed = await changing(request, (tenant, customer) =>
      members.change(tenant, customer, id, role),
    );
    return { ...changed, current: id === guestOf(request).member?.id };
  });
  app.post("/portal/v1/members/:id/links", async (request, reply) => {
    noQuery(request);
    const id = pathPart(request, "id");
    const way = await changing(request, (tenant, customer) => members.letIn(tenant, customer, id));
    return linked(request, reply, way);
  });
  app.delete("/portal/v1/members/:id", async (request, reply) => {
    noQuery(request);
    const id = pathPart(request, "id");
    await changing(request, (tenant, customer) => members.remove(tenant, customer, id));
    return reply.code(204).send();
  });
  keyRoutes(app, relay);
}

/** Keys of the caller's customer before a gateway. */
function keyRoutes(app: FastifyInstance, relay: Relay): void {
  const keysOf = (request: FastifyRequest): string =>
    `/v1/customers/${encodeURIComponent(guestOf(request).customer.id)}/keys`;
  app.get("/portal/v1/keys", async (request, reply) => {
    noQuery(request);
    const asked = { method: "GET", url: keysOf(request), action: "customer-keys.read" } as const;
    return sendRelayed(reply, await relay(request, asked));
  });
  app.post("/portal/v1/keys", async (request, reply) => {
    noQuery(request);
    const body = bodyAs(request, customerKeyRequestShape);
    const asked = { method: "POST", url: keysOf(request), action: "customer-keys.manage" } as const;
    return sendRelayed(reply, await relay(request, { ...asked, body }));
  });
  app.delete("/portal/v1/keys/:id", async (request, reply) => {
    noQuery(request);
    const url = `${keysOf(request)}/${encodeURIComponent(pathPart(request, "id"))}`;
    const asked = { method: "DELETE", url, action: "customer-keys.manage" } as const;
    return sendRelayed(reply, await relay(request, asked));
  });
}
