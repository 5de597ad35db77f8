import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const examples = fileURLToPath(new URL("../examples", import.meta.url));

/** Rows `from` to `to` of a founding document: `S2-001` is row 1 of the third. */
const rows = (seed: number, from: number, to: number): readonly string[] =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `S${seed}-${String(from + index).padStart(3, "0")}`,
  );

interface Founding {
  readonly folder: string;
  readonly capabilities: readonly string[];
  readonly pricingFacts: readonly string[];
  /** Its assumptions on growth, churn and cost, its projections, and the figures that it wants to be measured by. */
  readonly planned: readonly string[];
  /** Those of them that say no figure which a model could hold, and what they say. */
  readonly unstated?: Readonly<Record<string, string>>;
  /** Rows that the document has in all: a higher number is a slip of the pen. */
  readonly count: number;
}

/** What each founding document says, by the folder of its model. */
const documents: Readonly<Record<string, Founding>> = {
  S0: {
    folder: "nexus",
    capabilities: rows(0, 1, 9),
    pricingFacts: [],
    planned: [...rows(0, 10, 15), ...rows(0, 23, 24), ...rows(0, 27, 28)],
    count: 51,
  },
  S1: {
    folder: "nexus",
    capabilities: rows(1, 1, 17),
    pricingFacts: [],
    planned: rows(1, 22, 22),
    count: 22,
  },
  S2: {
    folder: "bitnet-rust",
    capabilities: rows(2, 1, 18),
    pricingFacts: rows(2, 19, 34),
    planned: rows(2, 35, 71),
    unstated: { "S2-064": "names what is to be measured of acquisition, and no figure" },
    count: 90,
  },
  S3: {
    folder: "sippar",
    capabilities: rows(3, 1, 15),
    pricingFacts: rows(3, 16, 28),
    planned: rows(3, 29, 62),
    count: 79,
  },
  S4: {
    folder: "dell-milspec",
    capabilities: rows(4, 1, 13),
    pricingFacts: rows(4, 14, 26),
    planned: rows(4, 27, 54),
    count: 67,
  },
};

interface Source {
  readonly name: string;
  readonly rows: ReadonlySet<string>;
}

/** The sources of an example, each with the rows it names. */
const sourcesOf = (folder: string): readonly Source[] =>
  readdirSync(join(examples, folder), { encoding: "utf8", recursive: true })
    .filter((name) => /\.(ts|md)$/.test(name))
    .map((name) => {
      const text = readFileSync(join(examples, folder, name), "utf8");
      return { name, rows: new Set(text.match(/\bS\d-\d{3}\b/g)) };
    });

const isTest = ({ name }: Source): boolean => /\.(test|fixture)\.ts$/.test(name);
const isModel = (source: Source): boolean => source.name.endsWith(".ts") && !isTest(source);
const namedIn = (sources: readonly Source[]) => (row: string) =>
  sources.some((source) => source.rows.has(row));

describe.each(Object.entries(documents))("%s", (seed, { folder, ...stated }) => {
  const sources = sourcesOf(folder);

  it(`has every billing capability and pricing fact in the model of ${folder}`, () => {
    const named = namedIn(sources.filter(isModel));
    const asked = [...stated.capabilities, ...stated.pricingFacts];
    expect(asked.filter((row) => !named(row))).toEqual([]);
  });

  it("has every assumption, projection and key figure in the model, or says why not", () => {
    const named = namedIn(sources.filter(isModel));
    const unstated = Object.keys(stated.unstated ?? {});
    expect(stated.planned.filter((row) => !named(row))).toEqual(unstated);
  });

  it("has every pricing fact priced in a test", () => {
    const named = namedIn(sources.filter(isTest));
    expect(stated.pricingFacts.filter((row) => !named(row))).toEqual([]);
  });

  it("names no row that the document does not have", () => {
    const known = new Set(rows(Number(seed.slice(1)), 1, stated.count));
    const strays = sources.flatMap(({ name, rows: of }) =>
      [...of]
        .filter((row) => row.startsWith(seed) && !known.has(row))
        .map((row) => `${name}: ${row}`),
    );
    expect(strays).toEqual([]);
  });
});
