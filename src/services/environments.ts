import type { Allowed } from "../access/allows.ts";
import { everyAction } from "../access/roles.ts";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { noteChange, outsideActs } from "../store/act.ts";
import {
  environmentsOf,
  findEnvironment,
  insertEnvironment,
  type StoredEnvironment,
} from "../store/environments.ts";
import type { Store } from "../store/store.ts";
import { formatInstant, type Instant, parseInstant } from "../time/instant.ts";
import type { ApiKeys } from "./api-keys.ts";
import { type ClockMove, movedTo } from "./clock-move.ts";
import { randomText } from "./key-secrets.ts";
import type { IdempotentRequest, Services, StoredAnswer } from "./services.ts";
import type { ServerClock } from "./tenant-clocks.ts";

/** What a new environment is to be. */
export interface EnvironmentRequest {
  readonly name: string;
  /** `live` keeps real time, as all live ones do; a `sandbox` has a clock of its own. */
  readonly kind: StoredEnvironment["kind"];
  /** Where a sandbox's clock begins, RFC 3339; now where absent. */
  readonly startsAt?: string;
}

/** An environment: its books, customers, keys and events are its own. */
export interface EnvironmentView {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly kind: StoredEnvironment["kind"];
  readonly createdAt: string;
  /** Whether it is the one that the caller speaks for. */
  readonly current: boolean;
  readonly clock: { readonly now: string; readonly mode: "real" | "manual" };
}

/** An environment that was just made. */
export interface NewEnvironment extends EnvironmentView {
  /** Its first API key, which may do what who made it may: it is kept nowhere and cannot be shown again. */
  readonly key: string;
}

/** The environments of an organisation. Each is a tenant: nothing of one is seen in another. */
export interface Environments {
  /** Those of the caller's organisation, oldest first. */
  readonly list: (tenant: string) => Promise<readonly EnvironmentView[]>;
  /** Refuses `sandbox-is-alone`, `sandbox-only`, and instants that are none. */
  readonly add: (
    tenant: string,
    allowed: Allowed,
    request: EnvironmentRequest,
  ) => Promise<Result<NewEnvironment>>;
  /**
   * Moves a clock and bills what fell due on the way: a sandbox's own, by itself or from a live environment of its organisation.
   * Answers a `ClockReading`. Refuses `not-found`, `clock-not-manual`, `clock-backwards` and what {@link movedTo} refuses.
   */
  readonly moveClock: (
    tenant: string,
    id: string,
    move: ClockMove,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
}

/** What environments stand on. */
export interface EnvironmentParts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly apiKeys: ApiKeys;
  readonly advanceClock: Services["advanceClock"];
  readonly wallClock: () => Instant;
}

/** The environments of a database. */
export function createEnvironments(parts: EnvironmentParts): Environments {
  const { store, clock, apiKeys, wallClock } = parts;
  const own = async (tenant: string): Promise<StoredEnvironment> => {
    const found = await findEnvironment(store.pool, tenant);
    if (found === undefined) throw new Error("broken invariant: who asks has an environment");
    return found;
  };
  const viewOf = (environment: StoredEnvironment, tenant: string): EnvironmentView => ({
    id: environment.id,
    organisation: environment.organisation,
    name: environment.name,
    kind: environment.kind,
    createdAt: formatInstant(environment.createdAt),
    current: environment.id === tenant,
    clock: { now: formatInstant(clock.now(environment.id)), mode: clock.mode(environment.id) },
  });
  return {
    list: async (tenant) => {
      const { organisation } = await own(tenant);
      const found = await environmentsOf(store.pool, organisation);
      for (const { id } of found) await clock.learn(id);
      return found.map((environment) => viewOf(environment, tenant));
    },
    add: async (tenant, allowed, { name, kind, startsAt }) => {
      const maker = await own(tenant);
      if (maker.kind === "sandbox") return refuse(sandboxIsAlone);
      if (kind === "live" && startsAt !== undefined) return refuse(sandboxOnly);
      const begins =
        startsAt === undefined ? ok(clock.now(tenant)) : parseInstant(startsAt, "/startsAt");
      if (!begins.ok) return begins;
      const environment: StoredEnvironment = {
        id: idOf(maker.organisation, name),
        organisation: maker.organisation,
        name,
        kind,
        createdAt: wallClock(),
        clockAt: kind === "sandbox" ? begins.value : null,
      };
      const key = await outsideActs(() =>
        store.withTenant(environment.id, async (tx) => {
          if (!(await insertEnvironment(tx, environment)))
            throw new Error("broken invariant: an id by chance is taken");
          const scopes = allowed.size === everyAction.size ? ["read", "write"] : [...allowed];
          return apiKeys.issue(tx, "first key", environment.createdAt, { scopes });
        }),
      );
      await clock.learn(environment.id);
      const view = viewOf(environment, tenant);
      // The new one has a log of its own; that it was made is told where it was asked for.
      await store.withTenant(tenant, async () =>
        noteChange({ subject: `/v1/environments/${view.id}`, after: view, done: true }),
      );
      return ok({ ...view, key });
    },
    moveClock: async (tenant, id, move, once) => {
      const [mover, moved] = [await own(tenant), await findEnvironment(store.pool, id)];
      const isTheirs =
        moved !== undefined &&
        moved.organisation === mover.organisation &&
        (moved.id === mover.id || mover.kind === "live");
      if (!isTheirs) return refuse(noEnvironment(id));
      await clock.learn(id);
      const to = movedTo(clock.now(id), move);
      return to.ok ? parts.advanceClock(id, to.value, once) : to;
    },
  };
}

/** `acme-spring-tests-k3f9a2c8`: an id of a tenant, told apart from all others by chance. */
function idOf(organisation: string, name: string): string {
  const words = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const stem = `${organisation.slice(0, 24)}-${words.slice(0, 24)}`.replaceAll(/-+/g, "-");
  return `${stem.replace(/-$/, "")}-${randomText(8).toLowerCase()}`;
}

const sandboxIsAlone = {
  code: "sandbox-is-alone",
  path: "",
  message: "a sandbox makes no other environment",
  suggestion: "ask with a key of the live environment",
};

const sandboxOnly = {
  code: "sandbox-only",
  path: "/startsAt",
  message: "a live environment keeps real time",
  suggestion: "leave it out, or make a sandbox",
};

const noEnvironment = (id: string) => ({
  code: "not-found",
  path: "/id",
  message: "there is no such environment",
  value: id,
});
