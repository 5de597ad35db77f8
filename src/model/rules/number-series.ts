import type { Invoicing } from "../invoicing.ts";
import type { ModelRule } from "../model-rule.ts";

/** Invoices and credit notes are numbered apart, each without a gap: those of contracts with series of their own among them. */
export const numberSeries: ModelRule = {
  name: "number-series",
  severity: "fault",
  needsSound: "itself",
  find: ({ invoicing = {}, contracts = {} }) => {
    const places: readonly (readonly [path: string, invoicing: Invoicing])[] = [
      ["/invoicing", { series: "INV", creditNoteSeries: "CN", ...invoicing }],
      ...Object.entries(contracts).map(
        ([id, own]) => [`/contracts/${id}/invoicing`, own.invoicing ?? {}] as const,
      ),
    ];
    const ofInvoices = new Map<string, string>();
    for (const [path, { series }] of places)
      if (series !== undefined && !ofInvoices.has(series)) ofInvoices.set(series, path);
    return places.flatMap(([path, { creditNoteSeries: series }]) => {
      const met = series === undefined ? undefined : ofInvoices.get(series);
      if (series === undefined || met === undefined) return [];
      const [own] =
        path === "/invoicing" && invoicing.creditNoteSeries === undefined
          ? [`${met}/series`]
          : [`${path}/creditNoteSeries`];
      return [
        {
          code: "series-shared",
          path: own,
          message: "invoices and credit notes have one series, and their numbers would meet",
          value: series,
          suggestion: "give each its own",
        },
      ];
    });
  },
};
