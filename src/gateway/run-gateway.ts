import { appendFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { assert, ok, type Result, refuse } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { florinServer } from "./florin-server.ts";
import { createGateway, eventsIn, type GatewayParts } from "./gateway.ts";
import { runHealth } from "./health/run-health.ts";
import { postUsage } from "./post-usage.ts";
import { serverAccess } from "./server-access.ts";
import { serverModels } from "./server-models.ts";
import { openSpool, spoolLimits } from "../spool/spool.ts";
import { openSpoolFiles } from "../spool/spool-files.ts";
import { beatMs, lockSpool, type SpoolOwner } from "../spool/spool-lock.ts";
import { waitOrStop } from "./wait-or-stop.ts";

/** What a gateway reads of a model. */
export type GatewayModel = Pick<Model, "apis" | "meters" | "features">;

/** How a gateway is run. */
export interface GatewaySettings {
  /** Undefined for the current one of the server, and each that is published there later. */
  readonly model: GatewayModel | undefined;
  /** How often the server is asked whether another was published. */
  readonly modelEveryMs: number;
  readonly upstream: string;
  /** The Florin server, and a key of it that may write. */
  readonly server: string;
  readonly key: string;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly spoolFolder: string;
  readonly spoolBytesMax: number;
  /** What becomes of calls whose usage cannot be kept. */
  readonly whenUnkept: GatewayParts["whenUnkept"];
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
  /** Resolves with a reason where it must not go on. */
  readonly lost: Promise<string>;
  /** Takes no more calls, lets those in flight end for so long, posts what can be posted, and stops. */
  readonly stop: (drainMsMax: number) => Promise<StoppedGateway>;
}

/** How a gateway came to its end. */
export interface StoppedGateway {
  /** Calls that were broken off, since they had not ended by the limit. */
  readonly cut: number;
  /** Calls whose usage waits in the spool for the next run. */
  readonly waiting: number;
  /** Calls that passed and are not metered. */
  readonly unkept: number;
}

/** How long the Florin server may take to answer, in milliseconds. */
const answerMsMax = 10_000;
/** How often slices of quotas that nobody needs are given back. */
const tickMs = 1_000;
/** How long usage is posted after the last call has ended; what waits then is posted by the next run. */
const lastPostingMsMax = 5_000;

/** Opens the spool, posts what an earlier run left in it, and listens. Refuses `spool-in-use`, `spool-unwritable`, `server-unreachable`, `no-apis`. */
export async function runGateway(settings: GatewaySettings): Promise<Result<RunningGateway>> {
  const { spoolFolder, warn } = settings;
  const models = serverModels(settings.server, settings.key, answerMsMax);
  const first = settings.model === undefined ? await models.next() : ok(settings.model);
  if (!first.ok) return first;
  const model = first.value;
  assert(model !== undefined, "a server that is asked for the first time tells its model");
  const opened = await lockSpool(spoolFolder).catch((error: Error) => error);
  if (opened instanceof Error) return unwritable(spoolFolder, opened);
  if ("heldBy" in opened) return inUse(spoolFolder, opened.heldBy);
  const lock = opened;
  const server = florinServer(settings.server, settings.key, answerMsMax);
  const access = serverAccess(model, server, () => performance.now());
  const limits = { ...spoolLimits, bytesMax: settings.spoolBytesMax };
  const spool = await openSpoolFiles(spoolFolder)
    .then((files) => openSpool(files, limits, (record) => access.leftOver(eventsIn(record))))
    .catch((error: Error) => error);
  if (spool instanceof Error) {
    await lock.release();
    return unwritable(spoolFolder, spool);
  }
  if (spool.tornBytes > 0)
    warn(`${spool.tornBytes} bytes of ${spoolFolder} were torn, and set aside`);
  const leftOver = spool.waiting();
  const posting = postUsage({
    spool,
    server: { post: (events) => access.posting(() => server.post(events)) },
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
  const watching = (watched: GatewayParts["apis"]) =>
    runHealth({
      apis: watched,
      upstream: settings.upstream,
      spoolFolder,
      server,
      nowMs: settings.nowMs,
      warn,
    });
  let health = await watching(apis);
  let unkept = 0;
  const gateway = createGateway({
    apis,
    upstream: settings.upstream,
    access,
    spool,
    source: "florin-gateway",
    nowMs: settings.nowMs,
    monotonicMs: () => performance.now(),
    silenceMsMax: settings.silenceMsMax,
    called: (api, outcome) => health.called(api, outcome),
    whenUnkept: settings.whenUnkept,
    unkept: () => {
      unkept += 1;
      // Told at one, two, four and so on: as often as it matters, and not for each call.
      if (Math.log2(unkept) % 1 === 0) warn(`${unkept} calls passed whose usage was not kept`);
    },
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
  let lose: (reason: string) => void = () => undefined;
  const lost = new Promise<string>((resolve) => {
    lose = resolve;
  });
  const beating = setInterval(async () => {
    const isHeld = await lock.beat().catch(() => true);
    if (!isHeld) lose("another gateway has taken over the spool, since this one was away");
  }, beatMs);
  const follow = async (): Promise<void> => {
    const next = await models.next();
    if (!next.ok) warn(`the model stays as it was: ${next.faults[0]?.message}`);
    if (!next.ok || next.value === undefined) return;
    const { id, version, apis: others = {} } = next.value;
    access.decideBy(next.value);
    gateway.serve(others);
    warn(`${id}@${version} is served from now on`);
    await health.close();
    health = await watching(others);
  };
  let following: Promise<void> | undefined;
  const looking =
    settings.model === undefined
      ? setInterval(() => {
          following ??= follow()
            .catch((error: unknown) => warn(`the model cannot be followed: ${String(error)}`))
            .finally(() => {
              following = undefined;
            });
        }, settings.modelEveryMs)
      : undefined;
  const { port } = gateway.server.address() as AddressInfo;
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return ok({
    origin: `http://${host}:${port}`,
    leftOver,
    lost,
    stop: async (drainMsMax) => {
      clearInterval(looking);
      await following;
      const cut = await within(drainMsMax, (limit) => gateway.close(limit));
      await within(lastPostingMsMax, (limit) =>
        Promise.race([Promise.all([posting.close(), health.close()]), limit]),
      );
      clearInterval(ticking);
      await access.giveBack().catch(() => undefined);
      const waiting = spool.waiting();
      await spool.close();
      clearInterval(beating);
      await lock.release();
      return { cut, waiting, unkept };
    },
  });
}

const inUse = (folder: string, { pid, host }: SpoolOwner): Result<never> =>
  refuse({
    code: "spool-in-use",
    path: "--spool",
    message: `process ${pid} on ${host} keeps its usage there`,
    value: folder,
    suggestion: "give each gateway a folder of its own; of one that is gone, remove the file lock",
  });

const unwritable = (folder: string, error: Error): Result<never> =>
  refuse({
    code: "spool-unwritable",
    path: "--spool",
    message: `usage cannot be kept there: ${error.message}`,
    value: folder,
    suggestion: "name a folder on a disk that has room, and that this user may write",
  });

/** Runs work with a limit that passes after so long; the timer keeps no process alive once the work is done. */
async function within<T>(ms: number, work: (limit: Promise<void>) => Promise<T>): Promise<T> {
  const done = new AbortController();
  try {
    return await work(waitOrStop(ms, done.signal));
  } finally {
    done.abort();
  }
}
