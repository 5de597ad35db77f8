import type { ModelRule } from "../model-rule.ts";

/** Invoices and credit notes are numbered apart, each without a gap. */
export const numberSeries: ModelRule = {
  name: "number-series",
  severity: "fault",
  needsSound: "itself",
  find: ({ invoicing = {} }) => {
    const { series = "INV", creditNoteSeries = "CN" } = invoicing;
    if (series !== creditNoteSeries) return [];
    const field = invoicing.creditNoteSeries === undefined ? "series" : "creditNoteSeries";
    return [
      {
        code: "series-shared",
        path: `/invoicing/${field}`,
        message: "invoices and credit notes have one series, and their numbers would meet",
        value: series,
        suggestion: "give each its own",
      },
    ];
  },
};
