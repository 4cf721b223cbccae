import { convertMillimetersToTwip } from 'docx';

/** GB/T 9704-2012, in twips (1/20 pt) unless the name says otherwise. One line a rule, with its section of the standard. */
export const PAGE = { width: 11906, height: 16838 }; // 5.1: A4
const MM = convertMillimetersToTwip;

/** 5.2.1: top 37 mm, binding edge 28 mm; with a text area of 156 × 225 mm that leaves 26 and 35 mm. */
export const MARGIN = { top: MM(37), left: MM(28), right: MM(26), bottom: MM(35) };
export const TEXT = {
  width: PAGE.width - MARGIN.left - MARGIN.right,
  height: PAGE.height - MARGIN.top - MARGIN.bottom,
};

/** 5.2.3: 22 lines a page, 28 characters a line. */
export const GRID = {
  linePitch: Math.floor(TEXT.height / 22),
  /** In 1/4096 pt, what a character gets beyond its 16 pt: a little less than nothing. */
  charSpace: Math.floor((TEXT.width / 20 / 28 - 16) * 4096),
};
export const LINE = GRID.linePitch;
/**
 * What brings 28 characters of 16 pt into a line of 156 mm, said in each run: office programs disagree on how they use the grid's own
 * charSpace (one spreads the text over the page), so paragraphs do not snap to the grid and need this instead.
 */
export const SPACING = Math.floor(TEXT.width / 28 - 320);

/** Sizes in half-points: 二号, 三号, 四号, and what fits into tables. */
export const SIZE = { two: 44, three: 32, four: 28, table: 24, annexTable: 21 } as const;
/** Widths of a character at those sizes. */
export const CHARACTER = { three: 320, four: 280 } as const;

/** 7.2.4: the red head's upper edge lies 35 mm below the text area's. */
export const HEAD_BEFORE = MM(35);
/** A supervision form is to keep to one page. */
export const FORM_BEFORE = MM(15);
/** 7.2.7: the red line, 4 mm below the number, as wide as the text area. */
export const RULE_BEFORE = MM(4);
/** 7.5: the page number's dashes 7 mm below the text area; its line of 14 pt is counted from the paper's edge. */
export const FOOTER = MM(35 - 7) - 140;

/** Rules in eighths of a point. 7.4.1: 0.35 mm outside, 0.25 mm inside. */
export const RULE = { outer: 8, inner: 6, red: 12, table: 4 } as const;

export const COLOUR = { red: 'FF0000', blue: '1F4E9E', orange: 'E36C0A' } as const;
