import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Document, Packer, Paragraph } from 'docx';
import type { ParsedNotice } from '../../domain/work-points/notice.js';

// The command as it is run, from the build that `npm test` makes first; no database.
const folder = mkdtempSync(join(tmpdir(), 'notice-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NOTICE = 'test/domain/work-points/notices/province-32-points.txt';

function run(args: string[], input?: string | Buffer) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['dist/src/cli/parse-work-points.js', ...args],
    {
      encoding: 'utf8',
      ...(input === undefined ? {} : { input }),
    },
  );
  return { status, stdout, stderr };
}

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const shape = (stdout: string) =>
  (JSON.parse(stdout) as ParsedNotice).points.map(({ number, lead }) => [number, lead]);

describe('a file', () => {
  test('--json prints points and opinions, nothing else', () => {
    const { status, stdout, stderr } = run([NOTICE, '--json']);
    expect([status, stderr]).toEqual([0, '']);
    const notice = JSON.parse(stdout) as ParsedNotice;
    expect(Object.keys(notice)).toEqual(['points', 'opinions']);
    expect([notice.points.length, notice.opinions.length]).toEqual([32, 6]);
    expect(Object.keys(notice.points[0] ?? {}).sort()).toEqual(
      [
        'number',
        'section',
        'title',
        'text',
        'lead',
        'cooperating',
        'dates',
        'quantities',
        'unsure',
        'span',
      ].sort(),
    );
    const { start, end } = notice.points[31]!.span;
    expect(readFileSync(NOTICE, 'utf8').slice(start, end)).toMatch(/^32\. .*配合）$/u);
  });

  test('for people: a table with leads, helpers and what to look at', () => {
    const { status, stdout } = run([NOTICE]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^共 32 条要点，6 条贯彻意见\n/u);
    expect(stdout).toMatch(/^32 {4}攻坚化解遗留问题.*省退役军人厅、省军区政/mu);
    expect(stdout).toContain('请核对');
  });

  test.each<[string, () => Promise<Buffer> | Buffer | string]>([
    ['UTF-8 with its mark', () => '\uFEFF1.慰问（县民政局负责）'],
    [
      'UTF-16',
      () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('1.慰问（县民政局负责）', 'utf16le')]),
    ],
    ['GB 18030', () => Buffer.from('312ecebfcecaa3a8cfd8c3f1d5febed6b8bad4f0a3a9', 'hex')],
    [
      'Word',
      () =>
        Packer.toBuffer(
          new Document({ sections: [{ children: [new Paragraph('1.慰问（县民政局负责）')] }] }),
        ),
    ],
  ])('in %s', async (name, make) => {
    const { status, stdout } = run([file(`${name}.txt`, await make()), '--json']);
    expect([status, shape(stdout)]).toEqual([0, [[1, ['县民政局']]]]);
  });

  test('- is standard input', () => {
    expect(shape(run(['--json', '-'], '1.慰问（县民政局负责）').stdout)).toEqual([[1, ['县民政局']]]);
  });
});

describe('refused in Chinese and English', () => {
  test.each<[string, () => string[], number, RegExp]>([
    ['no file named', () => [], 2, /用法.*\nUsage/u],
    ['two files', () => [NOTICE, NOTICE], 2, /用法.*\nUsage/u],
    ['an unknown option', () => ['--jsn'], 2, /用法.*\nUsage/u],
    ['no such file', () => [join(folder, 'none.docx')], 2, /打不开.*ENOENT.*\nCannot open/u],
    ['a folder', () => [folder], 2, /打不开.*EISDIR/u],
    [
      'a picture',
      () => [file('a.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))],
      2,
      /读不出.*\nCannot read/u,
    ],
    ['a broken docx', () => [file('b.docx', 'PK\x03\x04')], 2, /读不出.*\nCannot read/u],
    ['a secrecy mark', () => [file('c.txt', '秘密★5年\n1.演练。')], 2, /涉密标志（秘密★5年）/u],
    ['no points', () => [file('d.txt', '今天天气很好。')], 1, /没有找到.*\nNo points/u],
  ])('%s', (_, args, code, words) => {
    const { status, stderr } = run(args());
    expect(status).toBe(code);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/\bat .*\.js/u);
  });
});
