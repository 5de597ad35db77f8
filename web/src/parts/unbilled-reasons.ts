/** Why no invoice line can claim an event, in the console's words. */
export const unbilledReasons: Readonly<Record<string, string>> = {
  "unknown-customer": "No such customer",
  "unknown-meter": "No meter counts this type",
  "no-subscription": "No subscription at that time",
  "too-late": "Received after the last invoice for it",
};
