import { expect, it } from "vitest";
import { pathTo } from "../fault/fault.ts";
import everything from "./fixtures/everything.ts";
import { readShape } from "./shape.ts";
import { model } from "./shapes/model-shape.ts";

type Parent = Record<string, unknown>;

/** Calls back for every text and every key of a document, with what puts another in its place. */
function eachText(
  value: unknown,
  path: string,
  visit: (path: string, change: (to: (text: string) => string) => () => void) => void,
): void {
  if (typeof value !== "object" || value === null) return;
  const parent = value as Parent;
  for (const [key, inner] of Object.entries(parent)) {
    const at = pathTo(path, key);
    if (typeof inner === "string")
      visit(at, (to) => {
        parent[key] = to(inner);
        return () => {
          parent[key] = inner;
        };
      });
    else eachText(inner, at, visit);
    if (Array.isArray(value)) continue;
    visit(`key ${at}`, (to) => {
      delete parent[key];
      parent[to(key)] = inner;
      return () => {
        delete parent[to(key)];
        parent[key] = inner;
      };
    });
  }
}

it("no text of a document and no key may hold a NUL or half of a surrogate pair", () => {
  const document: unknown = JSON.parse(JSON.stringify(everything));
  const accepted: string[] = [];
  let looked = 0;
  eachText(document, "", (path, change) => {
    const undo = change((text) => `${text}${looked % 2 === 0 ? "\0" : "\ud800"}`);
    if (readShape(model, document).faults.length === 0) accepted.push(path);
    undo();
    looked += 1;
  });
  expect(accepted).toEqual([]);
  expect(looked).toBeGreaterThan(500);
}, 180_000);
