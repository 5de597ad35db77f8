/** The whole HTTP API of a Florin server, typed by its own description. */
export { addressOf } from "./address-of.ts";
export { ApiProblem, type ProblemDocument } from "./api-problem.ts";
export type {
  Answer,
  Asked,
  FilePath,
  Item,
  JsonPath,
  ListPath,
  Narrowing,
  PageOf,
  Path,
} from "./asked.ts";
export { type FlorinApi, type FlorinApiOptions, florinApi, type Tagged } from "./florin-api.ts";
export type * from "./generated-types.ts";
