import { ok, type Result } from "../../fault/fault.ts";
import { generalResources } from "../../mcp/general-resources.ts";
import type { Resource } from "../../mcp/tool.ts";
import type { Model } from "../../model/model.ts";

/** What can be read of a model file. */
export const fileResources = (modelOf: () => Promise<Result<Model>>): readonly Resource[] => [
  ...generalResources,
  {
    uri: "florin://model",
    name: "model",
    title: "The model",
    description: "The model of the file as it is now, as JSON.",
    mimeType: "application/json",
    read: async () => {
      const model = await modelOf();
      return model.ok ? ok(JSON.stringify(model.value)) : model;
    },
  },
];
