import type { Invoice, InvoiceLine } from "../../account/invoice.ts";
import { expectOk } from "../../fault/fault.ts";
import { decimalOf } from "../../money/decimal.ts";
import { parseInstant } from "../../time/instant.ts";
import type { UsageLine } from "./metered-use.ts";

/** The lines of a final document that charge for use, by the customer's plan and charge. */
export const usageLines = ({ currency, lines }: Invoice): readonly UsageLine[] =>
  lines.flatMap(({ kind, plan, charge, period, amount }: InvoiceLine) =>
    plan === undefined || charge === undefined || period === null
      ? []
      : [
          {
            plan,
            charge,
            kind,
            from: expectOk(parseInstant(period.from)),
            to: expectOk(parseInstant(period.to)),
            amount: decimalOf(amount),
            currency,
          },
        ],
  );
