import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { createJiti, type Jiti, type TransformOptions, type TransformResult } from "jiti";
import { ok, type Result, refuse } from "../fault/fault.ts";

/** The package's own entry beside this file: TypeScript in the sources, JavaScript once built. */
const extension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
const entryUrl = new URL(`../index${extension}`, import.meta.url).href;
const entry = fileURLToPath(entryUrl);

/** The entry as a module that already ran: a model gets this very instance, and nothing is compiled for it again. */
async function runningEntry(jiti: Jiti): Promise<NonNullable<Jiti["cache"][string]>> {
  return {
    id: entry,
    filename: entry,
    path: dirname(entry),
    exports: await import(/* @vite-ignore */ entryUrl),
    loaded: true,
    parent: null,
    children: [],
    paths: [],
    isPreloading: false,
    require: jiti,
  };
}

/**
 * Runs a TypeScript or JavaScript file and takes the model that it exports, by default or as `model`. `florin` means
 * this very package, wherever the file lies, so a model needs no installation beside it. Each call runs the file and
 * what it imports anew, so a file that changed is seen.
 */
export async function loadModule(path: string): Promise<Result<unknown>> {
  const jiti = createJiti(import.meta.url, {
    alias: { florin: entry },
    fsCache: false,
    transform: compiled,
  });
  const before = new Set(Object.keys(jiti.cache));
  jiti.cache[entry] = await runningEntry(jiti);
  try {
    return modelIn(await jiti.import(path), path);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return refuse({
      code: "module-failed",
      path: "",
      message: `the file does not run: ${message.slice(0, 500)}`,
      value: path,
    });
  } finally {
    for (const file of Object.keys(jiti.cache)) if (!before.has(file)) delete jiti.cache[file];
  }
}

const compiler = createJiti(import.meta.url, { fsCache: false });

/** What the last files came to, by all that says so: one that is loaded again runs anew, and is not compiled anew. */
const known = new Map<string, TransformResult>();
const knownMax = 32;

function compiled(file: TransformOptions): TransformResult {
  const text = JSON.stringify(file);
  const result = known.get(text) ?? compiledAnew(file);
  known.delete(text);
  known.set(text, result);
  const [oldest] = known.keys();
  if (known.size > knownMax && oldest !== undefined) known.delete(oldest);
  return result;
}

function compiledAnew(file: TransformOptions): TransformResult {
  const javascript = compiler.transform(file);
  return { code: javascript };
}

function modelIn(exported: unknown, path: string): Result<unknown> {
  const names = typeof exported === "object" && exported !== null ? Object.entries(exported) : [];
  for (const wanted of ["default", "model"]) {
    const found = names.find(([name]) => name === wanted);
    if (found !== undefined) return ok(found[1]);
  }
  return refuse({
    code: "no-model-exported",
    path: "",
    message: "the file exports no model",
    value: path,
    suggestion: "write export default defineModel({ … })",
  });
}
