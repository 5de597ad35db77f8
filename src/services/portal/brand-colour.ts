/** What a brand's colour must differ by from the white that it stands on: WCAG 2.2, 1.4.11, of parts that one has to see. */
export const contrastLeast = 3;

/** The linear share of a channel, `00` to `ff`. */
function linear(channel: string): number {
  const share = Number.parseInt(channel, 16) / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** The relative luminance of a colour, `#rrggbb`: 0 for black, 1 for white. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[0-9a-f]{2}/gi) ?? []).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How far two colours stand apart, 1 to 21, as WCAG counts it. */
export function contrastOf(left: string, right: string): number {
  const [high, low] = [luminance(left), luminance(right)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** White or black, whichever is read better on a colour. */
export const textOn = (colour: string): "#ffffff" | "#000000" =>
  contrastOf(colour, "#ffffff") >= contrastOf(colour, "#000000") ? "#ffffff" : "#000000";

/** The nearest darker colour of the same hue that stands far enough from white; the colour itself where it does. */
export function darkened(colour: string): string {
  for (let parts = 255; parts > 0; parts -= 1) {
    const darker = `#${(colour.match(/[0-9a-f]{2}/gi) ?? [])
      .map((channel) =>
        Math.round((Number.parseInt(channel, 16) * parts) / 255)
          .toString(16)
          .padStart(2, "0"),
      )
      .join("")}`;
    if (contrastOf(darker, "#ffffff") >= contrastLeast) return darker;
  }
  return "#000000";
}
