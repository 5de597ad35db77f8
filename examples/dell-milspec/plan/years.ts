/** A formula that has a figure for each projected year, and for later ones that of the third. */
export const byYear = (of: (year: "y1" | "y2" | "y3") => string): string =>
  `if(year-number() = 1, ${of("y1")}, if(year-number() = 2, ${of("y2")}, ${of("y3")}))`;
