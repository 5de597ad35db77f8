import { ok, type Result, refuse } from "../../fault/fault.ts";
import { opaquePng } from "./opaque-png.ts";

/** An image that pages may show: PNG or JPEG, told by its first bytes. */
export interface Logo {
  readonly mediaType: "image/png" | "image/jpeg";
  readonly bytes: Uint8Array;
}

/** Larger files are refused: a logo travels in every document. */
const BYTES_MAX = 1_000_000;

/**
 * Reads the image of a letterhead.
 * Refuses with `invalid-logo`: neither PNG nor JPEG, over a megabyte, a JPEG in CMYK (its colours would depend on a press).
 */
export function readLogo(bytes: Uint8Array): Result<Logo> {
  if (bytes.length > BYTES_MAX) return refuseLogo("it is larger than a megabyte");
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    return ok({ mediaType: "image/png", bytes });
  if (!startsWith(bytes, [0xff, 0xd8, 0xff])) return refuseLogo("it is neither PNG nor JPEG");
  const components = jpegComponents(bytes);
  if (components === undefined) return refuseLogo("the JPEG is damaged");
  if (components > 3) return refuseLogo("the JPEG is in CMYK");
  return ok({ mediaType: "image/jpeg", bytes });
}

/**
 * The logo as a PDF/A can hold it: a PNG without transparency, on white.
 * Refuses with `invalid-logo` what {@link opaquePng} cannot read.
 */
export function printableLogo(logo: Logo): Result<Uint8Array> {
  if (logo.mediaType === "image/jpeg") return ok(logo.bytes);
  const png = opaquePng(logo.bytes);
  return png === undefined
    ? refuseLogo("the PNG is damaged, interlaced, over four megapixels, or not of 8 bits")
    : ok(png);
}

/** The refusal of a logo, with the reason as its second half. */
const refuseLogo = (reason: string): Result<never> =>
  refuse({
    code: "invalid-logo",
    path: "/settings/branding/logo",
    message: `this image cannot be a logo: ${reason}`,
    suggestion: "save it as PNG of 8 bits, not interlaced, or as JPEG in RGB",
  });

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** How many colours a JPEG has (1 grey, 3 RGB, 4 CMYK), from its frame header; undefined where it has none. */
function jpegComponents(bytes: Uint8Array): number | undefined {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    const height = ((bytes[at + 5] ?? 0) << 8) | (bytes[at + 6] ?? 0);
    const width = ((bytes[at + 7] ?? 0) << 8) | (bytes[at + 8] ?? 0);
    if (isFrame) return height > 0 && width > 0 ? bytes[at + 9] : undefined;
    at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
  return undefined;
}
