import { endsSentence } from './blocks.js';
import type { Passage } from './passage.js';

const LONGEST_TITLE = 40;

/** “抓好宣传教育。组织开展……”: the length of the first sentence with its full stop, when it is short and more follows. */
export function runInTitle(body: Passage): number | null {
  const end = body.folded.search(/[。:;!?]/u);
  if (end < 2 || end > 30 || body.folded[end] !== '。' || body.folded.slice(end + 1).trim().length < 4)
    return null;
  return end + 1;
}

export interface Headline {
  title: string;
  /** The wording without the title where the title stands by itself. */
  rest: Passage;
}

/**
 * What a point is called, in the document's own words: the heading by itself, the short first sentence, or else the first clause,
 * which then stays part of the text.
 *
 * @param alone more paragraphs follow: a line that is no sentence is their heading
 */
export function headlineOf(body: Passage, alone: boolean): Headline {
  const end = runInTitle(body);
  if (end !== null) return { title: body.text.slice(0, end - 1).trim(), rest: body.slice(end).trim() };
  const whole = body.text.replace(/\s*\n\s*/gu, '').trim();
  if (
    alone &&
    whole.length <= 60 &&
    !/[。;]./u.test(body.folded) &&
    (!endsSentence(body.folded) || whole.length <= 30)
  )
    return { title: bare(whole), rest: body.slice(body.length) };
  return { title: firstClause(body), rest: body };
}

function bare(text: string): string {
  return text.replace(/[。．.；;：:，,、\s]+$/u, '');
}

/** “根据…部署，开展…”: what is to be done stands in the clause after it. */
const LEAD_IN =
  /^(?:根据|围绕|紧紧围绕|按照|紧密结合|紧扣|结合|利用|针对|着眼|依托|通过|为了?|以|借助|抓住|立足|把握|在.{2,20}(?:前夕?|期间|中)$)/u;

/** As many clauses as make a title of some ten letters; none is cut unless it alone is too long. */
function firstClause(body: Passage): string {
  const first = clauseOf(body);
  const after = body.slice(body.text.indexOf(first) + first.length).trim();
  if (!LEAD_IN.test(first) || !/^[,，]/u.test(after.text)) return first;
  const second = clauseOf(after.slice(1).trim());
  return second.length >= 6 && !second.endsWith('…') ? second : first;
}

function clauseOf({ text, folded }: Passage): string {
  let depth = 0;
  let end = 0;
  for (let i = 0; i < folded.length; i += 1) {
    const sign = folded[i] as string;
    if ('(“《[【〔'.includes(sign)) depth += 1;
    else if (')”》]】〕'.includes(sign)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && ',。;:!?\n'.includes(sign)) {
      end = i;
      if (end >= 10 || '。;!?\n'.includes(sign)) break;
    }
    if (i > LONGEST_TITLE && end > 0) break;
    if (i > 2 * LONGEST_TITLE) break;
  }
  const clause = bare(text.slice(0, end === 0 ? text.length : end)).replace(/\s*\n\s*/gu, '');
  return clause.length <= LONGEST_TITLE + 20 ? clause : `${clause.slice(0, LONGEST_TITLE)}…`;
}
