import { boolean, literal, text, whole } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import type { ClockMove } from "./clock-move.ts";
import type { EnvironmentRequest, EnvironmentView, NewEnvironment } from "./environments.ts";
import { instantText } from "./report-shapes.ts";

/** What a new environment is to be. */
export const environmentRequestShape = object<EnvironmentRequest>({
  name: text,
  kind: literal("live", "sandbox"),
  startsAt: optional(instantText),
});

/** How a clock is to be moved; ten years at most at once. */
export const clockMoveShape = object<ClockMove>({
  now: optional(instantText),
  hours: optional(whole(1, 87_600)),
  days: optional(whole(1, 3_650)),
  years: optional(whole(1, 10)),
});

const viewFields = {
  id: text,
  organisation: text,
  name: text,
  kind: literal("live", "sandbox"),
  createdAt: instantText,
  current: boolean,
  clock: object<EnvironmentView["clock"]>({ now: instantText, mode: literal("real", "manual") }),
};

/** An environment as it is listed. */
export const environmentShape = object<EnvironmentView>(viewFields);

/** An environment that was just made. */
export const newEnvironmentShape = object<NewEnvironment>({ ...viewFields, key: text });
