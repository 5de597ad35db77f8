import type { Language } from "./language.tsx";
import { isTextKey } from "./say.ts";
import { unitWords } from "./unit-words.ts";

type Speaking = Pick<Language, "say" | "money" | "quantity" | "code">;

const amount = String.raw`(-?[\d,]+(?:\.\d+)?) ([A-Z]{3})`;
const flat = new RegExp(`^${amount}$`);
const each = new RegExp(`^${amount} per (.+)$`);
const tiered = new RegExp(`^${amount} per (.+) at first, \\d+ (?:graduated|volume) tiers?$`);
const packaged = new RegExp(`^${amount} per package of ([\\d,]+)$`);

/**
 * A price of the seller's price list in the reader's language. The server says prices in English; the forms that are common
 * are said anew, and any other wording is shown as it stands with its amounts written as the reader does.
 */
export function priceWords({ say, money, quantity, code }: Speaking, price: string): string {
  const plain = (digits = ""): string => digits.replaceAll(",", "");
  const [, sum, currency = ""] = flat.exec(price) ?? [];
  if (sum !== undefined) return money(plain(sum), currency);
  const inPackages = packaged.exec(price);
  if (inPackages !== null)
    return say("price.package", {
      amount: money(plain(inPackages[1]), inPackages[2] ?? ""),
      size: quantity(plain(inPackages[3])),
    });
  const inTiers = tiered.exec(price);
  if (inTiers !== null)
    return say("price.tiers", {
      amount: money(plain(inTiers[1]), inTiers[2] ?? ""),
      unit: perWords(code, inTiers[3] ?? "", quantity),
    });
  const perUnit = each.exec(price);
  if (perUnit !== null && !/[,;]/.test(perUnit[3]?.replace(/\d,\d/g, "") ?? ""))
    return say("price.per-unit", {
      amount: money(plain(perUnit[1]), perUnit[2] ?? ""),
      unit: perWords(code, perUnit[3] ?? "", quantity),
    });
  return price.replace(new RegExp(amount, "g"), (_, digits: string, of: string) =>
    money(plain(digits), of),
  );
}

/** `1,000` as a figure, and a unit in the singular. */
const perWords = (code: Language["code"], of: string, quantity: Language["quantity"]): string =>
  /^[\d,]+$/.test(of) ? quantity(of.replaceAll(",", "")) : unitWords(code, "1", of);

/** How often a price comes back: `a month`. */
export function cadenceWords({ say }: Pick<Language, "say">, cadence: string): string {
  const key = `cadence.${cadence}`;
  if (isTextKey(key)) return say(key as "cadence.monthly");
  const [, count = "", unit = ""] = /^every-(\d+)-([a-z-]+)$/.exec(cadence) ?? [];
  const every = `cadence.every.${unit}`;
  return isTextKey(every) ? say(every as "cadence.every.months", { count }) : cadence;
}
