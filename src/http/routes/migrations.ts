import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { invoiceText } from "../../account/invoice.ts";
import { type Result, refuse } from "../../fault/fault.ts";
import { type Reading, readShape, type Shape } from "../../model/shape.ts";
import type {
  MigrationCommand,
  MigrationPreview,
  Migrations,
} from "../../services/model-migration.ts";
import type { Page } from "../../services/reports.ts";
import { reader, writer } from "../authenticate.ts";
import { onceOf, sendStored } from "../idempotency.ts";
import { migrationShape, modelPreviewShape } from "../migration-shapes.ts";
import { pageOf, queryOf } from "../query.ts";
import { accept, strictBody } from "../read-body.ts";
import { storable, type TextsOf } from "../stored-text.ts";

/** Customers that one request looks at or moves, at most. */
export const migratedCustomersMax = 100;

/** Plans that a migration names at most. */
const plansMax = 1_000;

/**
 * `POST /v1/migrations/preview` and `POST /v1/migrations`: what moving to another version of the model would do, and doing it,
 * a page of customers at a time.
 */
export function migrationRoutes(app: FastifyInstance, migrations: Migrations): void {
  app.post("/v1/migrations/preview", async (request, reply) => {
    const { tenant } = reader(request);
    const found = await migrations.preview(tenant, commandOf(request), pageIn(request));
    return sendPreviews(reply, accept(found));
  });
  app.post("/v1/models/preview", async (request, reply) => {
    const { tenant } = reader(request);
    const page = pageIn(request);
    const asked = accept(readNamed(request, modelPreviewShape, "document"));
    return sendPreviews(reply, accept(await migrations.previewModel(tenant, asked, page)));
  });
  app.post("/v1/migrations", async (request, reply) => {
    const { tenant } = writer(request);
    const page = pageIn(request);
    const once = onceOf(request);
    const command = commandOf(request);
    const own = once && { ...once, route: `${once.route} ${page.limit} ${page.cursor ?? ""}` };
    return sendStored(reply, accept(await migrations.run(tenant, command, page, own)));
  });
}

const pageIn = (request: FastifyRequest) =>
  pageOf(queryOf(request, ["limit", "cursor"]), migratedCustomersMax);

function sendPreviews(reply: FastifyReply, { items, next }: Page<MigrationPreview>): FastifyReply {
  const body = `{"items":[${items.map(previewText).join(",")}],"next":${JSON.stringify(next)}}`;
  return reply.type("application/json").send(body);
}

const commandOf = (request: FastifyRequest): MigrationCommand =>
  accept(readNamed(request, migrationShape, "fact"));

/** A body that names plans. */
function readNamed<T extends { readonly plans?: readonly string[] }>(
  request: FastifyRequest,
  shape: Shape<T>,
  of: TextsOf,
): Result<T> {
  const body = strictBody(request);
  return storable(fewPlans(readShape(shape, body)), body, of);
}

function fewPlans<T extends { readonly plans?: readonly string[] }>({
  value,
  faults,
}: Reading<T>): Result<T> {
  if (faults.length > 0) return { ok: false, faults };
  if ((value.plans ?? []).length <= plansMax) return { ok: true, value };
  return refuse({
    code: "too-many-plans",
    path: "/plans",
    message: `a migration names at most ${plansMax} plans`,
    value: value.plans?.length,
    suggestion: "leave plans out to move all of them",
  });
}

/** The documents' own bytes, as they would be issued. */
function previewText({ with: after, without, faults, ...head }: MigrationPreview): string {
  const start = JSON.stringify(head).slice(0, -1);
  const sides = [after, without].map((side) => `[${side.map(invoiceText).join(",")}]`);
  return `${start},"with":${sides[0]},"without":${sides[1]},"faults":${JSON.stringify(faults)}}`;
}
