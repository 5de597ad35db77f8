import { usd } from "../money/money.ts";
import { banded } from "./banded.ts";
import { capacity } from "./capacity.ts";
import { commitment } from "./commitment.ts";
import { formula } from "./formula.ts";
import { freeUnits } from "./free-units.ts";
import { graduated } from "./graduated.ts";
import { graduatedPercentage } from "./graduated-percentage.ts";
import { matrix } from "./matrix.ts";
import { perUnit } from "./per-unit.ts";
import { percentage } from "./percentage.ts";
import { anyItems, describePriceLaws } from "./price.conformance.ts";
import { spendLimits } from "./spend-limits.ts";
import { transform } from "./transform.ts";
import { volume } from "./volume.ts";

const tiers = graduated([{ upTo: 40, unit: usd(2), flat: usd(1) }, { unit: usd("0.05") }]);
const peak = capacity(usd("0.5"), { reserved: 20, overUse: { rule: "raise" } });
const dimensions = { region: ["eu", "us", "ap"] };
const table = matrix(
  ["region"],
  [
    { when: { region: "eu" }, price: freeUnits(30, perUnit(usd(2))) },
    { when: { region: "us" }, price: transform({ divideBy: 60, round: "up" }, perUnit(usd(3))) },
  ],
);

describePriceLaws({ name: "free units", price: freeUnits(70, tiers) });
describePriceLaws({ name: "free units of a peak", price: freeUnits(30, peak) });
describePriceLaws({
  name: "transform, rounded",
  price: transform({ multiplyBy: 7, divideBy: 60, round: "up" }, tiers),
});
describePriceLaws({
  name: "transform, exact",
  price: transform({ multiplyBy: "1.5", divideBy: 1_024 }, tiers),
});
describePriceLaws({
  name: "transform of a peak",
  price: transform({ divideBy: 3, round: "half-up" }, peak),
});
describePriceLaws({
  name: "transform of events",
  price: transform(
    { divideBy: 100, round: "up" },
    percentage("3%", { fixed: usd("0.10"), freeEvents: 2 }),
  ),
});
describePriceLaws({
  name: "transform of groups",
  price: transform({ divideBy: 8 }, table),
  items: anyItems({ dimensions }),
});
describePriceLaws({
  name: "spend limits",
  price: spendLimits({ minimum: usd(50), maximum: usd(120) }, tiers),
});
describePriceLaws({
  name: "spend limits of events",
  price: spendLimits({ minimum: usd(1), maximum: usd(5) }, percentage("1%", { freeEvents: 2 })),
});
describePriceLaws({
  name: "spend limits of groups",
  price: spendLimits({ minimum: usd(50), maximum: usd(120) }, table),
  items: anyItems({ dimensions }),
});
describePriceLaws({
  name: "commitment",
  price: commitment(usd(100), volume([{ upTo: 50, unit: usd(3) }, { unit: usd(2) }]), {
    overage: "80%",
  }),
});
describePriceLaws({
  name: "commitment of events",
  price: commitment(usd(2), banded([{ below: usd(100), flat: usd(1) }, { rate: "1%" }]), {
    overage: "150%",
  }),
});
describePriceLaws({
  name: "wrappers in wrappers",
  price: spendLimits(
    { maximum: usd(500) },
    commitment(usd(20), freeUnits(10, transform({ divideBy: 10, round: "down" }, tiers))),
  ),
});
describePriceLaws({
  name: "graduated percentage",
  price: graduatedPercentage([
    { upTo: usd(50), rate: "1%", flat: usd(2) },
    { upTo: usd("120.5"), rate: "0.0005%" },
    { rate: "0.1%", flat: usd("0.01") },
  ]),
});
describePriceLaws({
  name: "formula",
  price: formula(
    "if(quantity < 40, quantity * base, round(quantity * 0.05, 2) + divide(quantity, 3, 4)) + 1",
    { base: "0.125" },
  ),
});
