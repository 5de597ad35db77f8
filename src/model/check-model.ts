import type { Fault } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { Model } from "./model.ts";
import type { ModelRule } from "./model-rule.ts";
import { modelRules } from "./rules/registry.ts";
import { readShape } from "./shape.ts";
import { currencyOf } from "./shape-money.ts";
import { model as modelShape } from "./shapes/model-shape.ts";

/** What a check of a model found. */
export interface ModelCheck {
  /** The model, only where it has no fault. */
  readonly model?: Model;
  /** What keeps it from being used, in the order of the document's rules. */
  readonly faults: readonly Fault[];
  /** What may be a mistake; the model can be used. */
  readonly warnings: readonly Fault[];
}

/**
 * Every fault of a document at once: first of shape, then of what its parts are to each other. A part whose shape is
 * faulty does not keep the rest from being checked, and nothing is complained of that its fault may have caused.
 */
export function checkModel(document: unknown): ModelCheck {
  const currency = currencyOf(document);
  const { value: model, faults: ofShape } = readShape(modelShape, document, currency);
  const broken = ofShape.map((fault) => fault.path);
  if (broken.includes("")) return { faults: ofShape, warnings: [] };
  if (broken.length > 0) return checkParts(model, currency, ofShape);
  const text = JSON.stringify(model);
  const check = checked.get(text) ?? checkParts(model, currency, ofShape);
  checked.delete(text);
  checked.set(text, check);
  const [oldest] = checked.keys();
  if (checked.size > checkedMax && oldest !== undefined) checked.delete(oldest);
  return check;
}

/** The last documents of a sound shape, by their text: who asks for one of them again gets the same model. */
const checked = new Map<string, ModelCheck>();
const checkedMax = 4;

function checkParts(
  model: Model,
  currency: CurrencyCode | undefined,
  ofShape: readonly Fault[],
): ModelCheck {
  const broken = ofShape.map((fault) => fault.path);
  const found = (severity: ModelRule["severity"]): readonly Fault[] =>
    modelRules
      .filter((rule) => rule.severity === severity)
      .flatMap((rule) =>
        rule
          .find(model)
          .filter((fault) => currency !== undefined || fault.code !== "currency-mismatch")
          .filter((fault) => isTrusted(fault, rule, broken)),
      );
  const faults = [...ofShape, ...found("fault")];
  const warnings = found("warning");
  return faults.length > 0 ? { faults, warnings } : { model, faults, warnings };
}

/** Whether no fault of shape could be what makes the rule complain. */
function isTrusted(fault: Fault, rule: ModelRule, broken: readonly string[]): boolean {
  const surroundings = fault.path.slice(0, Math.max(fault.path.lastIndexOf("/"), 0));
  return !broken.some(
    (path) =>
      isWithin(fault.path, path) ||
      (rule.needsSound !== "itself" && isWithin(path, fault.path)) ||
      (rule.needsSound === "surroundings" && isWithin(path, surroundings)),
  );
}

/** Whether `path` is `outer` or lies in it. */
const isWithin = (path: string, outer: string): boolean =>
  path === outer || path.startsWith(`${outer}/`);
