import type { FastifyInstance, FastifyReply } from "fastify";
import type { People } from "../../services/people.ts";
import {
  codeShape,
  invitationShape,
  memberChangeShape,
  passwordChangeShape,
  recoveryRequestShape,
  switchShape,
} from "../../services/people-shapes.ts";
import { browserOf } from "../asking-address.ts";
import { reader } from "../authenticate.ts";
import { bodyAs } from "../payment-requests.ts";
import { noQuery, pathPart } from "../query.ts";
import { accept } from "../read-body.ts";
import { setCookie } from "../session-cookie.ts";

/** `/v1/members`, `/v1/sessions` and what people do for themselves. */
export function peopleRoutes(app: FastifyInstance, people: People): void {
  memberRoutes(app, people);
  app.get("/v1/sessions", async (request) => {
    noQuery(request);
    return { items: await people.sessions(reader(request)) };
  });
  app.delete("/v1/sessions/:id", async (request, reply) => {
    noQuery(request);
    accept(await people.endSession(reader(request), pathPart(request, "id")));
    return reply.code(204).send();
  });
  app.post("/v1/sessions/environment", async (request, reply) => {
    noQuery(request);
    const { environment } = bodyAs(request, switchShape);
    const opened = accept(await people.switchEnvironment(reader(request), environment));
    setCookie(request, reply, opened.token, opened.seconds);
    return { environment: opened.environment };
  });
  app.put("/v1/password", async (request, reply) => {
    noQuery(request);
    const asked = bodyAs(request, passwordChangeShape);
    accept(await people.changePassword(reader(request), asked, browserOf(request)));
    return reply.code(204).send();
  });
  app.post("/v1/one-time-codes", async (request, reply) => {
    noQuery(request);
    return secretly(reply, 201, accept(await people.beginCodes(reader(request))));
  });
  app.put("/v1/one-time-codes", async (request, reply) => {
    noQuery(request);
    const { code } = bodyAs(request, codeShape);
    return secretly(reply, 200, accept(await people.confirmCodes(reader(request), code)));
  });
}

function memberRoutes(app: FastifyInstance, people: People): void {
  app.get("/v1/members", async (request) => {
    noQuery(request);
    return { items: await people.members(reader(request)) };
  });
  app.post("/v1/members", async (request, reply) => {
    noQuery(request);
    const invitation = bodyAs(request, invitationShape);
    return secretly(reply, 201, accept(await people.invite(reader(request), invitation)));
  });
  app.put("/v1/members/:id", async (request) => {
    noQuery(request);
    const change = bodyAs(request, memberChangeShape);
    return accept(await people.changeMember(reader(request), pathPart(request, "id"), change));
  });
  app.delete("/v1/members/:id", async (request) => {
    noQuery(request);
    return accept(await people.remove(reader(request), pathPart(request, "id")));
  });
  app.post("/v1/members/:id/suspend", async (request) => {
    noQuery(request);
    return accept(await people.suspend(reader(request), pathPart(request, "id")));
  });
  app.post("/v1/members/:id/resume", async (request) => {
    noQuery(request);
    return accept(await people.resume(reader(request), pathPart(request, "id")));
  });
  app.post("/v1/members/:id/recovery", async (request, reply) => {
    noQuery(request);
    const asked = bodyAs(request, recoveryRequestShape);
    const id = pathPart(request, "id");
    return secretly(reply, 201, accept(await people.recover(reader(request), id, asked)));
  });
}

/** The one answer that holds a secret is for nobody to keep. */
const secretly = (reply: FastifyReply, status: number, made: object) =>
  reply.status(status).header("cache-control", "no-store").send(made);
