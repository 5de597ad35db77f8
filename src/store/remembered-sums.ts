import { hash } from "node:crypto";
import { add, zero } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { UsageReading } from "./event-store.ts";
import { letGoOldest } from "./let-go-oldest.ts";
import type { Tx } from "./tenant.ts";
import { usageVersion } from "./usage-version.ts";

/** What events with the same key come to. */
export interface UsageSum extends UsageReading {
  /** All events of the key, also those without a value that can be read. */
  readonly stored: number;
}

/** By key; a key without events has none. */
export type UsageSums = ReadonlyMap<string, UsageSum>;

/** What is added to sums and taken from them. */
export interface SumChanges {
  readonly changes: UsageSums;
  /** How many events they were read from. */
  readonly events: number;
}

/** Sums of a tenant's events, read in two parts that come to the same as all of it at once. */
export interface SummedEvents {
  /** Another for each question. */
  readonly name: string;
  /** Another once they hang on something else than before; on events alone where absent. */
  readonly version?: (tx: Tx) => Promise<string>;
  /** Of all that was received before an instant, as it stood then; of so many keys at most. */
  readonly before: (tx: Tx, until: Instant, keysMost: number) => Promise<UsageSums>;
  /** Of what was received or withdrawn since an instant, and before another where there is one. */
  readonly since: (tx: Tx, from: Instant, until?: Instant) => Promise<SumChanges>;
}

/** What sums are remembered by. */
export interface SumsMemory {
  /** The tenant's clock. */
  readonly now: (tenant: string) => Instant;
  /** Waits until all that was received before an instant is stored: see `settle-appends`. */
  readonly settle: (tenant: string, until: Instant) => Promise<unknown>;
  /** Reads in one snapshot. */
  readonly read: <T>(tenant: string, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** After so many changed events, what is remembered is moved on. */
  readonly changesMost?: number;
  readonly keysMost?: number;
}

/** Answers sums as all events come to; undefined where there are more keys than are remembered. */
export type RememberedSums = (
  tenant: string,
  summed: SummedEvents,
) => Promise<UsageSums | undefined>;

/** Sums of what was received before an instant. */
interface Base {
  readonly until: Instant;
  /** That of the snapshot in which they were read. */
  readonly version: string;
  readonly sums: UsageSums | undefined;
}

interface Remembered {
  readonly base: Promise<Base>;
  weight: number;
}

const changesMostOf = 20_000;
const keysMostOf = 100_000;
/** So many keys are remembered of all questions together, some hundred bytes each; a question counts like so many. */
const weightMost = 300_000;
const questionWeight = 100;

/**
 * Nothing yet. What was received before an instant is read once for each question, after a settlement; then each asking reads what was
 * received or withdrawn since and adds it, so an answer is that of its own snapshot. Where stored events were changed in another way, all
 * of it is read anew.
 */
export function rememberSums({
  now,
  settle,
  read,
  changesMost = changesMostOf,
  keysMost = keysMostOf,
}: SumsMemory): RememberedSums {
  const known = new Map<string, Remembered>();

  const remember = (key: string, base: Promise<Base>): Promise<Base> => {
    const one: Remembered = { base, weight: questionWeight };
    known.delete(key);
    known.set(key, one);
    base.then(
      ({ sums }) => {
        one.weight += sums?.size ?? 0;
        letGoOldest(known, weightMost, ({ weight }) => weight);
      },
      () => forget(key, one),
    );
    return base;
  };
  const forget = (key: string, one: Remembered): void => {
    if (known.get(key) === one) known.delete(key);
  };

  const versionOf = async (tx: Tx, summed: SummedEvents): Promise<string> =>
    `${await usageVersion(tx)} ${(await summed.version?.(tx)) ?? ""}`;
  const begin = async (tenant: string, summed: SummedEvents): Promise<Base> => {
    const until = now(tenant);
    await settle(tenant, until);
    return read(tenant, async (tx) => {
      const version = await versionOf(tx, summed);
      const sums = await summed.before(tx, until, keysMost + 1);
      return { until, version, sums: sums.size > keysMost ? undefined : sums };
    });
  };
  /** What is left to read grows no further than `changesMost`, but for a clock that stands still. */
  const moveOn = async (tenant: string, summed: SummedEvents, base: Base): Promise<Base> => {
    const until = now(tenant);
    if (until <= base.until || base.sums === undefined) return base;
    const { sums } = base;
    await settle(tenant, until);
    return read(tenant, async (tx) => {
      if ((await versionOf(tx, summed)) !== base.version) return base;
      const { changes } = await summed.since(tx, base.until, until);
      return { until, version: base.version, sums: added(sums, changes) };
    });
  };

  return async (tenant, summed) => {
    // Names hold every edge of a window.
    const key = `${tenant}\n${hash("sha256", summed.name)}`;
    for (;;) {
      const one = known.get(key);
      const base = await remember(key, one?.base ?? begin(tenant, summed));
      const { sums, until } = base;
      // By a clock that was not known to be the tenant's own yet: what it receives from now on would never be added.
      if (until > now(tenant)) {
        known.delete(key);
        if (one === undefined) return undefined;
        continue;
      }
      if (sums === undefined) return undefined;
      const { version, changed } = await read(tenant, async (tx) => ({
        version: await versionOf(tx, summed),
        changed: await summed.since(tx, base.until),
      }));
      if (version === base.version) {
        if (changed.events > changesMost) await remember(key, moveOn(tenant, summed, base));
        return added(sums, changed.changes);
      }
      if (one !== undefined && known.get(key)?.base === one.base) known.delete(key);
      // Read just now and changed in another way already: whoever asked is answered without a memory.
      if (one === undefined) return undefined;
    }
  };
}

const nothing: UsageSum = { quantity: zero, events: 0, stored: 0 };

function added(sums: UsageSums, changes: UsageSums): UsageSums {
  if (changes.size === 0) return sums;
  const all = new Map(sums);
  for (const [key, change] of changes) {
    const before = sums.get(key) ?? nothing;
    const stored = before.stored + change.stored;
    if (stored === 0) all.delete(key);
    else
      all.set(key, {
        quantity: add(before.quantity, change.quantity),
        events: before.events + change.events,
        stored,
      });
  }
  return all;
}
