import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const source = join(import.meta.dirname, "..");
const textOf = (path: string): string => readFileSync(join(source, path), "utf8");
/** Pages for who is not signed in. */
const doors = ["/sign-in", "/invitation", "/recovery", "/set-up"];

it("leads to every page of the console that has an address of its own", () => {
  const routes = readdirSync(source)
    .filter((name) => /^router\.tsx$|-routes?\.ts$/.test(name))
    .flatMap((name) => [...textOf(name).matchAll(/\bpath: "([^"]+)"/g)])
    .map(([, path = ""]) => path);
  const tabs = readdirSync(join(source, "pages"))
    .map((page) => `pages/${page}/tabs.ts`)
    .filter((path) => textOf("shell/destinations.ts").includes(`../${path}`));
  const led = ["shell/destinations.ts", ...tabs].flatMap((path) =>
    [...textOf(path).matchAll(/\bto: "([^"]+)"/g)].map(([, to = ""]) => to),
  );
  const pages = routes.filter((path) => !path.includes("$") && !doors.includes(path));
  expect(pages.filter((path) => !led.includes(path))).toEqual([]);
  expect(led.filter((to) => !pages.includes(to))).toEqual([]);
});
