import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { checkModel } from "./check-model.ts";
import { readJson } from "./json-source.ts";
import { loadModule } from "./load-module.ts";
import type { Model } from "./model.ts";
import { type LocatedFault, locate, type SourceDocument } from "./source-text.ts";
import { readYaml } from "./yaml-source.ts";

/** A model from a file, checked. */
export interface LoadedModel {
  readonly model: Model;
  /** Absolute. */
  readonly path: string;
  readonly format: "module" | "yaml" | "json";
  /** With their lines, where the file is YAML or JSON. */
  readonly warnings: readonly LocatedFault[];
  /** What is found of the model later, with its line, where the file is YAML or JSON. */
  readonly located: (fault: Fault) => LocatedFault;
}

const formats: Readonly<Record<string, LoadedModel["format"]>> = {
  ".ts": "module",
  ".mts": "module",
  ".cts": "module",
  ".js": "module",
  ".mjs": "module",
  ".cjs": "module",
  ".yaml": "yaml",
  ".yml": "yaml",
  ".json": "json",
};

const bytesMax = 8 * 1024 * 1024;

/** What a check of a model file found: {@link ModelCheck} of its document, with the faults of its text. */
export interface FileCheck {
  /** The model, only where nothing was found that keeps it from being used. */
  readonly loaded?: LoadedModel;
  readonly faults: readonly LocatedFault[];
  readonly warnings: readonly LocatedFault[];
}

/**
 * Loads a model file and checks it: TypeScript or JavaScript that exports a model (by default or as `model`), YAML or
 * JSON. A module runs, so it is the author's own code that is trusted, not a stranger's.
 *
 * Refuses with every fault of {@link checkModel} and of the text; those of YAML and JSON carry `line` and `column`.
 */
export async function loadModel(path: string): Promise<Result<LoadedModel>> {
  const { loaded, faults } = await checkModelFile(path);
  return loaded === undefined ? { ok: false, faults } : ok(loaded);
}

/** As {@link loadModel}, with the warnings of a model that has faults as well: everything at once. */
export async function checkModelFile(path: string): Promise<FileCheck> {
  const absolute = resolve(path);
  const extension = extname(absolute).toLowerCase();
  const format = Object.hasOwn(formats, extension) ? formats[extension] : undefined;
  if (format === undefined)
    return {
      faults: [
        {
          code: "unknown-format",
          path: "",
          message: `a model is a file of TypeScript, JavaScript, YAML or JSON, not "${extension}"`,
          value: path,
          suggestion: "name it .ts, .yaml or .json",
        },
      ],
      warnings: [],
    };
  const source = await readSource(absolute, path, format);
  return source.ok
    ? checked(source.value, absolute, format)
    : { faults: source.faults, warnings: [] };
}

async function readSource(
  absolute: string,
  path: string,
  format: LoadedModel["format"],
): Promise<Result<SourceDocument>> {
  const text = await readText(absolute, path);
  if (!text.ok) return text;
  if (format !== "module")
    return ok(format === "json" ? readJson(text.value) : readYaml(text.value));
  const value = await loadModule(absolute);
  return value.ok ? ok({ value: value.value, faults: [], positions: new Map() }) : value;
}

function checked(source: SourceDocument, path: string, format: LoadedModel["format"]): FileCheck {
  if (!Object.hasOwn(source, "value")) return { faults: source.faults, warnings: [] };
  const { model, faults, warnings } = checkModel(source.value);
  const known = new Set(source.faults.map((fault) => `${fault.code} ${fault.path}`));
  const all = [
    ...source.faults,
    ...faults
      .filter((fault) => !known.has(`${fault.code} ${fault.path}`))
      .map((fault) => locate(fault, source.positions)),
  ];
  const located = (fault: Fault): LocatedFault => locate(fault, source.positions);
  const told = warnings.map(located);
  if (model === undefined || all.length > 0) return { faults: all, warnings: told };
  const loaded: LoadedModel = { model, path, format, warnings: told, located };
  return { loaded, faults: [], warnings: told };
}

async function readText(absolute: string, path: string): Promise<Result<string>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(absolute);
  } catch (error) {
    return refuse(unreadable(error, path));
  }
  if (bytes.length > bytesMax)
    return refuse({
      code: "document-too-large",
      path: "",
      message: `a model file has at most ${bytesMax / 1024 / 1024} MB`,
      value: path,
    });
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    const message = "a model file is UTF-8 text";
    return refuse({ code: "not-utf-8", path: "", message, value: path });
  }
}

function unreadable(error: unknown, path: string): Fault {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT")
    return { code: "file-not-found", path: "", message: `there is no file "${path}"`, value: path };
  const message = `the file cannot be read (${code === "" ? String(error) : code})`;
  return { code: "file-unreadable", path: "", message, value: path };
}
