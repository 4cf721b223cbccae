import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, civilDateOf } from '../../domain/time/zone.js';
import { childIn, launchCircular, NOTICE, SIX } from '../integration/circulars/circular-world.js';
import { decide } from '../integration/steps/world.js';
import { record, startStand, until, waitsFor, type Stand } from './stand.js';

let stand: Stand;
let education: string;

beforeAll(async () => {
  stand = await startStand();
  education = await stand.world.unit('市教育体育局');
});
afterAll(() => stand.stop());

const today = () => civilDateOf(new Date());
const source = (number: string) => ({ ...NOTICE, number, receivedDate: today() });
const launch = (login: string, form: object) =>
  launchCircular(stand.world, login, { title: '通报', ...form } as never, new Date());

async function toIssue(prefix: string, id: string, addressees: object): Promise<void> {
  const opinions = { opinions: SIX, ...addressees };
  await stand.sign(`${prefix}office`, id, 'opinions', decide('drafted', opinions));
  await stand.sign(`${prefix}director`, id, 'review', decide('approved'));
  await stand.sign(`${prefix}leader1`, id, 'sign', decide('signed'));
  await stand.sign(`${prefix}office`, id, 'issue', decide('issued'));
}

async function readByLeaders(prefix: string, id: string): Promise<void> {
  const step = await stand.stepOf(id, 'read');
  for (const leader of ['leader1', 'leader2'])
    await stand.world.sign(`${prefix}${leader}`, step, decide('read'), new Date());
}

describe('a document comes down from the city', () => {
  it('to two counties: one passes it on, one had it already; the city’s circular waits for both', async () => {
    const city = await launch('city.office', { circularKind: 'important' });
    await stand.sign('city.office', city, 'register', decide('registered', source('云拥办〔2031〕1号')));
    await toIssue('city.', city, { recipientUnitIds: [education], regionCodes: ['530921', '530922'] });
    await readByLeaders('city.', city);
    await stand.sign('city.liaison.education', city, 'receipts', decide('received'));
    await until('the city to wait for its counties alone', async () => {
      const waiting = await waitsFor(stand.handle(city, 'circular'));
      return waiting.length === 0;
    });

    const fengqing = await childIn(stand.world, city, '530921');
    await stand.sign('fengqing.office', fengqing, 'receive', decide('received'));
    const unit = await stand.world.unit('凤庆县教育体育局');
    await toIssue('fengqing.', fengqing, { recipientUnitIds: [unit] });
    await readByLeaders('fengqing.', fengqing);
    await stand.sign('fengqing.liaison.education', fengqing, 'receipts', decide('received'));
    expect(await stand.ended(fengqing, 'circular')).toEqual({ outcome: 'finished' });
    expect(await stand.world.one(`select state from process where id = $1`, city)).toEqual({
      state: 'running',
    });

    const yunxian = await childIn(stand.world, city, '530922');
    await stand.sign('yunxian.office', yunxian, 'receive', decide('duplicate', undefined, '已邮寄收文'));
    expect(await stand.ended(yunxian, 'circular')).toEqual({ outcome: 'duplicate' });
    expect(await stand.ended(city, 'circular')).toEqual({ outcome: 'finished' });
    const path = await stand.path(city);
    expect(path.slice(0, 5)).toEqual([
      'register 1 registered',
      'opinions 1 drafted',
      'review 1 approved',
      'sign 1 signed',
      'issue 1 issued',
    ]);
    expect(path.slice(5).sort()).toEqual(['read 1 read', 'receipts 1 received']);
    await record('circular.forwarded', stand.handle(city, 'circular'));
    await record('circular.from-above', stand.handle(fengqing, 'circular'));
    await record('circular.duplicate', stand.handle(yunxian, 'circular'));
    await stand.world.verified();
  });

  it('a signature is taken back; the 组长 then refuses it', async () => {
    const city = await launch('city.office', { circularKind: 'important' });
    await stand.sign('city.office', city, 'register', decide('registered', source('云拥办〔2031〕2号')));
    const opinions = { opinions: SIX, recipientUnitIds: [education] };
    await stand.sign('city.office', city, 'opinions', decide('drafted', opinions));
    await stand.sign('city.director', city, 'review', decide('approved'));
    const signed = await stand.sign('city.leader1', city, 'sign', decide('signed'));
    await stand.stepOf(city, 'issue');
    await stand.world.act('city.leader1', signed.assignmentId, { action: 'withdraw' }, new Date());
    await stand.sign('city.leader1', city, 'sign', decide('refused', undefined, '暂缓'), 2);
    expect(await stand.ended(city, 'circular')).toEqual({ outcome: 'notAdopted' });
    await record('circular.not-adopted', stand.handle(city, 'circular'));
  });
});

