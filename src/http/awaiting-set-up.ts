import type { FastifyInstance, FastifyRequest } from "fastify";
import type { SetUp } from "../services/set-up.ts";
import { Refusal } from "./problem.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** A page of the console: the same bytes for everybody. */
    isPage?: boolean;
  }
}

/** What a server answers that has no owner yet, beside the console's own files, which hold nothing of anybody. */
const answered: ReadonlySet<string> = new Set([
  "GET /health",
  "GET /healthz",
  "GET /readyz",
  "GET /assets/*",
  "POST /set-up",
]);

/** Until a server that others reach has its first owner, it answers its health and its set-up, and nothing else. */
export function awaitSetUp(app: FastifyInstance, setUp: Pick<SetUp, "isNeeded">): void {
  app.addHook("onRequest", (request, _reply, done) => {
    if (isAnswered(request)) return done();
    setUp.isNeeded().then((isNeeded) => done(isNeeded ? refused() : undefined), done);
  });
}

const isAnswered = ({ method, is404, routeOptions }: FastifyRequest): boolean =>
  is404 ||
  routeOptions.config.isPage === true ||
  answered.has(`${method === "HEAD" ? "GET" : method} ${routeOptions.url}`);

const refused = (): Refusal =>
  new Refusal(
    "set-up-needed",
    "this server has no owner yet: open the link that it printed when it started",
  );
