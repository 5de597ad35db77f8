import { type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { manualProvider } from "./manual.ts";
import type { PaymentProvider } from "./payment-provider.ts";
import type { ProviderSettings } from "./provider-settings.ts";
import { sandboxProvider } from "./sandbox/sandbox.ts";
import { stripeProvider } from "./stripe/stripe.ts";

/** Every payment provider, by its name. A new one is a file and a line here. */
const providers: Readonly<Record<string, (settings: ProviderSettings) => Result<PaymentProvider>>> =
  {
    stripe: stripeProvider,
    manual: manualProvider,
    sandbox: sandboxProvider,
  };

/** The names of all payment providers. */
export const providerNames: readonly string[] = Object.keys(providers);

/** Makes a provider. Refuses with `unknown-payment-provider` or, where a key is missing, `missing-provider-setting`. */
export function openProvider(name: string, settings: ProviderSettings): Result<PaymentProvider> {
  const open = Object.hasOwn(providers, name) ? providers[name] : undefined;
  if (open !== undefined) return open(settings);
  const meant = nearest(name, providerNames);
  return refuse({
    code: "unknown-payment-provider",
    path: "",
    message: `there is no payment provider "${name.slice(0, 60)}"`,
    suggestion:
      meant === undefined ? `use one of ${providerNames.join(", ")}` : `did you mean "${meant}"?`,
  });
}
