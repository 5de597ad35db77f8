import { ok } from "../fault/fault.ts";
import { modelSchema } from "../model/model-schema.ts";
import type { Resource } from "./tool.ts";
import { wordsText } from "./words.ts";

/** What can be read whatever the model: it says nothing of anybody. */
export const generalResources: readonly Resource[] = [
  {
    uri: "florin://words",
    name: "words",
    title: "What words mean",
    description: "The words that tools and answers use.",
    mimeType: "text/markdown",
    read: async () => ok(wordsText),
  },
  {
    uri: "florin://model-schema",
    name: "model-schema",
    title: "The form of a model",
    description:
      "The JSON Schema of florin/1: which fields there are, before a change is proposed.",
    mimeType: "application/json",
    read: async () => ok(JSON.stringify(modelSchema())),
  },
];
