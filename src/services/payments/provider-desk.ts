import { ok, type Result, refuse } from "../../fault/fault.ts";
import type { PaymentProvider } from "../../payments/payment-provider.ts";
import type { ProviderSettings } from "../../payments/provider-settings.ts";
import { openProvider } from "../../payments/registry.ts";
import { secret } from "../../payments/secret.ts";
import { findProviderAccount, type ProviderAccount } from "../../store/provider-accounts.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import type { Sealer } from "./sealer.ts";

/** Opens a tenant's payment providers with the keys that it keeps sealed. */
export interface ProviderDesk {
  /**
   * A provider of the transaction's tenant. Refuses with `provider-not-set-up`, `provider-inactive`, `provider-keys-sealed`
   * where the keys were sealed under another installation's secret, and what the provider itself asks of its settings.
   */
  readonly open: (tx: Tx, provider: string) => Promise<Result<PaymentProvider>>;
  /** Makes a provider from keys that are not stored yet: whether it can be opened at all. */
  readonly tryOut: (
    tenant: string,
    provider: string,
    keys: Readonly<Record<string, string>>,
    options: Readonly<Record<string, string>>,
  ) => Result<PaymentProvider>;
  readonly seal: (tenant: string, provider: string, name: string, key: string) => string;
}

interface Opened {
  /** The settings that it was made from, as they are stored. */
  readonly text: string;
  readonly provider: PaymentProvider;
}

/** Providers that are kept open at most; those opened longest ago go first. */
const openMost = 1_000;

/** Makes providers, and keeps them for as long as their settings stay as they are. */
export function createProviderDesk(
  sealer: Sealer,
  now: (tenant: string) => Instant,
  make: (name: string, settings: ProviderSettings) => Result<PaymentProvider> = openProvider,
): ProviderDesk {
  const kept = new Map<string, Opened>();
  const made = (
    tenant: string,
    provider: string,
    keys: Readonly<Record<string, string>>,
    options: Readonly<Record<string, string>>,
  ): Result<PaymentProvider> => {
    const secrets = Object.entries(keys).map(([name, key]) => [name, secret(key)] as const);
    return make(provider, { keys: Object.fromEntries(secrets), options, clock: () => now(tenant) });
  };
  return {
    tryOut: made,
    seal: (tenant, provider, name, key) => sealer.seal(key, contextOf(tenant, provider, name)),
    open: async (tx, provider) => {
      const account = await findProviderAccount(tx, provider);
      if (account === undefined) return refuse(notSetUp(provider));
      if (!account.active) return refuse(inactive(provider));
      const place = `${tx.tenant}/${provider}`;
      const text = JSON.stringify([account.options, account.sealedKeys]);
      const known = kept.get(place);
      if (known?.text === text) return ok(known.provider);
      const keys = unsealed(sealer, tx.tenant, account);
      if (keys === undefined) return refuse(sealedElsewhere(provider));
      const opened = made(tx.tenant, provider, keys, account.options);
      if (!opened.ok) return opened;
      kept.delete(place);
      kept.set(place, { text, provider: opened.value });
      for (const first of kept.keys()) {
        if (kept.size <= openMost) break;
        kept.delete(first);
      }
      return opened;
    },
  };
}

/** What a sealed key is bound to. */
const contextOf = (tenant: string, provider: string, name: string): string =>
  JSON.stringify([tenant, provider, name]);

function unsealed(
  sealer: Sealer,
  tenant: string,
  { provider, sealedKeys }: ProviderAccount,
): Readonly<Record<string, string>> | undefined {
  const keys: Record<string, string> = {};
  for (const [name, sealed] of Object.entries(sealedKeys)) {
    const key = sealer.open(sealed, contextOf(tenant, provider, name));
    if (key === undefined) return undefined;
    keys[name] = key;
  }
  return keys;
}

const notSetUp = (provider: string) => ({
  code: "provider-not-set-up",
  path: "/provider",
  message: "there is no account with this payment provider",
  value: provider.slice(0, 60),
  suggestion: "PUT /v1/payment-providers/{provider} first",
});

const inactive = (provider: string) => ({
  code: "provider-inactive",
  path: "/provider",
  message: "this payment provider is switched off",
  value: provider,
  suggestion: "switch it on, or use another one",
});

const sealedElsewhere = (provider: string) => ({
  code: "provider-keys-sealed",
  path: "/provider",
  message: "the provider's keys were sealed under another installation's secret",
  value: provider,
  suggestion: "restore the installation's secret, or enter the keys again",
});
