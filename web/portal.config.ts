import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const folder = decodeURIComponent(new URL("./portal/", import.meta.url).pathname);

/**
 * Builds the portal into `dist/portal`: a page of its own with nothing of the console in it, so that a customer who opens it
 * waits for little.
 */
export default defineConfig({
  root: folder,
  base: "/portal/",
  plugins: [react()],
  build: {
    outDir: "../../dist/portal",
    emptyOutDir: true,
    target: "es2022",
    // The policy of the page allows no data: fonts and no inline script, so nothing is inlined.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    // A page is a file, and what pages share is one: not thirty files that wait for one another.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: "shared",
              test: /web[\\/]src[\\/](?:format|parts|portal[\\/](?:api|language|parts|shell))|node_modules/,
            },
          ],
        },
      },
    },
  },
  server: {
    fs: { allow: [".."] },
    proxy: { "/portal/v1": "http://127.0.0.1:4400" },
  },
});
