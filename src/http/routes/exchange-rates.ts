import type { FastifyInstance } from "fastify";
import { parseCurrency } from "../../money/currency.ts";
import { exchangeRatesRequestShape } from "../../services/exchange-rate-shapes.ts";
import type { ExchangeRates } from "../../services/exchange-rates.ts";
import { parseCivilDate } from "../../time/calendar.ts";
import { reader, writer } from "../authenticate.ts";
import { onceOf, sendStored } from "../idempotency.ts";
import { bodyAs } from "../payment-requests.ts";
import { needed, noQuery, pageOf, queryOf } from "../query.ts";
import { accept } from "../read-body.ts";

/** `/v1/exchange-rates`: what currencies were worth on each day, told and asked; `/find`: the rate of a pair and day. */
export function exchangeRateRoutes(app: FastifyInstance, rates: ExchangeRates): void {
  app.post("/v1/exchange-rates", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const once = onceOf(request);
    const told = bodyAs(request, exchangeRatesRequestShape);
    return sendStored(reply, accept(await rates.add(tenant, told, once)));
  });
  app.get("/v1/exchange-rates", async (request) => {
    const { tenant } = reader(request);
    const { limit, cursor, ...filters } = queryOf(request, [
      "from",
      "to",
      "day",
      "limit",
      "cursor",
    ]);
    for (const name of ["from", "to"] as const)
      if (filters[name] !== undefined) currencyIn(filters[name], name);
    if (filters.day !== undefined) dayIn(filters.day);
    const page = pageOf({
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    return rates.list(tenant, { ...filters, ...page });
  });
  app.get("/v1/exchange-rates/find", async (request) => {
    const { tenant } = reader(request);
    const { from, to, day } = queryOf(request, ["from", "to", "day"]);
    const pair = [currencyIn(from, "from"), currencyIn(to, "to")] as const;
    return accept(await rates.find(tenant, ...pair, dayIn(day)));
  });
}

const currencyIn = (text: string | undefined, name: string) =>
  accept(parseCurrency(needed(text, name), `/query/${name}`));

function dayIn(text: string | undefined): string {
  const day = needed(text, "day");
  accept(parseCivilDate(day, "/query/day"));
  return day;
}
