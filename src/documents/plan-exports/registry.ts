import { csv } from "./csv.ts";
import type { PlanExport } from "./plan-export.ts";
import { png } from "./png.ts";
import { svg } from "./svg.ts";
import { xlsx } from "./xlsx.ts";

/** Every file that a forecast can be written as. */
export const planExports: readonly PlanExport[] = [xlsx, csv, svg, png];
