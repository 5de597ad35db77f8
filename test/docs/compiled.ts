import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as florin from "florin";
import { root } from "./markdown.ts";

/** The code with an import of every name of the library that it uses: what it calls, and `negotiated`. */
export function withImports(code: string): string {
  const used = Object.keys(florin).filter((name) =>
    new RegExp(name === "negotiated" ? '\\bnegotiated\\b(?!")' : `\\b${name}\\(`).test(code),
  );
  return `import { ${used.join(", ")} } from "florin";\n${code}\n`;
}

/** Writes sources into a folder of their own where `florin` means this package. */
export async function writeSources(sources: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "florin-docs-"));
  for (const [name, text] of Object.entries(sources)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const paths = {
    florin: [join(root, "src/index.ts")],
    "florin/client": [join(root, "src/client/index.ts")],
    "florin/client/api": [join(root, "src/client/api/index.ts")],
    "florin/client/spool": [join(root, "src/client/event-spool.ts")],
  };
  const compilerOptions = { types: [], paths };
  const config = { extends: join(root, "tsconfig.json"), compilerOptions, include: ["*.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  return folder;
}

/** What the compiler says of a folder's sources: nothing, where they compile. The library itself is checked elsewhere. */
export const compilerErrors = (folder: string): Promise<readonly string[]> =>
  promisify(execFile)(join(root, "node_modules/.bin/tsc"), [
    "--noEmit",
    "--pretty",
    "false",
    "-p",
    folder,
  ]).then(
    () => [],
    (failed: { readonly stdout: string }) =>
      failed.stdout.split("\n").filter((line) => line !== "" && !line.startsWith("src/")),
  );
