import type { FastifyInstance } from "fastify";
import { invoiceText } from "../../account/invoice.ts";
import { refuse } from "../../fault/fault.ts";
import { dunningActions } from "../../model/dunning.ts";
import { contractStatuses, timelineGroups } from "../../services/accounts/account-answers.ts";
import { milestoneStates } from "../../services/accounts/milestones-report.ts";
import type { Services } from "../../services/services.ts";
import { disputeStatuses } from "../../store/disputes.ts";
import { reader } from "../authenticate.ts";
import { expandedPage } from "../expanded.ts";
import { Refusal } from "../problem.ts";
import {
  choiceOf,
  dayBounds,
  dayOf,
  instantOf,
  noQuery,
  pageOf,
  pathPart,
  queryOf,
} from "../query.ts";
import { accept } from "../read-body.ts";
import { customersOf } from "./customer-reads.ts";

const noCustomer = (): Refusal => new Refusal("not-found", "there is no such customer");

/** The pages of one account, and those of all accounts that are dunned or have credits. */
export function accountRoutes(
  app: FastifyInstance,
  { accounts, reports }: Pick<Services, "accounts" | "reports">,
): void {
  const named = (tenant: string) => ({ customer: customersOf(reports, tenant) });
  app.get("/v1/customers/:id/timeline", async (request) => {
    const query = queryOf(request, ["group", "from", "to", "limit", "cursor"]);
    const { from, to } = query;
    const group = choiceOf(query.group, "group", timelineGroups);
    const found = await accounts.timeline(reader(request).tenant, pathPart(request, "id"), {
      ...pageOf(query),
      ...(group === undefined ? {} : { group }),
      ...(from === undefined ? {} : { from: instantOf(from, "from") }),
      ...(to === undefined ? {} : { to: instantOf(to, "to") }),
    });
    if (found === undefined) throw noCustomer();
    return found;
  });
  app.get("/v1/customers/:id/receivables", async (request) => {
    noQuery(request);
    const found = await accounts.receivables(reader(request).tenant, pathPart(request, "id"));
    if (found === undefined) throw noCustomer();
    return found;
  });
  app.get("/v1/customers/:id/upcoming", async (request, reply) => {
    const query = queryOf(request, ["until"]);
    const customer = pathPart(request, "id");
    const until = query.until === undefined ? undefined : instantOf(query.until, "until");
    const found = await reports.preview(reader(request).tenant, {
      customer,
      facts: [],
      ...(until === undefined ? {} : { until }),
    });
    if (!found.ok && found.faults.some(({ code }) => code === "unknown-customer"))
      throw noCustomer();
    const { at, until: end, without } = accept(found);
    // The documents' own bytes, as they would be issued.
    const head = JSON.stringify({ at, until: end }).slice(0, -1);
    return reply
      .type("application/json")
      .send(`${head},"documents":[${without.map(invoiceText).join(",")}]}`);
  });
  app.get("/v1/customers/:id/running-cost", async (request) => {
    noQuery(request);
    const found = await reports.runningCost(reader(request).tenant, pathPart(request, "id"));
    if (found === undefined) throw noCustomer();
    return accept(found);
  });
  app.get("/v1/dunning", async (request) => {
    const query = queryOf(request, ["afterDueDays", "suspended", "limit", "cursor"]);
    const suspended = choiceOf(query.suspended, "suspended", ["true", "false"]);
    return accounts.dunning(reader(request).tenant, {
      ...pageOf(query),
      ...(query.afterDueDays === undefined ? {} : { afterDueDays: stepOf(query.afterDueDays) }),
      ...(suspended === undefined ? {} : { suspended: suspended === "true" }),
    });
  });
  app.get("/v1/contracts", async (request) => {
    const query = queryOf(request, [
      "status",
      "endsBefore",
      "noticeBefore",
      "customer",
      "expand",
      "limit",
      "cursor",
    ]);
    const { customer, endsBefore, noticeBefore } = query;
    const status = choiceOf(query.status, "status", contractStatuses);
    const principal = reader(request);
    const { tenant } = principal;
    return expandedPage(query.expand, named(tenant), principal, () =>
      accounts.contracts(tenant, {
        ...pageOf(query),
        ...(customer === undefined ? {} : { customer }),
        ...(status === undefined ? {} : { status }),
        ...(endsBefore === undefined ? {} : { endsBefore: dayOf(endsBefore, "endsBefore") }),
        ...(noticeBefore === undefined
          ? {}
          : { noticeBefore: dayOf(noticeBefore, "noticeBefore") }),
      }),
    );
  });
  app.get("/v1/contracts/:id", async (request) => {
    noQuery(request);
    const found = await accounts.contract(reader(request).tenant, pathPart(request, "id"));
    if (found === undefined) throw new Refusal("not-found", "there is no such contract");
    return found;
  });
  app.get("/v1/customers/:id/contracts", async (request) => {
    noQuery(request);
    const found = await accounts.customerContracts(reader(request).tenant, pathPart(request, "id"));
    if (found === undefined) throw noCustomer();
    return { items: found };
  });
  app.get("/v1/milestones", async (request) => {
    const query = queryOf(request, ["state", "customer", "expand", "limit", "cursor"]);
    const { customer } = query;
    const state = choiceOf(query.state, "state", milestoneStates);
    const principal = reader(request);
    const { tenant } = principal;
    return expandedPage(query.expand, named(tenant), principal, () =>
      accounts.milestones(tenant, {
        ...pageOf(query),
        ...(customer === undefined ? {} : { customer }),
        ...(state === undefined ? {} : { state }),
      }),
    );
  });
  app.get("/v1/disputes", async (request) => {
    const query = queryOf(request, [
      ...(["status", "customer", "openedFrom", "openedTo"] as const),
      ...(["expand", "limit", "cursor"] as const),
    ]);
    const { customer } = query;
    const status = choiceOf(query.status, "status", disputeStatuses);
    const principal = reader(request);
    const { tenant } = principal;
    return expandedPage(query.expand, named(tenant), principal, () =>
      accounts.disputes(tenant, {
        ...pageOf(query),
        ...(customer === undefined ? {} : { customer }),
        ...(status === undefined ? {} : { status }),
        ...dayBounds(query, "opened"),
      }),
    );
  });
  app.get("/v1/dunning-notices", async (request) => {
    const query = queryOf(request, [
      ...(["customer", "action", "givenFrom", "givenTo"] as const),
      ...(["expand", "limit", "cursor"] as const),
    ]);
    const { customer } = query;
    const action = choiceOf(query.action, "action", dunningActions);
    const principal = reader(request);
    const { tenant } = principal;
    return expandedPage(query.expand, named(tenant), principal, () =>
      accounts.dunningNotices(tenant, {
        ...pageOf(query),
        ...(customer === undefined ? {} : { customer }),
        ...(action === undefined ? {} : { action }),
        ...dayBounds(query, "given"),
      }),
    );
  });
  app.get("/v1/credits", async (request) => {
    const { days = String(expiryDays), ...query } = queryOf(request, ["days", "limit", "cursor"]);
    const asked = { ...pageOf(query), days: daysOf(days) };
    return accounts.creditHoldings(reader(request).tenant, asked);
  });
}

/** How far `GET /v1/credits` looks ahead for expiries unless it is told. */
export const expiryDays = 30;

/** And at most: ten years. */
export const expiryDaysMax = 3_660;

/** Days after the due day, or with a minus before it. */
function stepOf(text: string): number {
  if (/^-?\d{1,4}$/.test(text)) return Number(text);
  return accept(
    refuse({
      code: "invalid-range",
      path: "/query/afterDueDays",
      message: "a whole number of days, with a minus before the due day",
      value: text,
    }),
  );
}

function daysOf(text: string): number {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= expiryDaysMax) return days;
  return accept(
    refuse({
      code: "invalid-range",
      path: "/query/days",
      message: `a whole number of days from 1 to ${expiryDaysMax}`,
      value: text,
    }),
  );
}
