import { randomUUID } from 'node:crypto';
import { grantHonours } from '../../../database/honours/honour.store.js';
import { issueDocument } from '../../../database/documents/issue-document.js';
import { launchProcess } from '../../../database/processes/launch-process.js';
import { startProcess } from '../../../database/processes/start-process.js';
import type { EffectContext } from '../../../database/processes/effects.js';
import { startCorrection } from '../../../database/vetoes/start-correction.js';
import { actorOf } from '../../../database/steps/acting.js';
import { lockProcess, type ProcessRow } from '../../../database/steps/step.store.js';
import type { Subject } from '../../../domain/organisation/subject.js';
import { CITY, COUNTY } from '../../support/county.js';
import { decide, type World } from '../steps/world.js';

export const UNIT = '县民政局';
export const LIAISON = 'liaison.civil';

export async function subjectUnit(world: World, name = UNIT): Promise<Subject> {
  return { kind: 'unit', regionCode: COUNTY, unitId: await world.unit(name) };
}

/** 双江, as the city looks at it. */
export async function subjectCounty(world: World): Promise<Subject> {
  return { kind: 'region', regionCode: COUNTY, unitId: await world.unit('县双拥办') };
}

/** Titles that a subject holds, named by a process of their own. @returns their ids, as given */
export async function titlesOf(
  world: World,
  subject: Subject,
  titles: readonly string[],
  now: Date,
  holder = '县民政局',
): Promise<string[]> {
  const regionCode = subject.kind === 'region' ? CITY : COUNTY;
  return world.dataSource.transaction(async (tx) => {
    let ids: string[] = [];
    const naming = await startProcess(
      tx,
      {
        kind: 'circular',
        businessKey: `naming:${randomUUID()}`,
        regionCode,
        year: 2027,
        title: '命名',
        async write(context: EffectContext) {
          const { id: documentId } = await issueDocument(context, {
            content: {
              ...{ kind: 'notice', issuer: '双拥办', title: '关于命名的决定', recipients: ['各单位'] },
              ...{ blocks: [], annexes: [], copies: [], date: '2027-01-10' },
            },
            main: [],
          });
          ids = await grantHonours(
            context,
            titles.map((title) => ({
              ...{ key: `${randomUUID()}`, title, documentId, validUntil: null, reason: '命名' },
              kind: subject.kind === 'region' ? 'modelCity' : 'modelUnit',
              holderName: holder,
              subject,
            })),
          );
          return {};
        },
      },
      null,
      now,
    );
    // Nobody works in it: it only has to be there.
    await tx.query(`delete from outbox where workflow_id = $1`, [`circular:${naming?.id ?? ''}`]);
    return ids;
  });
}

export async function honourState(world: World, id: string): Promise<string> {
  return (await world.one<{ state: string }>(`select state from honour where id = $1`, id)).state;
}

/** Launched by the office, under a business key nobody had before: a kept Temporal server remembers every workflow. */
export async function launchEvent(
  world: World,
  now: Date,
  change: Record<string, unknown> = {},
  regionCode = COUNTY,
): Promise<string> {
  const form = {
    title: '优待金发放核查',
    item: 'compensation',
    subjectUnitId: await world.unit(UNIT),
    happenedDate: '2027-05-03',
    account: '接到反映，部分优待金没有按时发放。',
    ...change,
  };
  const process = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        ...{ kind: 'vetoEvent', businessKey: `vetoEvent:${randomUUID()}`, regionCode, year: 2027 },
        title: form.title,
      },
      { form, unitId: null },
      null,
      now,
    ),
  );
  return (process as ProcessRow).id;
}

export const FINDINGS = decide('confirmed', { findings: '有三户的优待金拖欠两个月。' });
export const STATED = decide('stated', { view: '情况属实，已经补发。' });

export interface Measure {
  honourId: string;
  measure: string;
}

export const proposed = (titles: readonly Measure[], reconsiderDate?: string) =>
  decide('proposed', {
    proposal: '建议认定，限期整改。',
    titles: titles.map((one) => ({ ...one, reason: '按后果研究确定' })),
    ...(reconsiderDate ? { reconsiderDate } : {}),
  });

export const reconsidered = (titles: readonly { honourId: string; reconsidered: string }[], day?: string) =>
  decide('proposed', {
    titles: titles.map((one) => ({ ...one, reason: '看过整改情况' })),
    ...(day ? { reconsiderDate: day } : {}),
  });

/** An event of 县民政局, verified, heard and confirmed with these measures. */
export async function confirmedEvent(
  world: World,
  now: Date,
  titles: readonly Measure[] = [],
  reconsiderDate?: string,
): Promise<string> {
  const id = await launchEvent(world, now);
  await world.sign('office', await world.open(id, 'verify', now), FINDINGS, now);
  await world.sign(LIAISON, await world.open(id, 'hear', now), STATED, now);
  await world.sign('director', await world.open(id, 'propose', now), proposed(titles, reconsiderDate), now);
  await world.sign('leader1', await world.open(id, 'decide', now), decide('confirmed'), now);
  return id;
}

export async function corrected(world: World, eventId: string, now: Date): Promise<string> {
  const signer = await world.as('office');
  const id = await world.dataSource.transaction(async (tx) => {
    const event = (await lockProcess(tx, eventId)) as ProcessRow;
    const actor = actorOf(signer, signer.positions[0] as never);
    return startCorrection(tx, event, '有新的证据，原来的情况不实。', actor, now);
  });
  const findings = decide('proposed', { findings: '银行回单证明当月已经发放。' });
  await world.sign('director', await world.open(id, 'review', now), findings, now);
  await world.sign(
    'leader1',
    await world.open(id, 'decide', now),
    decide('takenBack', undefined, '事实不成立'),
    now,
  );
  return id;
}
