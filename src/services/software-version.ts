import { createRequire } from "node:module";

interface PackageFile {
  readonly version: string;
}

/** The package's version. The package refers to itself by name, so it does not matter where a build puts this file. */
export const version: string = (
  createRequire(import.meta.url)("florin/package.json") as PackageFile
).version;