describe('figures and cases', () => {
  it('figures are compiled, presented and issued', async () => {
    const id = await launch('office', { circularKind: 'keyWork' });
    const unit = await stand.world.unit('县教育体育局');
    const form = { cutOffDate: addDays(today(), -1), text: '完成情况如下。', recipientUnitIds: [unit] };
    await stand.sign('office', id, 'compile', decide('compiled', form));
    await stand.sign('director', id, 'review', decide('approved'));
    const meeting = { meeting: 'topical', heldDate: today(), meetingTitle: '专题会议' };
    await stand.sign('office', id, 'present', decide('presented', meeting));
    await stand.sign('office', id, 'issue', decide('issued'));
    await stand.sign('liaison.education', id, 'receipts', decide('received'));
    expect(await stand.ended(id, 'circular')).toEqual({ outcome: 'finished' });
    await record('circular.key-work', stand.handle(id, 'circular'));
  });

  it('a good practice is voted on: one rejection does not end what the others carry', async () => {
    const id = await launch('office', { circularKind: 'typical', typicalKind: 'goodPractice' });
    const unit = await stand.world.unit('县教育体育局');
    const form = { text: '军地联合开展国防教育进校园。', recipientUnitIds: [unit] };
    await stand.sign('office', id, 'draft', decide('drafted', form));
    const step = await stand.stepOf(id, 'appraise');
    const voters = await stand.world.rows<{ login: string }>(
      `select ac.login from assignment a join appointment ap on ap.position_id = a.position_id join account ac on ac.person_id = ap.person_id
       where a.step_id = $1 order by ac.login`,
      step,
    );
    expect(voters.length).toBeGreaterThan(3);
    const state = () =>
      stand.world.one<{ outcome: string | null }>(`select outcome from step where id = $1`, step);
    for (const [index, { login }] of voters.entries()) {
      if ((await state()).outcome !== null) break;
      await stand.world.sign(
        login,
        step,
        decide(index === 0 ? 'reject' : 'agree', undefined, '意见'),
        new Date(),
      );
      if (index === 0) expect((await state()).outcome).toBeNull();
    }
    expect((await state()).outcome).toBe('passed');
    const [tallied] = await stand.world.facts(id, 'tallied');
    expect(tallied?.body).toMatchObject({ signers: voters.length, reject: 1, abstain: 0, outcome: 'passed' });
    await stand.sign('director', id, 'review', decide('approved'));
    await stand.sign('office', id, 'issue', decide('issued'));
    await stand.sign('liaison.education', id, 'receipts', decide('received'));
    expect(await stand.ended(id, 'circular')).toEqual({ outcome: 'finished' });
    await record('circular.good-practice', stand.handle(id, 'circular'));
  });

  it('a dereliction goes out with the 组长’s signature, to whom it names; the worker may be away meanwhile', async () => {
    const id = await launch('office', { circularKind: 'typical', typicalKind: 'dereliction' });
    const unit = await stand.world.unit('县教育体育局');
    await stand.sign('office', id, 'draft', decide('drafted', { text: '教训。', recipientUnitIds: [unit] }));
    await stand.stepOf(id, 'review');
    await stand.stopWorker();
    await stand.sign('director', id, 'review', decide('approved'));
    await stand.startWorker();
    await stand.sign('leader1', id, 'sign', decide('signed'));
    await stand.sign('office', id, 'issue', decide('issued'));
    await stand.sign('liaison.education', id, 'receipts', decide('received'));
    expect(await stand.ended(id, 'circular')).toEqual({ outcome: 'finished' });
    await record('circular.dereliction', stand.handle(id, 'circular'));
  });
});
