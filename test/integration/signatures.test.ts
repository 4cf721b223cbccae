import { createHash, randomUUID } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startProcess } from '../../database/processes/start-process.js';
import { openStep } from '../../database/steps/open-step.js';
import { signatureOf, type Signature } from '../../database/steps/signature.js';
import { yearOf } from '../../domain/time/zone.js';
import { EVERYBODY, type Answer } from '../http/api.js';
import { api, get, outcome, post, send, start } from './organisation-client.js';

interface PngOptions {
  width?: number;
  height?: number;
  interlace?: number;
  rows?: number;
  extra?: Buffer[];
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** A grey picture, one byte a pixel. `shade` makes one that differs. */
function png(
  shade: number,
  { width = 40, height = 20, interlace = 0, rows = height, extra = [] }: PngOptions = {},
) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, interlace], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width, shade)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: rows }, () => row)));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...extra,
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

async function upload(login: string, picture: Buffer): Promise<Answer> {
  const response = await fetch(`${await api.app.getUrl()}/api/v1/me/signature`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${await api.token(login)}`,
      'content-type': 'image/png',
      'idempotency-key': randomUUID(),
    },
    body: new Uint8Array(picture),
  });
  const text = await response.text();
  return { status: response.status, headers: {}, body: JSON.parse(text), text };
}

async function download(
  login: string,
  path: string,
): Promise<{ status: number; type: string | null; sha: string }> {
  const response = await fetch(`${await api.app.getUrl()}/api/v1/${path}`, {
    headers: { authorization: `Bearer ${await api.token(login)}` },
  });
  const content = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get('content-type'), sha: sha256(content) };
}

let stepId: string;
let processId: string;

beforeAll(async () => {
  await start();
  await api.dataSource.query(`delete from appointment where person_id = $1`, [await api.personId(EVERYBODY)]);
  const { manager } = api.dataSource;
  const now = new Date();
  const input = {
    kind: 'dualList',
    businessKey: 'x',
    regionCode: '530925',
    year: yearOf(now),
    title: '清单',
  };
  processId = await manager.transaction(async (tx) => (await startProcess(tx, input, null, now))!.id);
  stepId = (await openStep(manager, { processId, key: 'collect', round: 1, now })).stepId;
}, 120_000);
afterAll(() => api.stop());

/** Has the unit of this liaison hand in its list, and puts down the signature as the engine does. */
async function signed(login: string): Promise<{ assignmentId: string; signature: Signature }> {
  const [row]: { id: string; position_id: string }[] = await api.dataSource.query(
    `select a.id, a.position_id from assignment a join appointment ap on ap.position_id = a.position_id
       join account ac on ac.person_id = ap.person_id where a.step_id = $1 and ac.login = $2`,
    [stepId, login],
  );
  const { id: assignmentId, position_id: positionId } = row!;
  await api.send('POST', `/api/v1/assignments/${assignmentId}/attachments?name=a.txt`, {
    token: await api.token(login),
    headers: { 'idempotency-key': randomUUID(), 'content-type': 'application/octet-stream' },
    body: `${login} 的说明`,
  });
  const form = { nothing: false, items: [{ kind: 'other', title: `${login} 的事项` }] };
  const act = { action: 'decide', decision: 'filed', opinion: '属实', form };
  expect((await post(login, `assignments/${assignmentId}/acts`, act)).status).toBe(200);
  const [done]: { form: unknown; at: Date }[] = await api.dataSource.query(
    `select form, decided_at as at from assignment where id = $1`,
    [assignmentId],
  );
  const by = { personId: await api.personId(login), positionId };
  const what = {
    processId,
    step: 'collect',
    round: 1,
    assignmentId,
    decision: 'filed',
    opinion: '属实',
    ...done!,
  };
  const signature = await signatureOf(api.dataSource.manager, by, what);
  await api.dataSource.query(`update assignment set signed_hash = $2, signature_hash = $3 where id = $1`, [
    assignmentId,
    signature.signedHash,
    signature.signatureHash,
  ]);
  return { assignmentId, signature };
}

const check = async (assignmentId: string, login = 'office') =>
  (await get(login, `assignments/${assignmentId}/signature`)).body;

describe('a picture', () => {
  it('is kept, shown to its owner, replaced and taken away', async () => {
    expect((await download('liaison.tax', 'me/signature')).status).toBe(404);
    const [first, second] = [png(10), png(20)];
    expect((await upload('liaison.tax', first)).body).toMatchObject({
      width: 40,
      height: 20,
      sha256: sha256(first),
    });
    expect(await download('liaison.tax', 'me/signature')).toEqual({
      status: 200,
      type: 'image/png',
      sha: sha256(first),
    });
    expect((await upload('liaison.tax', second)).status).toBe(200);
    expect((await download('liaison.tax', 'me/signature')).sha).toBe(sha256(second));
    expect((await send('DELETE', 'liaison.tax', 'me/signature')).status).toBe(200);
    expect((await send('DELETE', 'liaison.tax', 'me/signature')).status).toBe(404);
    expect((await download('liaison.tax', 'me/signature')).status).toBe(404);
    await expect(api.dataSource.query(`delete from signature_image`)).rejects.toThrow(/append-only/);
  });

  it('loses what is no picture: texts, places, dates', async () => {
    const noted = png(30, { extra: [chunk('tEXt', Buffer.from('Comment\0secret'))] });
    expect((await upload('liaison.tax', noted)).body.sha256).toBe(sha256(png(30)));
  });

  it('of which several come at once: one is the later', async () => {
    const answers = await Promise.all([1, 2, 3].map((shade) => upload('liaison.civil', png(shade))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it.each<[string, () => Buffer, string]>([
    ['a photograph', () => Buffer.from('\xff\xd8\xff\xe0JFIF', 'latin1'), '只接收 PNG'],
    ['only its head', () => png(1).subarray(0, 8), '不完整'],
    ['a part of it', () => png(1).subarray(0, 60), '不完整'],
    [
      'one altered byte',
      () => Buffer.from(png(1).map((byte, at) => (at === 50 ? byte ^ 1 : byte))),
      '已损坏',
    ],
    ['something behind it', () => Buffer.concat([png(1), Buffer.from('zip')]), '不完整'],
    ['one too wide', () => png(1, { width: 1201 }), '1200×600'],
    ['one too high', () => png(1, { height: 601 }), '1200×600'],
    ['fewer rows than it says', () => png(1, { rows: 19 }), '不完整'],
    ['more than it says', () => png(1, { rows: 4000 }), '已损坏'],
    ['an interlaced one', () => png(1, { interlace: 1 }), '不隔行'],
    ['nothing', () => Buffer.alloc(0), '只接收 PNG'],
  ])('is not %s', async (_, picture, reason) => {
    const { status, body } = await upload('liaison.tax', picture());
    expect([status, body.code]).toEqual([400, 'SIGNATURE_IMAGE']);
    expect(body.detail).toContain(reason);
  });

  it('is as large as the largest, and no larger', async () => {
    expect((await upload('liaison.tax', png(1, { width: 1200, height: 600 }))).status).toBe(200);
    expect((await upload('liaison.tax', Buffer.alloc(200 * 1024 + 1))).status).toBe(413);
  });
});

describe('a signature', () => {
  it('fits the content and the picture it was given with, also when another picture came since', async () => {
    const picture = png(100);
    await upload('liaison.education', picture);
    const { assignmentId, signature } = await signed('liaison.education');
    expect(await check(assignmentId)).toMatchObject({
      personName: (await get('liaison.education', 'me')).body.person.name,
      signedHash: signature.signedHash.toString('hex'),
      signatureHash: signature.signatureHash!.toString('hex'),
      contentMatches: true,
      pictureMatches: true,
      valid: true,
    });
    await upload('liaison.education', png(101));
    expect(await check(assignmentId)).toMatchObject({ valid: true });
    const image = await download('office', `assignments/${assignmentId}/signature/image`);
    expect(image).toEqual({ status: 200, type: 'image/png', sha: sha256(picture) });
  });

  it('is there without a picture too', async () => {
    const { assignmentId, signature } = await signed('liaison.health');
    expect(signature.signatureHash).toBeNull();
    expect(await check(assignmentId)).toMatchObject({
      contentMatches: true,
      pictureMatches: null,
      valid: true,
    });
    expect((await download('office', `assignments/${assignmentId}/signature/image`)).status).toBe(404);
  });

  it.each<[string, string]>([
    ['opinion', `opinion = '不属实'`],
    ['form', `form = jsonb_set(form, '{items,0,title}', '"别的事项"')`],
    ['decision', `decision = 'other'`],
    ['instant', `decided_at = decided_at + interval '1 millisecond'`],
    ['signer', `decided_by = (select person_id from account where login = 'office')`],
    ['person it was signed for', `decided_for = (select person_id from account where login = 'office')`],
  ])('no longer fits when the %s was altered', async (_, alteration) => {
    const { assignmentId } = await signedOnce();
    await tampered(assignmentId, `update assignment set ${alteration} where id = $1`, {
      contentMatches: false,
      valid: false,
    });
  });

  it('no longer fits when an attachment was altered', async () => {
    const { assignmentId } = await signedOnce();
    // Another content in its place.
    await tampered(
      assignmentId,
      `with other as (insert into blob (sha256, size, content, created_at)
         values (sha256('\\x00'), 1, '\\x00', '2027-01-01') on conflict do nothing)
       update attachment set sha256 = sha256('\\x00') where assignment_id = $1`,
      { contentMatches: false, pictureMatches: true, valid: false },
    );
  });

  it('cannot be moved: neither the picture under another’s decision, nor another picture under this one', async () => {
    const { assignmentId, signature } = await signedOnce();
    await upload('liaison.finance', png(77));
    const other = await signed('liaison.finance');
    await tampered(
      assignmentId,
      `update assignment set signature_hash = '\\x${other.signature.signatureHash!.toString('hex')}' where id = $1`,
      { contentMatches: true, pictureMatches: false, valid: false },
    );
    await tampered(
      other.assignmentId,
      `update assignment set signature_hash = '\\x${signature.signatureHash!.toString('hex')}' where id = $1`,
      { pictureMatches: false, valid: false },
    );
  });

  it('is seen by who sees what was signed', async () => {
    const { assignmentId } = await signedOnce();
    const path = `assignments/${assignmentId}/signature`;
    for (const login of ['liaison.culture', 'leader.culture', 'auditor', 'leader1'])
      expect((await get(login, path)).status).toBe(200);
    for (const login of ['liaison.tax', 'admin'])
      expect(outcome(await get(login, path))).toEqual([404, 'NOT_FOUND']);
    expect(outcome(await get('office', `assignments/${randomUUID()}/signature`))).toEqual([404, 'NOT_FOUND']);
  });

  it('of before signatures were kept says so', async () => {
    const { assignmentId } = await signedOnce();
    await tampered(
      assignmentId,
      `update assignment set signed_hash = null, signature_hash = null where id = $1`,
      { signedHash: null, contentMatches: null, pictureMatches: null, valid: null },
    );
  });
});

let once: ReturnType<typeof signed> | undefined;
function signedOnce(): ReturnType<typeof signed> {
  once ??= upload('liaison.culture', png(55)).then(() => signed('liaison.culture'));
  return once;
}

/** What the check says while a row is altered; the row is as before afterwards. */
async function tampered(assignmentId: string, alteration: string, expected: object): Promise<void> {
  const { dataSource } = api;
  const [assignment] = await dataSource.query(`select * from assignment where id = $1`, [assignmentId]);
  const [file] = await dataSource.query(`select sha256 from attachment where assignment_id = $1`, [
    assignmentId,
  ]);
  expect(await check(assignmentId)).toMatchObject({ valid: true });
  await dataSource.query(alteration, [assignmentId]);
  expect(await check(assignmentId)).toMatchObject(expected);
  const { opinion, form, decision, decided_at, decided_by, decided_for, signed_hash, signature_hash } =
    assignment;
  await dataSource.query(
    `update assignment set opinion = $2, form = $3, decision = $4, decided_at = $5, decided_by = $6, decided_for = $7,
       signed_hash = $8, signature_hash = $9 where id = $1`,
    [
      assignmentId,
      opinion,
      JSON.stringify(form),
      decision,
      decided_at,
      decided_by,
      decided_for,
      signed_hash,
      signature_hash,
    ],
  );
  await dataSource.query(`update attachment set sha256 = $2 where assignment_id = $1`, [
    assignmentId,
    file.sha256,
  ]);
}
