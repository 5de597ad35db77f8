import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Invoice } from "../../account/invoice.ts";
import type { Fault } from "../../fault/fault.ts";
import { decimalOf, subtract, sum } from "../../money/decimal.ts";
import { randomText } from "../../services/key-secrets.ts";
import {
  boughtUnderContract,
  isAgreed,
  isOwnChange,
  portalToldPrefix,
} from "../../services/portal/own-decisions.ts";
import { moneyText } from "../../services/report-parts.ts";
import type { Services } from "../../services/services.ts";
import type { SubscriptionDetail } from "../../services/subscription-answers.ts";
import { bodyAs } from "../payment-requests.ts";
import { Refusal } from "../problem.ts";
import { noQuery } from "../query.ts";
import { isRecord } from "../record.ts";
import { cancellationBody, changeBody, undoingBody } from "./portal-bodies.ts";
import { actRefused, guestOf } from "./portal-guard.ts";
import {
  isWaiting,
  keyOf,
  type Relay,
  type RelayedAnswer,
  type RelayedRequest,
  sendRelayed,
} from "./portal-relay.ts";

/** Plans that are changed, ended, and kept after all: previewed and told as `/v1` previews and is told. */
export function portalChangeRoutes(
  app: FastifyInstance,
  { reports, portal, accounts }: Pick<Services, "reports" | "portal" | "accounts">,
  relay: Relay,
): void {
  const own = (request: FastifyRequest, id: string) => ownSubscription(reports, request, id);
  /** The caller's own, and theirs to decide about. */
  const decided = async (request: FastifyRequest, id: string): Promise<void> => {
    const subscription = await own(request, id);
    if (isAgreed(subscription, await boughtUnderContract(accounts, guestOf(request))))
      throw underContract(id);
  };
  const change = async (request: FastifyRequest): Promise<Told> => {
    noQuery(request);
    const body = bodyAs(request, changeBody);
    await decided(request, body.subscription);
    if (body.plan !== undefined) {
      const offered = await portal.plans(guestOf(request), body.subscription);
      const wished = offered?.find(({ id }) => id === body.plan);
      if (wished === undefined) throw notOffered(body.plan);
      if (!wished.open) throw toBeAgreed(body.plan);
    }
    return { fact: "change", route: "/v1/changes", terms: { ...body } };
  };
  const cancellation = async (request: FastifyRequest): Promise<Told> => {
    noQuery(request);
    const { reason: why, ...body } = bodyAs(request, cancellationBody);
    await decided(request, body.subscription);
    return {
      fact: "cancel",
      route: "/v1/cancellations",
      terms: { when: "period-end", ...body },
      ...(why === undefined ? {} : { reason: why }),
    };
  };
  for (const [path, read] of [
    ["/portal/v1/changes", change],
    ["/portal/v1/cancellations", cancellation],
  ] as const) {
    app.post(`${path}/preview`, async (request, reply) =>
      sendPreview(reply, await relay(request, previewOf(request, await read(request)))),
    );
    app.post(path, async (request, reply) => tell(relay, request, reply, await read(request)));
  }
  app.post("/portal/v1/undoings", async (request, reply) => {
    noQuery(request);
    const body = bodyAs(request, undoingBody);
    const { changes } = await own(request, body.subscription);
    const made = changes.find((one) => one.id === body.change && isOwnChange(one));
    if (made === undefined)
      throw new Refusal("not-found", "there is no such change that can be taken back here");
    const act = made.kind === "cancel" ? "plans.cancel" : "plans.change";
    if (!guestOf(request).acts.has(act)) throw actRefused(act);
    return tell(relay, request, reply, { fact: "undo", route: "/v1/undoings", terms: body });
  });
}

/** What is told of a subscription. */
interface Told {
  readonly fact: "change" | "cancel" | "undo";
  /** The route of `/v1` that is told. */
  readonly route: string;
  readonly terms: Readonly<Record<string, unknown>>;
  readonly reason?: string;
}

