import type { FastifyInstance } from "fastify";
import type { Portal } from "../../services/portal/portal.ts";
import type { PortalGuest } from "../../services/portal/portal-guest.ts";
import { portalLanguages } from "../../services/portal/portal-settings.ts";
import type { CustomerDetail } from "../../services/reports.ts";
import { formatInstant } from "../../time/instant.ts";
import { noQuery } from "../query.ts";
import { guestOf } from "./portal-guard.ts";

/** `GET /portal/v1/me` and `/overview`: who looks, at what, and how it stands. */
export function portalReadingRoutes(app: FastifyInstance, portal: Portal): void {
  app.get("/portal/v1/me", async (request, reply) => {
    noQuery(request);
    const guest = guestOf(request);
    reply.header("cache-control", "private, no-store");
    return {
      ...meOf(guest, await portal.customer(guest)),
      environment: await portal.environment(guest),
    };
  });
  app.get("/portal/v1/overview", async (request, reply) => {
    noQuery(request);
    reply.header("cache-control", "private, no-store");
    return portal.overview(guestOf(request));
  });
}

function meOf(guest: PortalGuest, customer: CustomerDetail) {
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
    language: languageOf(guest, customer),
    currency: customer.currency,
    timeZone: customer.timeZone ?? "UTC",
    returnTo,
    embed,
    session: { expiresAt: formatInstant(guest.expiresAt) },
  };
}

/** That of the link, else of the customer, else the first that the seller offers. */
function languageOf({ language, settings }: PortalGuest, customer: CustomerDetail): string {
  const spoken = customer.language?.split("-")[0];
  const offered: readonly string[] = settings.languages;
  const wished = [language, spoken].find((one) => one != null && offered.includes(one));
  return wished ?? offered[0] ?? portalLanguages[0];
}
