import { randomUUID } from 'node:crypto';
import { launchProcess } from '../../../database/processes/launch-process.js';
import type { CommendationLaunchForm, ModelCityLaunchForm } from '../../../domain/honours/forms.js';
import { openStep } from '../../../database/steps/open-step.js';
import { at, decide, type World } from '../steps/world.js';

/** The city whose counties and units are named: 固原. */
export const CITY = '6404';

export const commendationForm = async (
  world: World,
  change: Partial<CommendationLaunchForm> = {},
): Promise<CommendationLaunchForm> => ({
  title: '固原市双拥模范单位和先进个人命名表彰',
  basis: '双拥模范命名管理的有关规定',
  conditions: '双拥工作成绩突出，群众公认。',
  periodFromDate: '2025-01-01',
  publicNoticeDays: 5,
  awards: [
    { honourKind: 'modelUnit', title: '双拥模范单位', quota: 2, perUnit: 1 },
    { honourKind: 'modelPerson', title: '双拥先进个人', quota: 1, perUnit: 1 },
  ],
  unitIds: [await world.unit('市司法局'), await world.unit('市税务局'), await world.unit('市科技局')],
  recommendDate: '2026-09-11',
  validUntilDate: '2029-12-31',
  ...change,
});

export const modelCityForm = (change: Partial<ModelCityLaunchForm> = {}): ModelCityLaunchForm => ({
  title: '固原市双拥模范县（区）命名',
  basis: '双拥模范城（县）创建命名管理的有关规定',
  conditions: '对照考评标准达到要求。',
  periodFromDate: '2025-01-01',
  publicNoticeDays: 5,
  honourTitle: '市级双拥模范县（区）',
  quota: 2,
  regionCodes: [],
  nominees: [],
  recommendDate: '2026-09-11',
  ...change,
});

/** Under a business key nobody had before. */
export async function launch(
  world: World,
  kind: 'commendation' | 'modelCity',
  form: { title: string },
  now: Date,
  regionCode = CITY,
): Promise<string> {
  const process = await world.dataSource.transaction((tx) =>
    launchProcess(
      tx,
      {
        ...{ kind, regionCode, title: form.title, year: 2026 },
        businessKey: `${kind}:${regionCode}:${randomUUID()}`,
      },
      { form, unitId: null },
      null,
      now,
    ),
  );
  return (process as { id: string }).id;
}

export interface StoredCandidate {
  id: string;
  seq: number;
  name: string;
  state: string;
  reason: string | null;
}

export const candidates = (world: World, processId: string): Promise<StoredCandidate[]> =>
  world.rows(
    `select id, seq, name, state, reason from candidate where process_id = $1 order by seq`,
    processId,
  );

export async function candidateNamed(world: World, processId: string, name: string): Promise<string> {
  const found = (await candidates(world, processId)).find((one) => one.name === name);
  if (!found) throw new Error(`no candidate ${name}`);
  return found.id;
}

export const states = async (world: World, processId: string): Promise<Record<string, string>> =>
  Object.fromEntries((await candidates(world, processId)).map(({ name, state }) => [name, state]));

/** Everybody passes but those who are struck. */
export async function examined(world: World, processId: string, struck: Record<string, string> = {}) {
  const all = await candidates(world, processId);
  return decide('examined', {
    results: all.map(({ id, name }) =>
      name in struck
        ? { candidateId: id, passed: false, reason: struck[name] }
        : { candidateId: id, passed: true },
    ),
  });
}

export async function proposed(world: World, processId: string, names?: string[], reason?: string) {
  const all = (await candidates(world, processId)).filter(({ state, name }) =>
    names ? names.includes(name) : state === 'passed',
  );
  return decide('proposed', { candidateIds: all.map(({ id }) => id), ...(reason ? { reason } : {}) });
}

export const published = decide('published', { places: ['市政府网站'], contact: '市双拥办，办公楼 305' });

export const objection = async (world: World, processId: string, name: string, receivedDate: string) =>
  decide('recorded', {
    candidateId: await candidateNamed(world, processId, name),
    source: 'phone',
    about: '反映事迹与实际不符。',
    receivedDate,
  });

