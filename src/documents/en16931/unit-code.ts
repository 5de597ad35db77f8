/** Codes of UN/ECE Recommendation 20 by the names that models give their units, in the singular and small letters. */
const codes: Readonly<Record<string, string>> = {
  second: "SEC",
  minute: "MIN",
  hour: "HUR",
  day: "DAY",
  "working day": "E49",
  week: "WEE",
  month: "MON",
  quarter: "QAN",
  year: "ANN",
  byte: "AD",
  kb: "2P",
  kilobyte: "2P",
  mb: "4L",
  megabyte: "4L",
  gb: "E34",
  gigabyte: "E34",
  tb: "E35",
  terabyte: "E35",
  pb: "E36",
  petabyte: "E36",
  kibibyte: "E64",
  mebibyte: "E63",
  gib: "E62",
  gibibyte: "E62",
  tib: "E61",
  tebibyte: "E61",
  kwh: "KWH",
  "kilowatt hour": "KWH",
  mwh: "MWH",
  kilometre: "KMT",
  km: "KMT",
  metre: "MTR",
  kilogram: "KGM",
  kg: "KGM",
  gram: "GRM",
  tonne: "TNE",
  litre: "LTR",
  piece: "H87",
  person: "IE",
  set: "SET",
  page: "ZP",
  job: "E51",
  test: "E53",
  "service unit": "E48",
  percent: "P1",
};

/**
 * The UN/ECE Recommendation 20 code of a unit's name, plural or not; `C62` (one) for units that trade has no code for,
 * such as seats and API calls, and for a line without a unit.
 */
export function unitCode(unit: string | undefined): string {
  const name = (unit ?? "").trim().toLowerCase().replaceAll(/[-_]/g, " ");
  const singular = name.replace(/s$/, "");
  return lookUp(name) ?? lookUp(singular) ?? "C62";
}

const lookUp = (name: string): string | undefined =>
  Object.hasOwn(codes, name) ? codes[name] : undefined;
