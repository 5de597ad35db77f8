import type { Role } from "../../api/roles.ts";

/** What a key may do that is not told action by action. */
export const wholeScopes = [
  { value: "read", label: "Read everything" },
  { value: "write", label: "Everything" },
] as const;

/** Scopes of a key in words: `Everything`, `As developer`, `usage.write`. */
export function scopeWords(scopes: readonly string[], roles: readonly Role[]): string {
  if (scopes.includes("write")) return "Everything";
  return scopes
    .map((scope) => {
      if (scope === "read") return "Read everything";
      const role = scope.startsWith("role:") ? scope.slice("role:".length) : undefined;
      if (role === undefined) return scope;
      return `As ${(roles.find(({ id }) => id === role)?.name ?? role).toLowerCase()}`;
    })
    .join(", ");
}
