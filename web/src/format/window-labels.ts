import { formatDay, formatPeriod, formatWindow, formatWindowTick } from "./format-date.ts";

/** The length of one bar of a usage chart; `period` is a billing period of a subscription. */
export type WindowLength = "hour" | "day" | "month" | "period";

interface Span {
  readonly from: string;
  readonly to: string;
}

/** How the windows of a usage chart are called. */
export interface WindowLabels {
  readonly header: string;
  /** On an axis, where the year goes without saying. */
  readonly tick: (window: Span) => string;
  readonly full: (window: Span) => string;
}

const headers = { hour: "Hour", day: "Day", month: "Month" } as const;

/** Labels of windows: hours of UTC; days, months and billing periods of the time zone of whose they are. */
export function windowLabels(length: WindowLength, zone = "UTC"): WindowLabels {
  if (length === "period")
    return {
      header: "Billing period",
      tick: ({ from }) => `from ${formatDay(from, zone)}`,
      full: ({ from, to }) => formatPeriod(from, to, zone),
    };
  return {
    header: `${headers[length]} (${length === "hour" ? "UTC" : zone})`,
    tick: ({ from }) => formatWindowTick(from, length, zone),
    full: ({ from }) => formatWindow(from, length, zone),
  };
}
