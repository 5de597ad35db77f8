import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import type { Secret } from "./secret.ts";

/** What a provider is made from. Keys are passed in, from wherever the operator keeps them, and never written down. */
export interface ProviderSettings {
  readonly keys: Readonly<Record<string, Secret>>;
  /** Plain settings, such as another host to call. */
  readonly options: Readonly<Record<string, string>>;
  readonly clock: () => Instant;
}

/** A key of the settings. Refuses with `missing-provider-setting` where it is absent or empty. */
export function requireKey({ keys }: ProviderSettings, name: string): Result<Secret> {
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (key !== undefined && key.reveal().trim() !== "") return ok(key);
  return refuse({
    code: "missing-provider-setting",
    path: `/keys/${name}`,
    message: `the payment provider needs its key "${name}"`,
    suggestion: "set it where the operator keeps the keys",
  });
}

/** A whole number of the options within its bounds, or the default. Refuses with `bad-provider-setting`. */
export function wholeOption(
  { options }: ProviderSettings,
  name: string,
  bounds: { readonly least: number; readonly most: number; readonly otherwise: number },
): Result<number> {
  const text = Object.hasOwn(options, name) ? options[name] : undefined;
  if (text === undefined) return ok(bounds.otherwise);
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (value >= bounds.least && value <= bounds.most) return ok(value);
  return refuse({
    code: "bad-provider-setting",
    path: `/options/${name}`,
    message: `this is a whole number from ${bounds.least} to ${bounds.most}`,
    value: text.slice(0, 60),
    suggestion: `leave it out for ${bounds.otherwise}`,
  });
}
