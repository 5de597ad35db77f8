import type { EntitlementSource, Quota, QuotaWindow } from "../api/entitlements.ts";
import { isZero } from "../format/decimal-text.ts";
import { formatDay, formatMinute } from "../format/format-date.ts";
import { formatQuantity } from "../format/format-quantity.ts";

const windows: Readonly<Record<Exclude<QuotaWindow, object>, string>> = {
  minute: "a minute",
  hour: "an hour",
  day: "a day",
  week: "a week",
  month: "a month",
  year: "a year",
  "billing-period": "a billing period",
};

const units = ["day", "hour", "minute", "second"] as const;

/** How long an ISO 8601 duration is: `2 hours`, `1 day 12 hours`; the text itself where it is none of days and time. */
export function durationWords(text: string): string {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  const parts = units.flatMap((unit, at) => {
    const count = match?.[at + 1];
    if (count === undefined) return [];
    return [`${formatQuantity(count)} ${unit}${count === "1" ? "" : "s"}`];
  });
  return parts.length === 0 ? text : parts.join(" ");
}

/** What a quota counts use over: `a month`, `any 2 hours`. */
export const windowWords = (per: QuotaWindow): string =>
  typeof per === "string" ? windows[per] : `any ${durationWords(per.rolling)}`;

/** What happens past a quota. */
export function overageWords({ allowance, overage, grace }: Quota): string {
  if (allowance === null) return "No end of it";
  if (overage === "bill") return "Billed past it";
  return isZero(grace) ? "Blocked past it" : `Blocked ${formatQuantity(grace)} past it`;
}

/** When use counts from zero again: a day of the zone, or a minute for what resets within one. */
export function resetWords({ per, resetsAt }: Quota, zone: string): string {
  if (resetsAt === null) return "As time goes on";
  return per === "minute" || per === "hour" ? formatMinute(resetsAt) : formatDay(resetsAt, zone);
}

const kinds: Readonly<Record<EntitlementSource["kind"], string>> = {
  contract: "Contract",
  trial: "Trial of",
  plan: "Plan",
  addon: "Add-on",
  licence: "Licence",
  default: "Everyone has it",
};

/** What grants something, with its name where it is known: `Plan Team`, `Contract k-1`. */
export const sourceWords = (
  { kind, id }: EntitlementSource,
  names: ReadonlyMap<string, string>,
): string => (kind === "default" ? kinds.default : `${kinds[kind]} ${names.get(id) ?? id}`);
