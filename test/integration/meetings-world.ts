import { randomUUID } from 'node:crypto';
import { launchProcess } from '../../database/processes/launch-process.js';
import { endUnderLock } from '../../database/processes/end-process.js';
import type { Act } from '../../database/steps/act.js';
import { lockProcess, type ProcessRow } from '../../database/steps/step.store.js';
import type { ConferenceForm, ConsultationForm } from '../../domain/meetings/forms.js';
import { COUNTY } from '../support/county.js';
import { decide, type World } from './steps/world.js';

/** Position of a leader by login. */
export async function positionOf(world: World, login: string): Promise<string> {
  const { positions } = await world.as(login);
  return (positions[0] as { id: string }).id;
}

export async function consultationForm(
  world: World,
  change: Partial<ConsultationForm> = {},
): Promise<ConsultationForm> {
  return {
    title: '营区外排洪沟整治专题协商',
    agenda: ['排洪沟整治方案', '资金和用地'],
    leaderPositionIds: [await positionOf(world, 'leader1'), await positionOf(world, 'leader3')],
    unitIds: [await world.unit('县住建局'), await world.unit('县财政局'), await world.unit('县自然资源局')],
    startsAt: '2027-05-12T09:00+08:00',
    place: '县政府第二会议室',
    reason: '涉及征地、资金和施工，需要几家一起定。',
    ...change,
  };
}

export async function conferenceForm(
  world: World,
  change: Partial<ConferenceForm> = {},
): Promise<ConferenceForm> {
  return {
    title: '第二季度联络员会商',
    topics: ['双清单进展', '联络员备案'],
    unitIds: [await world.unit('县住建局'), await world.unit('县财政局')],
    startsAt: '2027-05-12T09:00+08:00',
    place: '县双拥办会议室',
    materialDueDate: '2027-05-10',
    ...change,
  };
}

/** Under a business key nobody had before: a kept Temporal server remembers every workflow it ever ran. */
export async function launchMeeting(
  world: World,
  kind: 'topicalConsultation' | 'liaisonConference',
  form: { title: string },
  now: Date,
): Promise<string> {
  const process = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        kind,
        businessKey: `${kind}:${COUNTY}:${randomUUID()}`,
        regionCode: COUNTY,
        year: 2027,
        title: form.title,
      },
      { form, unitId: null },
      null,
      now,
    ),
  );
  return (process as { id: string }).id;
}

/** Everybody invited came. */
export async function allPresent(world: World, processId: string): Promise<Act> {
  const rows = await world.rows<{ unit_id: string; position_id: string | null }>(
    `select unit_id, position_id from meeting_participant where meeting_id = $1 order by seq`,
    processId,
  );
  return decide('held', {
    entries: rows.map(({ unit_id, position_id }) => ({
      ...(position_id === null ? { unitId: unit_id } : { positionId: position_id }),
      attendance: 'present',
    })),
    observers: ['县融媒体中心记者'],
  });
}

export interface Stored {
  id: string;
  title: string;
  state: string;
}

/** What a meeting decided, in its order. */
export const matters = (world: World, source: string): Promise<Stored[]> =>
  world.rows(`select id, title, state from matter where source_id = $1 order by seq`, source);

/** Workflows that were sent a notice of this name since this was last asked. */
export async function told(world: World, name: string): Promise<string[]> {
  return (await world.messages())
    .filter(({ body }) => body['name'] === name)
    .map(({ workflowId }) => workflowId);
}

/** As its workflow would end it. */
export async function end(world: World, processId: string, outcome: string, now: Date): Promise<void> {
  await world.dataSource.transaction(async (tx) => {
    const process = (await lockProcess(tx, processId)) as ProcessRow;
    await endUnderLock(tx, process, { outcome, now });
  });
}
