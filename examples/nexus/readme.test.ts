import { describeReadme } from "../../test/console-blocks.ts";

await describeReadme(new URL("README.md", import.meta.url));
