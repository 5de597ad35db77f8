import { expect, it } from "vitest";
import { logoFault } from "./portal-logo.ts";

const svg = (body: string): string =>
  `data:image/svg+xml;base64,${Buffer.from(body).toString("base64")}`;
const messages = (logo: string): readonly string[] => logoFault(logo).map(({ message }) => message);

it("takes a plain SVG", () => {
  expect(
    messages(svg('<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(#a)" d="M0 0"/></svg>')),
  ).toEqual([]);
});

it("refuses an SVG that acts or fetches", () => {
  for (const body of [
    "<svg><script>1</script></svg>",
    '<svg onload="x()"></svg>',
    '<svg><image href="https://example.com/a.png"/></svg>',
    '<svg><a href="javascript:x()"/></svg>',
    "<svg><style>@import 'x'</style></svg>",
    '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
  ])
    expect(logoFault(svg(body)), body).toHaveLength(1);
});

it("refuses what is no picture, or another than it says", () => {
  expect(messages("https://example.com/logo.png")).toEqual(["a picture is a data URL of base64"]);
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 3, 0, 0]);
  expect(logoFault(`data:image/png;base64,${jpeg.toString("base64")}`)).toHaveLength(1);
  expect(logoFault("data:image/png;base64,AAAA")).toHaveLength(1);
});
