import { ok, type Result, refuse } from "../fault/fault.ts";
import { formatCivilDate, parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt } from "../time/zone.ts";
import type { Account, SaleState } from "./account.ts";
import type { PriceBook } from "./price-book.ts";
import { zoneOf } from "./terms.ts";

/** Something that is told of a project, and how a refusal speaks of it. */
export interface ToldOfProject {
  /** The local day on which it happened; that on which it became known where absent. */
  readonly on?: string | undefined;
  readonly knownSince: Instant;
  /** `a milestone is told once it was reached`. */
  readonly told: string;
  /** `reached`: nothing of a sale can be so before it was sold. */
  readonly happened: "reached" | "amended";
}

/** The local day of it. Refuses `not-yet` and `before-sale`. */
export function projectDay(
  { on, knownSince, told, happened }: ToldOfProject,
  { customer }: Account,
  { fact: sale }: SaleState,
  book: PriceBook,
): Result<string> {
  const zone = zoneOf(customer, book);
  if (!zone.ok) return zone;
  const today = formatCivilDate(civilDateAt(zone.value, knownSince));
  const day = on ?? today;
  const parsed = parseCivilDate(day, "/on");
  if (!parsed.ok) return parsed;
  if (day > today)
    return refuse({
      code: "not-yet",
      path: "/on",
      message: told,
      value: day,
      suggestion: `tell it on ${day}`,
    });
  if (day < sale.date)
    return refuse({
      code: "before-sale",
      path: "/on",
      message: `it was sold on ${sale.date}, and nothing of it can be ${happened} before`,
      value: day,
    });
  return ok(day);
}
