import type { FastifyInstance } from "fastify";
import type { AccountFact, CustomerFact } from "../../account/fact.ts";
import { parseAccountFact } from "../../account/fact-shape.ts";
import type { Services } from "../../services/services.ts";
import { writer } from "../authenticate.ts";
import { onceOf, sendStored } from "../idempotency.ts";
import { Refusal } from "../problem.ts";
import { noQuery, pathPart } from "../query.ts";
import { accept, strictBody } from "../read-body.ts";
import { isRecord } from "../record.ts";
import { storable } from "../stored-text.ts";
import { customerReads } from "./customer-reads.ts";
import { invoiceReads } from "./invoice-reads.ts";

/** Each route records one kind of fact; the body is the fact without its `fact` field. */
const routes: Readonly<Record<string, AccountFact["fact"]>> = {
  "/v1/customers": "customer",
  "/v1/tax-decisions": "tax-decision",
  "/v1/subscriptions": "subscription",
  "/v1/licences": "licence",
  "/v1/sales": "sale",
  "/v1/bundles": "bundle",
  "/v1/contracts": "contract",
  "/v1/contract-renewals": "contract-renewal",
  "/v1/contract-notices": "contract-notice",
  "/v1/contract-notice-withdrawals": "contract-notice-withdrawal",
  "/v1/contract-renewal-withdrawals": "contract-renewal-withdrawal",
  "/v1/index-values": "index-value",
  "/v1/volume-estimates": "volume-estimate",
  "/v1/changes": "change",
  "/v1/cancellations": "cancel",
  "/v1/pauses": "pause",
  "/v1/resumptions": "resume",
  "/v1/reactivations": "reactivate",
  "/v1/undoings": "undo",
  "/v1/coupon-redemptions": "coupon",
  "/v1/milestones": "milestone",
  "/v1/sale-amendments": "amendment",
  "/v1/payments": "payment",
  "/v1/payment-returns": "payment-return",
  "/v1/write-offs": "write-off",
  "/v1/write-off-reversals": "write-off-reversal",
  "/v1/recoveries": "recovery",
  "/v1/disputes": "dispute",
  "/v1/dispute-outcomes": "dispute-outcome",
  "/v1/balance-applications": "balance-application",
  "/v1/reassignments": "reassignment",
  "/v1/contests": "contest",
  "/v1/contest-ends": "contest-end",
  "/v1/payment-promises": "payment-promise",
  "/v1/credit-notes": "credit-note",
  "/v1/credit-grants": "grant",
  "/v1/credit-grant-voids": "void-grant",
  "/v1/credit-grant-adjustments": "adjust-grant",
  "/v1/top-up-rules": "top-up-rule",
  "/v1/uptime": "uptime",
  "/v1/sla-claims": "sla-claim",
};

/** `POST /v1/customers`, `/v1/subscriptions`, `/v1/licences`, `/v1/sales`, and the customers' reading side. */
export function factRoutes(app: FastifyInstance, services: Services): void {
  for (const [url, kind] of Object.entries(routes)) {
    app.post(url, async (request, reply) => {
      const { tenant } = writer(request);
      noQuery(request);
      const once = onceOf(request);
      const body = strictBody(request);
      if (!isRecord(body)) throw notAnObject(kind);
      if (body.fact !== undefined && body.fact !== kind) throw wrongRoute(body.fact, kind);
      const fact = accept(storable(parseAccountFact({ ...body, fact: kind }), body, "fact"));
      if (fact.recordedAt !== undefined) throw recordedByServer();
      if ("amends" in fact) throw amendedByPut();
      return sendStored(reply, accept(await services.recordFact(tenant, fact, once)));
    });
  }
  amendCustomerRoute(app, services);
  vatCheckRoute(app, services);
  unparkRoute(app, services);
  customerReads(app, services);
  invoiceReads(app, services);
}

/** `PUT /v1/customers/:id`: the whole of what is known from now on; its id is the path's. */
function amendCustomerRoute(app: FastifyInstance, services: Services): void {
  app.put("/v1/customers/:id", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const id = pathPart(request, "id");
    const once = onceOf(request);
    const own = once === undefined ? undefined : { ...once, route: `${once.route} ${id}` };
    const body = strictBody(request);
    if (!isRecord(body)) throw notAnObject("customer");
    if (body.fact !== undefined && body.fact !== "customer")
      throw wrongRoute(body.fact, "customer");
    if (body.id !== undefined && body.id !== id) throw otherId();
    const read = parseAccountFact({ ...body, id, fact: "customer" });
    const fact = accept(storable(read, body, "fact"));
    if (fact.recordedAt !== undefined) throw recordedByServer();
    if ("amends" in fact) throw amendedByPut();
    // Read as a customer, so it is one.
    const customer = fact as CustomerFact;
    return sendStored(reply, accept(await services.amendCustomer(tenant, customer, own)));
  });
}

const amendedByPut = (): Refusal => {
  const message = "the method says whether a customer is added or amended; leave this out";
  return new Refusal("invalid-request", message, [
    {
      code: "unknown-field",
      path: "/amends",
      message,
      suggestion: "PUT /v1/customers/{id} amends",
    },
  ]);
};

const otherId = (): Refusal => {
  const message = "the path names another customer";
  return new Refusal("invalid-request", message, [
    { code: "other-id", path: "/id", message, suggestion: "leave it out" },
  ]);
};

/** `POST /v1/customers/:id/vat-checks`: needs no body. */
function vatCheckRoute(app: FastifyInstance, services: Services): void {
  app.post("/v1/customers/:id/vat-checks", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const id = pathPart(request, "id");
    const once = onceOf(request);
    const own = once === undefined ? undefined : { ...once, route: `${once.route} ${id}` };
    return sendStored(reply, accept(await services.vatChecks.check(tenant, id, own)));
  });
}

/** `POST /v1/customers/:id/unpark`: needs no body. A key belongs to one customer's request, whose id is in the path. */
function unparkRoute(app: FastifyInstance, services: Services): void {
  app.post("/v1/customers/:id/unpark", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const id = pathPart(request, "id");
    const once = onceOf(request);
    const own = once === undefined ? undefined : { ...once, route: `${once.route} ${id}` };
    return sendStored(reply, accept(await services.unpark(tenant, id, own)));
  });
}

function notAnObject(kind: AccountFact["fact"]): Refusal {
  const message = `a ${kind} is an object`;
  return new Refusal("invalid-request", message, [{ code: "wrong-type", path: "", message }]);
}

function wrongRoute(fact: unknown, kind: AccountFact["fact"]): Refusal {
  const route = Object.keys(routes).find((url) => routes[url] === fact);
  const message = `this route takes a ${kind} and no other fact`;
  return new Refusal("invalid-request", message, [
    {
      code: "wrong-route",
      path: "/fact",
      message,
      ...(typeof fact === "string" ? { value: fact.slice(0, 60) } : {}),
      ...(route === undefined ? {} : { suggestion: `post it to ${route}` }),
    },
  ]);
}

const recordedByServer = (): Refusal =>
  new Refusal("invalid-request", "the server records when it learned of a fact", [
    {
      code: "unknown-field",
      path: "/recordedAt",
      message: "the server's clock says when a fact became known; leave this out",
    },
  ]);
