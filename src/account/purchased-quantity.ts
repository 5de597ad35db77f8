import { expectOk } from "../fault/fault.ts";
import type { Decimal } from "../money/decimal.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";

/** How many a checked purchase bought: licences, hours, persons; 1 where the fact states none. */
export const purchasedQuantity = (quantity: Quantity | undefined): Decimal =>
  expectOk(parseQuantity(quantity ?? 1));
