/** A double as decimal text, to twelve digits after the point and without an exponent or needless zeros. */
export const plainNumber = (value: number): string => {
  const text = value.toFixed(12).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
};
