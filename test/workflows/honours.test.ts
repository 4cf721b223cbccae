import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, civilDateOf } from '../../domain/time/zone.js';
import {
  commendationForm,
  examined,
  launch,
  modelCityForm,
  objection,
  proposed,
  published,
  states,
} from '../integration/honours/honours-world.js';
import { decide } from '../integration/steps/world.js';
import { record, startStand, type Stand } from './stand.js';

let stand: Stand;

beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.stop());

const today = civilDateOf(new Date());
/** 公示 of the run is over, whichever days are rest days. */
const over = () => new Date(Date.now() + 30 * 86_400_000);
const DEEDS = '连续多年办实事。';

/** Who recommends or applies, with what, and as whom it is then known. */
const KINDS = {
  commendation: {
    history: 'commendation',
    launch: async () =>
      launch(
        stand.world,
        'commendation',
        await commendationForm(stand.world, {
          recommendDate: addDays(today, 30),
          validUntilDate: addDays(today, 1000),
          unitIds: [await stand.world.unit('市司法局'), await stand.world.unit('市税务局')],
        }),
        new Date(),
      ),
    by: ['guyuan.liaison.justice', 'guyuan.liaison.tax'],
    recommended: decide('recommended', { candidates: [{ awardId: '1', deeds: DEEDS }] }),
    names: ['固原市司法局', '固原市税务局'],
  },
  modelCity: {
    history: 'model-city',
    launch: () =>
      launch(
        stand.world,
        'modelCity',
        modelCityForm({ recommendDate: addDays(today, 30), regionCodes: ['640422', '640425'] }),
        new Date(),
      ),
    by: ['xiji.office', 'pengyang.office'],
    recommended: decide('applied', { deeds: DEEDS }),
    names: ['西吉县', '彭阳县'],
  },
} as const;

describe.each(['commendation', 'modelCity'] as const)('%s', (kind) => {
  const { history, by, names, recommended, launch: launched } = KINDS[kind];
  const ended = (id: string) => stand.ended(id, kind);
  const kept = (id: string, name: string) => record(`${history}.${name}`, stand.handle(id, kind));

  async function toNotice(id: string): Promise<void> {
    const { world } = stand;
    await stand.sign(by[0], id, 'recommend', recommended);
    await stand.sign(by[1], id, 'recommend', recommended);
    await stand.stepOf(id, 'examine');
    await stand.sign('guyuan.deputy', id, 'examine', await examined(world, id));
    await stand.sign('guyuan.director', id, 'examine', await examined(world, id));
    await stand.stepOf(id, 'propose');
    await stand.sign('guyuan.director', id, 'propose', await proposed(world, id));
    await stand.sign('guyuan.office', id, 'publish', published);
    await stand.stepOf(id, 'objections');
  }

  async function objected(id: string, name: string, round: number, answer: string): Promise<void> {
    const form = await objection(stand.world, id, name, today);
    await stand.sign('guyuan.office', id, 'objections', form, round);
    await stand.sign('guyuan.director', id, 'handle', decide(answer, undefined, '已核实'), round);
    await stand.stepOf(id, 'objections', round + 1);
  }

  async function voted(id: string, decision = 'agree', round = 1): Promise<void> {
    await stand.sign('guyuan.leader1', id, 'decide', decide(decision, undefined, '意见'), round);
    await stand.sign('guyuan.leader2', id, 'decide', decide(decision, undefined, '意见'), round);
  }

  async function received(id: string): Promise<void> {
    await stand.stepOf(id, 'receipts');
    for (const login of by) await stand.sign(login, id, 'receipts', decide('received'));
  }

  it('is named after its public notice, through a restart in the window; ends when all have signed', async () => {
    const id = await launched();
    await toNotice(id);
    await stand.stopWorker();
    expect(await stand.world.serve(over())).toBeGreaterThan(0);
    await stand.startWorker();
    await voted(id);
    await stand.sign('guyuan.leader1', id, 'sign', decide('signed'));
    await stand.sign('guyuan.office', id, 'name', decide('named'));
    await received(id);
    expect(await ended(id)).toEqual({ outcome: 'finished' });
    expect(await stand.path(id)).toEqual([
      `recommend 1 ${recommended.action === 'decide' ? recommended.decision : ''}`,
      'examine 1 examined',
      'propose 1 proposed',
      'publish 1 published',
      'objections 1 noticeOver',
      'decide 1 passed',
      'sign 1 signed',
      'name 1 named',
      'receipts 1 received',
    ]);
    expect(await states(stand.world, id)).toEqual({ [names[0]]: 'named', [names[1]]: 'named' });
    await kept(id, 'named');
    await stand.world.verified();
  });

  it.each(['dropped', 'failed', 'refused', 'named'])(
    'keeps one back to be looked into, names the other; of the one, submitted after it, comes: %s',
    async (end) => {
      const id = await launched();
      await toNotice(id);
      await objected(id, names[0], 1, 'longer');
      await stand.world.serve(over());
      await voted(id);
      await stand.sign('guyuan.leader1', id, 'sign', decide('signed'));
      await stand.sign('guyuan.office', id, 'name', decide('named'));
      await stand.sign('guyuan.director', id, 'inquire', decide('unfounded', undefined, '查无此事'));
      const submitted = end === 'dropped' ? 'dropped' : 'submitted';
      await stand.sign('guyuan.director', id, 'supplement', decide(submitted, undefined, '见核查结论'));
      if (end !== 'dropped') await voted(id, end === 'failed' ? 'reject' : 'agree', 2);
      const signed = decide(end === 'refused' ? 'refused' : 'signed', undefined, '见意见');
      if (end === 'refused' || end === 'named') await stand.sign('guyuan.leader1', id, 'sign', signed, 2);
      if (end === 'named') await stand.sign('guyuan.office', id, 'name', decide('named'), 2);
      // Who signs signs for all there is: both decisions are out before anybody does.
      if (end === 'named') await stand.stepOf(id, 'receipts', 2);
      await received(id);
      if (end === 'named')
        for (const login of by) await stand.sign(login, id, 'receipts', decide('received'), 2);
      expect(await ended(id)).toEqual({ outcome: 'finished' });
      const last = end === 'named' ? 'named' : 'declined';
      expect(await states(stand.world, id)).toEqual({ [names[0]]: last, [names[1]]: 'named' });
      await kept(id, `kept-back-${end}`);
    },
  );

  it('waits for every answer; is over with nobody to name when all were founded', async () => {
    const id = await launched();
    await toNotice(id);
    await objected(id, names[0], 1, 'founded');
    const form = await objection(stand.world, id, names[1], today);
    await stand.sign('guyuan.office', id, 'objections', form, 2);
    await stand.stepOf(id, 'objections', 3);
    await stand.world.serve(over());
    await stand.stepOf(id, 'handle', 2);
    expect((await stand.path(id)).filter((step) => step.startsWith('decide'))).toEqual([]);
    await stand.sign('guyuan.director', id, 'handle', decide('founded', undefined, '属实'), 2);
    expect(await ended(id)).toEqual({ outcome: 'nobody' });
    await kept(id, 'nobody-left');
  });

  it('is not named when the group votes it down', async () => {
    const id = await launched();
    await toNotice(id);
    await stand.world.serve(over());
    await voted(id, 'reject');
    expect(await ended(id)).toEqual({ outcome: 'notAdopted' });
    expect(await states(stand.world, id)).toEqual({ [names[0]]: 'declined', [names[1]]: 'declined' });
  });
});
