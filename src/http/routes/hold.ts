import type { FastifyInstance } from "fastify";
import type { RestoredHolds } from "../../services/restored-hold.ts";
import { reader, writer } from "../authenticate.ts";
import { noQuery } from "../query.ts";
import { accept } from "../read-body.ts";

/** `/v1/hold`: whether the server was restored and waits, and ending that. */
export function holdRoutes(app: FastifyInstance, hold: RestoredHolds): void {
  app.get("/v1/hold", async (request) => {
    noQuery(request);
    reader(request);
    return hold.view();
  });
  app.post("/v1/hold/release", async (request) => {
    noQuery(request);
    return accept(await hold.release(writer(request)));
  });
}
