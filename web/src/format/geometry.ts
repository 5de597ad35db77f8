import type { DecimalText } from "./decimal-text.ts";

/** How tall a bar is. The only place a decimal becomes a float, and only pixels come of it: figures stay text. */
export function toGeometry(text: DecimalText): number {
  const height = Number(text);
  return Number.isFinite(height) ? height : 0;
}

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** A tick of a chart's axis: `12.5K`. Ticks are positions on a scale, not amounts. */
export function formatTick(position: number): string {
  return compact.format(position);
}
