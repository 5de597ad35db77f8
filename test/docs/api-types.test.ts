import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { apiTypes } from "./api-types.ts";
import { root } from "./markdown.ts";

const file = join(root, "src/client/api/generated-types.ts");

it("the typed client says what the API's description says", () => {
  const wanted = apiTypes();
  if (process.env.FLORIN_UPDATE === "1") writeFileSync(file, wanted);
  const isFresh = readFileSync(file, "utf8") === wanted;
  expect(isFresh, "write it anew with FLORIN_UPDATE=1").toBe(true);
});
