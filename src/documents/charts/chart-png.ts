import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";

const require = createRequire(import.meta.url);

/** The one font of a drawing: Inter (SIL Open Font Licence 1.1), of texts and of titles. */
const interFiles = [
  "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf",
  "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf",
];

let ready: Promise<void> | undefined;

/** Twice as many pixels as CSS has, for screens and print alike. */
const zoom = 2;

/** An SVG drawing as PNG, with Inter for its texts; the same drawing gives the same bytes. */
export async function chartPng(svg: string): Promise<Uint8Array> {
  ready ??= readFile(require.resolve("@resvg/resvg-wasm/index_bg.wasm")).then((code) =>
    initWasm(code),
  );
  await ready;
  const drawing = new Resvg(svg, {
    fitTo: { mode: "zoom", value: zoom },
    font: {
      fontBuffers: interFiles.map((file) => Uint8Array.from(readFileSync(require.resolve(file)))),
      defaultFontFamily: "Inter",
      sansSerifFamily: "Inter",
    },
  });
  try {
    return drawing.render().asPng();
  } finally {
    drawing.free();
  }
}