/** A veto that was confirmed against a unit or a county, as its own process would have left it. */
export async function confirmedVeto(
  world: World,
  subject: { kind: 'region' | 'unit'; regionCode: string; unitId: string },
  happenedOn: string,
  at: Date,
  run: (sql: string, parameters: unknown[]) => Promise<unknown> = (sql, parameters) =>
    world.rows(sql, ...parameters),
): Promise<void> {
  const id = randomUUID();
  await run(
    `insert into process (id, kind, blueprint_version, business_key, region_code, year, title, state, launched_at)
     values ($1::uuid, 'vetoEvent', 1, $1::uuid::text, $2, 2026, '一票否决事项', 'ended', $3)`,
    [id, CITY, at],
  );
  await run(
    `insert into veto_event (id, region_code, subject_kind, subject_region_code, subject_unit_id, item, happened_on, account, opened_at,
       state, confirmed_at)
     values ($1, $2, $3, $4, $5, 'fraud', $6, '已查实', $7, 'confirmed', $7)`,
    [id, CITY, subject.kind, subject.regionCode, subject.unitId, happenedOn, at],
  );
}

export const LAUNCHED = at('2026-09-01T09:00:00');
/** 中秋 and 国庆 follow: of the ten days after it five are working ones, a 调休 Saturday among them. */
export const PUBLISHED = at('2026-09-28T10:00:00');
export const LAST_MOMENT = at('2026-10-10T23:59:59');
export const OVER = at('2026-10-11T00:00:01');
export const DEEDS = '连续五年为驻地部队办实事。';

export const EXAMINED = at('2026-09-15T09:00:00');

export const recommended = (person?: string) =>
  decide('recommended', {
    candidates: [
      { awardId: '1', deeds: DEEDS },
      ...(person ? [{ awardId: '2', name: person, post: '科员', deeds: DEEDS }] : []),
    ],
  });

/** How a commendation of three units is played step by step, each opened as the workflow would. */
export function playedIn(world: World) {
  async function skipped(id: string, key: string, now: Date, round = 1): Promise<string | null> {
    return (await openStep(world.dataSource.manager, { processId: id, key, round, now })).outcome;
  }

  const subjectOf = async (shortName: string) => ({
    kind: 'unit' as const,
    regionCode: CITY,
    unitId: await world.unit(shortName),
  });

  /** Two of three units recommend, one of them a person too. */
  async function recommend(id: string): Promise<void> {
    const step = await world.open(id, 'recommend', LAUNCHED);
    await world.sign('guyuan.liaison.justice', step, recommended('田小禾'), LAUNCHED, '市司法局');
    await world.sign('guyuan.liaison.tax', step, recommended(), LAUNCHED, '市税务局');
    await world.sign('guyuan.liaison.science', step, decide('none'), LAUNCHED, '市科技局');
  }

  async function examine(id: string): Promise<void> {
    const step = await world.open(id, 'examine', EXAMINED);
    await world.sign('guyuan.deputy', step, await examined(world, id), EXAMINED);
    await world.sign('guyuan.director', step, await examined(world, id), EXAMINED);
  }

  /** As far as the public notice. */
  async function toNotice(change: object = {}): Promise<string> {
    const id = await launch(world, 'commendation', await commendationForm(world, change), LAUNCHED);
    await recommend(id);
    await publish(id);
    return id;
  }

  /** What was recommended, examined, proposed whole and made public. */
  async function publish(id: string): Promise<void> {
    await examine(id);
    const propose = await world.open(id, 'propose', EXAMINED);
    await world.sign('guyuan.director', propose, await proposed(world, id), EXAMINED);
    const step = await world.open(id, 'publish', PUBLISHED);
    await world.sign('guyuan.office', step, published, PUBLISHED);
  }

  async function decided(id: string, now: Date, round = 1): Promise<void> {
    const step = await world.open(id, 'decide', now, round);
    await world.sign('guyuan.leader1', step, decide('agree'), now);
    await world.sign('guyuan.leader2', step, decide('agree'), now);
    const sign = await world.open(id, 'sign', now, round);
    await world.sign('guyuan.leader1', sign, decide('signed'), now);
  }

  const documents = (id: string) =>
    world.rows<{ kind: string; number: string; recipients: number }>(
      `select d.kind, d.number, (select count(*)::int from document_recipient r where r.document_id = d.id and r.role = 'main') as recipients
     from document d where d.process_id = $1 order by d.issued_at`,
      id,
    );

  const held = (id: string) =>
    world.rows<{ id: string; holder_name: string; title: string; state: string; valid_until: string }>(
      `select id, holder_name, title, state, valid_until::text from honour where process_id = $1 order by holder_name`,
      id,
    );

  return { skipped, subjectOf, recommend, examine, publish, toNotice, decided, documents, held };
}
