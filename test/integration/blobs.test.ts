import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { attach } from '../../database/attachments/attach.js';
import { attachmentsOf } from '../../database/attachments/attachment.repository.js';
import { blobContent } from '../../database/attachments/blob.repository.js';
import { Blobs1760000001200 } from '../../database/migrations/1760000001200-blobs.js';
import { IncomingFiles1760000002900 } from '../../database/migrations/1760000002900-incoming-files.js';
import { at, createWorld, type World } from './steps/world.js';

const now = at('2027-01-10T09:00');
const hashOf = (content: Buffer) => createHash('sha256').update(content).digest();

let world: World;
let listId: string;
let collect: string;

beforeAll(async () => {
  world = await createWorld();
  ({ listId, collect } = await world.launch(now));
});
afterAll(() => world.stop());

const LOGINS = ['liaison.education', 'liaison.culture', 'liaison.health', 'liaison.tax'];

async function attachAs(login: string, content: Buffer, name = '通报.txt'): Promise<string> {
  const assignmentId = await world.owed(collect, { login });
  const signer = await world.as(login);
  const file = { name, mediaType: 'text/plain', textChecked: true, content, sha256: hashOf(content) };
  return (await world.dataSource.transaction((tx) => attach(tx, signer, assignmentId, file, now))).id;
}

it('keeps a content once, whoever hands it in and however many at the same instant', async () => {
  const content = Buffer.from('同一份通报');
  await Promise.all(
    Array.from({ length: 40 }, (_, index) => attachAs(LOGINS[index % LOGINS.length] as string, content)),
  );
  const rows = await attachmentsOf(world.dataSource.manager, listId, null);
  expect(rows).toHaveLength(40);
  expect(new Set(rows.map(({ size }) => size))).toEqual(new Set([content.length]));
  expect(await world.rows(`select 1 from blob`)).toHaveLength(1);
  expect(await blobContent(world.dataSource.manager, hashOf(content))).toEqual(content);
});

it('keeps nothing of a transaction that failed, and the other of two keeps it then', async () => {
  const content = Buffer.from('没有办成');
  const assignmentId = await world.owed(collect, { login: 'liaison.tax' });
  const signer = await world.as('liaison.tax');
  const file = {
    name: 'a.txt',
    mediaType: 'text/plain',
    textChecked: true,
    content,
    sha256: hashOf(content),
  };
  let second: Promise<string> | undefined;
  await expect(
    world.dataSource.transaction(async (tx) => {
      await attach(tx, signer, assignmentId, file, now);
      second = attachAs('liaison.education', content);
      await new Promise((resolve) => setTimeout(resolve, 100));
      throw new Error('the line broke');
    }),
  ).rejects.toThrow('the line broke');
  await second;
  expect(await blobContent(world.dataSource.manager, hashOf(content))).toEqual(content);
});

it('cannot be changed or taken away by the product', async () => {
  for (const sql of [`update blob set content = ''`, `delete from blob`])
    await expect(world.dataSource.query(sql)).rejects.toThrow(/permission denied/);
});

it('comes from the rows there were, and goes back into them', async () => {
  const picture = Buffer.from('\x89PNG', 'latin1');
  const owner = await new DataSource({
    type: 'postgres',
    url: world.database.ownerUrl,
    extra: { options: `-c search_path=${world.database.schema}` },
  }).initialize();
  const rows = () =>
    world.rows<{ id: string; size: number; content: Buffer; sha256: Buffer }>(
      `select id, size, content, sha256 from attachment order by id`,
    );
  try {
    const before = await attachmentsOf(world.dataSource.manager, listId, null);
    const queries = owner.createQueryRunner();
    // What came later and points to them goes first, as it does when migrations are taken back.
    await new IncomingFiles1760000002900().down(queries);
    await new Blobs1760000001200().down(queries);
    const old = await rows();
    expect(old).toHaveLength(before.length);
    for (const { content, size, sha256 } of old) {
      expect(hashOf(content)).toEqual(sha256);
      expect(size).toBe(content.length);
    }
    await owner.query(
      `insert into attachment (id, process_id, assignment_id, name, media_type, size, sha256, content, uploaded_by, uploaded_at)
       select gen_random_uuid(), process_id, assignment_id, '照片.png', 'image/png', $1, $2, $3, uploaded_by, uploaded_at from attachment limit 2`,
      [picture.length, hashOf(picture), picture],
    );
    await new Blobs1760000001200().up(queries);
    await owner.query(`grant select, insert on blob to ${world.database.appRole}`);
    const after = await attachmentsOf(world.dataSource.manager, listId, null);
    expect(after.filter(({ name }) => name !== '照片.png')).toEqual(before);
    expect(after.filter(({ name }) => name === '照片.png').map(({ textChecked }) => textChecked)).toEqual([
      false,
      false,
    ]);
    expect(await world.rows(`select 1 from blob`)).toHaveLength(3);
    await queries.release();
  } finally {
    await owner.destroy();
  }
});
