import { exchangeRateFields } from "../fx/exchange-rate-fact.ts";
import type { FoundRate } from "../fx/rate-on.ts";
import { boolean, list, literal, type Shape, text } from "../model/shape.ts";
import { currency } from "../model/shape-money.ts";
import { object, optional } from "../model/shape-object.ts";
import { date } from "../model/shape-values.ts";
import {
  type ExchangeRatesRequest,
  type ExchangeRateView,
  exchangeRatesMost,
  type RatesTold,
} from "./exchange-rates.ts";
import { count, decimalText, instantText } from "./report-shapes.ts";

type ToldRate = ExchangeRatesRequest["rates"][number];

const rates = list(object<ToldRate>(exchangeRateFields), 1);

/** What a request tells of rates. */
export const exchangeRatesRequestShape: Shape<ExchangeRatesRequest> = object<ExchangeRatesRequest>({
  rates: {
    ...rates,
    read: (value, spot) => {
      if (!Array.isArray(value) || value.length <= exchangeRatesMost)
        return rates.read(value, spot);
      spot.faults.push({
        code: "too-many-entries",
        path: spot.path,
        message: `one request tells at most ${exchangeRatesMost} rates`,
        value: value.length,
      });
      return [];
    },
    schema: (definitions) => ({ ...rates.schema(definitions), maxItems: exchangeRatesMost }),
  },
  corrects: optional(boolean),
});

/** What became of them. */
export const ratesToldShape = object<RatesTold>({
  added: count,
  corrected: count,
  known: count,
  knownSince: instantText,
});

/** A rate of a list. */
export const exchangeRateShape = object<ExchangeRateView>({
  from: currency,
  to: currency,
  day: date,
  rate: decimalText,
  source: text,
  knownSince: instantText,
});

/** The rate of a pair and day. */
export const foundRateShape = object<FoundRate>({
  from: currency,
  to: currency,
  day: date,
  ratedOn: date,
  rate: decimalText,
  source: text,
  how: literal("same", "stated", "inverse", "through-base"),
});
