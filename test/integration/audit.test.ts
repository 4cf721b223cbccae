import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { appendAudit, entryHash, type AuditFact } from '../../database/audit/audit-log.js';
import { sealAudit } from '../../database/audit/audit-seal.js';
import { verifyAudit } from '../../database/audit/audit-verify.js';
import { processIdOf } from '../../database/steps/ids.js';
import { lockProcess } from '../../database/steps/step.store.js';
import { startProcess } from '../../database/processes/start-process.js';
import { describeProblem } from '../../domain/history/chain-problem.js';
import { COUNTY, createTestCounty, type TestCounty } from '../support/county.js';

const LENGTH = 9;
const TABLES = ['audit_entry', 'audit_seal', 'audit_seal_head'];
const at = new Date('2027-01-04T09:00:00+08:00');
const keys = ['audit:a', 'audit:b', 'audit:c'];
const ids = keys.map(processIdOf).sort();
const [first, victim] = ids as [string, string, string];

let county: TestCounty;
let owner: pg.Client;

/** What somebody with the owner's rights could do: the triggers are off for him. */
async function tamper(statement: string, values: unknown[] = []): Promise<void> {
  for (const table of TABLES) await owner.query(`alter table ${table} disable trigger user`);
  try {
    await owner.query(statement, values);
  } finally {
    for (const table of TABLES) await owner.query(`alter table ${table} enable trigger user`);
  }
}

async function append(processId: string, facts: AuditFact[]): Promise<void> {
  await county.dataSource.transaction(async (tx) => {
    const process = await lockProcess(tx, processId);
    if (process) await appendAudit(tx, at, [{ head: process.head, facts }]);
  });
}

const fact = (n: number): AuditFact => ({
  kind: 'decided',
  actor: null,
  body: { n, opinion: `同意 ${n}`, share: 0.1 * n },
});
const verify = () => verifyAudit(county.dataSource.manager);
const named = async () => {
  const { problem } = await verify();
  return (
    problem && {
      kind: problem.kind,
      processId: problem.processId,
      seq: problem.seq,
      through: problem.through,
    }
  );
};

beforeAll(async () => {
  county = await createTestCounty();
  owner = new pg.Client({
    connectionString: county.database.ownerUrl,
    options: `-c search_path=${county.database.schema}`,
  });
  await owner.connect();
  for (const businessKey of keys) {
    await county.dataSource.transaction(async (tx) => {
      const input = { kind: 'dualList', businessKey, regionCode: COUNTY, year: 2027, title: businessKey };
      const process = await startProcess(tx, input, null, at);
      if (process) await appendAudit(tx, at, [{ head: process.head, facts: [2, 3, 4].map(fact) }]);
    });
  }
  await sealAudit(county.dataSource.manager, at);
  for (const id of ids) await append(id, [5, 6].map(fact));
  await append(victim, [7].map(fact));
  await sealAudit(county.dataSource.manager, at);
  for (const id of ids) await append(id, [8, 9].map(fact));
  await append(victim, []);
  // A copy to put everything back from after each crime.
  await owner.query(`create table copy_process as table process`);
  for (const table of TABLES) await owner.query(`create table copy_${table} as table ${table}`);
});

afterEach(async () => {
  await tamper(`
    truncate audit_seal_head, audit_seal, audit_entry;
    update process p set audit_seq = c.audit_seq, audit_hash = c.audit_hash from copy_process c where c.id = p.id;
    insert into audit_entry select * from copy_audit_entry;
    insert into audit_seal select * from copy_audit_seal;
    insert into audit_seal_head select * from copy_audit_seal_head`);
});

afterAll(async () => {
  await owner?.end();
  await county?.stop();
});

async function lengthOf(processId: string): Promise<number> {
  const { rows } = await owner.query(`select audit_seq from process where id = $1`, [processId]);
  return rows[0].audit_seq as number;
}

describe('a record nobody touched', () => {
  it('is whole, and every entry, chain and seal was looked at', async () => {
    const { rows } = await owner.query(`select count(*)::int as n from audit_entry`);
    expect(await verify()).toEqual({ entries: rows[0].n, chains: keys.length, seals: 2, problem: null });
    expect(await lengthOf(victim)).toBe(LENGTH);
  });

  it('can be asked for one process', async () => {
    const answer = await verifyAudit(county.dataSource.manager, { processId: victim });
    expect(answer).toEqual({ entries: LENGTH, chains: 1, seals: 2, problem: null });
    expect(await verifyAudit(county.dataSource.manager, { regions: ['11'] })).toMatchObject({
      entries: 0,
      chains: 0,
    });
  });

  it('stays whole while somebody appends', async () => {
    const [answer] = await Promise.all([verify(), append(victim, [fact(10)])]);
    expect(answer.problem).toBeNull();
  });
});

