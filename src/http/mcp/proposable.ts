import { isKeepable } from "../../governance/approval-policy.ts";
import { operations } from "../openapi.ts";
import { actionOf } from "../route-actions.ts";

/** Every change that can be proposed, as Markdown: its request, what it needs, and a body that its schema allows. */
export const proposableText = (): string =>
  operations
    .flatMap(({ method, url, summary, body }) => {
      const action = actionOf(method, url);
      if (action === undefined || !isKeepable(action) || method === "GET") return [];
      const { example } = body?.["application/json"] ?? {};
      const path = url.replaceAll(/:(\w+)/g, "{$1}");
      const shown =
        example === undefined ? "" : `\n  \`\`\`json\n  ${JSON.stringify(example)}\n  \`\`\``;
      return [`- \`${method} ${path}\` (\`${action}\`): ${summary}${shown}`];
    })
    .join("\n");
