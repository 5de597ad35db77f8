import { localStorageColorSchemeManager, type MantineColorSchemeManager } from "@mantine/core";

/** Keeps the reader's choice of light or dark in this browser; `auto` (follow the system) until one is made. */
export const colourSchemeManager: MantineColorSchemeManager = localStorageColorSchemeManager({
  key: "florin-colour-scheme",
});

/** Marks the document light or dark before the first paint; the page carries no inline script to do it. */
export function applyColourScheme(): void {
  const chosen = colourSchemeManager.get("auto");
  const dark =
    chosen === "dark" || (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
}
