import { appendFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { florinServer } from "./florin-server.ts";
import { createGateway, eventsIn } from "./gateway.ts";
import { runHealth } from "./health/run-health.ts";
import { postUsage } from "./post-usage.ts";
import { serverAccess } from "./server-access.ts";
import { openSpool, spoolLimits } from "./spool/spool.ts";
import { openSpoolFiles } from "./spool/spool-files.ts";
import { lockSpool } from "./spool/spool-lock.ts";
import { waitOrStop } from "./wait-or-stop.ts";

/** How a gateway is run. */
export interface GatewaySettings {
  readonly model: Pick<Model, "apis" | "meters" | "features">;
  readonly upstream: string;
  /** The Florin server, and a key of it that may write. */
  readonly server: string;
  readonly key: string;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly spoolFolder: string;
  readonly spoolBytesMax: number;
  readonly silenceMsMax: number;
  /** Milliseconds since 1970: when calls were made. */
  readonly nowMs: () => number;
  readonly warn: (message: string) => void;
}

/** A gateway that listens. */
export interface RunningGateway {
  readonly origin: string;
  /** Calls whose usage an earlier run had not posted. */
  readonly leftOver: number;
  /** Takes no more calls, lets those in flight end for so long, posts what can be posted, and stops. */
  readonly stop: (drainMsMax: number) => Promise<StoppedGateway>;
}

/** How a gateway came to its end. */
export interface StoppedGateway {
  /** Calls that were broken off, since they had not ended by the limit. */
  readonly cut: number;
  /** Calls whose usage waits in the spool for the next run. */
  readonly waiting: number;
}

/** How long the Florin server may take to answer, in milliseconds. */
const answerMsMax = 10_000;
/** How often slices of quotas that nobody needs are given back. */
const tickMs = 1_000;
/** How long usage is posted after the last call has ended; what waits then is posted by the next run. */
const lastPostingMsMax = 5_000;

/** Opens the spool, posts what an earlier run left in it, and listens. Refuses `spool-in-use`. */
export async function runGateway(settings: GatewaySettings): Promise<Result<RunningGateway>> {
  const { model, spoolFolder, warn } = settings;
  const lock = await lockSpool(spoolFolder);
  if ("heldBy" in lock)
    return refuse({
      code: "spool-in-use",
      path: "--spool",
      message: `process ${lock.heldBy} keeps its usage there`,
      value: spoolFolder,
      suggestion: "give each gateway a folder of its own",
    });
  const server = florinServer(settings.server, settings.key, answerMsMax);
  const access = serverAccess(model, server, () => performance.now());
  const limits = { ...spoolLimits, bytesMax: settings.spoolBytesMax };
  const spool = await openSpool(await openSpoolFiles(spoolFolder), limits, (record) =>
    access.leftOver(eventsIn(record)),
  );
  if (spool.tornBytes > 0)
    warn(`${spool.tornBytes} bytes of ${spoolFolder} were torn, and set aside`);
  const leftOver = spool.waiting();
  const posting = postUsage({
    spool,
    server,
    posted: access.posted,
    refused: async (refused, events) => {
      const ids = new Set(refused.map(({ id }) => id));
      const lines = events
        .filter(({ id }) => ids.has(id))
        .map((event) => `${JSON.stringify(event)}\n`);
      await appendFile(join(spoolFolder, "refused.ndjson"), lines.join(""), { mode: 0o600 });
      warn(`the server refused ${ids.size} events for good; they are in refused.ndjson`);
    },
    warn,
    wait: waitOrStop,
  });
  const apis = model.apis ?? {};
  const health = await runHealth({
    apis,
    upstream: settings.upstream,
    spoolFolder,
    server,
    nowMs: settings.nowMs,
    warn,
  });
  const gateway = createGateway({
    apis,
    upstream: settings.upstream,
    access,
    spool,
    source: "florin-gateway",
    nowMs: settings.nowMs,
    monotonicMs: () => performance.now(),
    silenceMsMax: settings.silenceMsMax,
    called: health.called,
    kept: posting.wake,
    warn,
  });
  await new Promise<void>((resolve, reject) => {
    gateway.server.once("error", reject);
    gateway.server.listen(settings.port, settings.host, resolve);
  });
  posting.wake();
  const ticking = setInterval(() => {
    access.tick().catch((error: unknown) => warn(`what is held stays so: ${String(error)}`));
  }, tickMs);
  const { port } = gateway.server.address() as AddressInfo;
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return ok({
    origin: `http://${host}:${port}`,
    leftOver,
    stop: async (drainMsMax) => {
      const cut = await within(drainMsMax, (limit) => gateway.close(limit));
      await within(lastPostingMsMax, (limit) =>
        Promise.race([Promise.all([posting.close(), health.close()]), limit]),
      );
      clearInterval(ticking);
      await access.giveBack().catch(() => undefined);
      const waiting = spool.waiting();
      await spool.close();
      await lock.release();
      return { cut, waiting };
    },
  });
}

/** Runs work with a limit that passes after so long; the timer keeps no process alive once the work is done. */
async function within<T>(ms: number, work: (limit: Promise<void>) => Promise<T>): Promise<T> {
  const done = new AbortController();
  try {
    return await work(waitOrStop(ms, done.signal));
  } finally {
    done.abort();
  }
}
