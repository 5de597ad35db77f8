import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { portalActs } from "../../access/portal-acts.ts";
import { portalRouteActs } from "./portal-route-acts.ts";

const page = fileURLToPath(new URL("../../../docs/portal.md", import.meta.url));
const table = /(?<=<!-- portal routes -->\n)[\s\S]*?(?=<!-- \/portal routes -->)/;

/** Each route with its act, as a reader of the docs sees it. */
const drawn = [
  "| route | act |",
  "|---|---|",
  ...Object.entries(portalRouteActs).map(
    ([route, act]) =>
      `| \`${route.replaceAll(/:(\w+)/g, "{$1}")}\` | ${act === null ? "–" : `\`${act}\``} |`,
  ),
  "",
].join("\n");

it("docs/portal.md lists every route with its act", () => {
  const text = readFileSync(page, "utf8");
  if (process.env.FLORIN_UPDATE === "1")
    writeFileSync(
      page,
      text.replace(table, () => drawn),
    );
  expect(table.exec(readFileSync(page, "utf8"))?.[0]).toBe(drawn);
});

it("every act is asked for by a route", () => {
  const asked = new Set(Object.values(portalRouteActs));
  expect(portalActs.filter((act) => !asked.has(act))).toEqual([]);
});
