import { randomUUID } from "node:crypto";
import cookies from "@fastify/cookie";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { Services } from "../services/services.ts";
import type { Sessions } from "../services/sessions.ts";
import { authenticateRequests } from "./authenticate.ts";
import { acceptBodies, bodyBytesMax } from "./bodies.ts";
import { safeHeaders, serveConsole } from "./console.ts";
import { handleErrors } from "./error-handler.ts";
import { eventRoutes } from "./routes/events.ts";
import { factRoutes } from "./routes/facts.ts";
import { clockRoutes, modelRoutes } from "./routes/models.ts";
import { openApiRoutes } from "./routes/openapi.ts";
import { reportRoutes } from "./routes/reports.ts";
import { sessionRoutes } from "./routes/session.ts";

/** What the HTTP floor stands on. */
export interface ServerParts {
  readonly services: Services;
  readonly sessions: Sessions;
  readonly logger: FastifyBaseLogger;
  /** Folder of the built console; nothing is served at `/` where it is missing. */
  readonly consoleFolder: string;
}

/** Builds the server without listening: every route, every limit, every refusal a problem document. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const { services, sessions, logger, consoleFolder } = parts;
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyBytesMax,
    requestTimeout: 120_000,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 300 },
    genReqId: () => randomUUID(),
  });
  app.addHook("onSend", async (request, reply, payload) => {
    reply.headers(safeHeaders).header("x-request-id", request.id);
    return payload;
  });
  handleErrors(app);
  acceptBodies(app);
  await app.register(cookies);
  // Sessions live in real time: a manual clock is for billing, not for how long a browser stays signed in.
  const wallClock = (): number => Date.now();
  authenticateRequests(app, {
    byKey: services.authenticate,
    bySession: (token) => sessions.find(token, wallClock()),
  });
  app.get("/health", async () => ({ status: "ok" }));
  sessionRoutes(app, {
    byKey: services.authenticate,
    redeem: sessions.redeem,
    open: (tenant) => sessions.open(tenant, wallClock()),
  });
  eventRoutes(app, services.ingest);
  factRoutes(app, services);
  modelRoutes(app, services);
  clockRoutes(app, services);
  reportRoutes(app, services);
  openApiRoutes(app);
  await serveConsole(app, consoleFolder);
  return app;
}
