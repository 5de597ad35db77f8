import type { ShownSetting } from "../config/shown-settings.ts";
import { list, text } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import { nullable } from "../services/report-shapes.ts";
import { answerComponent, type Operation, reading } from "./openapi-operation.ts";

const settingShape = object<ShownSetting>({
  variable: text,
  key: nullable(text),
  value: nullable(text),
  about: text,
});

/** What the server runs with. */
export const settingsOperation: Operation = reading(
  {
    url: "/v1/settings",
    id: "readSettings",
    tag: "Reports",
    summary: "What the server runs with, and where each is set; secrets are masked",
  },
  answerComponent(
    "ServerSettings",
    object<{ readonly version: string; readonly items: readonly ShownSetting[] }>({
      version: text,
      items: list(settingShape),
    }),
  ),
  {
    version: "0.1.0",
    items: [
      {
        variable: "FLORIN_PORT",
        key: "server.port",
        value: "4280",
        about: "port to listen on; 0 for a free one",
      },
    ],
  },
);
