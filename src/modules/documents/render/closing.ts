import { AlignmentType, type Paragraph } from 'docx';
import type { DocumentContent, IssuedContent } from '../../../../domain/documents/document.js';
import { dateInWords, widthOf } from '../../../../domain/documents/words.js';
import { CHARACTER } from './measures.js';
import { blank, bodyText, paragraph, run } from './paragraphs.js';

const IN = CHARACTER.three;

/** 附件说明: two characters in, names without punctuation, further lines under the first name (7.3.4). */
export function annexList(annexes: readonly { title: string }[]): Paragraph[] {
  if (annexes.length === 0) return [];
  const [first] = annexes;
  if (annexes.length === 1)
    return [
      ...blank(),
      paragraph([run(`附件：${first?.title}`)], { indent: { left: 5 * IN, hanging: 3 * IN } }),
    ];
  const left = 5 * IN + IN * 1.25;
  return [
    ...blank(),
    ...annexes.map(({ title }, i) =>
      paragraph([run(`${i === 0 ? '附件：' : ''}${i + 1}. ${title}`)], {
        indent: { left, hanging: (i === 0 ? 4.25 : 1.25) * IN },
      }),
    ),
  ];
}

/** 落款: the date four characters from the right edge, the issuer centred over it as far as the edge allows (7.3.5.1). */
export function signature({
  kind,
  issuer,
  date,
}: Pick<DocumentContent, 'kind' | 'issuer' | 'date'>): Paragraph[] {
  const day = dateInWords(date);
  const over = Math.max(0, 4 + (widthOf(day) - widthOf(issuer)) / 2);
  const right = (characters: number) => ({
    alignment: AlignmentType.RIGHT,
    indent: { right: Math.round(characters * IN) },
  });
  return [
    // A form of one page keeps to it.
    ...blank(kind === 'supervision' ? 1 : 2),
    paragraph([run(issuer)], { ...right(over), keepNext: true }),
    paragraph([run(day)], right(4)),
  ];
}

/** 附注: in brackets, two characters in (7.3.6). To whom a circular about dereliction may go stands here too. */
export function remarks({ remark, scope }: Pick<IssuedContent, 'remark' | 'scope'>): Paragraph[] {
  const all = [
    ...(scope === undefined ? [] : [`发送范围：${scope}`]),
    ...(remark === undefined ? [] : [remark]),
  ];
  return all.flatMap((text) => bodyText(`（${text}）`));
}

/** 纪要: who was there. Labels 黑体, names 仿宋, further lines under the first name (10.3). */
export function attendance(there: IssuedContent['attendance']): Paragraph[] {
  if (!there) return [];
  const lists: [string, readonly string[]][] = [
    ['出席', there.present],
    ['请假', there.excused],
    ['列席', there.observers],
  ];
  return lists
    .filter(([, names]) => names.length > 0)
    .flatMap(([label, names]) => [
      ...blank(),
      paragraph([run(`${label}：`, { face: 'heiti' }), run(names.join('、'))], {
        indent: { left: 5 * IN, hanging: 3 * IN },
      }),
    ]);
}
