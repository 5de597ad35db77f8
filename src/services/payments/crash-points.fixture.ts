import { ok } from "../../fault/fault.ts";
import type { PaymentProvider } from "../../payments/payment-provider.ts";
import type { Store } from "../../store/store.ts";
import type { PaymentParts } from "./payment-parts.ts";

/** The process was killed here. */
class Killed extends Error {}

/** Parts of a process that can be killed between any two things that it waits for. */
export interface KillableParts {
  readonly parts: PaymentParts;
  /** Lets it live for so many steps more; for ever where absent. */
  readonly live: (steps?: number) => void;
  /** How often it was killed. */
  readonly kills: () => number;
}

/**
 * A process whose steps are: before a transaction, before its commit, after it, before a provider is called and after it
 * answered. Once killed it does nothing more, whatever was begun side by side, until it is told to live.
 */
export function killable(parts: PaymentParts): KillableParts {
  let left = Number.POSITIVE_INFINITY;
  let kills = 0;
  const step = (): void => {
    left -= 1;
    if (left === 0) kills += 1;
    if (left <= 0) throw new Killed("killed");
  };
  const store: Store = {
    ...parts.store,
    withTenant: async (tenant, work, options) => {
      step();
      const done = await parts.store.withTenant(
        tenant,
        async (tx) => {
          const result = await work(tx);
          step();
          return result;
        },
        options,
      );
      step();
      return done;
    },
  };
  const calling = (provider: PaymentProvider): PaymentProvider => {
    const around =
      <A extends readonly unknown[], T>(call: (...given: A) => Promise<T>) =>
      async (...given: A): Promise<T> => {
        step();
        const answer = await call(...given);
        step();
        return answer;
      };
    return {
      ...provider,
      charge: around(provider.charge),
      refund: around(provider.refund),
      withdraw: around(provider.withdraw),
      lookUp: around(provider.lookUp),
      openCheckout: around(provider.openCheckout),
    };
  };
  return {
    parts: {
      ...parts,
      store,
      desk: {
        ...parts.desk,
        open: async (tx, provider) => {
          const opened = await parts.desk.open(tx, provider);
          return opened.ok ? ok(calling(opened.value)) : opened;
        },
      },
    },
    live: (steps = Number.POSITIVE_INFINITY) => {
      left = steps;
    },
    kills: () => kills,
  };
}
