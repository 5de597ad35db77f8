/** A colour of the brand as it can be used on one scheme's surfaces. */
export interface BrandShades {
  /** For what is filled: 3:1 or more against the surfaces. */
  readonly fill: string;
  readonly fillHover: string;
  /** For words on the fill: 4.5:1 or more. */
  readonly onFill: string;
  /** For words and marks on the surfaces: 4.5:1 or more. */
  readonly text: string;
  readonly wash: string;
}

type Channels = readonly [red: number, green: number, blue: number];

const white: Channels = [255, 255, 255];
const black: Channels = [0, 0, 0];
/** The surfaces of a scheme that leave the least contrast: the darkest light one, the lightest dark one. */
const grounds = { light: [0xf3, 0xf1, 0xea], dark: [0x18, 0x20, 0x33] } as const;
const inks = { light: [0x13, 0x1a, 0x2e], dark: [0x0c, 0x11, 0x1c] } as const;

/**
 * Shades of a brand's colour (`#rrggbb`) that can be read and told apart in a scheme: the colour itself where it can, else the
 * nearest one towards black on light ground and towards white on dark ground. Undefined where it is no colour.
 */
export function brandShades(colour: string, scheme: "light" | "dark"): BrandShades | undefined {
  const own = channelsOf(colour);
  if (own === undefined) return undefined;
  const ground = grounds[scheme];
  const end = scheme === "light" ? black : white;
  const inkOn = (fill: Channels): Channels =>
    contrast(white, fill) >= contrast(inks[scheme], fill) ? white : inks[scheme];
  const fill = nearest(
    own,
    end,
    (shade) => contrast(shade, ground) >= 3 && contrast(inkOn(shade), shade) >= 4.5,
  );
  const text = nearest(fill, end, (shade) => contrast(shade, ground) >= 4.5);
  const ink = inkOn(fill);
  // The words on it must stay readable while the pointer is on it.
  const hover = mix(fill, ink === white ? black : white, 0.14);
  return {
    fill: textOf(fill),
    fillHover: textOf(hover),
    onFill: textOf(ink),
    text: textOf(text),
    wash: textOf(mix(ground, fill, scheme === "light" ? 0.06 : 0.1)),
  };
}

/** How well two colours can be told apart, from 1 to 21 (WCAG 2); undefined where either is no colour. */
export function contrastOf(first: string, second: string): number | undefined {
  const [one, other] = [channelsOf(first), channelsOf(second)];
  return one === undefined || other === undefined ? undefined : contrast(one, other);
}

/** The first shade on the way to an end that will do; the end itself where none does. */
function nearest(from: Channels, end: Channels, does: (shade: Channels) => boolean): Channels {
  for (let step = 0; step < 100; step += 1) {
    const shade = mix(from, end, step / 100);
    if (does(shade)) return shade;
  }
  return end;
}

const mix = (from: Channels, to: Channels, share: number): Channels => {
  const at = (place: 0 | 1 | 2): number =>
    Math.round(from[place] + (to[place] - from[place]) * share);
  return [at(0), at(1), at(2)];
};

function contrast(first: Channels, second: Channels): number {
  const [one, other] = [luminance(first), luminance(second)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Relative luminance, as WCAG 2 defines it. */
function luminance([red, green, blue]: Channels): number {
  const linear = (channel: number): number => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function channelsOf(colour: string): Channels | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (match === null) return undefined;
  const at = (place: number): number => Number.parseInt(match[place] ?? "", 16);
  return [at(1), at(2), at(3)];
}

const textOf = (channels: Channels): string =>
  `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
