import { ok, type Result } from "../../fault/fault.ts";
import { providerNames } from "../../payments/registry.ts";
import { noteChange } from "../../store/act.ts";
import {
  findProviderAccount,
  type ProviderAccount,
  providerAccounts,
  saveProviderAccount,
} from "../../store/provider-accounts.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant } from "../../time/instant.ts";
import { writing } from "./act-on-intent.ts";
import type { PaymentParts } from "./payment-parts.ts";

/** Our account with a payment provider, as the API shows it: of its keys, the names alone. */
export interface ProviderView {
  readonly provider: string;
  /** Whether there is an account with it at all. */
  readonly isSetUp: boolean;
  readonly active: boolean;
  readonly keys: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  /** Where the provider delivers its messages, under this server's address. */
  readonly webhookPath: string;
  readonly changedAt: string | null;
}

/** What is set of an account with a provider. What is absent stays as it is. */
export interface ProviderRequest {
  /** New keys by name; null forgets one. They are sealed and never shown again. */
  readonly keys?: Readonly<Record<string, string | null>>;
  readonly options?: Readonly<Record<string, string>>;
  readonly active?: boolean;
}

/** Every provider that there is, and our accounts with them. */
export async function listProviders(tx: Tx): Promise<readonly ProviderView[]> {
  const accounts = await providerAccounts(tx);
  return providerNames.map((name) =>
    providerView(
      tx.tenant,
      name,
      accounts.find(({ provider }) => provider === name),
    ),
  );
}

const providerView = (
  tenant: string,
  provider: string,
  account: Omit<ProviderAccount, "eventsReadUntil"> | undefined,
): ProviderView => ({
  provider,
  isSetUp: account !== undefined,
  active: account?.active ?? false,
  keys: Object.keys(account?.sealedKeys ?? {}).sort(),
  options: account?.options ?? {},
  webhookPath: `/v1/webhooks/${encodeURIComponent(tenant)}/${provider}`,
  changedAt: account === undefined ? null : formatInstant(account.changedAt),
});

/**
 * Sets our account with a provider. Refuses `unknown-payment-provider`, and what the provider asks of its settings: an
 * account that is kept can be opened.
 */
export const setProvider = (
  parts: PaymentParts,
  tenant: string,
  provider: string,
  request: ProviderRequest,
): Promise<Result<ProviderView>> =>
  writing(parts, tenant, async (tx) => {
    const known = await findProviderAccount(tx, provider);
    const options = request.options ?? known?.options ?? {};
    const sealedKeys = { ...known?.sealedKeys };
    const fresh: Record<string, string> = {};
    for (const [name, key] of Object.entries(request.keys ?? {})) {
      delete sealedKeys[name];
      if (key === null) continue;
      fresh[name] = key;
      sealedKeys[name] = parts.desk.seal(tenant, provider, name, key);
    }
    const standIns = Object.keys(sealedKeys).map((name) => [name, "sealed"] as const);
    // Keys that stay are only asked whether they are there.
    const tried = parts.desk.tryOut(
      tenant,
      provider,
      { ...Object.fromEntries(standIns), ...fresh },
      options,
    );
    if (!tried.ok) return tried;
    const active = request.active ?? known?.active ?? true;
    const account = { provider, active, options, sealedKeys, changedAt: parts.now(tenant) };
    const before = known && { active: known.active, options: known.options };
    noteChange({ before, after: { active, options, newKeys: Object.keys(request.keys ?? {}) } });
    await saveProviderAccount(tx, account);
    return ok(providerView(tenant, provider, account));
  });
