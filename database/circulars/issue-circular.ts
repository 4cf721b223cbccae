import {
  composeCircular,
  composeForwarding,
  composeImportant,
  figuresAnnex,
  type Addressing,
} from '../../domain/circulars/compose.js';
import { countsByUnit, countsOf } from '../../domain/circulars/figures.js';
import { addresseeLine } from '../../domain/documents/addressees.js';
import type { DocumentContent } from '../../domain/documents/document.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { addresseesOf } from '../documents/addressees.js';
import { issueDocument } from '../documents/issue-document.js';
import { officeOf } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import { officesOf, startBelow } from './cascade.js';
import { changeCircular, circularOf, insertCircular, namesOf, type CircularRow } from './circular.store.js';
import { figureRowsOf } from './figure.repository.js';

/**
 * Numbers the circular and sends it out: units sign for it in a step of this process, lower offices in a circular of their own.
 * @throws Refusal NO_OFFICE, DOCUMENT_RULE, CLASSIFIED_CONTENT
 */
export async function issueCircular(context: EffectContext): Promise<void> {
  const { manager, process } = context;
  const row = await circularOf(manager, process.id);
  const offices = await officesOf(context, row.regionCodes);
  const content = await compose(context, row, await addressing(context, row));
  const document = await issueDocument(context, {
    content,
    main: [...row.recipientUnitIds, ...offices.map(({ id }) => id)],
    copies: row.copyUnitIds,
  });
  await changeCircular(manager, process.id, { documentId: document.id });
  if (row.circularKind === 'important')
    await startBelow(context, offices, {
      kind: 'circular',
      title: document.content.title,
      async write({ process: { id: processId, regionCode } }) {
        const source = document.content;
        await insertCircular(manager, { processId, regionCode, circularKind: 'important', source });
        return { circularKind: 'important', dereliction: false, fromAbove: true };
      },
    });
}

async function addressing(
  { manager, now, process }: EffectContext,
  { recipientUnitIds, copyUnitIds, regionCodes }: CircularRow,
): Promise<Addressing> {
  const office = await officeOf(manager, process.regionCode);
  if (!office) throw new Refusal('NO_OFFICE');
  const [main, copies] = [await namesOf(manager, recipientUnitIds), await namesOf(manager, copyUnitIds)];
  const unitIds = main.map(({ id }) => id);
  const date = civilDateOf(now);
  return {
    issuer: office.name,
    recipients: await addresseesOf(manager, process.regionCode, { unitIds, regionCodes }, date),
    copies: copies.map(({ name }) => name),
    date,
  };
}

async function compose(context: EffectContext, row: CircularRow, to: Addressing): Promise<DocumentContent> {
  const { title } = context.process;
  switch (row.circularKind) {
    case 'important': {
      if (!row.source) throw new Error(`circular ${row.processId} has nothing to pass on`);
      return row.source.number === ''
        ? composeImportant(to, row.source, row.opinions)
        : composeForwarding(to, row.source, row.opinions);
    }
    case 'keyWork':
      return composeCircular(to, { title, text: row.body ?? '', annexes: [await annexOf(context, row)] });
    case 'typical': {
      const scope = row.typicalKind === 'dereliction' ? addresseeLine(to.recipients) : undefined;
      return composeCircular(to, { title, text: row.body ?? '', ...(scope ? { scope } : {}) });
    }
  }
}

/** The table of the frozen figures; units are named as they are called today. */
async function annexOf({ manager }: EffectContext, { processId, cutOffAt }: CircularRow) {
  const rows = await figureRowsOf(manager, processId, cutOffAt as Date);
  const byUnit = countsByUnit(rows);
  const units = (await namesOf(manager, [...byUnit.keys()])).map(({ id, name }) => ({
    name,
    counts: byUnit.get(id) ?? countsOf([]),
  }));
  return figuresAnnex(inWords(cutOffAt as Date), countsOf(rows), units);
}

/** 2027年6月30日24时, or 2027年6月30日18:00. */
function inWords(instant: Date): string {
  const [year, month, day] = civilDateOf(instant).split('-').map(Number);
  const time = new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${year}年${month}月${day}日${time === '23:59' ? '24时' : time}`;
}
