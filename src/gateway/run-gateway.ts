import type { AddressInfo } from "node:net";
import { assert, ok, type Result } from "../fault/fault.ts";
import type { FilterValue } from "../model/meter.ts";
import type { Model } from "../model/model.ts";
import { openLockedSpool, setAside } from "../spool/open-locked-spool.ts";
import { spoolLimits } from "../spool/spool.ts";
import { beatMs } from "../spool/spool-lock.ts";
import { waitOrStop } from "../spool/wait-or-stop.ts";
import { florinServer } from "./florin-server.ts";
import { createGateway, type GatewayParts, type ServedModel } from "./gateway.ts";
import { gatewayOperations } from "./gateway-operations.ts";
import { runHealth, unwatched } from "./health/run-health.ts";
import { postUsage } from "./post-usage.ts";
import { serverAccess } from "./server-access.ts";
import { serverClock } from "./server-clock.ts";
import { serverModels } from "./server-models.ts";
import { eventsIn } from "./usage-record.ts";

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
  /** Where health, readiness and metrics are served, without a key; nowhere where absent. Port 0 for any free one. */
  readonly operations?: { readonly host: string; readonly port: number } | undefined;
}

/** A gateway that listens. */
export interface RunningGateway {
  readonly origin: string;
  /** Where its health and metrics are served; undefined where they are not. */
  readonly operationsOrigin: string | undefined;
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
  /** Values that no meter takes, and that others were metered in the place of. */
  readonly strayed: number;
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
  const monotonicMs = () => performance.now();
  const clock = serverClock({ ownMs: settings.nowMs, monotonicMs, warn });
  const server = florinServer(settings.server, settings.key, answerMsMax, clock);
  const access = serverAccess(model, server, monotonicMs);
  const opened = await openLockedSpool({
    folder: spoolFolder,
    limits: { ...spoolLimits, bytesMax: settings.spoolBytesMax },
    found: (record) => access.leftOver(eventsIn(record)),
    path: "--spool",
  });
  if (!opened.ok) return opened;
  const { spool, lock } = opened.value;
  if (spool.tornBytes > 0)
    warn(`${spool.tornBytes} bytes of ${spoolFolder} were torn, and set aside`);
  const leftOver = spool.waiting();
  const posting = postUsage({
    spool,
    server: { post: (events) => access.posting(() => server.post(events)) },
    posted: access.posted,
    refused: async (refused, events) => {
      const ids = new Set(refused.map(({ id }) => id));
      await setAside(
        spoolFolder,
        events.filter(({ id }) => ids.has(id)),
      );
      warn(`the server refused ${ids.size} events for good; they are in refused.ndjson`);
    },
    warn,
    wait: waitOrStop,
  });
  const servedOf = ({ apis = {}, meters }: GatewayModel): ServedModel => ({ apis, meters });
  const watching = ({ apis }: ServedModel) =>
    runHealth({
      apis,
      upstream: settings.upstream,
      spoolFolder,
      server,
      nowMs: clock.nowMs,
      warn,
    });
  const watched = await watching(servedOf(model));
  if (!watched.ok) {
    await spool.close();
    await lock.release();
    return watched;
  }
  let health = watched.value;
  const operations = gatewayOperations();
  let isStopping = false;
  let unkept = 0;
  const strays = new Map<string, number>();
  const gateway = createGateway({
    served: servedOf(model),
    upstream: settings.upstream,
    access,
    spool,
    source: "florin-gateway",
    nowMs: clock.nowMs,
    monotonicMs,
    silenceMsMax: settings.silenceMsMax,
    called: (api, outcome) => {
      health.called(api, outcome);
      operations.called(api, outcome);
    },
    whenUnkept: settings.whenUnkept,
    unkept: () => {
      unkept += 1;
      if (isTold(unkept)) warn(`${unkept} calls passed whose usage was not kept`);
    },
    strayed: ({ event, property, value, instead }) => {
      const what = `"${property}" of "${event}"`;
      const times = (strays.get(what) ?? 0) + 1;
      strays.set(what, times);
      if (isTold(times))
        warn(
          `${times} values of ${what} are none that a meter takes, the last ${shown(value)}; ${shown(instead)} was metered`,
        );
    },
    kept: posting.wake,
    warn,
  });
  await new Promise<void>((resolve, reject) => {
    gateway.server.once("error", reject);
    gateway.server.listen(settings.port, settings.host, resolve);
  });
  const operationsOrigin =
    settings.operations &&
    (await operations.listen(settings.operations, () => ({
      checks: {
        running: isStopping ? "the gateway is stopping" : "ok",
        spool: spool.isFailing() ? "its disk takes nothing" : "ok",
      },
      waitingCalls: spool.waiting(),
      unkeptCalls: unkept,
      strayedValues: strayedOf(strays),
    })));
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
    const published = await models.next();
    if (!published.ok) warn(`the model stays as it was: ${published.faults[0]?.message}`);
    if (!published.ok || published.value === undefined) return;
    const { id, version } = published.value;
    const others = servedOf(published.value);
    access.decideBy(published.value);
    gateway.serve(others);
    warn(`${id}@${version} is served from now on`);
    await health.close().catch((error: unknown) => {
      warn(`the spool of measurements could not be closed: ${String(error)}`);
    });
    const next = await watching(others);
    if (!next.ok) warn(`nothing is measured from now on: ${next.faults[0]?.message}`);
    health = next.ok ? next.value : unwatched;
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
    operationsOrigin,
    leftOver,
    lost,
    stop: async (drainMsMax) => {
      isStopping = true;
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
      await operations.close();
      return { cut, waiting, unkept, strayed: strayedOf(strays) };
    },
  });
}

const strayedOf = (strays: ReadonlyMap<string, number>): number =>
  [...strays.values()].reduce((total, times) => total + times, 0);

/** At one, two, four and so on: as often as it matters, and not for each call. */
const isTold = (times: number): boolean => Math.log2(times) % 1 === 0;

/** A value as far as a warning shows it. */
const shown = (value: FilterValue | undefined): string =>
  value === undefined ? "none" : JSON.stringify(value).slice(0, 60);

/** Runs work with a limit that passes after so long; the timer keeps no process alive once the work is done. */
async function within<T>(ms: number, work: (limit: Promise<void>) => Promise<T>): Promise<T> {
  const done = new AbortController();
  try {
    return await work(waitOrStop(ms, done.signal));
  } finally {
    done.abort();
  }
}
