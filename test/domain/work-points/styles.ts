/** What one notice must be read as: number, beginning of the title, leads and cooperating units joined by “|”. */
export type Expected = readonly [number: number, title: string, lead: string, cooperating: string];

export interface Style {
  name: string;
  text: string;
  points: readonly Expected[];
  sections?: readonly string[];
  opinions?: readonly string[];
  /** Points, by number, that a person must look at, and a word of the note. Every other point has none. */
  unsure?: Readonly<Record<number, string>>;
}
