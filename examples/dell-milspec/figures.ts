import type { Figure } from "florin";
import { marketFigures } from "./audit/market.ts";
import { partnerFigures } from "./audit/partners.ts";
import { revenueFigures } from "./audit/revenue.ts";

/** What the business model plan assumes: the figures that others follow from. Years are those of its projection, from 2026. */
export const figures: Readonly<Record<string, Figure>> = {
  ...marketFigures,
  ...revenueFigures,
  ...partnerFigures,
};
