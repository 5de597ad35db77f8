import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const folder = dirname(fileURLToPath(import.meta.url));

/** Where keys, signatures and providers are; all else of this folder is worked out from its arguments alone. */
const impure = ["registry.ts", "secret.ts", "webhook-signature.ts"];

it("decides without clock, chance, package or Node", () => {
  const files = readdirSync(folder).filter(
    (name) =>
      name.endsWith(".ts") &&
      !/\.(test|fixture|conformance)\.ts$/.test(name) &&
      !impure.includes(name),
  );
  const wrong = files.filter((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const outside = /from "(?!\.)/.test(text);
    const values = [...text.matchAll(/^import (?!type)[^;]*?from "\.\/([^"]+)"/gm)].map(
      ([, file]) => file ?? "",
    );
    return (
      outside ||
      /\bDate\b|Math\.random|setTimeout|process\./.test(text) ||
      values.some((file) => file.includes("/") || impure.includes(file))
    );
  });
  expect(files.length).toBeGreaterThan(15);
  expect(wrong).toEqual([]);
});
