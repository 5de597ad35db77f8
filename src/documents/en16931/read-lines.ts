import type { Invoice, InvoiceLine } from "../../account/invoice.ts";
import { pathTo } from "../../fault/fault.ts";
import {
  absolute,
  decimalOf,
  equals,
  format,
  isNegative,
  isZero,
  negate,
  subtract,
  sum,
} from "../../money/decimal.ts";
import { formatCivilDate } from "../../time/calendar.ts";
import type { DocumentLanguage } from "../language/language.ts";
import { discountWords, lineWords } from "../language/line-words.ts";
import { unitPriceOf } from "../line-price.ts";
import { daysOf, type ReadSettings } from "../read-settings.ts";
import { shownSign } from "../shown-sign.ts";
import { aboutText, bundleText } from "../view/charge-rows.ts";
import { presentText } from "../xml/xml.ts";
import type { Defects } from "./defects.ts";
import type { EAdjustment, EDays, ELine } from "./e-invoice.ts";
import { dropAbsent } from "./read-party.ts";
import { unitCode } from "./unit-code.ts";

/** BG-25: the lines, each of which must say how it is taxed and add up. */
export function readLines(
  invoice: Invoice,
  settings: ReadSettings,
  defects: Defects,
): readonly ELine[] {
  if (invoice.lines.length === 0) defects.miss("/lines", "at least one line");
  const sign = shownSign(invoice);
  return invoice.lines.map((line, index) => {
    const path = pathTo("/lines", index);
    const { tax } = line;
    if (tax === undefined) defects.miss(pathTo(path, "tax"), "line's tax category");
    const category = tax?.category ?? "S";
    const adjustments = adjustmentsOf(line, settings.words, sign);
    checkNet(line, path, defects);
    const name = defects.need(
      lineWords(line, settings.words),
      pathTo(path, "description"),
      "line's description",
    );
    const amount = sign(line.gross);
    const { quantity, unit } = describedQuantity(line);
    return dropAbsent({
      id: String(index + 1),
      note: presentText(noteOf(line, invoice, settings)),
      costCentre: presentText(line.customer?.reference),
      name,
      description: presentText(quantity === undefined ? undefined : `${quantity} ${unit}`),
      period: line.period === null ? undefined : isoDays(line.period, settings),
      ...pricing(line, amount, invoice),
      adjustments,
      net: sign(line.amount),
      tax:
        category === "O" ? { category } : { category, rate: format(decimalOf(tax?.rate ?? "0")) },
    });
  });
}

/** Whom it is for where that is not the buyer, the bundle that it is a part of, or the invoices that a fee is for. */
function noteOf(line: InvoiceLine, invoice: Invoice, settings: ReadSettings): string | undefined {
  const { customer, bundle } = line;
  if (bundle === undefined) return customer?.name ?? aboutText(line, settings.words);
  const part = bundleText(bundle, invoice, settings);
  return customer === undefined ? part : `${customer.name}. ${part}`;
}

/** A period as ISO days of the settings' zone. */
export function isoDays(
  period: { readonly from: string; readonly to: string },
  settings: ReadSettings,
): EDays {
  const { first, last } = daysOf(period, settings.zone);
  return { first: formatCivilDate(first), last: formatCivilDate(last) };
}

/** Units that trade has no code for go as `C62`, so their name and number are told in words (BT-154). */
function describedQuantity(line: InvoiceLine): { quantity?: string; unit?: string } {
  if (line.unit === undefined || unitCode(line.unit) !== "C62") return {};
  return { quantity: format(absolute(decimalOf(line.quantity))), unit: line.unit };
}

/**
 * Quantity and price such that quantity × price / price quantity is the gross amount exactly. A line has one price a unit
 * only where the model does; tiers, included units and proration leave a total, and that is the price of the whole
 * quantity (BT-146 for BT-149 units). A total for no quantity at all is one unit's price.
 */
function pricing(
  line: InvoiceLine,
  amount: string,
  invoice: Invoice,
): Pick<ELine, "quantity" | "unitCode" | "price" | "priceQuantity"> {
  const gross = decimalOf(amount);
  const size = absolute(gross);
  const quantity = absolute(decimalOf(line.quantity));
  const signed = (value: typeof quantity): string =>
    format(isNegative(gross) ? negate(value) : value);
  if (isZero(quantity) && !isZero(gross))
    return { quantity: signed(decimalOf("1")), unitCode: "C62", price: format(size) };
  const code = unitCode(line.unit);
  const price = unitPriceOf(line, invoice.currency);
  if (price !== undefined) return { quantity: signed(quantity), unitCode: code, price };
  if (isZero(gross)) return { quantity: format(quantity), unitCode: code, price: "0" };
  const priceQuantity = equals(quantity, decimalOf("1")) ? {} : { priceQuantity: format(quantity) };
  return { quantity: signed(quantity), unitCode: code, price: format(size), ...priceQuantity };
}

function adjustmentsOf(
  line: InvoiceLine,
  words: DocumentLanguage,
  sign: (text: string) => string,
): readonly EAdjustment[] {
  return line.discounts.flatMap((discount): readonly EAdjustment[] => {
    const amount = sign(discount.amount);
    const value = decimalOf(amount);
    if (isZero(value)) return [];
    const reason = presentText(discountWords(discount, words)) ?? discount.id;
    return isNegative(value)
      ? [{ kind: "charge", amount: amount.slice(1), reason }]
      : [{ kind: "allowance", amount, reason }];
  });
}

function checkNet(line: InvoiceLine, path: string, defects: Defects): void {
  const off = sum(line.discounts.map((discount) => decimalOf(discount.amount)));
  if (equals(subtract(decimalOf(line.gross), off), decimalOf(line.amount))) return;
  defects.conflict(
    pathTo(path, "amount"),
    "a line is its gross amount less its discounts",
    line.amount,
  );
}
