/** The chart's colours, read from the style sheet of the scheme in use. */
export interface Palette {
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly surface: string;
  readonly hover: string;
  readonly font: string;
  readonly series: readonly string[];
}

const seriesCount = 8;

/** The style of the n-th series in markup; it repeats after eight. */
export function seriesColour(index: number): string {
  return `var(--series-${(index % seriesCount) + 1})`;
}

/** Reads the palette as it is now; read it again when the colour scheme changes. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token("--ink"),
    faint: token("--ink-faint"),
    line: token("--line"),
    surface: token("--surface"),
    hover: token("--accent-wash"),
    font: token("--font"),
    series: Array.from({ length: seriesCount }, (_, index) => token(`--series-${index + 1}`)),
  };
}
