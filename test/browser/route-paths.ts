import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every address that the console's router knows, from its source: `/customers/$customerId`. */
export function routePaths(): readonly string[] {
  const source = join(process.cwd(), "web", "src");
  return readdirSync(source)
    .filter((name) => /^router\.tsx$|-routes?\.ts$/.test(name))
    .flatMap((name) => [...readFileSync(join(source, name), "utf8").matchAll(/\bpath: "([^"]+)"/g)])
    .map(([, path = ""]) => path);
}
