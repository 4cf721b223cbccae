import type { Schemas } from '../api/schemas.js';

type Quarter = Schemas['VetoQuarterView'];
type Cell = Schemas['VetoCellView'];
type Item = Schemas['VetoWatchItemView'];
type Title = Schemas['ConcernedTitleView'];
type Decision = Schemas['TitleDecisionView'];

/** Where a quarter stands: not watched, still to come, being declared (the office owes it), declared. */
export type QuarterStand = 'none' | 'coming' | 'open' | 'declared';

export function standOf({ watched, openedAt, declaredAt }: Quarter): QuarterStand {
  if (!watched) return 'none';
  if (declaredAt !== null) return 'declared';
  return openedAt === null ? 'coming' : 'open';
}

export const STANDS: Record<QuarterStand, string> = {
  none: '启动之前，不排查',
  coming: '未到排查日期',
  open: '正在排查',
  declared: '已排查',
};

/** A mark beside the word: colours alone don't tell everybody. */
export const STAND_MARKS: Record<QuarterStand, string> = {
  none: '–',
  coming: '○',
  open: '▲',
  declared: '✓',
};

/** What stands in a cell of items × quarters: 未发生, 发现 2 件, 待排查. */
export function cellInWords({ state, events }: Cell): string {
  switch (state) {
    case 'clear':
      return '未发生';
    case 'found':
      return events.length > 0 ? `发现 ${events.length} 件` : '有发现';
    case 'open':
      return '待排查';
    case 'coming':
      return '未到';
    case 'none':
      return '–';
  }
}

/** Items for which the system holds something now, in the standard's order. */
export const signalled = (items: readonly Item[]): Item[] =>
  items.filter(({ signals }) => signals.length > 0);

/** 暂停，2027年11月30日复核（双双拥办发〔2027〕3号） … what one decision said of a title. */
export function decisionInWords(
  { decisionLabel, reconsiderOn, decidedAt, number }: Decision,
  dateInWords: (date: string) => string,
): string {
  const until = reconsiderOn ? `，${dateInWords(reconsiderOn)}复核` : '';
  if (decidedAt === null) return `拟${decisionLabel}${until}`;
  return `${dateInWords(decidedAt)}${decisionLabel}${until}${number ? `（${number}）` : ''}`;
}

/** The rows that a proposal begins with: every title that has to be spoken of, nothing said of it yet. */
export function titlesToDecide(titles: readonly Title[], frozenByThis: boolean): { honourId: string }[] {
  const asked = frozenByThis
    ? titles.filter(({ decisions }) => {
        const last = decisions.filter(({ decidedAt }) => decidedAt !== null).at(-1)?.decision;
        return last === 'freeze' || last === 'prolong';
      })
    : titles.filter(({ state }) => state !== 'revoked');
  return asked.map(({ honourId }) => ({ honourId }));
}

/** How a title is offered: whose it is, for a unit's people have titles too. */
export const titleOption = ({ honourId, title, holderName, stateLabel }: Title) => ({
  value: honourId,
  label: `${title}（${holderName}，现${stateLabel}）`,
});
