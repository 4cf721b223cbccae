import { patchDocument, PatchType, TextRun, type IPatch } from 'docx';
import { addresseeLine } from '../../../../domain/documents/addressees.js';
import type { DocumentKind, IssuedContent } from '../../../../domain/documents/document.js';
import type { Placeholder } from '../../../../domain/documents/placeholders.js';
import { annexLabel, dateInWords } from '../../../../domain/documents/words.js';
import { blocks } from './body.js';
import { attendance } from './closing.js';
import { TEXT } from './measures.js';
import { normalise } from './normalise.js';
import { blank, paragraph, run } from './paragraphs.js';
import { renderDocument } from './render-document.js';

/** An office's own layout with a document's content in its blanks. The same template and content give the same bytes. */
export async function fillTemplate(template: Buffer, content: IssuedContent): Promise<Buffer> {
  const filled = await patchDocument({
    outputType: 'nodebuffer',
    data: template,
    patches: patchesOf(content),
    keepOriginalStyles: true,
    trimPlaceholders: true,
    placeholderDelimiters: { start: '{{', end: '}}' },
  });
  const { title, issuer: author, date } = content;
  return normalise(filled, { title, author, date, fonts: 'own' });
}

function patchesOf(content: IssuedContent): Record<Placeholder, IPatch> {
  const text = (value: string): IPatch => ({ type: PatchType.PARAGRAPH, children: [new TextRun(value)] });
  return {
    issuer: text(content.issuer),
    number: text(content.number),
    title: text(content.title),
    signatory: text(content.signatory ?? ''),
    recipients: text(addresseeLine(content.recipients)),
    body: { type: PatchType.DOCUMENT, children: bodyOf(content) },
    annexes: text(content.annexes.map(({ title }, i) => `${i + 1}. ${title}`).join('　')),
    date: text(dateInWords(content.date)),
    copies: text(content.copies.join('，')),
    remark: text([content.scope && `发送范围：${content.scope}`, content.remark].filter(Boolean).join('；')),
  };
}

/** Everything that has paragraphs of its own: text, who was there, annexes, the forwarded document. */
function bodyOf(content: IssuedContent) {
  const { annexes, forwarded } = content;
  return [
    ...blocks(content.blocks, TEXT.width),
    ...attendance(content.attendance),
    ...annexes.flatMap((annex, i) => [
      ...blank(),
      paragraph([run(`${annexLabel(i, annexes.length)}\u3000${annex.title}`, { face: 'heiti' })]),
      ...blocks(annex.blocks, TEXT.width),
    ]),
    ...(forwarded
      ? [
          ...blank(),
          paragraph([run(`${forwarded.title}（${forwarded.number}）`, { face: 'heiti' })]),
          ...blocks(forwarded.blocks, TEXT.width),
        ]
      : []),
  ];
}

/** The built-in layout with blanks in place of a content: what an office begins its own template from. */
export function sampleTemplate(kind: DocumentKind): Promise<Buffer> {
  const blankOf = (name: Placeholder) => `{{${name}}}`;
  const upward = kind === 'request' || kind === 'report';
  return renderDocument({
    kind,
    issuer: blankOf('issuer'),
    number: blankOf('number'),
    title: blankOf('title'),
    recipients: [blankOf('recipients')],
    blocks: [{ type: 'paragraph', text: blankOf('body') }],
    annexes: [],
    date: blankOf('date') as IssuedContent['date'],
    copies: [blankOf('copies')],
    ...(upward ? { signatory: blankOf('signatory') } : {}),
  });
}
