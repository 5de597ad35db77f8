/** Since when each state is a member for VAT, and until when; `1993-01-01` is the start of the single market. */
const membership: Readonly<Record<string, readonly [from: string, to?: string]>> = {
  AT: ["1995-01-01"],
  BE: ["1993-01-01"],
  BG: ["2007-01-01"],
  CY: ["2004-05-01"],
  CZ: ["2004-05-01"],
  DE: ["1993-01-01"],
  DK: ["1993-01-01"],
  EE: ["2004-05-01"],
  ES: ["1993-01-01"],
  FI: ["1995-01-01"],
  FR: ["1993-01-01"],
  GB: ["1993-01-01", "2021-01-01"],
  GR: ["1993-01-01"],
  HR: ["2013-07-01"],
  HU: ["2004-05-01"],
  IE: ["1993-01-01"],
  IT: ["1993-01-01"],
  LT: ["2004-05-01"],
  LU: ["1993-01-01"],
  LV: ["2004-05-01"],
  MT: ["2004-05-01"],
  NL: ["1993-01-01"],
  PL: ["2004-05-01"],
  PT: ["1993-01-01"],
  RO: ["2007-01-01"],
  SE: ["1995-01-01"],
  SI: ["2004-05-01"],
  SK: ["2004-05-01"],
};

/**
 * Whether the VAT directive holds in a state on a day, its territories apart. The United Kingdom left it with the end of
 * the transition period, 2020-12-31.
 */
export function isEuMember(country: string, day: string): boolean {
  const span = Object.hasOwn(membership, country) ? membership[country] : undefined;
  return span !== undefined && span[0] <= day && (span[1] === undefined || day < span[1]);
}

/** The members on a day, in alphabetical order. */
export const euMembers = (day: string): readonly string[] =>
  Object.keys(membership).filter((country) => isEuMember(country, day));
