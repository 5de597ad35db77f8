import { unitFor } from "../../format/format-quantity.ts";
import type { LanguageCode } from "./languages.ts";

/** Units that are the server's own words, one and more of them; every other one is the seller's and stands as it is. */
const ownUnits: Readonly<Record<string, readonly [one: string, more: string]>> = {
  subscription: ["Abo", "Abos"],
  seat: ["Platz", "Plätze"],
  licence: ["Lizenz", "Lizenzen"],
  unit: ["Einheit", "Einheiten"],
};

/** What a unit is called beside a quantity: models name it in the singular, in the seller's language. */
export function unitWords(code: LanguageCode, quantity: string, unit: string): string {
  if (code === "en") return unitFor(quantity, unit);
  const [one, more] = ownUnits[unit] ?? [unit, unit];
  return /^-?1(?:\.0+)?$/.test(quantity) ? one : more;
}
