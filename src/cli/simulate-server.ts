import type { Invoice } from "../account/invoice.ts";
import type { DatedFact } from "../account/issue-in-order.ts";
import { accountOf } from "../account/issue-in-order.ts";
import { assert, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { formatInstant, type Instant, parseInstant } from "../time/instant.ts";
import type { ToldBusiness, ToldUsage } from "../twin/told-business.ts";
import type { Progress } from "./progress.ts";
import { askServer, type ServerRequest } from "./server-api.ts";

/** A running server and the key to it. */
export type ServerAccess = Pick<ServerRequest, "server" | "key">;

/** Something that a server has otherwise than the twin. */
export interface ServerDifference {
  /** An invoice's id, or the month of a metric. */
  readonly of: string;
  readonly what: "invoice" | "mrr";
  /** Absent where there is none of it. */
  readonly twin?: string;
  readonly server?: string;
}

/** What a server made of a told business. */
export interface ServerComparison {
  readonly invoices: number;
  /** Whether recurring value was compared, which takes a server with no other customers. */
  readonly mrr: boolean;
  readonly differences: readonly ServerDifference[];
}

/** Where a server is told each kind of fact. */
const routes: Readonly<Partial<Record<DatedFact["fact"]["fact"], string>>> = {
  subscription: "/v1/subscriptions",
  sale: "/v1/sales",
  licence: "/v1/licences",
  bundle: "/v1/bundles",
  contract: "/v1/contracts",
  "contract-renewal": "/v1/contract-renewals",
  "contract-notice": "/v1/contract-notices",
  change: "/v1/changes",
  cancel: "/v1/cancellations",
  payment: "/v1/payments",
  "payment-promise": "/v1/payment-promises",
  "write-off": "/v1/write-offs",
};

const eventsPerRequest = 1_000;
const pageLength = 500;

/**
 * Tells a server a simulated business over its own time, through the API that any program has: customers, what they buy, use, change and pay. The
 * server keeps a manual clock that stands before the business begins. Every request has an Idempotency-Key. Refuses `clock-not-manual`,
 * `clock-not-before`, and what the server refuses.
 */
export async function tellServer(
  access: ServerAccess,
  model: Model,
  told: ToldBusiness,
  progress: Progress,
): Promise<Result<void>> {
  const ready = await isBefore(access, told);
  if (!ready.ok) return ready;
  const post = (path: string, body: unknown, once: string): Promise<Result<unknown>> =>
    askServer({ ...access, method: "POST", path, body: JSON.stringify(body), once });
  const published = await post("/v1/models", model, `twin/${model.id}/${model.version}`);
  if (!published.ok) return published;
  const since = new Map(told.customers.map((one) => [one.id, one]));
  const steps = stepsOf(told);
  let now = Number.NEGATIVE_INFINITY;
  const moveTo = async (at: Instant): Promise<Result<unknown>> => {
    if (at <= now) return ok(undefined);
    now = at;
    return post("/v1/clock", { now: formatInstant(at) }, `twin/clock/${formatInstant(at)}`);
  };
  for (const [index, step] of steps.entries()) {
    const moved = await moveTo(step.at);
    if (!moved.ok) return moved;
    const opened = since.get(step.customer);
    if (opened !== undefined) {
      since.delete(step.customer);
      const { fact: _, recordedAt: __, ...body } = opened;
      const posted = await post("/v1/customers", body, `twin/customer/${step.customer}`);
      if (!posted.ok) return posted;
    }
    const posted = "fact" in step ? await tellFact(step, post) : await tellUsage(step, post);
    if (!posted.ok) return posted;
    progress.at(index + 1, `${formatInstant(step.at).slice(0, 10)}`);
  }
  const ended = await moveTo(told.until - 1);
  return ended.ok ? ok(undefined) : ended;
}

type Post = (path: string, body: unknown, once: string) => Promise<Result<unknown>>;

/** What is told at a moment: what was told earlier, and facts before use. */
type Step = (DatedFact | ToldUsage) & { readonly customer: string };

function stepsOf({ facts, usage }: ToldBusiness): readonly Step[] {
  return [...facts.map((one) => ({ ...one, customer: accountOf(one) })), ...usage].sort(
    (left, right) => left.at - right.at || Number("fact" in right) - Number("fact" in left),
  );
}

async function tellFact({ fact }: DatedFact, post: Post): Promise<Result<unknown>> {
  const { fact: kind, recordedAt: _, ...body } = fact;
  const route = routes[kind];
  assert(route !== undefined, `a simulated customer's account is told no "${kind}"`);
  const customer = accountOf({ fact });
  const name = "id" in fact ? fact.id : kind;
  return post(route, named(body, customer), `twin/${kind}/${customer}/${name}`);
}

/** Names of what a customer has: the twin's are its own, and a server's are everybody's. */
const ownNames = ["id", "subscription", "of", "contract"] as const;

function named(body: object, customer: string): object {
  const ofCustomer = (name: unknown): unknown =>
    typeof name === "string" ? `${customer}/${name}` : name;
  const told: Record<string, unknown> = { ...body };
  for (const name of ownNames) if (name in told) told[name] = ofCustomer(told[name]);
  if (Array.isArray(told.endAddons)) told.endAddons = told.endAddons.map(ofCustomer);
  return told;
}

async function tellUsage(
  { at, customer, batches }: ToldUsage,
  post: Post,
): Promise<Result<unknown>> {
  const time = formatInstant(at);
  let events: object[] = [];
  let sent = 0;
  const send = async (): Promise<Result<unknown>> => {
    const once = `twin/events/${customer}/${time}/${sent}`;
    const answer = await post("/v1/events", events, once);
    events = [];
    return answer.ok ? accepted(answer.value) : answer;
  };
  for (const { event: type, data, events: count } of batches)
    for (let own = 0; own < count; own += 1) {
      sent += 1;
      events.push({ id: `${customer}/${time}/${sent}`, type, customer, time, data });
      if (events.length < eventsPerRequest) continue;
      const posted = await send();
      if (!posted.ok) return posted;
    }
  return events.length === 0 ? ok(undefined) : send();
}

/** Refuses the first event that the server refused. */
function accepted(answer: unknown): Result<void> {
  const { items = [] } = answer as { readonly items?: readonly { readonly errors?: Fault[] }[] };
  const faults = items.flatMap(({ errors = [] }) => errors);
  return faults.length === 0 ? ok(undefined) : refuse(...faults.slice(0, 3));
}

async function isBefore(access: ServerAccess, told: ToldBusiness): Promise<Result<void>> {
  const answer = await askServer({ ...access, method: "GET", path: "/v1/clock" });
  if (!answer.ok) return answer;
  const { now, mode } = answer.value as { readonly now: string; readonly mode: string };
  if (mode !== "manual")
    return refuse({
      code: "clock-not-manual",
      path: "--server",
      message: "the server runs on real time, and a simulation needs to move its clock",
      value: access.server,
      suggestion: "start it with florin serve --clock and an instant before the plan begins",
    });
  const begins = told.facts[0]?.at ?? told.until;
  const stands = parseInstant(now);
  if (!stands.ok) return stands;
  if (stands.value <= begins) return ok(undefined);
  return refuse({
    code: "clock-not-before",
    path: "--server",
    message: `the server's clock stands at ${now}, and the first customers come on ${formatInstant(begins)}`,
    value: access.server,
    suggestion: "take a server with a fresh data folder, whose clock stands before that",
  });
}

interface Listed {
  readonly id: string;
  readonly customer: string;
  readonly total: string;
  readonly issuedAt: string;
}

/** Holds the invoices of a server and its recurring value against the twin's, to the cent. */
export async function compareWithServer(
  access: ServerAccess,
  { customers, invoices, recurring }: ToldBusiness,
  { metricSettings = {} }: Pick<Model, "metricSettings">,
): Promise<Result<ServerComparison>> {
  const own = new Set(customers.map(({ id }) => id));
  const listed = await listInvoices(access);
  if (!listed.ok) return listed;
  const issued = new Map(
    listed.value.flatMap((one) => (own.has(one.customer) ? [[one.id, invoiceText(one)]] : [])),
  );
  const expected = new Map(invoices.map((one) => [one.id, invoiceText(one)]));
  const differences: ServerDifference[] = differing("invoice", expected, issued);
  const alone = listed.value.every(({ customer }) => own.has(customer));
  if (alone) {
    const [from, to] = [recurring[0]?.month, recurring.at(-1)?.month];
    const settings = Object.entries(metricSettings).map(([id, value]) => `${id}:${value}`);
    const asked =
      settings.length === 0 ? "" : `&settings=${encodeURIComponent(settings.join(","))}`;
    const path = `/v1/metrics?from=${from}&to=${to}&metrics=mrr${asked}`;
    const answer = await askServer({ ...access, method: "GET", path });
    if (!answer.ok) return answer;
    const { movements } = answer.value as {
      readonly movements: readonly { readonly month: string; readonly closing: string }[];
    };
    const byMonth = (all: typeof movements) =>
      new Map(all.map(({ month, closing }) => [month, closing]));
    differences.push(...differing("mrr", byMonth(recurring), byMonth(movements)));
  }
  return ok({ invoices: expected.size, mrr: alone, differences });
}

const invoiceText = ({ total, issuedAt }: Pick<Invoice, "total" | "issuedAt">): string =>
  `${total} on ${issuedAt}`;

function differing(
  what: ServerDifference["what"],
  twin: ReadonlyMap<string, string>,
  server: ReadonlyMap<string, string>,
): ServerDifference[] {
  return [...new Set([...twin.keys(), ...server.keys()])].flatMap((of) => {
    const [own, other] = [twin.get(of), server.get(of)];
    if (own === other) return [];
    return [
      {
        of,
        what,
        ...(own === undefined ? {} : { twin: own }),
        ...(other === undefined ? {} : { server: other }),
      },
    ];
  });
}

async function listInvoices(access: ServerAccess): Promise<Result<readonly Listed[]>> {
  const all: Listed[] = [];
  for (let cursor = ""; ; ) {
    const path = `/v1/invoices?limit=${pageLength}${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;
    const answer = await askServer({ ...access, method: "GET", path });
    if (!answer.ok) return answer;
    const { items, next } = answer.value as {
      readonly items: readonly Listed[];
      readonly next: string | null;
    };
    all.push(...items);
    if (next === null) return ok(all);
    cursor = next;
  }
}
