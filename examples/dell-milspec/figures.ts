import type { Figure } from "florin";
import { costFigures } from "./audit/costs.ts";
import { customerFigures } from "./audit/customers.ts";
import { forecastFigures } from "./audit/forecast.ts";
import { fundingFigures } from "./audit/funding.ts";
import { marketFigures } from "./audit/market.ts";
import { objectiveFigures } from "./audit/objectives.ts";
import { partnerFigures } from "./audit/partners.ts";
import { revenueFigures } from "./audit/revenue.ts";
import { salesFigures } from "./audit/sales.ts";
import { assumptions } from "./plan/assumptions.ts";
import { measures } from "./plan/targets.ts";

/** What the business model plan assumes, and where it says nothing what we do: the figures that others follow from. Years are those of its projection, from 2026. */
export const figures: Readonly<Record<string, Figure>> = {
  ...marketFigures,
  ...revenueFigures,
  ...costFigures,
  ...customerFigures,
  ...salesFigures,
  ...partnerFigures,
  ...fundingFigures,
  ...objectiveFigures,
  ...forecastFigures,
  ...assumptions,
  ...measures,
};
