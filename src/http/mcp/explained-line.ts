import type { Invoice, InvoiceLine } from "../../account/invoice.ts";
import { refusedBy } from "../../mcp/tool.ts";
import { text } from "../../model/shape.ts";
import { currency } from "../../model/shape-money.ts";
import { object } from "../../model/shape-object.ts";
import { nullable } from "../../services/report-shapes.ts";
import { invoiceLineShape } from "../openapi-invoice.ts";
import { answerComponent } from "../openapi-operation.ts";
import type { Shown } from "./route-tool.ts";

/** One line with the invoice that it stands on. */
interface ExplainedLine {
  readonly invoice: string;
  readonly number: string | null;
  readonly customer: string;
  readonly currency: Invoice["currency"];
  readonly line: InvoiceLine;
}

const explainedLineShape = object<ExplainedLine>({
  invoice: text,
  number: nullable(text),
  customer: text,
  currency,
  line: invoiceLineShape,
});

/** How one line of an invoice came to its amount. Refuses `unknown-line`. */
export const explainedLine: Shown = {
  arguments: { line: { type: "string", maxLength: 255, description: "The id of the line." } },
  required: ["line"],
  schema: answerComponent("ExplainedLine", explainedLineShape),
  of: (answer, { line }) => {
    const { id, number, customer, currency, lines } = answer as Invoice;
    const found = lines.find((one) => one.id === line);
    if (found !== undefined)
      return { ok: true, value: { invoice: id, number, customer, currency, line: found } };
    const ids = lines.slice(0, 20).map((one) => one.id);
    return refusedBy([
      {
        code: "unknown-line",
        path: "/line",
        message: "the invoice has no such line",
        suggestion: `its lines are ${ids.join(", ")}${lines.length > 20 ? " …" : ""}`,
      },
    ]);
  },
};
