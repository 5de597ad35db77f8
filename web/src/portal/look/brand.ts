import { type BrandShades, brandShades } from "../../theme/brand-colour.ts";

const names: Readonly<Record<keyof BrandShades, string>> = {
  fill: "fill",
  fillHover: "fill-hover",
  onFill: "on-fill",
  text: "text",
  wash: "wash",
};

/**
 * Puts a brand's colour in the variables that the sheet reads, on the whole page or a part of it. They are set on the element
 * and not in a style element, so that a policy without inline styles holds. No colour leaves the sheet's own.
 */
export function applyBrand(
  colour: string | null,
  element: HTMLElement = document.documentElement,
): void {
  for (const scheme of ["light", "dark"] as const) {
    const shades = colour === null ? undefined : brandShades(colour, scheme);
    for (const [shade, name] of Object.entries(names) as [keyof BrandShades, string][]) {
      const variable = `--brand-${scheme}-${name}`;
      if (shades === undefined) element.style.removeProperty(variable);
      else element.style.setProperty(variable, shades[shade]);
    }
  }
}
