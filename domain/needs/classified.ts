/**
 * Secrecy marks. The product is for unclassified work only and refuses content that carries one, keeping nothing of it
 * (DOMAIN section 8). A mark is the level with ★, the level with a period, or the level named as such (“密级：机密”); the same
 * words inside a sentence (商业秘密保护法, 保密工作培训) are not.
 */
const BLANKS = /[\s\u00ad\u200b-\u200f\u2060\ufeff]+/gu;
/** Blanks are made one before matching: no pattern ever has a run of them to try. */
const GAP = ' ?';
const LEVEL = ['绝', '絕', '机', '機', '秘', '祕'].map((first) => `${first}${GAP}密`).join('|');
const STAR = '[★☆⭐✩✪✫✬✭✮✯✰⋆]';
/** An asterisk is somebody's ★ only before a period: “**保守秘密**” is emphasis. */
const TYPED_STAR = '[*×xX·•∙]';
/** “【机密】10年”, “机密（20年）”, “秘密：5年”. */
const BRACKET = `${GAP}[()\\[\\]【】〔〕:]?${GAP}`;
const NUMBER = `(?:\\d${GAP}){1,3}|[一二三四五六七八九十两]{1,3}${GAP}`;
const PERIOD = `(?:(?:${NUMBER})(?:年|个${GAP}月|月|天|日)|长${GAP}期|永${GAP}久)`;

const WITH_STAR = new RegExp(`(?:${LEVEL})${BRACKET}${STAR}${GAP}(?:${PERIOD})?`, 'u');
const WITH_TYPED_STAR = new RegExp(`(?:${LEVEL})${GAP}${TYPED_STAR}${GAP}${PERIOD}`, 'u');
/** Standing alone: no word before the level (“保守秘密30年来” is a sentence), nothing that goes on after the period. */
const WITH_PERIOD = new RegExp(
  `(?<![\\p{L}\\p{N}](?<![级为是定属]))(?:${LEVEL})${BRACKET}${PERIOD}(?![\\p{L}\\p{N}])`,
  'u',
);
const NAMED = new RegExp(
  `密${GAP}级${GAP}(?::${GAP}[(\\[【〔]?${GAP}(?:${LEVEL})|[为是]${GAP}(?:${LEVEL})(?!${GAP}\\p{L}))`,
  'u',
);

/** The mark as it was found (compatibility forms and gaps smoothed: “秘密★5年”), or null when there is none. */
export function findClassifiedMark(text: string): string | null {
  const smooth = text.normalize('NFKC').replace(BLANKS, ' ');
  if (!smooth.includes('密')) return null;
  for (const pattern of [WITH_STAR, WITH_TYPED_STAR, WITH_PERIOD, NAMED]) {
    const found = pattern.exec(smooth);
    if (found) return found[0].replaceAll(' ', '');
  }
  return null;
}
