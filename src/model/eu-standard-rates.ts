import type { Percent } from "../money/percent.ts";
import type { TaxRule } from "./tax.ts";

/** Rates by their first day, the last one open; each holds until the next begins. */
type RateHistory = readonly (readonly [from: string, rate: Percent])[];

/** When a state left, so that its last rate ends. */
const left: Readonly<Record<string, string>> = { GB: "2021-01-01" };

/**
 * Standard VAT rates of the member states since 2015, when consumers began to be taxed where they are.
 * Source: European Commission, "VAT rates applied in the Member States of the European Union" and its data base TEDB.
 */
const standardRates: Readonly<Record<string, readonly [name: string, history: RateHistory]>> = {
  AT: ["USt.", [["2015-01-01", "20%"]]],
  BE: ["BTW", [["2015-01-01", "21%"]]],
  BG: ["ДДС", [["2015-01-01", "20%"]]],
  CY: ["ΦΠΑ", [["2015-01-01", "19%"]]],
  CZ: ["DPH", [["2015-01-01", "21%"]]],
  DE: [
    "USt.",
    [
      ["2015-01-01", "19%"],
      ["2020-07-01", "16%"],
      ["2021-01-01", "19%"],
    ],
  ],
  DK: ["Moms", [["2015-01-01", "25%"]]],
  EE: [
    "KM",
    [
      ["2015-01-01", "20%"],
      ["2024-01-01", "22%"],
      ["2025-07-01", "24%"],
    ],
  ],
  ES: ["IVA", [["2015-01-01", "21%"]]],
  FI: [
    "ALV",
    [
      ["2015-01-01", "24%"],
      ["2024-09-01", "25.5%"],
    ],
  ],
  FR: ["TVA", [["2015-01-01", "20%"]]],
  GB: ["VAT", [["2015-01-01", "20%"]]],
  GR: [
    "ΦΠΑ",
    [
      ["2015-01-01", "23%"],
      ["2016-06-01", "24%"],
    ],
  ],
  HR: ["PDV", [["2015-01-01", "25%"]]],
  HU: ["ÁFA", [["2015-01-01", "27%"]]],
  IE: [
    "VAT",
    [
      ["2015-01-01", "23%"],
      ["2020-09-01", "21%"],
      ["2021-03-01", "23%"],
    ],
  ],
  IT: ["IVA", [["2015-01-01", "22%"]]],
  LT: ["PVM", [["2015-01-01", "21%"]]],
  LU: [
    "TVA",
    [
      ["2015-01-01", "17%"],
      ["2023-01-01", "16%"],
      ["2024-01-01", "17%"],
    ],
  ],
  LV: ["PVN", [["2015-01-01", "21%"]]],
  MT: ["VAT", [["2015-01-01", "18%"]]],
  NL: ["BTW", [["2015-01-01", "21%"]]],
  PL: ["VAT", [["2015-01-01", "23%"]]],
  PT: ["IVA", [["2015-01-01", "23%"]]],
  RO: [
    "TVA",
    [
      ["2015-01-01", "24%"],
      ["2016-01-01", "20%"],
      ["2017-01-01", "19%"],
      ["2025-08-01", "21%"],
    ],
  ],
  SE: ["Moms", [["2015-01-01", "25%"]]],
  SI: ["DDV", [["2015-01-01", "22%"]]],
  SK: [
    "DPH",
    [
      ["2015-01-01", "20%"],
      ["2025-01-01", "23%"],
    ],
  ],
};

/**
 * The standard rates of the member states as rules of a model, to be spread into `taxes.rules`; from 2015-01-01 on, as
 * known in January 2026. Regions with rates of their own (Azores, Madeira) are not in it. `except` leaves countries out
 * that the model has rules of its own for. The United Kingdom's rate ends with its membership. An author answers for the rates of a model: compare them with TEDB.
 */
export const euStandardRates = (
  options: { readonly except?: readonly string[] } = {},
): readonly TaxRule<never>[] =>
  Object.entries(standardRates)
    .filter(([country]) => !(options.except ?? []).includes(country))
    .flatMap(([country, [name, history]]) =>
      history.map(([from, rate], index) => {
        const to = history[index + 1]?.[0] ?? left[country];
        return { country, name, rate, from, ...(to === undefined ? {} : { to }) };
      }),
    );
