import { build, ensureBuilt, ensureInstalled } from "./setup.mjs";

/** `--fresh` builds although nothing has changed: for a package that is about to be published. */
ensureInstalled();
if (process.argv.includes("--fresh")) build();
else ensureBuilt();
