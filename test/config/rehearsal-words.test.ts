import { describe, expect, it } from '@jest/globals';
import type { RehearsalEvent } from '../../database/rehearsal/rehearsal-events.js';
import { loadReport } from '../../domain/rehearsal/load-report.js';
import { describeLoad } from '../../src/rehearsal/describe-load.js';
import { timeline } from '../../src/rehearsal/timeline.js';
import { at, calendar } from '../domain/time/fixtures.js';

const event = (change: Partial<RehearsalEvent>): RehearsalEvent => ({
  at: '2027-01-04T09:00:00+08:00',
  kind: 'decided',
  process: '双江2027年“双清单”',
  processLabel: '“双清单”制度',
  step: '清单报送',
  ...change,
});
const units = Array.from({ length: 60 }, (_, n) => `部门${n + 1}`);

describe('the timeline', () => {
  it('has a heading for each month, day and process, and folds what many do alike', () => {
    const lines = timeline([
      event({ kind: 'launched', step: undefined } as never),
      event({ kind: 'stepOpened', units, deadline: '2027-02-28T23:59:59.999+08:00' }),
      ...units.map((unit) =>
        event({ at: `2027-02-01T09:30:00+08:00`, by: `${unit}联络员`, decision: '报送' }),
      ),
      event({
        at: '2027-02-01T10:00:00+08:00',
        by: '县双拥办',
        decision: '印发',
        process: '通报',
        step: '印发',
      }),
    ]);
    expect(lines).toEqual([
      '══ 2027年1月 ══',
      '',
      '1月4日 周一',
      '  双江2027年“双清单”',
      '    09:00        启动',
      '    09:00        开始  【清单报送】 60 个单位 时限 2027-02-28',
      '',
      '══ 2027年2月 ══',
      '',
      '2月1日 周一',
      '  双江2027年“双清单”',
      '    09:30        办理  【清单报送】 60 人 → 报送',
      '  通报',
      '    10:00        办理  【印发】 县双拥办 → 印发',
    ]);
  });

  it('tells many processes of a kind together, few by their names', () => {
    const item = (n: number): RehearsalEvent =>
      event({
        kind: 'stepOpened',
        process: `事项${n}`,
        processLabel: '双清单事项',
        step: '领导认领',
        units: ['县领导小组'],
      });
    expect(timeline([1, 2, 3, 4].map(item))).toContain('  双清单事项 4 件');
    expect(timeline([1, 2].map(item))).toEqual(expect.arrayContaining(['  事项1', '  事项2']));
  });

  it('loses nobody who is named: a rung says whom it told', () => {
    const told = event({
      kind: 'escalated',
      checkpoint: 'rung:2',
      units: ['部门1'],
      told: ['县领导小组副组长甲某'],
    });
    expect(timeline([told]).at(-1)).toBe(
      '    09:00        第2级督办  【清单报送】 部门1 告知 县领导小组副组长甲某',
    );
  });
});

it('the load report as text: a row for each unit in order, then what lies badly', () => {
  const asked = ['甲局', '乙局'].flatMap((unit) =>
    ['报送', '签收'].map((step) => ({
      ...{ unit, process: '双清单', step },
      ...{ openedAt: at('2026-01-05 09:00'), deadline: at('2026-02-28 23:59:59.999') },
    })),
  );
  const limits = { deadlinesADay: 2, thingsAWeek: 1 };
  const lines = describeLoad(loadReport(asked, ['县双拥办', '甲局', '乙局'], calendar, limits));
  expect(lines).toContain('  县双拥办      ·     0');
  expect(lines).toContain('  甲局          2     2  2026-01-05 起 2 件');
  expect(lines).toContain('  2026-02-28  甲局  双清单【报送】、双清单【签收】');
  expect(lines).toContain('  2026-02-23 起一周  乙局  2 件');
  expect(lines).toContain('  2026-02-28（春节当周）  到期  双清单【报送】  2 个单位');
  expect(describeLoad(loadReport([], [], calendar)).join('\n')).not.toMatch(/undefined|NaN|Infinity/);
});
