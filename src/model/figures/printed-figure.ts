/** A figure as formulas write it, or both ends of a range; `about` where the document says that it is not exact. */
export interface PlainFigure {
  readonly ends: readonly [string] | readonly [low: string, high: string];
  readonly about: boolean;
}

const about = /^(?:~|≈|about |around |circa |ca\.? |approximately |approx\.? )\s*/i;
const currencies: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP" };
const range = /^(\d[\d_.]*[kMB]?%?)\s*(?:-|–|to)\s*(\d.*)$/;

/**
 * Ways in which documents print figures and formulas do not: `~3%`, `$25M`, `1,500 customers`, `85%+`, `3-5%`. Undefined where a text has none of
 * them. What comes of it need not be a figure.
 */
export function plainFigure(text: string): PlainFigure | undefined {
  const exact = text.replace(about, "");
  const spelled = exact
    .replace(/([$€£])\s*(\d[\d_.,]*[kMB]?)/g, (_, sign: string, figure: string) =>
      [figure, currencies[sign]].join(" "),
    )
    .replace(/\d{1,3}(?:,\d{3})+/g, (figure) => figure.replaceAll(",", "_"))
    .replace(/^(.*\d.*?)\+(.*)$/, ">= $1$2");
  const [, low = "", high = ""] = range.exec(spelled) ?? [];
  if (low !== "") return { ends: [low + unitAfter(low, high), high], about: exact !== text };
  return spelled === text ? undefined : { ends: [spelled], about: exact !== text };
}

/** What the upper end says behind its digits, for a lower end that leaves it out. */
function unitAfter(low: string, high: string): string {
  const unit = /^\d[\d_.]*(.*)$/.exec(high)?.[1] ?? "";
  return /[kMB%]$/.test(low) ? unit.replace(/^[kMB]?%?/, "") : unit;
}
