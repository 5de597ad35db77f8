import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const folder = decodeURIComponent(new URL(".", import.meta.url).pathname);

/** Builds the console into `dist/console` of the package; in development `/v1` and `/login` go to a running server. */
export default defineConfig({
  root: folder,
  plugins: [react()],
  build: {
    outDir: "../dist/console",
    emptyOutDir: true,
    target: "es2022",
    // A strict content security policy allows no data: fonts and no inline script, so nothing is inlined.
    assetsInlineLimit: 0,
    // One small sheet, so that the order of rules never depends on which page was opened first.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    // What draws is loaded with the first chart, beside the charts themselves: two files at once, each of a size that browsers cache well.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: "drawing", test: /node_modules[\\/]zrender[\\/]/ }] },
      },
    },
  },
  server: {
    proxy: { "/v1": "http://127.0.0.1:4400", "/login": "http://127.0.0.1:4400" },
  },
});
