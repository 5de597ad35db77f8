import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenRules, missingSaxon, withSaxon } from "../en16931/validators.fixture.ts";
import { florin, modelPath, printed, type Ran } from "./florin.ts";

let folder: string;
let ran: Ran;
const replay = (model: string, facts: string, ...words: string[]) =>
  florin([
    "replay",
    modelPath(model),
    `test/cli/facts/${facts}`,
    "--until",
    "2026-03-31",
    ...words,
  ]);
const nordwind = (...words: string[]) => replay("nordwind.yaml", "nordwind.ndjson", ...words);
const written = (name: string): Promise<string> => readFile(join(folder, name), "utf8");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-documents-"));
  ran = await nordwind("--documents", folder, "--format", "pdf", "html", "ubl", "cii");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const numbers = ["GS-000001", ...[1, 2, 3, 4, 5, 6].map((place) => `RE-00000${place}`)];

describe("florin replay --documents", () => {
  it("writes each invoice and credit note in each form", async () => {
    expect(ran.code).toBe(0);
    expect(ran.results.at(-1)).toBe(`28 documents in ${folder}`);
    const suffixes = [".cii.xml", ".html", ".pdf", ".ubl.xml"];
    const expected = numbers.flatMap((number) => suffixes.map((suffix) => number + suffix));
    expect((await readdir(folder)).sort()).toEqual(expected.sort());
  });

  it("says who sells and who buys, in the buyer's language where there is one", async () => {
    const german = await written("RE-000004.html");
    for (const text of ["Rechnung RE-000004", "Nordwind Software GmbH", "PO-2026-0815", "993,89"])
      expect(german).toContain(text);
    const french = await written("RE-000002.html");
    for (const text of ["Invoice RE-000002", "Lumière SARL", "Reverse charge"])
      expect(french).toContain(text);
  });

  it("names what a credit note corrects by number", async () => {
    expect(await written("GS-000001.html")).toContain("RE-000004");
    expect(await written("GS-000001.ubl.xml")).toContain("<cbc:ID>RE-000004</cbc:ID>");
  });

  it.skipIf(missingSaxon)(
    withSaxon("writes e-invoices that keep every rule of EN 16931"),
    async () => {
      for (const syntax of ["UBL", "CII"] as const) {
        const files = numbers.map((number) => `${number}.${syntax.toLowerCase()}.xml`);
        const texts = await Promise.all(files.map(written));
        const documents = Object.fromEntries(
          numbers.map((number, at) => [number, texts[at] ?? ""]),
        );
        const broken = brokenRules(`EN16931-${syntax}`, documents);
        expect(broken).toEqual(Object.fromEntries(numbers.map((number) => [number, []])));
      }
    },
  );

  it("looks as the settings say, and refuses what are none", async () => {
    const settings = join(folder, "settings.json");
    await writeFile(settings, '{"language":"de","branding":{"accent":"#aa5500"}}');
    const look = ["--documents", folder, "--format", "html", "--document-settings", settings];
    expect((await nordwind(...look)).code).toBe(0);
    expect(await written("RE-000002.html")).toContain("Rechnung RE-000002");
    expect(await written("RE-000002.html")).toContain("#aa5500");
    await writeFile(settings, '{"branding":{"accent":"orange"}}');
    expect(printed(await nordwind(...look))).toContain("invalid-colour");
    await writeFile(settings, "{");
    expect(printed(await nordwind(...look))).toContain("settings-unreadable");
  });

  it("tells which form cannot be written and why, and writes the others", async () => {
    const forms = ["--documents", folder, "--format", "html", "ubl"];
    const { code, messages } = await replay("acme.yaml", "acme.ndjson", ...forms);
    expect(code).toBe(1);
    expect(messages.join("\n")).toMatch(/AC-000001\/seller\/name +e-invoice-incomplete/);
    expect(await written("AC-000001.html")).toContain("AC-000001");
    expect(await readdir(folder)).not.toContain("AC-000001.ubl.xml");
  });
});
