import { expectOk } from "../../fault/fault.ts";
import { daysFromCivil, parseCivilDate } from "../../time/calendar.ts";
import { DAY_MS, formatInstant, HOUR_MS, type Instant } from "../../time/instant.ts";
import { startProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import type { ApiClient } from "./api-client.ts";
import type { DemoCustomer } from "./business.ts";
import type { UsageByDay } from "./usage.ts";

/** What the demonstration sent and what came of it. */
export interface DemoTotals {
  readonly events: number;
  readonly invoices: number;
}

const eventsPerRequest = 1_000;
const requestsAtOnce = 8;

const routes = {
  subscription: "/v1/subscriptions",
  licence: "/v1/licences",
  sale: "/v1/sales",
} as const;

/**
 * Lives through the days over HTTP: what begins on a day is posted before it, then time moves to the day's end, which bills
 * what is due, then the day's usage is posted, and then what `live` does on that day. After the last day the clock moves past the grace window.
 */
export async function runMonths(
  api: ApiClient,
  customers: readonly DemoCustomer[],
  usage: UsageByDay,
  span: { readonly from: Instant; readonly days: number },
  terminal: Terminal,
  live: (day: number) => Promise<void> = async () => {},
): Promise<DemoTotals> {
  const progress = startProgress("Billing", span.days, terminal);
  let events = 0;
  let invoices = 0;
  const moveTo = async (instant: Instant): Promise<void> => {
    const reading = await api.post<{ invoices: number }>("/v1/clock", {
      now: formatInstant(instant),
    });
    invoices += reading.invoices;
  };
  const starting = byDay(customers, span);
  for (let day = 0; day < span.days; day += 1) {
    const { customers: joining = [], purchases = [] } = starting[day] ?? {};
    await postAll(joining, (body) => api.post("/v1/customers", body));
    await postAll(purchases, ({ path, body }) => api.post(path, body));
    await moveTo(span.from + (day + 1) * DAY_MS - 1_000);
    const today = usage(day);
    await postAll(batches(today), (batch) => api.post("/v1/events", batch));
    events += today.length;
    await live(day);
    progress.at(
      day + 1,
      `${events.toLocaleString("en")} events, ${invoices.toLocaleString("en")} invoices`,
    );
  }
  await moveTo(span.from + span.days * DAY_MS + 2 * HOUR_MS);
  progress.done(
    `${events.toLocaleString("en")} usage events in, ${invoices.toLocaleString("en")} invoices out`,
  );
  return { events, invoices };
}

interface StartingDay {
  readonly customers: object[];
  readonly purchases: { readonly path: string; readonly body: object }[];
}

/** What begins on each day; customers are posted before what they buy. */
function byDay(
  customers: readonly DemoCustomer[],
  span: { readonly from: Instant; readonly days: number },
): StartingDay[] {
  const days = Array.from(
    { length: span.days },
    (): StartingDay => ({ customers: [], purchases: [] }),
  );
  const firstDay = dayOf(formatInstant(span.from).slice(0, 10));
  for (const { customer, purchases, joinsOnDay } of customers) {
    days[joinsOnDay]?.customers.push(withoutKind(customer));
    for (const purchase of purchases) {
      const day = dayOf(purchase.fact === "sale" ? purchase.date : purchase.start) - firstDay;
      days[day]?.purchases.push({ path: routes[purchase.fact], body: withoutKind(purchase) });
    }
  }
  return days;
}

const dayOf = (date: string): number => daysFromCivil(expectOk(parseCivilDate(date)));

const withoutKind = ({ fact: _, ...rest }: { readonly fact: string }): object => rest;

function batches<T>(entries: readonly T[]): T[][] {
  const result: T[][] = [];
  for (let from = 0; from < entries.length; from += eventsPerRequest)
    result.push(entries.slice(from, from + eventsPerRequest));
  return result;
}

/** A few requests at a time, in order of start. */
async function postAll<T>(
  entries: readonly T[],
  post: (entry: T) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < entries.length; from += requestsAtOnce)
    await Promise.all(entries.slice(from, from + requestsAtOnce).map(post));
}
