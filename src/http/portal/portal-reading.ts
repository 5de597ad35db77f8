import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Action } from "../../access/actions.ts";
import { nearest } from "../../fault/nearest.ts";
import type { Portal } from "../../services/portal/portal.ts";
import type { PortalGuest } from "../../services/portal/portal-guest.ts";
import { type PortalLanguage, portalLanguages } from "../../services/portal/portal-settings.ts";
import type { CustomerDetail } from "../../services/reports.ts";
import type { Services } from "../../services/services.ts";
import { formatInstant } from "../../time/instant.ts";
import { Refusal, refusalOf } from "../problem.ts";
import { noQuery, queryOf } from "../query.ts";
import type { PortalMe } from "./portal-answers.ts";
import { guestOf } from "./portal-guard.ts";
import { type Relay, sendRelayed } from "./portal-relay.ts";
import { wishedLanguages } from "./wished-languages.ts";

/** What is answered as `/v1` answers it for the caller's customer. */
interface SameAnswer {
  readonly path: string;
  /** The route of `/v1`, of a customer's id that is fit for an address. */
  readonly url: (customer: string) => string;
  readonly action: Action;
  /** Query parameters that are passed on. */
  readonly query?: readonly string[];
}

const usagePath = "/portal/v1/usage";

const sameAnswers: readonly SameAnswer[] = [
  {
    path: "/portal/v1/cost",
    url: (customer) => `/v1/customers/${customer}/running-cost`,
    action: "usage.read",
  },
  {
    path: "/portal/v1/upcoming",
    url: (customer) => `/v1/customers/${customer}/upcoming`,
    action: "invoices.read",
  },
  {
    path: usagePath,
    url: (customer) => `/v1/usage?customer=${customer}`,
    action: "usage.read",
    query: ["meter", "from", "to", "window", "groupBy", "timezone"],
  },
  {
    path: "/portal/v1/credits",
    url: (customer) => `/v1/customers/${customer}/credits`,
    action: "credits.read",
  },
];

/** Who looks, at what, and how it stands. */
export function portalReadingRoutes(
  app: FastifyInstance,
  { portal }: Pick<Services, "portal">,
  relay: Relay,
): void {
  for (const { path, url, action, query = [] } of sameAnswers)
    app.get(path, async (request, reply) => {
      const asked = new URLSearchParams(queryOf(request, query) as Record<string, string>);
      const guest = guestOf(request);
      if (path === usagePath) await ownMeter(portal, guest, asked.get("meter"));
      const of = url(encodeURIComponent(guest.customer.id));
      const whole = asked.size === 0 ? of : `${of}&${asked}`;
      return sendRelayed(reply, await relay(request, { method: "GET", url: whole, action }));
    });
  const own = (
    path: string,
    answer: (guest: PortalGuest, request: FastifyRequest) => Promise<unknown>,
  ) =>
    app.get(path, async (request, reply) => {
      noQuery(request);
      reply.header("cache-control", "private, no-store");
      return answer(guestOf(request), request);
    });
  own("/portal/v1/me", (guest, { headers }) =>
    meFor(portal, guest, wishedLanguages(headers["accept-language"])),
  );
  own("/portal/v1/overview", portal.overview);
  own("/portal/v1/meters", async (guest) => ({ items: await portal.meters(guest) }));
  app.get("/portal/v1/plans", async (request, reply) => {
    const { subscription } = queryOf(request, ["subscription"]);
    const items = await portal.plans(guestOf(request), subscription);
    if (items === undefined) throw new Refusal("not-found", "there is no such subscription");
    reply.header("cache-control", "private, no-store");
    return { items };
  });
}

/** Refuses a meter that the customer is not told of. Whether one is named, and what it may be told apart by, is looked at by `/v1`. */
async function ownMeter(portal: Portal, guest: PortalGuest, asked: string | null): Promise<void> {
  if (asked === null) return;
  const own = (await portal.meters(guest)).map(({ id }) => id);
  if (own.includes(asked)) return;
  const near = nearest(asked, own);
  throw refusalOf([
    {
      code: "unknown-meter",
      path: "/query/meter",
      message: "the customer has no such meter",
      value: asked,
      suggestion:
        near === undefined ? "GET /portal/v1/meters lists them" : `did you mean "${near}"?`,
    },
  ]);
}

async function meFor(
  portal: Portal,
  guest: PortalGuest,
  wished: readonly string[],
): Promise<PortalMe> {
  const [customer, environment] = await Promise.all([
    portal.customer(guest),
    portal.environment(guest),
  ]);
  return { ...meOf(guest, customer, wished), environment };
}

function meOf(
  guest: PortalGuest,
  customer: CustomerDetail,
  wished: readonly string[],
): Omit<PortalMe, "environment"> {
  const { settings, member, role, acts, embed, returnTo } = guest;
  const { shownName: name, logo, colour, textOnColour, supportEmail, supportUrl } = settings;
  return {
    customer: {
      id: customer.id,
      name: customer.name,
      email: customer.email,
      country: customer.country,
    },
    member: member === null ? null : { ...member, role },
    role,
    acts: [...acts],
    branding: { name, logo, colour, textOnColour, supportEmail, supportUrl },
    allow: settings.allow,
    languages: settings.languages,
    language: languageOf(guest, customer, wished),
    currency: customer.currency,
    timeZone: customer.timeZone ?? "UTC",
    returnTo,
    embed,
    session: { expiresAt: formatInstant(guest.expiresAt) },
  };
}

/** That of the link, else of the customer, else what the browser wishes for, else the first that the seller offers. */
function languageOf(
  { language, settings: { languages } }: PortalGuest,
  customer: CustomerDetail,
  wished: readonly string[],
): PortalLanguage {
  return (
    [language, customer.language?.split("-")[0], ...wished]
      .map((one) => languages.find((offered) => offered === one))
      .find((one) => one !== undefined) ??
    languages[0] ??
    portalLanguages[0]
  );
}
