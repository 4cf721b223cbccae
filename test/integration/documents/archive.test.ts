import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { verifyAudit } from '../../../database/audit/audit-verify.js';
import type { HistoryLine, Manifest } from '../../../src/modules/archive/format.js';
import { verifyArchive } from '../../../src/modules/archive/verify/verify-archive.js';
import { OTHER_COUNTY } from '../../e2e/product.js';
import { startDocumentsWorld, type DocumentsWorld } from './documents-world.js';

let world: DocumentsWorld;
let folder: string;
let whole: string;
let manifest: Manifest;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yushui-archive-'));
  world = await startDocumentsWorld();
  const note = Buffer.from('学位已经预留。');
  const path = `assignments/${world.solving}/attachments?name=${encodeURIComponent('说明.txt')}`;
  expect((await world.upload('POST', 'liaison.education', path, note)).status).toBe(201);
  await world.change('POST', 'office', `assignments/${world.solving}/supervision`, {
    requirement: '一周内反馈',
  });
  const { status, content, headers } = await world.bytes('auditor', `processes/${world.itemId}/archive`);
  expect([status, headers.get('content-type')]).toEqual([200, 'application/zip']);
  whole = join(folder, 'whole.zip');
  writeFileSync(whole, content);
  manifest = JSON.parse(await read('manifest.json')) as Manifest;
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.stop();
});

async function read(name: string): Promise<string> {
  return (await JSZip.loadAsync(readFileSync(whole))).file(name)!.async('string');
}

/** No entries for folders: the product writes none. */
const FLAT = { createFolders: false } as const;

/** The archive with something changed, as somebody would who has the file alone. */
async function tampered(name: string, change: (zip: JSZip) => void | Promise<void>): Promise<string> {
  const zip = await JSZip.loadAsync(readFileSync(whole));
  await change(zip);
  const path = join(folder, `${name}.zip`);
  writeFileSync(path, await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }));
  return path;
}

async function withHistory(
  zip: JSZip,
  change: (lines: HistoryLine[]) => HistoryLine[],
  honest = true,
): Promise<void> {
  const lines = (await zip.file('history.jsonl')!.async('string')).trim().split('\n');
  const changed = change(lines.map((line) => JSON.parse(line) as HistoryLine));
  const text = changed.map((line) => `${JSON.stringify(line)}\n`).join('');
  zip.file('history.jsonl', text);
  if (!honest) await withManifest(zip, (one) => listed(one, 'history.jsonl', Buffer.from(text)));
}

async function withManifest(zip: JSZip, change: (manifest: Manifest) => void): Promise<void> {
  const changed = JSON.parse(await zip.file('manifest.json')!.async('string')) as Manifest;
  change(changed);
  zip.file('manifest.json', JSON.stringify(changed));
}

/** Makes the manifest agree with a changed file: only the record can tell then. */
function listed(one: Manifest, path: string, content: Buffer): void {
  const file = one.files.find((each) => each.path === path)!;
  file.size = content.length;
  file.sha256 = createHash('sha256').update(content).digest('hex');
}

const kinds = async (path: string): Promise<string[]> =>
  (await verifyArchive(path)).findings.map(({ kind }) => kind);

describe('an archive', () => {
  it('holds everything of the process, and is whole', async () => {
    const answer = await verifyArchive(whole);
    expect(answer).toMatchObject({ whole: true, findings: [], documents: 1, attachments: 1 });
    expect(answer.entries).toBe(manifest.head.seq);
    const names = Object.keys((await JSZip.loadAsync(readFileSync(whole))).files).sort();
    expect(names).toEqual([
      'attachments/001.txt',
      'children.json',
      'documents/001.docx',
      'documents/001.json',
      'history.jsonl',
      'history.txt',
      'manifest.json',
      'process.json',
    ]);
    expect(await read('attachments/001.txt')).toBe('学位已经预留。');
    expect(await read('history.txt')).toMatch(/\d+\. \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} .*发出督办单/);
    const process = JSON.parse(await read('process.json'));
    expect(process).toMatchObject({
      id: world.itemId,
      kindLabel: '双清单事项',
      chain: { head: manifest.head.hash },
    });
    expect((await verifyAudit(world.dataSource.manager)).problem).toBeNull();
  });

  it('ends where the product’s chain ends', async () => {
    const [row]: { hash: string }[] = await world.dataSource.query(
      `select encode(audit_hash, 'hex') as hash from process where id = $1`,
      [world.itemId],
    );
    expect((await verifyArchive(whole, row!.hash)).whole).toBe(true);
    expect((await verifyArchive(whole, '0'.repeat(64))).findings).toMatchObject([{ kind: 'headUnexpected' }]);
  });

  it('is for those who see the region whole', async () => {
    const status = async (login: string) =>
      (await world.bytes(login, `processes/${world.itemId}/archive`)).status;
    for (const login of ['office', 'leader1', 'city.office'])
      expect([login, await status(login)]).toEqual([login, 200]);
    for (const login of ['liaison.education', 'admin'])
      expect([login, await status(login)]).toEqual([login, 403]);
    expect(await status(`${OTHER_COUNTY}.office`)).toBe(404);
  });

  it('of a year has its items as children', async () => {
    const { content } = await world.bytes('office', `processes/${world.listId}/archive`);
    const path = join(folder, 'list.zip');
    writeFileSync(path, content);
    expect(await verifyArchive(path)).toMatchObject({ whole: true, documents: 1 });
    const children = await (await JSZip.loadAsync(content)).file('children.json')!.async('string');
    expect(JSON.parse(children)).toHaveLength(2);
  });
});

