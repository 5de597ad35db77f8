/** Where things stand on a sheet, in points from its upper left corner. */
export interface Paper {
  readonly name: "A4" | "LETTER";
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Top and height of the logo's box. */
  readonly logo: { readonly top: number; readonly height: number; readonly width: number };
  /** The window: the sender's line stands on its top, the address below. */
  readonly address: {
    readonly left: number;
    readonly senderBaseline: number;
    readonly top: number;
    readonly height: number;
    readonly width: number;
  };
  readonly facts: { readonly left: number; readonly top: number };
  /** Where the text of the letter begins, unless the facts reach further down. */
  readonly bodyTop: number;
  /** Heights of the marks for folding and punching. */
  readonly marks: readonly number[];
}

const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** DIN 5008 form B: window 20 mm from the left, 45 mm from the top, 85 × 45 mm; folds at 105 and 210 mm. */
const a4: Paper = {
  name: "A4",
  width: mm(210),
  height: mm(297),
  left: mm(25),
  right: mm(190),
  top: mm(20),
  logo: { top: mm(14), height: mm(18), width: mm(70) },
  address: {
    left: mm(25),
    senderBaseline: mm(60.5),
    top: mm(62.7),
    height: mm(27.3),
    width: mm(80),
  },
  facts: { left: mm(118), top: mm(50) },
  bodyTop: mm(103.5),
  marks: [mm(105), mm(148.5), mm(210)],
};

/** For the window of a No. 10 envelope: 7/8 in from the left, from 2 to 3 1/8 in of a letter folded in three. */
const letter: Paper = {
  name: "LETTER",
  width: 612,
  height: 792,
  left: 63,
  right: 558,
  top: 54,
  logo: { top: 40, height: 51, width: 198 },
  address: { left: 63, senderBaseline: 140, top: 146, height: 79, width: 230 },
  facts: { left: 342, top: 118 },
  bodyTop: 262,
  marks: [],
};

/** The sheets there are, by the name that settings give them. */
export const papers = { A4: a4, Letter: letter } as const;
