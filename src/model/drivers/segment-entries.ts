import { pathTo } from "../../fault/fault.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import { divideUnits, unitOf } from "../../formula/unit.ts";
import { acquisitionEntries } from "../acquisition/registry.ts";
import { churnKind } from "../churn/registry.ts";
import type { Model } from "../model.ts";
import { entriesOf } from "../model-rule.ts";
import type { Segment, SegmentPurchase, UsageDriver } from "../segment.ts";
import { type DriverPlace, driverEntry, driverUnits, within } from "./driver-place.ts";

/** The figures of a model's segments, each under its path: `segments.teams.new`, `segments.teams.purchases.monthly.share`. */
export const segmentEntries = (
  model: Pick<Model, "segments" | "horizon" | "currency">,
): readonly FormulaEntry[] =>
  entriesOf(model.segments).flatMap(([id, segment]) =>
    entriesOfSegment(segment, segmentPlace(id), model),
  );

/** Where a segment stands. */
export const segmentPlace = (id: string): DriverPlace => ({
  name: `segments.${id}`,
  path: pathTo("/segments", id),
});

/** Where something that a segment buys stands. */
export const purchasePlace = (segment: DriverPlace, id: string): DriverPlace =>
  within(segment, `purchases.${id}`, "purchases", id);

function entriesOfSegment(
  segment: Segment,
  place: DriverPlace,
  { horizon, currency }: Pick<Model, "horizon" | "currency">,
): FormulaEntry[] {
  const { opening = "0 customers", acquisition, purchases, channels } = segment;
  const costPerCustomer = divideUnits(unitOf(currency), driverUnits.customers);
  return [
    driverEntry(within(place, "opening", "opening"), opening, driverUnits.customers),
    ...acquisitionEntries(acquisition, {
      segment: place,
      place: within(place, "acquisition", "acquisition"),
      years: horizon?.years ?? 1,
    }),
    ...entriesOf<SegmentPurchase>(purchases).flatMap(([id, purchase]) =>
      entriesOfPurchase(purchase, purchasePlace(place, id)),
    ),
    ...entriesOf(channels).flatMap(([id, { share, cost }]) => {
      const own = within(place, `channels.${id}`, "channels", id);
      return [
        driverEntry(within(own, "share", "share"), share, driverUnits.ratio),
        driverEntry(within(own, "cost", "cost"), cost, costPerCustomer),
      ];
    }),
  ];
}

function entriesOfPurchase(purchase: SegmentPurchase, place: DriverPlace): FormulaEntry[] {
  const { share, quantity, quantityGrowth, churn, moves, usage } = purchase;
  return [
    driverEntry(within(place, "share", "share"), share, driverUnits.ratio),
    ...(quantity === undefined
      ? []
      : [driverEntry(within(place, "quantity", "quantity"), quantity, driverUnits.ratio)]),
    ...(quantityGrowth === undefined
      ? []
      : [
          driverEntry(
            within(place, "growth", "quantityGrowth"),
            quantityGrowth,
            driverUnits.perMonth,
          ),
        ]),
    ...(churn === undefined
      ? []
      : churnKind(churn).entries(churn, { name: place.name, path: pathTo(place.path, "churn") })),
    ...entriesOf(moves).map(([to, rate]) =>
      driverEntry(within(place, `moves.${to}`, "moves", to), rate, driverUnits.perMonth),
    ),
    ...entriesOf<UsageDriver>(usage).flatMap(([meter, driver]) =>
      entriesOfUsage(driver, within(place, `usage.${meter}`, "usage", meter)),
    ),
  ];
}

/** A usage says in its own noun what is used per month, so its unit is looked at where it is read. */
function entriesOfUsage(driver: UsageDriver, place: DriverPlace): FormulaEntry[] {
  if (typeof driver === "string") return [driverEntry(place, driver)];
  return driver.flatMap(({ is, events }, index) => {
    const own = within(place, String(index + 1), index);
    return [
      driverEntry(within(own, "is", "is"), is),
      ...(events === undefined
        ? []
        : [driverEntry(within(own, "events", "events"), events, driverUnits.perMonth)]),
    ];
  });
}
