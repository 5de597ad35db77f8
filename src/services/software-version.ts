import { readFileSync } from "node:fs";

interface PackageFile {
  readonly version: string;
}

/** The package's version, read from its own package.json, which lies two folders up from src/services and from dist/services. */
export const version: string = (
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as PackageFile
).version;
