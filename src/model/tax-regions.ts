/** Regions of countries whose tax goes by region, as ISO 3166-2 without the country. */
const regions: Readonly<Record<string, readonly string[]>> = {
  US: (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR " +
    "PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR UM VI"
  ).split(" "),
  CA: "AB BC MB NB NL NS NT NU ON PE QC SK YT".split(" "),
};

/** What a region has to look like where its country's regions are not known here. */
const regionForm = /^[A-Z0-9]{1,3}$/;

/** Whether a country has such a region; of most countries only its form is known. */
export const isRegionOf = (country: string, region: string): boolean =>
  (Object.hasOwn(regions, country) ? regions[country]?.includes(region) : undefined) ??
  regionForm.test(region);
