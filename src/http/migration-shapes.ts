import { modelChangesShape } from "../model/change-model.ts";
import { factId } from "../model/fact-text.ts";
import { list, literal, type Shape, text } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import { date } from "../model/shape-values.ts";
import { faultShape } from "../services/fault-shape.ts";
import type {
  MigratedSubscription,
  MigratedTerms,
  MigrationCommand,
  MigrationPreview,
  ModelPreviewRequest,
} from "../services/model-migration.ts";
import { decimalText, instantText, nullable } from "../services/report-shapes.ts";
import { invoiceShape } from "./openapi-invoice.ts";

/** What a migration is asked. */
export const migrationShape: Shape<MigrationCommand> = object<MigrationCommand>({
  id: factId,
  from: text,
  to: text,
  plans: optional(list(text)),
  when: optional(literal("now", "period-end")),
});

/** What is asked of a changed model. */
export const modelPreviewShape: Shape<ModelPreviewRequest> = object<ModelPreviewRequest>({
  set: modelChangesShape,
  plans: optional(list(text)),
  when: optional(literal("now", "period-end")),
});

/** What becomes of one subscription. */
export const migratedShape: Shape<MigratedSubscription> = object<MigratedSubscription>({
  customer: text,
  subscription: text,
  outcome: literal("move", "stay"),
  reason: nullable(literal("ended", "paused", "pending", "already-moved", "refused")),
  faults: list(faultShape),
  change: nullable(text),
  terms: nullable(
    object<MigratedTerms>({
      plan: text,
      planName: text,
      cadence: nullable(text),
      quantity: decimalText,
      model: text,
      from: date,
    }),
  ),
});

/** What a migration would do to one customer. */
export const migrationPreviewShape: Shape<MigrationPreview> = object<MigrationPreview>({
  customer: text,
  subscriptions: list(migratedShape),
  until: nullable(instantText),
  with: list(invoiceShape),
  without: list(invoiceShape),
  faults: list(faultShape),
});
