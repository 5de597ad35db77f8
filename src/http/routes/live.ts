import { PassThrough } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { Changed, Live } from "../../services/live.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { reader } from "../authenticate.ts";
import { acceptedOf } from "../content-negotiation.ts";
import { Refusal } from "../problem.ts";
import { instantOf, queryOf } from "../query.ts";

const eventStream = "text/event-stream";

/** Often enough that no proxy takes the stream for dead. */
const beatMs = 15_000;
/** A stream ends then and is opened again, which asks anew whether the caller may. */
const lifeMs = 10 * 60_000;

/**
 * `GET /v1/live`: which kinds of things changed, and nothing of what they say. As `text/event-stream` it goes on to tell (server-sent
 * events); as JSON it tells what changed since an instant, and ends.
 */
export function liveRoute(app: FastifyInstance, live: Live): void {
  const streams = new Set<PassThrough>();
  app.addHook("preClose", async () => {
    for (const stream of streams) stream.end();
  });
  app.get("/v1/live", async (request, reply) => {
    const by = reader(request);
    const since = beginning(request.headers["last-event-id"], queryOf(request, ["since"]).since);
    if (acceptedOf(request, ["application/json", eventStream]) !== eventStream)
      return shown(await live.changed(by, since));
    const first = await live.changed(by, since);
    const stream = new PassThrough();
    const end = live.watch(by, first.at, (changed) => stream.write(eventOf("changed", changed)));
    if (end === undefined) throw tooMany();
    streams.add(stream);
    const beat = setInterval(() => stream.write(": beat\n\n"), beatMs);
    const life = setTimeout(() => stream.end(), lifeMs);
    stream.once("close", () => {
      clearInterval(beat);
      clearTimeout(life);
      end();
      streams.delete(stream);
    });
    stream.write(`retry: 3000\n\n${eventOf("ready", first)}`);
    return reply
      .type(eventStream)
      .header("cache-control", "no-store")
      .header("x-accel-buffering", "no")
      .send(stream);
  });
}

/** A browser that opens the stream again says which event it had last. */
function beginning(
  lastEvent: string | readonly string[] | undefined,
  since: string | undefined,
): Instant | undefined {
  if (since !== undefined) return instantOf(since, "since");
  return typeof lastEvent === "string" ? Number(/^\d{1,15}$/.exec(lastEvent)?.[0] ?? 0) : undefined;
}

const shown = ({ at, kinds }: Changed) => ({ at: formatInstant(at), kinds });

const eventOf = (name: string, changed: Changed): string =>
  `event: ${name}\nid: ${changed.at}\ndata: ${JSON.stringify(shown(changed))}\n\n`;

const tooMany = (): Refusal =>
  new Refusal("retry-later", "as many pages are told of changes as this server tells", [], {
    "retry-after": "60",
  });
