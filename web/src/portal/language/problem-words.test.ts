import { expect, it } from "vitest";
import { problemWords } from "./problem-words.ts";
import { say } from "./say.ts";

const problem = (code: string, ...of: string[]) => ({
  title: "",
  status: 409,
  code,
  errors: of.map((one) => ({ path: "", code: one, message: "" })),
});

it.each([
  [problem("rate-limited"), "That was a little fast"],
  [problem("invalid-request", "change-exists"), "Another change is to come already"],
  [problem("invalid-request", "agreed-with-seller"), "Your contract fixes this"],
  [problem("forbidden", "portal-act-not-allowed"), "You may not do this"],
  [problem("invalid-request", "text-length"), "Something of it is not right"],
  [problem("internal"), "That did not work"],
  [{ title: "", status: 0 }, "There was no answer"],
])("says of %j: %s", (given, words) => {
  const { title, detail } = problemWords(given);
  expect(say("en", title)).toBe(words);
  expect(say("de", detail)).not.toBe("");
});
