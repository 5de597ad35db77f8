import { divideUnits, unitOf } from "../../formula/unit.ts";
import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import { list, literal, text } from "../shape.ts";
import { object, optional } from "../shape-object.ts";
import { id } from "../shape-values.ts";
import type { Id } from "../vocabulary.ts";
import type { AcquisitionKind } from "./acquisition-kind.ts";

/** A stage that some pass: `"4%"` of those who came, after so many whole months of a sales cycle. */
export interface FunnelStage {
  readonly id: Id;
  readonly converts: string;
  /** Whole months from one stage to the next: `"2 months"`. Default: the same month. */
  readonly takes?: string;
}

/** People who come in at the top, and the part of them that passes each stage; who passes the last is a customer. */
export interface FunnelAcquisition {
  readonly kind: "funnel";
  /** `"5_000 persons per month"`. */
  readonly top: string;
  readonly stages: readonly FunnelStage[];
}

const personsPerMonth = divideUnits(unitOf("person"), unitOf("month"));

export const funnel: AcquisitionKind<FunnelAcquisition> = {
  shape: object<FunnelAcquisition>({
    kind: literal("funnel"),
    top: text,
    stages: list(object<FunnelStage>({ id, converts: text, takes: optional(text) }), 1),
  }),
  entries: ({ top, stages }, { segment, place }) => {
    const { name } = segment;
    const entries = [
      driverEntry({ ...within(place, "", "top"), name: `${name}.funnel` }, top, personsPerMonth),
    ];
    let before = `${name}.funnel`;
    for (const [index, { id: stage, converts, takes }] of stages.entries()) {
      const own = `${name}.funnel.${stage}`;
      entries.push(
        driverEntry(
          { ...within(place, "", "stages", index, "converts"), name: `${own}.converts` },
          converts,
          driverUnits.ratio,
        ),
      );
      if (takes !== undefined)
        entries.push(
          driverEntry(
            { ...within(place, "", "stages", index, "takes"), name: `${own}.takes` },
            takes,
            unitOf("month"),
            true,
          ),
        );
      const came =
        takes === undefined
          ? before
          : `previous(${before}, 0 persons per month, ${own}.takes / 1 month)`;
      entries.push(
        driverEntry(
          { ...within(place, "", "stages", index), name: own },
          `${came} * ${own}.converts`,
          personsPerMonth,
        ),
      );
      before = own;
    }
    return [
      ...entries,
      driverEntry(
        { name: `${name}.new`, path: place.path },
        `${before} * 1 customer / 1 person`,
        driverUnits.customersPerMonth,
      ),
    ];
  },
};