describe('the verifier names what was done to it', () => {
  it('an altered byte, wherever it is', async () => {
    const bytes = readFileSync(whole);
    const path = join(folder, 'byte.zip');
    // In the middle of the packed Word file.
    const at = bytes.indexOf('documents/001.docx') + 400;
    bytes[at] = bytes[at]! ^ 1;
    writeFileSync(path, bytes);
    expect((await verifyArchive(path)).findings[0]).toMatchObject({
      kind: 'fileAltered',
      what: 'documents/001.docx',
    });
  });

  it('a removed and an added file', async () => {
    expect(await kinds(await tampered('removed', (zip) => void zip.remove('process.json')))).toEqual([
      'fileMissing',
    ]);
    expect(
      await kinds(await tampered('added', (zip) => void zip.file('documents/002.docx', 'x', FLAT))),
    ).toEqual(['fileAdded']);
  });

  it('a document that was changed together with the manifest', async () => {
    const path = await tampered('document', async (zip) => {
      const content = Buffer.from(
        (await zip.file('documents/001.json')!.async('string')).replace('一周内', '一年内'),
      );
      zip.file('documents/001.json', content, FLAT);
      await withManifest(zip, (one) => listed(one, 'documents/001.json', content));
    });
    expect(await kinds(path)).toEqual(['documentAltered']);
  });

  it('a document or an attachment that was taken out, or put in, with its line in the manifest', async () => {
    const without = (field: 'documents' | 'attachments', paths: string[]) =>
      tampered(`without-${field}`, async (zip) => {
        for (const path of paths) zip.remove(path);
        await withManifest(zip, (one) => {
          one[field] = [];
          one.files = one.files.filter(({ path }) => !paths.includes(path));
        });
      });
    expect(await kinds(await without('documents', ['documents/001.json', 'documents/001.docx']))).toEqual([
      'documentMissing',
    ]);
    expect(await kinds(await without('attachments', ['attachments/001.txt']))).toEqual(['attachmentMissing']);
    const put = await tampered('put', (zip) =>
      withManifest(
        zip,
        (one) => void one.documents.push({ ...one.documents[0]!, id: 'x', number: '假〔2027〕1号' }),
      ),
    );
    expect((await verifyArchive(put)).findings).toMatchObject([
      { kind: 'documentAdded', what: '假〔2027〕1号' },
    ]);
  });

  it.each<[string, (lines: HistoryLine[]) => HistoryLine[], RegExp]>([
    [
      'a changed entry',
      (lines) =>
        lines.map((line, i) => (i === 2 ? { ...line, body: { ...line.body, opinion: '同意' } } : line)),
      /第 3 条记录被改动/,
    ],
    ['a removed entry', (lines) => lines.filter((_, i) => i !== 3), /第 4 条记录被删除/],
    ['a cut chain', (lines) => lines.slice(0, -2), /被删除/],
    ['an inserted entry', (lines) => [...lines, { ...lines.at(-1)!, seq: lines.length + 1 }], /事后插入/],
    [
      'an entry of another process',
      (lines) => lines.map((line, i) => (i === 1 ? { ...line, processId: 'x' } : line)),
      /另一个流程/,
    ],
    ['no entry at all', () => [], /不见了/],
  ])('%s, with a manifest that agrees', async (name, change, sentence) => {
    const path = await tampered(name, (zip) => withHistory(zip, change, false));
    const { findings } = await verifyArchive(path);
    expect(findings[0]!.kind).toBe('chainBroken');
    expect(findings[0]!.sentence).toMatch(sentence);
  });

  it.each<[string, () => string | Promise<string>]>([
    ['no file', () => join(folder, 'nothing.zip')],
    [
      'no archive',
      () => {
        writeFileSync(join(folder, 'text.zip'), '正文');
        return join(folder, 'text.zip');
      },
    ],
    [
      'half a download',
      () => {
        writeFileSync(join(folder, 'half.zip'), readFileSync(whole).subarray(0, 3000));
        return join(folder, 'half.zip');
      },
    ],
    ['an archive of something else', () => tampered('else', (zip) => void zip.remove('manifest.json'))],
    [
      'one of a later version',
      () => tampered('later', (zip) => withManifest(zip, (one) => (one.version = 2))),
    ],
  ])('%s is not verifiable', async (_, make) => {
    await expect(verifyArchive(await make())).rejects.toThrow();
  });
});

describe('archive:verify', () => {
  const run = (...args: string[]): { code: number; out: string } => {
    try {
      const { NODE_OPTIONS: _, ...env } = process.env;
      const out = execFileSync(process.execPath, ['dist/src/cli/archive-verify.js', ...args], {
        env,
        stdio: 'pipe',
      });
      return { code: 0, out: out.toString() };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: Buffer; stderr: Buffer };
      return { code: status, out: `${stdout}${stderr}` };
    }
  };

  it('0 whole, 1 broken, 2 not verifiable', async () => {
    expect(run(whole)).toMatchObject({ code: 0, out: expect.stringContaining('档案完好') });
    const json = run(whole, '--json', '--head', manifest.head.hash);
    expect([json.code, (JSON.parse(json.out) as { whole: boolean }).whole]).toEqual([0, true]);
    const broken = run(await tampered('cli', (zip) => void zip.remove('process.json')));
    expect(broken).toMatchObject({ code: 1, out: expect.stringContaining('process.json') });
    expect(run(join(folder, 'text.zip')).code).toBe(2);
    expect(run().code).toBe(2);
  });
});
