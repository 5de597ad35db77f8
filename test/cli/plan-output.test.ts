import { mkdtempSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { florin } from "./florin.ts";

/** The plan of each example. */
const examples = ["bitnet-rust/model", "dell-milspec/model", "nexus/priced", "sippar/model"];

/** What a program prints where it has no value and does not say so. */
const strange = /NaN|Infinity|undefined|\[object/;
/** Words that the output may have: a name of a rule. */
const known = /undefined-figure|"verdict": "undefined"/g;

const folder = mkdtempSync(join(tmpdir(), "florin-plan-output-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(examples)("what the commands of a plan print of %s", (example) => {
  const model = `examples/${example}.ts`;
  const page = (end: string): string => join(folder, `${example.replace("/", "-")}.${end}`);

  it.each([
    [
      ["audit", model, "--all", "--markdown", page("md"), "--html", page("html")],
      ["md", "html"],
    ],
    [["audit", model, "--json"], []],
    [["forecast", model, "--metrics", "--by", "quarter"], []],
    [["forecast", model, "--json"], []],
    [["figures", model, "--all"], []],
    [["figures", model, "--json"], []],
    [["check", model, "--targets", "--json"], []],
    [["export", model, page("csv"), "--by", "month"], ["csv"]],
    [["export", model, page("svg"), "--chart", "cash"], ["svg"]],
  ])("has no value that is none: %j", async (words, pages) => {
    const { results, messages, drawn } = await florin(words);
    const texts = await Promise.all(pages.map((end) => readFile(page(end), "utf8")));
    const lines = [...results, ...messages, ...texts.join("\n").split("\n")];
    const wrong = lines.filter((line) => strange.test(line.replaceAll(known, "")));
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(lines.join("").length).toBeGreaterThan(100);
    // Nobody watches, so nothing is drawn and nothing is coloured.
    expect(drawn).toEqual([]);
    expect(lines.join("")).not.toContain("\u001b");
  });
});
