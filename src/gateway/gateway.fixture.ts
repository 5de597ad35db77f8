import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Api } from "../model/api.ts";
import type { Meter } from "../model/meter.ts";
import { crashingDisk } from "../spool/crashing-disk.fixture.ts";
import { openSpool, type Spool } from "../spool/spool.ts";
import type { Access } from "./access.ts";
import type { CallDecision } from "./call-decision.ts";
import type { GatewayEvent } from "./call-events.ts";
import { createGateway, type GatewayParts } from "./gateway.ts";
import { eventsIn } from "./usage-record.ts";

const apis: Readonly<Record<string, Api>> = {
  old: {
    name: "Old",
    version: "v0",
    path: "/old",
    deprecated: "2026-01-01",
    sunset: "2026-06-01",
    successor: "api",
  },
  ended: { name: "Ended", version: "v0", path: "/ended", sunset: "2026-01-01" },
  api: {
    name: "API",
    version: "v1",
    path: "/v1",
    events: [
      {
        event: "call",
        data: {
          in: "request-bytes",
          out: "response-bytes",
          tokens: { of: "response", field: "/usage/total" },
          model: { of: "request", field: "/model" },
        },
      },
    ],
  },
};

/** Lets a call through. */
export const allowed: CallDecision = { refusal: undefined, because: undefined, quotas: [] };
/** What time it is for the gateways of these tests. */
export const now = Date.parse("2026-03-01T00:00:00Z");
/** What is to be closed after a test. */
export const closing: (() => Promise<unknown> | unknown)[] = [];
/** Closes what was opened for a test, the last first. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

const listening = async (server: http.Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

interface Ends {
  ended: number;
  dropped: number;
  unkept: number;
}

/** A gateway before this upstream, for the key `good` of the customer `acme`. */
export async function gatewayTo(
  upstream: http.RequestListener,
  more: Partial<GatewayParts> & {
    readonly decision?: CallDecision;
    readonly meters?: Readonly<Record<string, Meter>>;
  } = {},
) {
  const strays: string[] = [];
  const ends: Ends = { ended: 0, dropped: 0, unkept: 0 };
  const behind = http.createServer(upstream);
  const upstreamUrl = await listening(behind);
  closing.push(() => {
    behind.closeAllConnections();
    behind.close();
  });
  const access: Access = {
    holder: async (key) => (key === "good" ? "acme" : undefined),
    ask: async () => ({
      run: "run",
      decision: more.decision ?? allowed,
      ended: () => {
        ends.ended += 1;
      },
      dropped: () => {
        ends.dropped += 1;
      },
    }),
  };
  const spool: Spool = more.spool ?? (await openSpool(crashingDisk(Infinity)));
  const gateway = createGateway({
    served: { apis, meters: more.meters ?? {} },
    upstream: upstreamUrl,
    access,
    spool,
    source: "gateway",
    nowMs: () => now,
    monotonicMs: () => 0,
    silenceMsMax: 60_000,
    whenUnkept: "refuse",
    unkept: () => {
      ends.unkept += 1;
    },
    strayed: ({ property, value, instead }) => {
      strays.push(`${property}: ${value} as ${instead}`);
    },
    kept: () => undefined,
    warn: () => undefined,
    ...more,
  });
  const url = await listening(gateway.server);
  closing.push(() => gateway.close(Promise.resolve()));
  const events = async (): Promise<readonly GatewayEvent[]> =>
    ((await spool.next(100))?.records ?? []).flatMap(eventsIn);
  return { url, events, ends, strays, upstreamUrl, gateway };
}

/** Headers of a call with a key that is known. */
export const withKey = { authorization: "Bearer good" };
/** A call. */
export const get = (url: string, headers: Record<string, string> = withKey): Promise<Response> =>
  fetch(url, { headers });
