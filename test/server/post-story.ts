import { contractFactShapes } from "../../src/account/contracts/contract-fact-shape.ts";
import { moneyFactShapes } from "../../src/account/money-fact-shape.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { formatInstant, type Instant } from "../../src/time/instant.ts";
import type { Client } from "./running-florin.ts";
import type { Moment, PostedFact, StoryCorrection, StoryEvent } from "./story.ts";

/** A line of a facts file. */
export type FactLine = Readonly<Record<string, unknown>>;

/** A story that is being told to a server as one tenant. */
export interface Telling {
  /** Tells what belongs to this moment; the server's clock must show it. */
  readonly tell: (moment: Moment) => Promise<void>;
  /** Everything that was told, as facts with the times at which the server learned of them. */
  readonly facts: FactLine[];
  /** How the server answered events. */
  readonly events: Record<string, number>;
  /** How many facts about accounts were refused. */
  readonly refusedFacts: () => number;
}

const routes = {
  customer: "/v1/customers",
  "tax-decision": "/v1/tax-decisions",
  subscription: "/v1/subscriptions",
  licence: "/v1/licences",
  sale: "/v1/sales",
  bundle: "/v1/bundles",
  milestone: "/v1/milestones",
  amendment: "/v1/sale-amendments",
  contract: "/v1/contracts",
  "contract-renewal": "/v1/contract-renewals",
  "contract-notice": "/v1/contract-notices",
  "contract-notice-withdrawal": "/v1/contract-notice-withdrawals",
  "contract-renewal-withdrawal": "/v1/contract-renewal-withdrawals",
  "index-value": "/v1/index-values",
  "volume-estimate": "/v1/volume-estimates",
  change: "/v1/changes",
  cancel: "/v1/cancellations",
  pause: "/v1/pauses",
  resume: "/v1/resumptions",
  reactivate: "/v1/reactivations",
  undo: "/v1/undoings",
  coupon: "/v1/coupon-redemptions",
  payment: "/v1/payments",
  "payment-return": "/v1/payment-returns",
  "write-off": "/v1/write-offs",
  dispute: "/v1/disputes",
  "dispute-outcome": "/v1/dispute-outcomes",
  "balance-application": "/v1/balance-applications",
  "write-off-reversal": "/v1/write-off-reversals",
  recovery: "/v1/recoveries",
  reassignment: "/v1/reassignments",
  contest: "/v1/contests",
  "contest-end": "/v1/contest-ends",
  "payment-promise": "/v1/payment-promises",
  "credit-note": "/v1/credit-notes",
  grant: "/v1/credit-grants",
  "void-grant": "/v1/credit-grant-voids",
  "adjust-grant": "/v1/credit-grant-adjustments",
  "top-up-rule": "/v1/top-up-rules",
  uptime: "/v1/uptime",
  "sla-claim": "/v1/sla-claims",
} as const;

/** Begins to tell a story. Events go through every entrance in turn, by seed. */
export function startTelling(api: Client, seed: number): Telling {
  const facts: FactLine[] = [];
  const events: Record<string, number> = { accepted: 0, duplicate: 0, conflict: 0, rejected: 0 };
  const random = seededRandom(seed);
  let refused = 0;
  return {
    facts,
    events,
    refusedFacts: () => refused,
    tell: async (moment) => {
      for (const fact of moment.facts) {
        const recordedAt = await postFact(api, fact);
        if (recordedAt === undefined) refused += 1;
        // What was refused leaves no trace: told again at another place of its instant, as in a file, it might fit.
        const ordered =
          "subscription" in fact ||
          Object.hasOwn(contractFactShapes, fact.fact) ||
          fact.fact === "credit-note" ||
          Object.hasOwn(moneyFactShapes, fact.fact);
        if (recordedAt === undefined && ordered) continue;
        facts.push({ ...fact, recordedAt: recordedAt ?? formatInstant(moment.at) });
      }
      for (let from = 0; from < moment.events.length; from += 1_000) {
        const batch = moment.events.slice(from, from + 1_000);
        for (const status of await postEvents(api, batch, random.whole(0, 3)))
          events[status] = (events[status] ?? 0) + 1;
        for (const event of batch) facts.push(received(event, moment.at));
      }
      if (moment.corrections.length > 0)
        for (const line of await postCorrections(api, moment.corrections)) facts.push(line);
    },
  };
}

/** The corrections as facts: those that the server took, with when it did. */
async function postCorrections(
  api: Client,
  corrections: readonly StoryCorrection[],
): Promise<readonly FactLine[]> {
  const answer = await api.post("/v1/events/corrections", corrections);
  if (answer.status !== 200) throw new Error(`corrections were refused: ${answer.text}`);
  const { items } = answer.json as { items: readonly { receivedAt?: string }[] };
  return items.flatMap(({ receivedAt }, place) =>
    receivedAt === undefined ? [] : [{ fact: "correction", ...corrections[place], receivedAt }],
  );
}

const received = (event: StoryEvent, instant: Instant): FactLine => ({
  fact: "usage",
  ...event,
  receivedAt: formatInstant(instant),
});

/** When the server learned of it; undefined where it refused. */
async function postFact(
  api: Client,
  { fact, amends, ...body }: PostedFact,
): Promise<string | undefined> {
  const answer =
    amends === true
      ? await api.ask("PUT", `/v1/customers/${String(body.id)}`, { body })
      : await api.post(routes[fact], body);
  if (answer.status >= 500) throw new Error(`the server broke: ${answer.text}`);
  return answer.status < 300 ? (answer.json as { recordedAt: string }).recordedAt : undefined;
}

async function postEvents(
  api: Client,
  events: readonly StoryEvent[],
  entrance: number,
): Promise<readonly string[]> {
  if (entrance === 1) return postLines(api, events);
  const [body, type] =
    entrance === 2
      ? [events.map(cloudEvent), "application/cloudevents-batch+json"]
      : [events, "application/json"];
  const answer = await api.post("/v1/events", body, { "content-type": type });
  if (answer.status !== 200) throw new Error(`a batch was refused: ${answer.text}`);
  return (answer.json as { items: { status: string }[] }).items.map(({ status }) => status);
}

async function postLines(api: Client, events: readonly StoryEvent[]): Promise<readonly string[]> {
  const body = events.map((event) => `${JSON.stringify(event)}\n`).join("");
  const answer = await api.post("/v1/events", body, { "content-type": "application/x-ndjson" });
  return answer.text
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { status: string }).status);
}

const cloudEvent = ({ customer, source = "api", ...event }: StoryEvent): object => ({
  specversion: "1.0",
  ...event,
  source,
  subject: customer,
});
