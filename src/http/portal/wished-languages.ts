/** The languages of an `Accept-Language` header, as `de`, those that are wished for most first. What is not wished for at all is left out. */
export function wishedLanguages(header: string | undefined): readonly string[] {
  return (header ?? "")
    .slice(0, headerMax)
    .split(",")
    .flatMap((part) => {
      const [tag = "", ...parameters] = part.split(";").map((one) => one.trim());
      const [language = ""] = tag.toLowerCase().split("-");
      const weight = weightOf(parameters.find((one) => /^q=/i.test(one)));
      return /^[a-z]{2,8}$/.test(language) && weight > 0 ? [{ language, weight }] : [];
    })
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ language }) => language);
}

/** Browsers send some twenty characters a language. */
const headerMax = 500;

/** In thousandths, as RFC 9110 writes them: `q=0.8`. One that cannot be read is none. */
function weightOf(parameter: string | undefined): number {
  if (parameter === undefined) return 1000;
  const [, whole = "", part = ""] = /^q=([01])(?:\.(\d{0,3}))?$/i.exec(parameter) ?? [];
  return Number(`${whole}${part.padEnd(3, "0")}`);
}