describe('names the first entry that was touched', () => {
  it.each([1, 2, 4, 5, 8, LENGTH])('altered: entry %i', async (seq) => {
    await tamper(
      `update audit_entry set body = body || '{"opinion":"不同意"}' where process_id = $1 and seq = $2`,
      [victim, seq],
    );
    expect(await named()).toEqual({ kind: 'altered', processId: victim, seq, through: seq });
  });

  it.each([
    "at = at + interval '1 second'",
    "kind = 'cancelled'",
    'actor = \'{"personName":"某人"}\'',
    "hash = sha256('x')",
  ])('altered: %s', async (change) => {
    await tamper(`update audit_entry set ${change} where process_id = $1 and seq = 3`, [victim]);
    expect(await named()).toEqual({ kind: 'altered', processId: victim, seq: 3, through: 3 });
  });

  it.each([1, 3, 8])('removed from the middle: entry %i', async (seq) => {
    await tamper(`delete from audit_entry where process_id = $1 and seq = $2`, [victim, seq]);
    expect(await named()).toEqual({ kind: 'removed', processId: victim, seq, through: seq });
  });

  it.each([2, 3, 8])('removed, and the rest numbered anew: entry %i', async (seq) => {
    await tamper(`delete from audit_entry where process_id = $1 and seq = $2`, [victim, seq]);
    await tamper(`update audit_entry set seq = seq + 1000 where process_id = $1 and seq > $2`, [victim, seq]);
    await tamper(`update audit_entry set seq = seq - 1001 where process_id = $1 and seq > 1000`, [victim]);
    expect(await named()).toEqual({ kind: 'removed', processId: victim, seq, through: seq });
  });

  it('removed: the last entry', async () => {
    await tamper(`delete from audit_entry where process_id = $1 and seq = $2`, [victim, LENGTH]);
    expect(await named()).toEqual({ kind: 'removed', processId: victim, seq: LENGTH, through: LENGTH });
  });

  it('removed: the end of a chain whose head was set back, as far as a seal reaches', async () => {
    await tamper(`delete from audit_entry where process_id = $1 and seq > 5`, [victim]);
    await tamper(
      `update process p set audit_seq = 5, audit_hash = e.hash from audit_entry e where e.process_id = p.id and e.seq = 5 and p.id = $1`,
      [victim],
    );
    expect(await named()).toEqual({ kind: 'removed', processId: victim, seq: 6, through: 6 });
  });

  it('the whole chain, with its head set to nothing', async () => {
    await tamper(`delete from audit_entry where process_id = $1`, [victim]);
    expect(await named()).toMatchObject({ kind: 'chainMissing', processId: victim });
    await tamper(`update process set audit_seq = 0, audit_hash = null where id = $1`, [victim]);
    expect(await named()).toMatchObject({ kind: 'chainMissing', processId: victim });
  });

  it('inserted at the end', async () => {
    await tamper(
      `insert into audit_entry select process_id, $2, at, kind, actor, body, hash from audit_entry where process_id = $1 and seq = 2`,
      [victim, LENGTH + 1],
    );
    expect(await named()).toEqual({
      kind: 'inserted',
      processId: victim,
      seq: LENGTH + 1,
      through: LENGTH + 1,
    });
  });

  it.each([
    ['a hash that fits', true],
    ['any hash', false],
  ])('inserted in the middle with %s, the rest numbered anew', async (_, fitting) => {
    const { rows } = await owner.query(`select hash from audit_entry where process_id = $1 and seq = 4`, [
      victim,
    ]);
    const forged = { processId: victim, seq: 5, at, ...fact(99) };
    const hash = fitting ? entryHash(rows[0].hash, forged) : Buffer.alloc(32, 1);
    await tamper(`update audit_entry set seq = seq + 1000 where process_id = $1 and seq > 4`, [victim]);
    await tamper(`update audit_entry set seq = seq - 999 where process_id = $1 and seq > 1000`, [victim]);
    await tamper(
      `insert into audit_entry (process_id, seq, at, kind, actor, body, hash) values ($1, 5, $2, $3, null, $4, $5)`,
      [victim, at, forged.kind, JSON.stringify(forged.body), hash],
    );
    expect(await named()).toEqual({ kind: 'inserted', processId: victim, seq: 5, through: 5 });
  });

  it('a chain written anew from an entry on: between the last seal that fits and the first that does not', async () => {
    const { rows } = await owner.query(
      `select * from audit_entry where process_id = $1 and seq >= 5 order by seq`,
      [victim],
    );
    const before = await owner.query(`select hash from audit_entry where process_id = $1 and seq = 4`, [
      victim,
    ]);
    let hash: Buffer = before.rows[0].hash;
    for (const row of rows) {
      const body = row.seq === 5 ? { forged: true } : row.body;
      hash = entryHash(hash, {
        processId: victim,
        seq: row.seq,
        at: row.at,
        kind: row.kind,
        actor: row.actor,
        body,
      });
      await tamper(`update audit_entry set body = $3, hash = $4 where process_id = $1 and seq = $2`, [
        victim,
        row.seq,
        body,
        hash,
      ]);
    }
    await tamper(`update process set audit_hash = $2 where id = $1`, [victim, hash]);
    expect(await named()).toEqual({ kind: 'altered', processId: victim, seq: 5, through: 7 });
  });

  it('the head moved by whoever may change processes, the application included', async () => {
    await county.dataSource.query(`update process set audit_hash = sha256('x') where id = $1`, [victim]);
    expect(await named()).toEqual({ kind: 'headMoved', processId: victim, seq: LENGTH, through: LENGTH });
  });

  it('the chain that comes first, when two were touched', async () => {
    await tamper(`update audit_entry set body = '{}' where process_id = any($1::uuid[]) and seq = 2`, [
      [first, victim],
    ]);
    expect(await named()).toMatchObject({ processId: first, seq: 2 });
  });

  it('a process that is gone with its chain, when a seal remembers it', async () => {
    await tamper(`alter table audit_seal_head drop constraint audit_seal_head_process_id_fkey;
      delete from audit_entry where process_id = '${victim}';
      delete from process where id = '${victim}'`);
    expect(await named()).toMatchObject({ kind: 'chainMissing', processId: victim });
    await owner.query(`insert into process select * from copy_process where id = $1`, [victim]);
  });
});

