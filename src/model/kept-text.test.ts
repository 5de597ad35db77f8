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

/** The document in pieces: one entry of one part in each, so that the rest is not read again for every text. */
function piecesOf(document: Parent): readonly Parent[] {
  const isObject = (value: unknown): value is Parent =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  return Object.entries(document).flatMap(([part, value]) =>
    isObject(value) && Object.values(value).every(isObject)
      ? Object.entries(value).map(([id, entry]) => ({ [part]: { [id]: entry } }))
      : [{ [part]: value }],
  );
}

it("no text of a document and no key may hold a NUL or half of a surrogate pair", () => {
  const accepted: string[] = [];
  let looked = 0;
  for (const piece of piecesOf(JSON.parse(JSON.stringify(everything)))) {
    // What the rest of the document would have is missing.
    const missing = readShape(model, piece).faults;
    expect(missing.filter(({ code }) => code !== "missing-field")).toEqual([]);
    eachText(piece, "", (path, change) => {
      const undo = change((text) => `${text}${looked % 2 === 0 ? "\0" : "\ud800"}`);
      if (readShape(model, piece).faults.length <= missing.length) accepted.push(path);
      undo();
      looked += 1;
    });
  }
  expect(accepted).toEqual([]);
  expect(looked).toBeGreaterThan(500);
});
