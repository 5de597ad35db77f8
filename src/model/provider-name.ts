import type { Shape } from "./shape.ts";
import { patterned } from "./shape-values.ts";

/** Who moves money for us: a part of names of accounts, so of letters and digits, joined by single hyphens, dots or underscores. */
export const providerName: Shape<string> = patterned(
  /^[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*$/,
  "unknown",
  {
    code: "invalid-provider",
    message: "a provider is named by letters and digits, joined by single hyphens",
    suggestion: 'write "paypal"',
  },
);