describe('seals', () => {
  it.each([
    ['root', `update audit_seal set root = sha256('x') where seq = 1`, 1],
    ['time', `update audit_seal set at = at + interval '1 day' where seq = 2`, 2],
    [
      'a sealed head',
      `update audit_seal_head set hash = sha256('x') where seal_seq = 2 and process_id = '${victim}'`,
      2,
    ],
    ['a head taken out', `delete from audit_seal_head where seal_seq = 1 and process_id = '${victim}'`, 1],
    [
      'a seal taken out',
      `delete from audit_seal_head where seal_seq = 1; delete from audit_seal where seq = 1`,
      1,
    ],
  ])('a changed seal is named: %s', async (_, statement, seq) => {
    await tamper(statement);
    expect(await named()).toEqual({ kind: 'sealBroken', processId: null, seq, through: seq });
  });

  it('a broken seal is no evidence, the chain itself still is', async () => {
    await tamper(
      `update audit_seal set root = sha256('x') where seq = 1; update audit_entry set kind = 'x' where process_id = '${victim}' and seq = 2`,
    );
    expect(await named()).toMatchObject({ kind: 'altered', processId: victim, seq: 2 });
  });
});

describe('who may touch the record', () => {
  it.each(TABLES)('the application is refused every change of %s', async (table) => {
    for (const statement of [
      `update ${table} set seq = seq`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      const sql = statement.replace(
        'seq = seq',
        table === 'audit_seal_head' ? 'seal_seq = seal_seq' : 'seq = seq',
      );
      await expect(county.dataSource.query(sql)).rejects.toThrow(/permission denied/);
    }
  });

  it.each(TABLES)('the owner is refused by the trigger on %s', async (table) => {
    const column = table === 'audit_seal_head' ? 'seal_seq' : 'seq';
    for (const sql of [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ])
      await expect(owner.query(sql)).rejects.toThrow(/append-only/);
  });
});

it('says what is wrong in plain Chinese', () => {
  const base = { processId: victim, seq: 3, through: 3 };
  expect(describeProblem({ ...base, kind: 'altered' })).toBe('第 3 条记录被改动');
  expect(describeProblem({ ...base, kind: 'altered', through: 7 })).toBe('第 3 至 7 条之间的记录被改动');
});
