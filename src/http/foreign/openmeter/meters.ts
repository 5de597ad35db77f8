import type { Aggregation, Meter } from "../../../model/meter.ts";
import type { Model } from "../../../model/model.ts";
import type { Reports } from "../../../services/reports.ts";
import { Refusal } from "../../problem.ts";

/** A meter as OpenMeter shows it. */
export interface OpenMeterMeter {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly aggregation: string;
  readonly eventType: string;
  readonly valueProperty?: string;
  readonly groupBy: Readonly<Record<string, string>>;
  /** When the version of the model that has the meter was published, RFC 3339. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** OpenMeter's words; what it has no word for keeps Florin's, in its spelling. */
const aggregationOf = ({ kind }: Aggregation): string =>
  kind === "unique" ? "UNIQUE_COUNT" : kind.toUpperCase().replaceAll("-", "_");

/** The meters of the current model, by id: what OpenMeter calls a slug is the model's name for the meter. */
export async function openMeterMeters(
  reports: Pick<Reports, "summary" | "models" | "model">,
  tenant: string,
): Promise<readonly OpenMeterMeter[]> {
  const { model: current } = await reports.summary(tenant);
  if (current === null) return [];
  const [document, versions] = await Promise.all([
    reports.model(tenant, current.id, current.version, "canonical"),
    reports.models(tenant),
  ]);
  const published = versions.find(
    ({ id, version }) => id === current.id && version === current.version,
  );
  if (document === undefined || published === undefined) return [];
  const { meters = {} } = JSON.parse(document) as Pick<Model, "meters">;
  return Object.entries(meters).map(([id, meter]) => described(id, meter, published.publishedAt));
}

/** One of them; refuses one that the model does not have. */
export async function openMeterMeter(
  reports: Pick<Reports, "summary" | "models" | "model">,
  tenant: string,
  slug: string,
): Promise<OpenMeterMeter> {
  const found = (await openMeterMeters(reports, tenant)).find((meter) => meter.slug === slug);
  if (found === undefined) throw new Refusal("not-found", `the model has no meter "${slug}"`);
  return found;
}

const described = (id: string, meter: Meter, publishedAt: string): OpenMeterMeter => ({
  id,
  slug: id,
  name: meter.name ?? id,
  aggregation: aggregationOf(meter.aggregation),
  eventType: meter.event,
  ...("property" in meter.aggregation ? { valueProperty: `$.${meter.aggregation.property}` } : {}),
  groupBy: Object.fromEntries(
    Object.keys(meter.dimensions ?? {}).map((dimension) => [dimension, `$.${dimension}`]),
  ),
  createdAt: publishedAt,
  updatedAt: publishedAt,
});
