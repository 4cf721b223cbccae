import type { CoverageView, SignedOffView } from '../../../contracts/http/circulars.js';
import type { Story } from '../story.js';
import { dayOf } from '../teller.js';
import { CITY_OFFICE } from './cast.js';

const LIGHTS = { green: '绿灯', yellow: '黄灯', red: '红灯', grey: '灰灯' };

export function coverageOf(story: Story): Promise<CoverageView> {
  return story.http.get(CITY_OFFICE, `/api/v1/processes/${story.processId}/coverage`);
}

/** Prints the tree: one line a level, those below behind it. */
export function printCoverage(story: Story, coverage: CoverageView): void {
  for (const [depth, level] of levels(coverage)) story.tell.remark(`${'　'.repeat(depth)}${lineOf(level)}`);
}

function* levels(view: CoverageView, depth = 0): Generator<[number, CoverageView]> {
  yield [depth, view];
  for (const below of view.below) yield* levels(below, depth + 1);
}

function lineOf(level: CoverageView): string {
  const { region, receivedAt, documentNumber, opinions, receipts, readings, waitingFor, light } = level;
  const parts = [receivedAt ? `${dayOf(receivedAt)}收文` : '尚未签收'];
  if (documentNumber) {
    parts.push(opinions > 0 ? `提出 ${opinions} 条意见` : '未另提意见', documentNumber);
    parts.push(`单位签收 ${signedOff(receipts)}`, `领导阅示 ${signedOff(readings)}`);
  }
  for (const { stepLabel, unit, deadline } of waitingFor)
    parts.push(`正等${unit}“${stepLabel}”${deadline ? `（时限${dayOf(deadline)}）` : ''}`);
  if (level.outcomeLabel) parts.push(level.outcomeLabel);
  else parts.push(LIGHTS[light]);
  return `${region}：${parts.join('，')}。`;
}

function signedOff({ asked, done, missing }: SignedOffView): string {
  const names = missing.map(({ unit }) => unit);
  return `${done}/${asked}${names.length > 0 ? `（还差${names.join('、')}）` : ''}`;
}
