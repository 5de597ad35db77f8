import { isEuMember } from "../model/eu-vat-area.ts";
import type { TaxAddress } from "./tax-place.ts";
import type { VatCheck } from "./vat-check.ts";
import { parseVatNumber, type VatNumber } from "./vat-number.ts";

/** That a buyer pays no tax, and why, as its certificate says. */
export interface BuyerExemption {
  /** Printed on the invoice: `Resale certificate 123, State of New York`. */
  readonly reason: string;
  /** Who exempts it, `US` or `US-NY`. Default: everyone. */
  readonly jurisdiction?: string;
  readonly from?: string;
  /** The first day on which it no longer holds. */
  readonly until?: string;
}

/** What tax law asks about who buys. */
export interface TaxBuyer extends TaxAddress {
  readonly vatNumber?: string;
  /** Whether it buys for a business. Default: where it has a VAT number that stands. */
  readonly business?: boolean;
  readonly taxExempt?: BuyerExemption;
  /** The last answer of a register about the VAT number; one about another number does not count. */
  readonly vatCheck?: Pick<VatCheck, "number" | "valid" | "checkedAt">;
}

/** The VAT number that a buyer may be supplied under, or why it may not. */
export interface StandingNumber {
  readonly number?: VatNumber;
  /** For people: why a number that was given does not count. */
  readonly note?: string;
}

/**
 * The buyer's VAT number in the EU on a day, as proof that it is a business (Regulation 282/2011 art. 18): well formed,
 * of a member state, and not refused by a register that was asked. `XI` numbers count for goods alone.
 */
export function standingNumber(
  buyer: TaxBuyer,
  day: string,
  supply: "goods" | "services",
): StandingNumber {
  if (buyer.vatNumber === undefined || buyer.business === false) return {};
  const read = parseVatNumber(buyer.vatNumber, buyer.country);
  if (!read.ok) return { note: `VAT number ${shown(buyer.vatNumber)} is not well formed` };
  const number = read.value;
  const counts =
    number.prefix === "XI"
      ? supply === "goods" || isEuMember("GB", day)
      : isEuMember(number.country, day);
  if (!counts) return { note: `VAT number ${number.text} is not one of the EU` };
  const check = buyer.vatCheck;
  if (check?.valid === false && check.number === number.text)
    return { note: `VAT number ${number.text} was not valid at ${check.checkedAt}` };
  return { number };
}

const shown = (text: string): string => text.slice(0, 40);

/** Whether a buyer outside the EU is a business: it says so, or has a VAT number of a known form. */
export const isBusinessAbroad = ({ business, vatNumber, country }: TaxBuyer): boolean =>
  business ?? (vatNumber !== undefined && parseVatNumber(vatNumber, country).ok);

/** The exemption of a buyer, where it holds for who levies the tax and on the day. */
export function exemptionOn(
  { taxExempt }: TaxBuyer,
  jurisdiction: string,
  day: string,
): BuyerExemption | undefined {
  if (taxExempt === undefined) return undefined;
  const { jurisdiction: by, from, until } = taxExempt;
  const covers = by === undefined || jurisdiction === by || jurisdiction.startsWith(`${by}-`);
  const holds = (from === undefined || from <= day) && (until === undefined || day < until);
  return covers && holds ? taxExempt : undefined;
}
