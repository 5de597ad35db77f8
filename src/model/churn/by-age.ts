import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import { list, literal, text } from "../shape.ts";
import { object } from "../shape-object.ts";
import { type ChurnKind, lossOver } from "./churn-kind.ts";

/** A rate per month for each year of a customer's age, the last for all later ones: `["5% per month", "2% per month"]`. */
export interface ChurnByAge {
  readonly kind: "by-age";
  readonly rates: readonly string[];
}

const names = ({ rates }: ChurnByAge, name: string): readonly string[] =>
  rates.map((_, index) => `${name}.churn.${index + 1}`);

export const byAge: ChurnKind<ChurnByAge> = {
  shape: object<ChurnByAge>({ kind: literal("by-age"), rates: list(text, 1) }),
  entries: ({ rates }, place) =>
    rates.map((rate, index) =>
      driverEntry(
        { ...within(place, "", "rates", index), name: `${place.name}.churn.${index + 1}` },
        rate,
        driverUnits.perMonth,
      ),
    ),
  ageless: false,
  lossAt: (churn, name, read) => {
    const years = names(churn, name);
    return ({ number, period, month }) =>
      lossOver(period, (back) => {
        const age = number * period - 1 - back;
        const year = Math.min(Math.floor(age / 12), years.length - 1);
        return read(years[year] ?? "", Math.max(0, month - back));
      });
  },
  bounded: (churn, name) => ({ chances: names(churn, name), positive: [] }),
};
