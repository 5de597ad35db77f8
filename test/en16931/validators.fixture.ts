import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Documents by name. */
export type Documents = Readonly<Record<string, string>>;
/** What a validator has against each document: the numbers of the rules, or the messages of the schema. */
export type Findings = Readonly<Record<string, readonly string[]>>;

const saxonJar = process.env.SAXON_JAR ?? "/usr/share/java/Saxon-HE.jar";
const hasJava = spawnSync("java", ["-version"]).status === 0;

/** Whether Schematron rules can be run here. */
export const missingSaxon = !hasJava || !existsSync(saxonJar);
/** Whether XML Schemas can be run here. */
export const missingXmllint = spawnSync("xmllint", ["--version"]).status !== 0;

const saxonRemedy =
  "there is no Saxon here; on Debian: apt install default-jre-headless libsaxonhe-java, or set SAXON_JAR";
const xmllintRemedy = "there is no xmllint here; on Debian: apt install libxml2-utils";
// Where every test has to run, a missing program is an error and no reason to skip.
if (process.env.FLORIN_REQUIRE_TOOLS === "1") {
  if (missingSaxon) throw new Error(saxonRemedy);
  if (missingXmllint) throw new Error(xmllintRemedy);
}

/** What a test that needs Saxon is called. */
export const withSaxon = (title: string): string =>
  missingSaxon ? `${title} (skipped: ${saxonRemedy})` : title;
/** What a test that needs xmllint is called. */
export const withXmllint = (title: string): string =>
  missingXmllint ? `${title} (skipped: ${xmllintRemedy})` : title;

/** A run is over before a second compiler or collector has earned what it costs. */
const shortLived = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/** The rules of a Schematron, compiled to XSLT, that each document breaks, whatever their severity. */
export function brokenRules(
  rules: `${"EN16931" | "XRechnung"}-${"UBL" | "CII"}`,
  documents: Documents,
): Findings {
  return inFolder(documents, (folder, names) => {
    const stylesheet = join(folder, "rules.xslt");
    const packed = new URL(`${rules}-validation.xslt.gz`, import.meta.url);
    writeFileSync(stylesheet, gunzipSync(readFileSync(packed)));
    const source = join(folder, "in");
    const reports = join(folder, "out");
    mkdirSync(reports);
    const command = [
      ...shortLived,
      "-jar",
      saxonJar,
      `-s:${source}`,
      `-xsl:${stylesheet}`,
      `-o:${reports}`,
    ];
    const { status, stderr } = spawnSync("java", command, { encoding: "utf8" });
    if (status !== 0) throw new Error(`Saxon failed: ${stderr}`);
    return Object.fromEntries(
      names.map((name) => {
        const report = readFileSync(join(reports, `${name}.xml`), "utf8");
        if (!report.includes("<svrl:fired-rule")) throw new Error(`no rule looked at ${name}`);
        return [
          name,
          [...report.matchAll(/<svrl:failed-assert[^>]*?\sid="([^"]+)"/g)].map(
            ([, id]) => id ?? "",
          ),
        ];
      }),
    );
  });
}

/** Where a schema disagrees with each document. */
export function schemaErrors(schema: "UBL" | "CII", documents: Documents): Findings {
  const packed = readFileSync(new URL("schemas.json.gz", import.meta.url));
  const schemas: Record<string, string> = JSON.parse(gunzipSync(packed).toString());
  return inFolder(documents, (folder, names) => {
    for (const [path, text] of Object.entries(schemas)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const errors = new Map<string, string[]>(names.map((name) => [name, []]));
    const pathOf = (name: string): string => schemaPath(schema, documents[name] ?? "");
    for (const path of new Set(names.map(pathOf))) {
      const group = names.filter((name) => pathOf(name) === path);
      const files = group.map((name) => join(folder, "in", `${name}.xml`));
      const command = ["--noout", "--nonet", "--schema", join(folder, path), ...files];
      const { stderr } = spawnSync("xmllint", command, { encoding: "utf8" });
      for (const [, name = "", message = ""] of stderr.matchAll(/\/in\/([^/]+)\.xml:(.*error.*)/g))
        errors.get(name)?.push(message);
      const judged = stderr.match(/ (validates|fails to validate)$/gm) ?? [];
      if (judged.length !== files.length)
        throw new Error(`xmllint failed: ${stderr.slice(0, 500)}`);
    }
    return Object.fromEntries(errors);
  });
}

function schemaPath(schema: "UBL" | "CII", document: string): string {
  if (schema === "CII") return "cii/data/standard/CrossIndustryInvoice_100pD16B.xsd";
  const name = document.includes("<CreditNote ") ? "CreditNote" : "Invoice";
  return `ubl/maindoc/UBL-${name}-2.1.xsd`;
}

function inFolder(
  documents: Documents,
  run: (folder: string, names: readonly string[]) => Findings,
): Findings {
  const folder = mkdtempSync(join(tmpdir(), "florin-en16931-"));
  try {
    const source = join(folder, "in");
    mkdirSync(source);
    for (const [name, text] of Object.entries(documents))
      writeFileSync(join(source, `${name}.xml`), text);
    return run(
      folder,
      readdirSync(source).map((file) => file.slice(0, -".xml".length)),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
