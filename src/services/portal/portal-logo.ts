import { readLogo } from "../../documents/image/logo.ts";
import type { Fault } from "../../fault/fault.ts";

/** How long the picture may be as a `data:` URL: it travels with the first answer to each page. */
export const logoLengthMax = 100_000;

const dataUrl = /^data:image\/(png|jpeg|svg\+xml);base64,([A-Za-z0-9+/]+={0,2})$/;

/**
 * What is wrong with the picture of a portal. An SVG is shown as a picture, where browsers run nothing of it; one with a script, or that
 * fetches something, is refused all the same, as somebody may open it by itself.
 */
export function logoFault(logo: string): readonly Fault[] {
  const fault = (message: string): readonly Fault[] => [
    {
      code: "invalid-picture",
      path: "/logo",
      message,
      suggestion: 'write a PNG, JPEG or SVG as "data:image/png;base64,…"',
    },
  ];
  const [, type, base64 = ""] = dataUrl.exec(logo) ?? [];
  if (type === undefined) return fault("a picture is a data URL of base64");
  const bytes = Buffer.from(base64, "base64");
  if (type === "svg+xml") return svgFaults(bytes.toString("utf8"), fault);
  const read = readLogo(bytes);
  if (!read.ok) return fault(read.faults[0]?.message ?? "the picture cannot be read");
  return read.value.mediaType === `image/${type}`
    ? []
    : fault("its bytes are of another type than it says");
}

/** What only a document does that acts, or that names another one. */
const acting =
  /<script|<foreignObject|<!ENTITY|<!DOCTYPE|\son[a-z]+\s*=|javascript:|(?:href|src)\s*=\s*["'](?!#|data:image\/)|url\(\s*["']?(?!#)|@import/i;

function svgFaults(text: string, fault: (message: string) => readonly Fault[]): readonly Fault[] {
  if (!/^(?:\uFEFF)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(text))
    return fault("this is no SVG");
  return acting.test(text) ? fault("an SVG here has no script and fetches nothing") : [];
}
