import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { People } from "../../services/people.ts";
import {
  acceptanceShape,
  codeShape,
  invitationShape,
  signInShape,
} from "../../services/people-shapes.ts";
import { reader } from "../authenticate.ts";
import { bodyAs } from "../payment-requests.ts";
import { noQuery, pathPart } from "../query.ts";
import { accept } from "../read-body.ts";
import { refuseForeignOrigin, setCookie } from "../session-cookie.ts";

/** `/v1/members` and `/v1/sessions`: the people of an environment, and where they are signed in. */
export function peopleRoutes(app: FastifyInstance, people: People): void {
  app.get("/v1/members", async (request) => {
    noQuery(request);
    return { items: await people.members(reader(request).tenant) };
  });
  app.post("/v1/members", async (request, reply) => {
    const { tenant, allowed } = reader(request);
    noQuery(request);
    const invitation = bodyAs(request, invitationShape);
    return secretly(reply, 201, accept(await people.invite(tenant, allowed, invitation)));
  });
  app.delete("/v1/members/:id", async (request) => {
    const { tenant, allowed } = reader(request);
    noQuery(request);
    return accept(await people.remove(tenant, allowed, pathPart(request, "id")));
  });
  app.get("/v1/sessions", async (request) => {
    noQuery(request);
    return { items: await people.sessions(reader(request).tenant) };
  });
  app.delete("/v1/sessions/:id", async (request, reply) => {
    const { tenant } = reader(request);
    noQuery(request);
    accept(await people.endSession(tenant, pathPart(request, "id")));
    return reply.code(204).send();
  });
  app.post("/v1/one-time-codes", async (request, reply) => {
    const { tenant, member } = reader(request);
    noQuery(request);
    return secretly(reply, 201, accept(await people.beginCodes(tenant, member)));
  });
  app.put("/v1/one-time-codes", async (request, reply) => {
    const { tenant, member } = reader(request);
    noQuery(request);
    const { code } = bodyAs(request, codeShape);
    return secretly(reply, 200, accept(await people.confirmCodes(tenant, member, code)));
  });
}

/** `POST /sign-in` and `POST /invitations`: no key opens them; they answer with the console's cookie. */
export function signInRoutes(app: FastifyInstance, people: People): void {
  const signedIn = (request: FastifyRequest, reply: FastifyReply, token: string) => {
    setCookie(request, reply, token);
    return reply.code(204).send();
  };
  app.post("/sign-in", async (request, reply) => {
    refuseForeignOrigin(request.headers.origin, request.headers.host);
    const asked = bodyAs(request, signInShape);
    return signedIn(request, reply, accept(await people.signIn(asked, agentOf(request))));
  });
  app.post("/invitations", async (request, reply) => {
    refuseForeignOrigin(request.headers.origin, request.headers.host);
    const asked = bodyAs(request, acceptanceShape);
    return signedIn(request, reply, accept(await people.accept(asked, agentOf(request))));
  });
}

/** The one answer that holds a secret is for nobody to keep. */
const secretly = (reply: FastifyReply, status: number, made: object) =>
  reply.status(status).header("cache-control", "no-store").send(made);

const agentLengthMax = 200;

/** What a browser calls itself, as far as it can be shown. */
const agentOf = ({ headers }: FastifyRequest): string =>
  (headers["user-agent"] ?? "").replaceAll(/[^\x20-\x7e]/g, "").slice(0, agentLengthMax);
