import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import { literal, text } from "../shape.ts";
import { object } from "../shape-object.ts";
import type { AcquisitionKind } from "./acquisition-kind.ts";

/**
 * Diffusion into a market of a known size: n(t) = (p + q N(t) / m) (m - N(t)), N being all who were won so far
 * (F. M. Bass, A New Product Growth Model for Consumer Durables, 1969).
 */
export interface BassAcquisition {
  readonly kind: "bass";
  /** m: `"10_000 customers"` that will ever be won. */
  readonly market: string;
  /** p: `"3% per year in per month"`. */
  readonly innovation: string;
  /** q: `"38% per year in per month"`. */
  readonly imitation: string;
}

export const bass: AcquisitionKind<BassAcquisition> = {
  shape: object<BassAcquisition>({
    kind: literal("bass"),
    market: text,
    innovation: text,
    imitation: text,
  }),
  entries: ({ market, innovation, imitation }, { segment, place }) => {
    const { name } = segment;
    const field = (figure: string, key: string) => ({
      ...within(place, "", key),
      name: `${name}.${figure}`,
    });
    const before = `previous(${name}.won, ${name}.opening)`;
    return [
      driverEntry(field("market", "market"), market, driverUnits.customers),
      driverEntry(field("innovation", "innovation"), innovation, driverUnits.perMonth),
      driverEntry(field("imitation", "imitation"), imitation, driverUnits.perMonth),
      driverEntry(
        { name: `${name}.won`, path: place.path },
        `accumulate(${name}.new, ${name}.opening)`,
        driverUnits.customers,
      ),
      driverEntry(
        { name: `${name}.new`, path: place.path },
        `max(0, (${name}.innovation + ${name}.imitation * ${before} / ${name}.market) * (${name}.market - ${before}))`,
        driverUnits.customersPerMonth,
      ),
    ];
  },
};
