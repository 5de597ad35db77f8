import type { FastifyInstance } from "fastify";
import type { SubscriptionFact } from "../../../account/fact.ts";
import type { Services } from "../../../services/services.ts";
import type { SubscriptionDetail } from "../../../services/subscription-answers.ts";
import { formatInstant, parseInstant } from "../../../time/instant.ts";
import { reader, writer } from "../../authenticate.ts";
import { Refusal, refusalOf } from "../../problem.ts";
import { noQuery, pathPart, queryOf } from "../../query.ts";
import { accept } from "../../read-body.ts";
import { checkedFact } from "./customers.ts";
import { type Fields, fieldsIn, textIn } from "./fields.ts";
import { noSuch } from "./lago-error.ts";

const names = {
  read: [
    "external_customer_id",
    "external_id",
    "plan_code",
    "billing_time",
    "subscription_at",
    "ending_at",
  ],
  passedOver: ["name", "billing_entity_code", "purchase_order_number"],
};

/**
 * `POST /api/v1/subscriptions` buys a plan, `DELETE` ends it today, `GET` shows it. A `plan_code` is a plan of the model, with
 * `:annual` behind it where the plan is sold at several cadences. As with Lago, periods are those of the calendar unless
 * `billing_time` says otherwise. The same subscription again is answered as it is.
 */
export function subscriptionRoutes(app: FastifyInstance, services: Services): void {
  const { reports, told, clock, recordFact } = services;
  const shownOf = async (tenant: string, id: string): Promise<object> => {
    const found = await reports.subscription(tenant, id);
    if (found === undefined) throw noSuch("subscription");
    return { subscription: shown(found) };
  };
  const today = async (tenant: string, customer: string): Promise<string> => {
    const day = await told.today(tenant, customer);
    if (day === undefined) throw noSuch("customer");
    return day;
  };
  app.post("/api/v1/subscriptions", async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    const fields = fieldsIn(request, "subscription", names);
    const id = textIn(fields, "external_id") ?? "";
    const start = await today(tenant, textIn(fields, "external_customer_id") ?? "");
    const isThere = async (): Promise<boolean> => {
      const bought = await told.subscription(tenant, id);
      return bought !== undefined && isSame(fields, bought);
    };
    if (await isThere()) return shownOf(tenant, id);
    const recorded = await recordFact(tenant, checkedFact(subscriptionFact(fields, start)));
    // Another request may have bought it since it was looked for.
    if (!recorded.ok && !(await isThere())) accept(recorded);
    return shownOf(tenant, id);
  });
  app.get("/api/v1/subscriptions/:subscription", async (request) => {
    noQuery(request);
    return shownOf(reader(request).tenant, pathPart(request, "subscription"));
  });
  app.delete("/api/v1/subscriptions/:subscription", async (request) => {
    const { tenant } = writer(request);
    const query = queryOf(request, ["on_termination_credit_note", "on_termination_invoice"]);
    const id = pathPart(request, "subscription");
    const found = await reports.subscription(tenant, id);
    if (found === undefined || found.standing === "ended") throw noSuch("subscription");
    const { customer } = found;
    const cancellation = {
      fact: "cancel",
      id: `${id}@${formatInstant(clock.now(tenant))}`,
      customer,
      subscription: id,
      on: await today(tenant, customer),
      credit: creditOf(query.on_termination_credit_note),
    };
    if ((query.on_termination_invoice ?? "generate") !== "generate")
      throw refusalOf([notDone("on_termination_invoice")]);
    accept(await recordFact(tenant, checkedFact(cancellation)));
    return shownOf(tenant, id);
  });
}

const notDone = (name: string) => ({
  code: "invalid-query",
  path: `/${name}`,
  message: "this is not done here",
  suggestion: "leave it out",
});

/** Lago gives back what was paid for and not used, unless it is told to keep it. */
function creditOf(given = "credit"): "prorated" | "none" {
  if (given === "credit") return "prorated";
  if (given === "skip") return "none";
  throw refusalOf([notDone("on_termination_credit_note")]);
}

/** A plan's code with its cadence taken off. */
function planIn(fields: Fields): { readonly plan?: string; readonly cadence?: string } {
  const [plan, cadence] = textIn(fields, "plan_code")?.split(":") ?? [];
  return {
    ...(plan === undefined ? {} : { plan }),
    ...(cadence === undefined ? {} : { cadence }),
  };
}

/** Whether what is asked for was bought already; another plan under its id is a change, which is told otherwise. */
function isSame(fields: Fields, bought: SubscriptionFact): boolean {
  const { plan, cadence } = planIn(fields);
  if (bought.customer !== fields.external_customer_id || bought.plan !== plan) return false;
  if (cadence !== undefined && bought.cadence !== cadence) return false;
  const start = dayIn(fields, "subscription_at");
  return start === undefined || start === bought.start;
}

/** A day, or the day at its beginning of an instant as it is written. */
function dayIn(fields: Fields, name: string): string | undefined {
  const text = textIn(fields, name);
  if (text === undefined || !/T/.test(text)) return text;
  accept(parseInstant(text, `/${name}`));
  return text.slice(0, 10);
}

function subscriptionFact(fields: Fields, today: string) {
  const { billing_time = "calendar" } = fields;
  if (billing_time !== "calendar" && billing_time !== "anniversary")
    throw new Refusal("invalid-request", "billing_time is calendar or anniversary", [
      {
        code: "not-a-choice",
        path: "/alignment",
        message: "billing_time is calendar or anniversary",
      },
    ]);
  const end = dayIn(fields, "ending_at");
  return {
    fact: "subscription",
    id: fields.external_id,
    customer: fields.external_customer_id,
    ...planIn(fields),
    start: dayIn(fields, "subscription_at") ?? today,
    ...(end === undefined ? {} : { end }),
    alignment: billing_time,
  };
}

const statuses: Readonly<Record<SubscriptionDetail["standing"], string>> = {
  scheduled: "pending",
  trialing: "active",
  active: "active",
  paused: "active",
  ended: "terminated",
};

function shown(subscription: SubscriptionDetail): object {
  const { id, customer, standing, phases } = subscription;
  const [first] = phases;
  const phase =
    phases.find(({ current }) => current) ?? (standing === "scheduled" ? first : phases.at(-1));
  const end = phases.at(-1)?.to ?? endOf(subscription);
  const isOver = standing === "ended";
  const plan = [phase?.plan, phase?.cadence].filter(Boolean).join(":");
  return {
    lago_id: id,
    external_id: id,
    lago_customer_id: customer,
    external_customer_id: customer,
    billing_time: subscription.alignment,
    name: null,
    plan_code: plan,
    status: statuses[standing],
    created_at: dayStart(first?.from),
    subscription_at: dayStart(first?.from),
    started_at: standing === "scheduled" ? null : dayStart(first?.from),
    ending_at: isOver ? null : dayStart(end),
    terminated_at: isOver ? dayStart(end) : null,
    canceled_at: null,
    previous_plan_code: null,
    next_plan_code: null,
    downgrade_plan_date: null,
    trial_ended_at: dayStart(subscription.trialUntil),
  };
}

/** The day of the cancellation, of a subscription that ended before anything of it was served. */
const endOf = ({ changes }: SubscriptionDetail): string | undefined =>
  changes.findLast(({ kind, state }) => kind === "cancel" && state !== "undone")?.day;

/** A local day as Lago writes a moment: at its beginning, the zone left open. */
const dayStart = (day: string | null | undefined): string | null =>
  day == null ? null : `${day}T00:00:00Z`;
