import { AlignmentType, Document, Packer, Paragraph, type FileChild, type ISectionOptions } from 'docx';
import type { DocumentContent, IssuedContent } from '../../../../domain/documents/document.js';
import { annexLabel } from '../../../../domain/documents/words.js';
import { blocks, isWide } from './body.js';
import { annexList, attendance, remarks, signature } from './closing.js';
import { font } from './fonts.js';
import { head, recipients, title } from './head.js';
import { imprint } from './imprint.js';
import { LINE, SIZE } from './measures.js';
import { normalise } from './normalise.js';
import { section, textArea, textWidth } from './page.js';
import { blank, exactly, paragraph, run } from './paragraphs.js';

/** A stretch of pages that lie the same way. */
interface Part {
  wide: boolean;
  children: FileChild[];
}

/** A document as a Word file in the layout of GB/T 9704-2012. The same content gives the same bytes. */
export async function renderDocument(content: IssuedContent): Promise<Buffer> {
  const document = new Document({
    sections: sectionsOf(content),
    title: content.title,
    creator: content.issuer,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: font('fangsong'), size: SIZE.three, language: { eastAsia: 'zh-CN', value: 'en-US' } },
          paragraph: { spacing: exactly(LINE) },
        },
      },
      // The grid counts its characters from this style's size; without it, from 10 pt.
      paragraphStyles: [{ id: 'Normal', name: 'Normal', quickFormat: true, run: { size: SIZE.three } }],
    },
  });
  const { title: name, issuer: author, date } = content;
  return normalise(await Packer.toBuffer(document), { title: name, author, date });
}

function sectionsOf(content: IssuedContent): ISectionOptions[] {
  const parts = content.kind === 'statistics' ? [tablePart(content)] : [textPart(content)];
  for (const [i, annex] of content.annexes.entries()) {
    const wide = isWide(annex.blocks);
    const label = annexLabel(i, content.annexes.length);
    append(parts, wide, [...annexHead(label, annex.title, wide), ...blocks(annex.blocks, textWidth(wide))]);
  }
  if (content.forwarded) append(parts, false, forwardedPages(content.forwarded));
  const last = parts.at(-1)!;
  if (content.kind !== 'statistics') last.children.push(...imprint(content, textArea(last.wide)), end());
  return parts.map(({ wide, children }, i) => section(children, wide, i === 0));
}

/** Adds pages: after a page break where they lie as those before, in a section of their own where not. */
function append(parts: Part[], wide: boolean, children: FileChild[]): void {
  const last = parts.at(-1);
  if (last?.wide === wide) last.children.push(pageBreak(), ...children);
  else parts.push({ wide, children });
}

const pageBreak = (): Paragraph =>
  new Paragraph({ pageBreakBefore: true, spacing: exactly(20), children: [run('', { size: 2 })] });

/** A file must end with a paragraph; this one takes no room. */
const end = (): Paragraph => new Paragraph({ spacing: exactly(20), children: [run('', { size: 2 })] });

function textPart(content: IssuedContent): Part {
  const wide = isWide(content.blocks);
  const { kind } = content;
  return {
    wide,
    children: [
      ...head(content),
      ...title(content.title, kind === 'supervision' ? { before: 1 } : {}),
      ...recipients(content.recipients),
      ...blocks(content.blocks, textWidth(wide)),
      ...annexList(content.annexes),
      // 纪要 are neither signed nor sealed (10.3).
      ...(kind === 'minutes' ? attendance(content.attendance) : signature(content)),
      ...remarks(content),
    ],
  };
}

/** A statistics table is a form by itself: title, number, table; on its side, as its columns are many. */
function tablePart(content: IssuedContent): Part {
  return {
    wide: true,
    children: [
      ...title(content.title, { before: 0, wide: true }).slice(0, -1),
      paragraph([run(content.number)], { alignment: AlignmentType.CENTER }),
      ...blocks(content.blocks, textWidth(true)),
      ...signature(content).slice(2),
      ...remarks(content),
      end(),
    ],
  };
}

/** 附件: a new page, the word flush left in 黑体 on the first line, its title on the third (7.3.7). */
function annexHead(label: string, text: string, wide = false): FileChild[] {
  return [paragraph([run(label, { face: 'heiti' })]), ...title(text, { before: 1, wide })];
}

/** 转发: the forwarded document after one's own text, with the number it came with; it may itself forward another. */
function forwardedPages(content: DocumentContent & { number: string }): FileChild[] {
  return [
    ...title(content.title, { before: 0 }).slice(0, -1),
    paragraph([run(content.number)], { alignment: AlignmentType.CENTER }),
    ...blank(),
    ...recipients(content.recipients),
    ...blocks(content.blocks, textWidth(false)),
    ...annexList(content.annexes),
    ...signature(content),
    ...remarks(content),
    ...content.annexes.flatMap((annex, i) => [
      pageBreak(),
      ...annexHead(annexLabel(i, content.annexes.length), annex.title),
      ...blocks(annex.blocks, textWidth(false)),
    ]),
    ...(content.forwarded ? [pageBreak(), ...forwardedPages(content.forwarded)] : []),
  ];
}
