import type { Invoice, InvoiceLine } from "../../../account/invoice.ts";
import { expectOk } from "../../../fault/fault.ts";
import { type Instant, parseInstant } from "../../../time/instant.ts";

/** The lines of a document that charge a subscription for use in a period that is open now. */
export const openLines = (
  { lines }: Pick<Invoice, "lines">,
  subscription: string,
  now: Instant,
): readonly InvoiceLine[] =>
  lines.filter(
    (line) =>
      line.subscription === subscription &&
      line.meter !== undefined &&
      line.kind !== "late-usage" &&
      line.period !== null &&
      instantOf(line.period.from) <= now &&
      now < instantOf(line.period.to),
  );

/** An instant as an invoice says it. Its texts do not sort: a whole second is written without its fraction. */
export const instantOf = (text: string): Instant => expectOk(parseInstant(text));
