import type { Invoice, InvoiceLine } from "../../account/invoice.ts";
import { expectOk } from "../../fault/fault.ts";
import { decimalOf } from "../../money/decimal.ts";
import { parseInstant } from "../../time/instant.ts";
import type { UsageLine } from "./metered-use.ts";

/** The lines of a final document that charge for use. */
export const usageLines = ({ currency, lines }: Invoice): readonly UsageLine[] =>
  lines.flatMap(({ kind, charge, meter, period, amount }: InvoiceLine) =>
    charge === undefined || meter === undefined || period === null
      ? []
      : [
          {
            charge,
            meter,
            kind,
            from: expectOk(parseInstant(period.from)),
            to: expectOk(parseInstant(period.to)),
            amount: decimalOf(amount),
            currency,
          },
        ],
  );
