import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Every address of the console's pages that its router knows, from its source: `/customers/$customerId`. The API reference has a walk of
 * its own: it is as long as the API.
 */
export function routePaths(): readonly string[] {
  const source = join(process.cwd(), "web", "src");
  return readdirSync(source)
    .filter((name) => /^router\.tsx$|-routes\.ts$/.test(name))
    .flatMap((name) => [...readFileSync(join(source, name), "utf8").matchAll(/\bpath: "([^"]+)"/g)])
    .map(([, path = ""]) => path);
}
