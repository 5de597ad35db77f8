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
import type { Principal } from "./principal.ts";
import { noEnvironment, organisationWide, reaches, reachOf } from "./reach.ts";
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
  /** Those of the caller's organisation that they speak for, oldest first. */
  readonly list: (who: Principal) => Promise<readonly EnvironmentView[]>;
  /** Refuses `sandbox-is-alone`, `organisation-wide`, `sandbox-only`, and instants that are none. */
  readonly add: (who: Principal, request: EnvironmentRequest) => Promise<Result<NewEnvironment>>;
  /**
   * Moves a clock and bills what fell due on the way: a sandbox's own, by who speaks for it.
   * Answers a `ClockReading`. Refuses `not-found`, `clock-not-manual`, `clock-backwards` and what {@link movedTo} refuses.
   */
  readonly moveClock: (
    who: Principal,
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
    list: async (who) => {
      const reach = await reachOf(store.pool, who);
      const all = await environmentsOf(store.pool, reach.organisation);
      const found = all.filter(({ id }) => reaches(reach, id));
      for (const { id } of found) await clock.learn(id);
      return found.map((environment) => viewOf(environment, who.tenant));
    },
    add: async (who, { name, kind, startsAt }) => {
      const { organisation, environments } = await reachOf(store.pool, who);
      const maker = await findEnvironment(store.pool, who.tenant);
      if (maker?.kind === "sandbox" && who.kind === "key") return refuse(sandboxIsAlone);
      if (environments !== undefined) return refuse(organisationWide);
      if (kind === "live" && startsAt !== undefined) return refuse(sandboxOnly);
      const begins =
        startsAt === undefined ? ok(clock.now(organisation)) : parseInstant(startsAt, "/startsAt");
      if (!begins.ok) return begins;
      const environment: StoredEnvironment = {
        id: idOf(organisation, name),
        organisation,
        name,
        kind,
        createdAt: wallClock(),
        clockAt: kind === "sandbox" ? begins.value : null,
      };
      const key = await outsideActs(() =>
        store.withTenant(environment.id, async (tx) => {
          if (!(await insertEnvironment(tx, environment)))
            throw new Error("broken invariant: an id by chance is taken");
          const scopes =
            who.allowed.size === everyAction.size ? ["read", "write"] : [...who.allowed];
          return apiKeys.issue(tx, "first key", environment.createdAt, { scopes });
        }),
      );
      await clock.learn(environment.id);
      const view = viewOf(environment, who.tenant);
      // The new one has a log of its own; that it was made is told where it was asked for.
      await store.withTenant(who.tenant, async () =>
        noteChange({ subject: `/v1/environments/${view.id}`, after: view, done: true }),
      );
      return ok({ ...view, key });
    },
    moveClock: async (who, id, move, once) => {
      const reach = await reachOf(store.pool, who);
      const moved = await findEnvironment(store.pool, id);
      if (moved?.organisation !== reach.organisation || !reaches(reach, id))
        return refuse(noEnvironment(id, "/id"));
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
