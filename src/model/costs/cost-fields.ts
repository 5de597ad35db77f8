import { divideUnits, type Unit, unitOf } from "../../formula/unit.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { literal, text } from "../shape.ts";
import { type Fields, optional } from "../shape-object.ts";
import { id } from "../shape-values.ts";
import { noted } from "../shapes/noted-fields.ts";
import { type CostTerms, costFunctions } from "./cost-kind.ts";

/** The fields that every cost has. */
export const costFields: Fields<CostTerms> = {
  ...noted,
  name: text,
  function: literal(...costFunctions),
  stream: optional(id),
};

/** What costs are counted in. */
export const perMonth = (currency: CurrencyCode): Unit =>
  divideUnits(unitOf(currency), unitOf("month"));
