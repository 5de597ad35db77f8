/** Words of a company's name that say nothing of which company it is. */
const legalForms = new Set(
  (
    "AB AG AS BV CO COMPANY CORP CORPORATION EG EK EV GBR GMBH HOLDING INC KG KGAA LIMITED LLC LLP LTD MBH NV OHG OY PLC " +
    "PTY SA SARL SAS SE SL SPA SRL THE UG UND AND ET Y"
  ).split(" "),
);
const WORD_LENGTH_MIN = 4;

/** Text in capitals without accents, ready to be cut into words: `Müller` is `MULLER`, `ß` is `SS`. */
export const plainText = (text: string): string =>
  text.toUpperCase().normalize("NFKD").replace(/\p{M}/gu, "");

/**
 * The words that make a name this name: capitals without accents, legal forms left out. `Müller`, `Mueller` and `Muller`
 * are one word, since banks write umlauts in all three ways.
 */
export const nameWords = (name: string): ReadonlySet<string> =>
  new Set(
    plainText(name)
      .replace(/([AOU])E/g, "$1")
      .split(/[^A-Z0-9]+/)
      .filter((word) => word !== "" && !legalForms.has(word)),
  );

/**
 * Whether two names may be one payer's: all words of the shorter one stand in the other, a word of four letters among
 * them. Banks cut names short, but they do not make up words.
 */
export function samePayer(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  const [few, many] = left.size <= right.size ? [left, right] : [right, left];
  const shared = [...few].filter((word) => many.has(word));
  return shared.length === few.size && shared.some(({ length }) => length >= WORD_LENGTH_MIN);
}
