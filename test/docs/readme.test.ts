import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { variableNames } from '../../src/config/read.js';

const READMES = ['README.md', 'README.zh-CN.md'];
const PAGES = [
  ...READMES,
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...['docs', 'docs/adr'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];

const read = (page: string): string => readFileSync(page, 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** GitHub's anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

const anchorsOf = (page: string): string[] =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

test.each(PAGES)('%s: every npm command is one of package.json', (page) => {
  const named = [
    ...read(page).matchAll(/\bnpm (?:run )?(?:-s )?(start|test(?![:\w])|(?<=run (?:-s )?)[\w:-]+)/g),
  ];
  const unknown = named.map(([, name = '']) => name).filter((name) => scripts[name] === undefined);
  expect(unknown).toEqual([]);
});

test('every picture is shown, and every one that a story takes is there', () => {
  const shown = PAGES.flatMap((page) => [...read(page).matchAll(/screenshots\/([\w-]+)\.png/g)]);
  const kept = readdirSync('docs/screenshots').map((file) => file.replace('.png', ''));
  expect(kept.filter((name) => !shown.some(([, picture]) => picture === name))).toEqual([]);
  const stories = readdirSync('test/browser').filter((file) => file.endsWith('.test.ts'));
  const taken = stories.flatMap((file) => [
    ...read(`test/browser/${file}`).matchAll(/\.look\('([\w-]+)'\)/g),
  ]);
  expect(taken.map(([, name = '']) => name).filter((name) => !kept.includes(name))).toEqual([]);
});

test('the README names the two commands and the others', () => {
  const english = read('README.md');
  const told = Object.keys(scripts).filter((name) => !['build', 'format', 'generate:api'].includes(name));
  expect(told.filter((name) => !new RegExp(`npm (run )?(-s )?${name}\\b`).test(english))).toEqual([]);
});

test.each(READMES)('%s: every environment variable is one the product reads', (page) => {
  const inTables = [...read(page).matchAll(/^\| ((?:`[A-Z][A-Z_]+`[、, ]*)+) \|/gm)].flatMap(
    ([, cell = '']) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name),
  );
  const elsewhere = [...read(page).matchAll(/\b(YUSHUI_[A-Z_]+|(?:TEMPORAL|DATABASE|SMTP)_[A-Z_]+)/g)].map(
    ([, name = '']) => name,
  );
  const known = variableNames();
  expect(inTables.length).toBeGreaterThan(2);
  expect([...inTables, ...elsewhere].filter((name) => !known.includes(name))).toEqual([]);
});

test.each(PAGES)('%s: links within the project resolve', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
  const broken = links.filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? page : join(dirname(page), file);
    // The page of figures is linked before it is written.
    if (target === 'docs/BENCHMARKS.md' && !existsSync(target)) return false;
    if (!existsSync(target)) return true;
    return anchor !== undefined && !anchorsOf(target).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test.each(PAGES)('%s names nothing of the machine it was written on', (page) => {
  expect(read(page)).not.toMatch(/\/(?:work|root|home\/\w+|var\/tmp)\//);
});
