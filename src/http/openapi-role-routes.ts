import { list } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import type { RoleView } from "../services/custom-roles.ts";
import { roleChangeShape, roleRequestShape, roleShape } from "../services/people-shapes.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idInPath,
  json,
  type Operation,
  reading,
} from "./openapi-operation.ts";

const tag = "People";

const role = {
  id: "book-keeping",
  name: "Book-keeping",
  actions: ["customers.read", "invoices.read", "ledger.read", "ledger.post"],
} as const;
const made = { ...role, builtIn: false, members: 0 } as const;
const ofRole = idInPath("The role.", role.id);
const view = answerComponent("Role", roleShape);
const listed = object<{ readonly items: readonly RoleView[] }>({ items: list(roleShape) });
const { id: _, ...change } = role;

/** Roles: those that every organisation has, and its own. */
export const roleOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/roles",
      id: "listRoles",
      tag,
      summary: "The roles that every organisation has, then its own",
      problems: [],
    },
    answerComponent("Roles", listed),
    { items: [made] },
  ),
  {
    method: "POST",
    url: "/v1/roles",
    id: "addRole",
    tag,
    summary: "Make a role: a list of actions",
    description: "Nobody makes one that may do more than they.",
    access: "write",
    body: json(component("RoleRequest", roleRequestShape), role),
    answers: [{ status: 201, description: "It is made.", content: json(view, made) }],
    problems: [...bodyProblems, "already-exists"],
  },
  {
    method: "PUT",
    url: "/v1/roles/:id",
    id: "changeRole",
    tag,
    summary: "Say anew what a role is called and allows",
    description: "Whoever has it may do that from now on; on other processes within five seconds.",
    access: "write",
    path: [ofRole],
    body: json(component("RoleChange", roleChangeShape), change),
    answers: [{ status: 200, description: "It is changed.", content: json(view, made) }],
    problems: [...bodyProblems, "not-found"],
  },
  {
    method: "DELETE",
    url: "/v1/roles/:id",
    id: "removeRole",
    tag,
    summary: "Remove a role that nobody has",
    access: "write",
    path: [ofRole],
    answers: [{ status: 200, description: "It is removed.", content: json(view, made) }],
    problems: ["not-found"],
  },
];
