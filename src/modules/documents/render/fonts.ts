import type { IFontAttributesProperties } from 'docx';

/** The faces of GB/T 9704-2012 5.2.2, by the names Chinese office programs know them by. */
const NAMES = {
  fangsong: '仿宋_GB2312',
  kaiti: '楷体_GB2312',
  heiti: '黑体',
  song: '宋体',
  title: '方正小标宋简体',
} as const;
export type Face = keyof typeof NAMES;

/** All four scripts by name: left to a theme, East Asian text would be set in whatever the reader's machine prefers. */
export function font(face: Face): IFontAttributesProperties {
  const name = NAMES[face];
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' };
}

/** What to take where a face is not installed: same design, other vendor. Word and WPS read it from the font table. */
const INSTEAD: Record<Face, { other: string; family: string }> = {
  fangsong: { other: '仿宋', family: 'modern' },
  kaiti: { other: '楷体', family: 'modern' },
  heiti: { other: 'SimHei', family: 'swiss' },
  song: { other: 'SimSun', family: 'roman' },
  title: { other: '华文中宋', family: 'roman' },
};

/** word/fontTable.xml. */
export function fontTable(): string {
  const fonts = (Object.keys(NAMES) as Face[]).map((face) => {
    const { other, family } = INSTEAD[face];
    return (
      `<w:font w:name="${NAMES[face]}"><w:altName w:val="${other}"/><w:charset w:val="86"/>` +
      `<w:family w:val="${family}"/><w:pitch w:val="default"/></w:font>`
    );
  });
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    `<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`
  );
}
