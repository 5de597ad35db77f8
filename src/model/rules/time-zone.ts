import { faultsOf } from "../../fault/fault.ts";
import { findZone } from "../../time/zone.ts";
import type { ModelRule } from "../model-rule.ts";

/** The zone of the model exists. */
export const timeZone: ModelRule = {
  name: "time-zone",
  severity: "fault",
  needsSound: "itself",
  find: ({ timeZone }) => (timeZone === undefined ? [] : faultsOf(findZone(timeZone, "/timeZone"))),
};
