import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { say } from "./say.ts";

const portal = join(import.meta.dirname, "..");
const files = readdirSync(portal, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".test.ts"))
  .map((name) => ({ name, text: readFileSync(join(portal, name), "utf8") }));

const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

describe("the dictionaries", () => {
  it("have the same texts, and nothing empty", () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
    expect(Object.entries({ ...en, ...de }).filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("have the same things to fill in", () => {
    for (const [key, text] of Object.entries(en))
      expect(holes(de[key as keyof typeof en]), key).toEqual(holes(text));
  });

  it("leave no text in English but what is the same in German", () => {
    const same = Object.keys(en).filter((key) => {
      const name = key as keyof typeof en;
      return en[name] === de[name];
    });
    expect(same).toEqual(["invoices.status", "members.name", "keys.name"]);
  });

  it("have no text that nobody says", () => {
    const code = files
      .filter(({ name }) => !/^language\/(en|de|problems-..)\.ts$/.test(name))
      .map(({ text }) => text)
      .join("\n");
    const made = [...code.matchAll(/`([a-z.-]+\.)\$\{/g)].map(([, start = ""]) => start);
    const isSaid = (key: string): boolean =>
      code.includes(`"${key}"`) || made.some((start) => key.startsWith(start));
    expect(Object.keys(en).filter((key) => !isSaid(key))).toEqual([]);
  });

  it("say a text filled in", () => {
    expect(say("de", "attention.overdue", { amount: "5 €" })).toBe("5 € sind überfällig.");
    expect(say("en", "shell.menu")).toBe("Menu");
  });
});

describe("the pages", () => {
  const pages = files
    .filter(({ name }) => name.endsWith(".tsx"))
    .map(({ name, text }) => ({ name, code: text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "") }));

  it("have no words of their own: all are said from the dictionary", () => {
    const between = />([^<>{}();=&|?]*\p{L}{2,}[^<>{}();=&|?]*)(?=<\/|\{)/gu;
    const attribute =
      /\b(?:aria-label|title|alt|label|placeholder|legend|hint|caption|header|intro|note)="([^"]*\p{L}{2,}[^"]*)"/gu;
    const wrong = pages.flatMap(({ name, code }) =>
      [...code.matchAll(between), ...code.matchAll(attribute)].map(
        ([, words = ""]) => `${name}: ${words.trim()}`,
      ),
    );
    expect(pages.length).toBeGreaterThan(30);
    expect(wrong).toEqual([]);
  });
});
