import { range } from "../money/amount.ts";
import { usd } from "../money/money.ts";
import { banded } from "./banded.ts";
import { freeUnits } from "./free-units.ts";
import { percentage } from "./percentage.ts";
import { anyItems, describePriceLaws } from "./price.conformance.ts";

describePriceLaws({ name: "percentage", price: percentage("2.9%", { fixed: usd("0.30") }) });
describePriceLaws({
  name: "percentage, agreed within a range",
  price: percentage(range("0.001%", "0.01%")),
  terms: { agreed: "0.005%" },
});
describePriceLaws({
  name: "percentage with limits",
  price: percentage("1%", { minimum: usd("0.50"), maximum: usd(2) }),
});
describePriceLaws({
  name: "percentage with free events",
  price: percentage("1%", { fixed: usd("0.10"), freeEvents: 3 }),
});
describePriceLaws({
  name: "percentage with a free amount",
  price: percentage("1%", { freeAmount: usd(250) }),
});
describePriceLaws({
  name: "percentage with everything",
  price: percentage("1.25%", {
    fixed: usd("0.10"),
    minimum: usd("0.25"),
    maximum: usd(3),
    freeEvents: 4,
    freeAmount: usd(300),
  }),
});
describePriceLaws({
  name: "banded",
  price: banded([
    { below: usd(1), flat: usd("0.01") },
    { below: usd(100), flat: usd("0.05") },
    { upTo: usd(150), flat: usd("0.5"), rate: "0.1%" },
    { rate: "0.05%" },
  ]),
});
describePriceLaws({
  name: "free units in front of events",
  price: freeUnits(
    150,
    percentage("3%", { fixed: usd("0.10"), freeEvents: 1, freeAmount: usd(40) }),
  ),
  items: anyItems({ scale: 60 }),
});
