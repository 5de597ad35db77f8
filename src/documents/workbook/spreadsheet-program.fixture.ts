import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A spreadsheet program that computes our workbooks, if this machine has it. */
export interface SpreadsheetProgram {
  readonly missing: boolean;
  /** What a test that needs it is called: with the way to get the program, where it is missing. */
  readonly named: (title: string) => string;
  /** The workbooks as it saves them, having computed every formula. To start it takes longer than to compute one. */
  readonly computed: (workbooks: readonly Uint8Array[]) => readonly Uint8Array[];
}

/** LibreOffice without a window. Throws where it must be there and is not: `FLORIN_REQUIRE_TOOLS=1`. */
export function libreOffice(): SpreadsheetProgram {
  const missing = spawnSync("soffice", ["--version"]).status !== 0;
  const remedy = "there is no soffice here; on Debian: apt install libreoffice-calc";
  if (missing && process.env.FLORIN_REQUIRE_TOOLS === "1") throw new Error(remedy);
  return {
    missing,
    named: (title) => (missing ? `${title} (skipped: ${remedy})` : title),
    computed,
  };
}

function computed(workbooks: readonly Uint8Array[]): readonly Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), "florin-workbook-"));
  try {
    const names = workbooks.map((_, index) => `plan-${index}.xlsx`);
    const files = names.map((name) => join(folder, name));
    for (const [index, workbook] of workbooks.entries())
      writeFileSync(files[index] ?? "", workbook);
    const { status, stderr } = spawnSync(
      "soffice",
      [
        "--headless",
        "--norestore",
        `-env:UserInstallation=file://${join(folder, "profile")}`,
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        join(folder, "out"),
        ...files,
      ],
      { encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`soffice failed with ${status}: ${stderr}`);
    return names.map((name) => readFileSync(join(folder, "out", name)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
