import { SEAT_RULES, type SeatRule } from '../../domain/coordination/composition.js';
import type { Block, DocumentContent } from '../../domain/documents/document.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { regionLabel } from '../../domain/organisation/region-label.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { officeOf } from '../organisation/unit.repository.js';
import type { EffectContext } from '../processes/effects.js';
import type { Candidate } from './seat.store.js';

/** The notice that names who sits in the group and in its office (五项制度机制 三（二）1–2). @throws Refusal NO_OFFICE */
export async function groupNotice(
  { manager, now, process }: EffectContext,
  candidates: readonly Candidate[],
  recipients: string[],
): Promise<DocumentContent> {
  const office = await officeOf(manager, process.regionCode);
  if (!office) throw new Refusal('NO_OFFICE');
  const [region]: { name: string }[] = await manager.query(`select name from region where code = $1`, [
    process.regionCode,
  ]);
  const [before]: unknown[] = await manager.query(`select 1 from document where process_id = $1 limit 1`, [
    process.id,
  ]);
  const label = regionLabel(region?.name ?? '');
  return {
    kind: 'notice',
    issuer: office.name,
    title: `关于${before ? '调整' : '明确'}${label}${process.year}年军地协调小组组成人员的通知`,
    recipients,
    blocks: [
      {
        type: 'paragraph',
        text: before
          ? '因人员变动，军地协调小组及其办公室的组成人员调整如下，原通知同时停止执行。'
          : '为加强军地沟通、协调解决部队遂行任务需要地方支持的事项，军地协调小组及其办公室的组成人员明确如下。',
      },
      { type: 'heading', level: 1, text: '一、协调小组' },
      table(candidates, 'group'),
      { type: 'heading', level: 1, text: '二、协调小组办公室' },
      table(candidates, 'office'),
      { type: 'paragraph', text: '组成人员离任的，由双拥办及时提出接任人选，另行通知。' },
    ],
    annexes: [],
    date: civilDateOf(now),
    copies: [],
  };
}

function table(candidates: readonly Candidate[], body: SeatRule['body']): Block {
  const rows = candidates
    .filter(({ seat }) => SEAT_RULES[seat].body === body)
    .map(({ seat, holder, unit, position }) => [
      SEAT_RULES[seat].label.replace(/（.*）$/u, ''),
      holder?.name ?? '',
      `${unit.name}${position.title}`,
    ]);
  return { type: 'table', columns: ['席位', '姓名', '单位及职务'], rows };
}
