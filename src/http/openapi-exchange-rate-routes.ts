import { currency as currencyShape } from "../model/shape-money.ts";
import {
  exchangeRateShape,
  exchangeRatesRequestShape,
  foundRateShape,
  ratesToldShape,
} from "../services/exchange-rate-shapes.ts";
import { pageShape } from "../services/report-shapes.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idempotencyKey,
  json,
  type Operation,
  onceProblems,
  type Parameter,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";
import { day } from "./openapi-parameters.ts";

const rate = { from: "EUR", to: "USD", day: "2026-01-30", rate: "1.1919", source: "ECB" } as const;
const knownSince = "2026-01-30T16:00:00Z";

const currency = (name: "from" | "to", description: string, required: boolean): Parameter => ({
  name,
  description,
  required,
  schema: currencyShape.schema(new Map()),
  example: rate[name],
});

const onDay = (description: string, required: boolean): Parameter => ({
  name: "day",
  description,
  required,
  schema: day,
  example: rate.day,
});

const told = answerComponent("ExchangeRatesTold", ratesToldShape);

/** Exchange rates by day. */
export const exchangeRateOperations: readonly Operation[] = [
  {
    method: "POST",
    url: "/v1/exchange-rates",
    id: "addExchangeRates",
    tag: "Exchange rates",
    summary: "Tell what currencies were worth on a day",
    description:
      "All of them or none. `rate` is how much of `to` one of `from` was worth. What is known and the same is left; another rate of a pair and day is refused, or with `corrects` replaces it for what happens from now on. What was booked stays as it was booked.",
    access: "write",
    headers: [idempotencyKey],
    body: json(component("ExchangeRatesRequest", exchangeRatesRequestShape), { rates: [rate] }),
    answers: [
      {
        status: 201,
        description: "Told.",
        content: json(told, { added: 1, corrected: 0, known: 0, knownSince }),
      },
      { status: 200, description: "All of them were known.", content: json(told) },
    ],
    problems: [...bodyProblems, ...onceProblems],
  },
  reading(
    {
      url: "/v1/exchange-rates",
      id: "listExchangeRates",
      tag: "Exchange rates",
      summary: "Rates, the latest day first; of one that was corrected also what it was before",
      query: [
        currency("from", "Of one of this currency.", false),
        currency("to", "In this currency.", false),
        onDay("Of this day.", false),
        ...paging,
      ],
      problems: pagingProblems,
    },
    answerComponent("ExchangeRatePage", pageShape(exchangeRateShape)),
    { items: [{ ...rate, knownSince }], next: null },
  ),
  reading(
    {
      url: "/v1/exchange-rates/find",
      id: "findExchangeRate",
      tag: "Exchange rates",
      summary: "The rate that counts on a day",
      description:
        "The last one not after the day and at most a week old: as stated, else the inverse of the other direction, else through the euro. Computed rates have twelve significant digits.",
      query: [
        currency("from", "Of one of this currency.", true),
        currency("to", "In this currency.", true),
        onDay("On this day.", true),
      ],
    },
    answerComponent("FoundExchangeRate", foundRateShape),
    {
      from: "USD",
      to: "EUR",
      day: "2026-02-01",
      ratedOn: "2026-01-30",
      rate: "0.838996560114",
      source: "ECB",
      how: "inverse",
    },
  ),
];
