import { planWorkbook } from "../../plan/workbook/plan-workbook.ts";
import { writeWorkbook } from "../workbook/write-workbook.ts";
import type { PlanExport } from "./plan-export.ts";

export const xlsx: PlanExport = {
  extension: "xlsx",
  meaning: "a workbook with live formulas, one sheet a statement, inputs marked",
  write: ({ model, forecast }) => writeWorkbook(planWorkbook(model, forecast)),
};