/** A subscription of the caller's customer; one of another is not there. */
async function ownSubscription(
  reports: Pick<Services["reports"], "subscription">,
  request: FastifyRequest,
  id: string,
): Promise<SubscriptionDetail> {
  const { tenant, customer } = guestOf(request);
  const found = await reports.subscription(tenant, id);
  if (found?.customer !== customer.id)
    throw new Refusal("not-found", "there is no such subscription");
  return found;
}

/** The name of what is told: the same for the same request told again. */
function idOf(request: FastifyRequest): string {
  const key = request.headers["idempotency-key"];
  const { customer } = guestOf(request);
  return `${portalToldPrefix}${key === undefined ? randomText(20) : keyOf(customer.id, String(key)).slice(0, 20)}`;
}

async function tell(
  relay: Relay,
  request: FastifyRequest,
  reply: FastifyReply,
  { route, terms, reason: why }: Told,
): Promise<FastifyReply> {
  const id = idOf(request);
  const answer = await relay(request, {
    method: "POST",
    url: route,
    action: "subscriptions.write",
    body: { ...terms, id, customer: guestOf(request).customer.id },
    ...(why === undefined ? {} : { reason: why }),
  });
  if (answer.status >= 300 || isWaiting(answer)) return sendRelayed(reply, answer);
  return reply.code(201).send({ state: "done", id });
}

function previewOf(request: FastifyRequest, { fact, terms }: Told): RelayedRequest {
  const customer = guestOf(request).customer.id;
  const facts = [{ fact, id: `${portalToldPrefix}${randomText(20)}`, customer, ...terms }];
  const body = { customer, facts };
  return { method: "POST", url: "/v1/preview", action: "subscriptions.read", body };
}

/** A preview, and what both sides come to. Faults stand where the caller wrote what they are about. */
function sendPreview(reply: FastifyReply, answer: RelayedAnswer): FastifyReply {
  const json = answer.json();
  if (answer.status !== 200)
    return reply.code(answer.status).type("application/problem+json").send(ofCaller(json));
  const preview = json as {
    readonly with: readonly Invoice[];
    readonly without: readonly Invoice[];
  };
  const sides = [preview.with, preview.without] as const;
  const currency = sides.flat()[0]?.currency ?? null;
  const [after, before] = sides.map((side) => sum(side.map(({ total }) => decimalOf(total))));
  if (after === undefined || before === undefined) throw new Error("broken invariant: two sides");
  return reply.header("cache-control", "no-store").send({
    ...preview,
    currency,
    totals: {
      with: moneyText(after, currency),
      without: moneyText(before, currency),
      difference: moneyText(subtract(after, before), currency),
    },
  });
}

const ofCaller = (problem: unknown): unknown =>
  isRecord(problem) && Array.isArray(problem.errors)
    ? {
        ...problem,
        errors: (problem.errors as readonly Fault[]).map((fault) => ({
          ...fault,
          path: fault.path.replace(/^\/facts\/0/, ""),
        })),
      }
    : problem;

const underContract = (subscription: string): Refusal => {
  const message = "this was agreed on with the seller, by a contract or for a term";
  return new Refusal("invalid-request", message, [
    {
      code: "agreed-with-seller",
      path: "/subscription",
      message,
      value: subscription,
      suggestion: "ask the seller",
    },
  ]);
};

const notOffered = (plan: string): Refusal => {
  const message = "this plan is not offered here";
  return new Refusal("invalid-request", message, [
    {
      code: "plan-not-offered",
      path: "/plan",
      message,
      value: plan.slice(0, 60),
      suggestion: "GET /portal/v1/plans lists those that are",
    },
  ]);
};

const toBeAgreed = (plan: string): Refusal => {
  const message = "something of this plan has to be agreed with the seller first";
  return new Refusal("invalid-request", message, [
    { code: "plan-not-offered", path: "/plan", message, value: plan, suggestion: "ask the seller" },
  ]);
};
