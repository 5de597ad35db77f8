import type { FastifyInstance } from "fastify";
import type { ShownSetting } from "../../config/shown-settings.ts";
import { version } from "../../services/software-version.ts";
import { noQuery } from "../query.ts";

/** `GET /v1/settings`: what the server runs with, and where that is set. Nothing here changes it. */
export function settingsRoute(app: FastifyInstance, items: readonly ShownSetting[]): void {
  app.get("/v1/settings", async (request) => {
    noQuery(request);
    return { version, items };
  });
}
