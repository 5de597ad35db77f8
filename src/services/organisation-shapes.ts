import { list, literal, text } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import type { CallerView, OrganisationView } from "./organisations.ts";
import { instantText, nullable } from "./report-shapes.ts";

/** An organisation. */
export const organisationShape = object<OrganisationView>({
  id: text,
  name: text,
  createdAt: instantText,
});

/** What an organisation is to be called. */
export const organisationChangeShape = object<{ readonly name: string }>({ name: text });

/** Who is asking. */
export const callerShape = object<CallerView>({
  kind: literal("key", "session"),
  organisation: text,
  environment: text,
  member: nullable(text),
  actions: list(text),
});
